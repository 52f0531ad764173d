"""Dates that a page prints for its readers: <time> elements and the lines around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.fields.byline_words import words
from cleaner.fields.date_text import MAX_CHARS, Reading, read_dates, read_machine_date
from cleaner.fields.memo import once
from cleaner.fields.precedence import is_from_rule, is_from_site
from cleaner.fields.reading_order import is_day_first
from cleaner.fields.title import TOKEN_PART
from cleaner.fields.title_place import find_title_block
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Role, Story, TimeSignal
from cleaner.text import count_words

# Blocks around headline and story in which the date stands.
BEFORE_TITLE, AFTER_TITLE, BEFORE_START, AFTER_END = 8, 14, 4, 6
MAX_BODY_WORDS = 14  # a line that was taken for body, with nothing but the date and a name
MAX_EXTRA_WORDS = 12  # beside the date: byline, section, reading time; a caption or teaser has more
DIGIT = re.compile(r"\d")
PUBLISHED = re.compile(
    r"""publish | posted | released | created | veröffentlicht | erstellt | erschienen | publié | paru\ le | publicad
      | pubblicat | gepubliceerd | geplaatst | opublikowan | dodano | опубликован | опублікован | публикац | publicerad
      | publisert | udgivet | offentliggjort | julkaistu | zveřejněno | vydáno | publikován | közzétéve | megjelent
      | δημοσ | yayın | oluşturul | نشر | dipublikasi | diterbitkan
      | 입력 | 등록 | 승인 | 公開 | 掲載 | 配信 | 発表 | 发布 | 發佈 | 發布 | 发表""",
    re.IGNORECASE | re.VERBOSE,
)
MODIFIED = re.compile(
    r"""updat | modified | edited | revised | aktualisiert | geändert | überarbeitet | \bstand: | mis\ à\ jour | modifié
      | actualiz | modificad | atualizad | aggiornat | bijgewerkt | gewijzigd | aktualiz | обновлен | изменен | оновлен
      | uppdaterad | ändrad | oppdatert | opdateret | päivitetty | muokattu | frissít | módosít | ενημέρ | τροποπ
      | güncelle | تحديث | diperbarui | 수정 | 更新 | 修正""",
    re.IGNORECASE | re.VERBOSE,
)
PUBLISHED_TOKENS = words(
    "published publish publication pubdate datepublished posted pub issued entrydate postdate created publishdate"
)
MODIFIED_TOKENS = words("updated update modified modification datemodified lastmod edited revised")
DATE_TOKENS = PUBLISHED_TOKENS | words("date datetime time timestamp dateline datum fecha data meta byline")


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed date. meaning: `published` or `modified`; marked: the page says so; worded: in words or by a rule."""

    source: str
    reading: Reading
    raw: str
    meaning: str
    marked: bool
    worded: bool


def stated_dates(story: Story) -> tuple[Stated, ...]:
    """The dates printed around the headline, <time> elements before lines, nearest to the headline first.

    Below the headline comes before above it: above stand the teasers of other stories.
    """
    return once(story, "date_lines.stated", _stated)


def _stated(story: Story) -> tuple[Stated, ...]:
    title = find_title_block(story)
    place = title.index if title is not None else story.body[0].index if story.body else 0
    last = story.body[-1].index if story.body else len(story.page.blocks)

    def distance(entry: tuple[int, Stated]) -> int:
        return 2 * (entry[0] - place) if entry[0] >= place else 2 * (place - entry[0]) + 1

    near = _neighbourhood(story, title)
    times = sorted(_in_times(story, near), key=distance)
    lines = sorted(_in_lines(story, near), key=distance)
    # After the story stand comments and other stories: there a date must say in words what it is.
    return tuple(stated for index, stated in (*times, *lines) if index <= last or stated.worded)


def _in_times(story: Story, near: frozenset[int]) -> Iterator[tuple[int, Stated]]:
    blocks, day_first = story.page.blocks, is_day_first(story)
    for signal in story.page.signals.times:
        if signal.block not in near:
            continue
        raw = signal.value or signal.text
        reading = read_machine_date(raw, day_first) or read_machine_date(signal.text, day_first)
        if reading is None:
            continue
        line = blocks[signal.block].text if signal.block < len(blocks) else ""
        before = line.partition(signal.text)[0] if signal.text and count_words(line) <= MAX_EXTRA_WORDS * 2 else ""
        worded = _meaning(before)
        meaning = worded or _meaning_of_tokens(signal)
        yield (
            signal.block,
            Stated("time", reading, raw, meaning or "published", meaning is not None, worded is not None),
        )


def _in_lines(story: Story, near: frozenset[int]) -> Iterator[tuple[int, Stated]]:
    labels, day_first = story.labels.labels, is_day_first(story)
    for block in story.page.blocks:
        label = labels[block.index]
        stamped = label is not None and label.role is Role.TIMESTAMP
        certain = stamped and label is not None and is_from_site(label.by)
        if not certain and (block.index not in near or len(block.text) > MAX_CHARS or not DIGIT.search(block.text)):
            continue
        readings = read_dates(block.text, day_first)
        if readings and (stamped or _extra_words(block.text, readings) <= MAX_EXTRA_WORDS):
            yield from _in_line(block, readings, stamped=stamped, certain=certain)


def _in_line(
    block: Block, readings: tuple[Reading, ...], *, stamped: bool, certain: bool
) -> Iterator[tuple[int, Stated]]:
    position = 0
    for reading in readings:
        after = block.text[reading.end :] if len(readings) == 1 else ""
        meaning = _meaning(block.text[position : reading.start]) or _meaning(after)
        position = reading.end
        marked = stamped or meaning is not None or _has_token(block, DATE_TOKENS)
        raw = block.text[reading.start : reading.end]
        yield block.index, Stated("line", reading, raw, meaning or "published", marked, certain or meaning is not None)


def _extra_words(text: str, readings: tuple[Reading, ...]) -> int:
    rest, position = [], 0
    for reading in readings:
        rest.append(text[position : reading.start])
        position = reading.end
    return count_words(" ".join((*rest, text[position:])))


def _meaning(text: str) -> str | None:
    """What the words beside a date say it is: the last word that says something decides."""
    places = {
        "published": max((match.start() for match in PUBLISHED.finditer(text)), default=-1),
        "modified": max((match.start() for match in MODIFIED.finditer(text)), default=-1),
    }
    best = max(places, key=lambda name: places[name])
    return best if places[best] >= 0 else None


def _meaning_of_tokens(signal: TimeSignal) -> str | None:
    parts = {part.lower() for token in signal.tokens for part in (token, *TOKEN_PART.split(token))}
    if parts & MODIFIED_TOKENS:
        return "modified"
    return "published" if parts & PUBLISHED_TOKENS else None


def _has_token(block: Block, wanted: frozenset[str]) -> bool:
    return any(part.lower() in wanted for token in block.tokens for part in TOKEN_PART.split(token))


def _neighbourhood(story: Story, title: Block | None) -> frozenset[int]:
    """Indices of the blocks around headline and story; the story itself and what rules removed are left out."""
    body = story.body
    count = len(story.page.blocks)
    start, end = (body[0].index, body[-1].index) if body else (count, count)
    top = title.index if title is not None else start
    near = {*range(top - BEFORE_TITLE, top + AFTER_TITLE + 1), *range(start - BEFORE_START, start + 1)}
    near.update(range(end + 1, end + 1 + AFTER_END))
    return frozenset(
        index for index in near if 0 <= index < count and _is_open(story, index) and (index != top or title is None)
    )


def _is_open(story: Story, index: int) -> bool:
    label = story.labels.labels[index]
    if label is None:
        return True
    if label.role in BODY_ROLES:
        return count_words(story.page.blocks[index].text) <= MAX_BODY_WORDS
    return label.role not in BOILERPLATE_ROLES or not is_from_rule(label.by)

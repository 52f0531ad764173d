"""What speaks for and against a line of a dump being its headline, as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.article import Article
from cleaner.declared.titles import title_parts
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import UNSPACED, WORD, collapse, count_words, ends_sentence, fold

MAX_HEAD_LINES = 80  # menus of news sites run to 300 lines; the title stands in the last lines before the story
LINES_INTO_STORY = 5  # beyond the first line taken for the story's, which may be the headline or its deck
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 32
MAX_TITLE_SENTENCE = 14  # words of a story's first line that may be a headline though it ends like a sentence
BODY_CHARS = 4000  # of the story whose words are compared
STEM_CHARS = 6  # words are cut there, so that inflected forms meet
NEAR_BEFORE, NEAR_AFTER = 25, 5  # lines around one in which its text may stand again, with additions
MIN_PART_CHARS, MAX_ADDED_CHARS = 12, 80
# Roles that rules give to lines by their neighbours or by a sign; in a dump a headline may have got one of them.
OPEN_ROLES = BODY_ROLES | {
    Role.HEADLINE, Role.RELATED, Role.POPULAR, Role.CAPTION, Role.SECTION, Role.COPYRIGHT, Role.TAGS, Role.KICKER,
}  # fmt: skip
SIGNED_ROLES = frozenset({Role.BYLINE, Role.TIMESTAMP})

NO_TITLE = lazy_pattern(
    r"""https?:// | \S+@\S+\.\w | \ [>›»]\ .*\S$ | ^[©\d/.:,\s|-]+$ | \d{1,2}:\d\d | :$
      | ^(?:by|foto|photo|image|source|quelle|published|updated)\b[:\s]
      | ^(?:von|par|por|di)\s(?:\S+\s+){0,4}\S+$
      | \b(?:cookies?|newsletter|javascript|password)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CREDITED = lazy_pattern(
    r"""\[[^\]]+\]$ | \([^)]*(?:foto|photo|image|bild|via|/|©)[^)]*\)$ | © | \bgetty\b
      | \b(?:foto|photo|image|bild|credit|picture)\s*(?:by|von|:|courtesy)""",
    re.IGNORECASE | re.VERBOSE,
)
SIGNATURE = lazy_pattern(r"^(?:by|von|par|por|di|door|av|od|автор)\b|\b(?:19|20)\d\d\b|\d{1,2}:\d\d", re.IGNORECASE)
MAX_SIGNATURE_WORDS = 14
JOINED = lazy_pattern(r"[|›]| [/»] ")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines a headline may be, with what each of them is compared with.

    start: index of the story's first line. forms: the lines folded; own: their content words; shared: how many of
    those the story uses. counts: how often each line stands in the dump. opening: the dump's first line, folded, and
    its parts ("Headline | The Daily" is a page's <title>).
    """

    lines: Sequence[Block]
    start: int
    forms: Sequence[str]
    own: Sequence[frozenset[str]]
    shared: Sequence[int]
    counts: Mapping[str, int]
    opening: str
    parts: frozenset[str]


def read_head(article: Article) -> Head:
    """The lines up to a few into the story that no rule has named something a headline cannot be; the last ones."""
    blocks = article.page.blocks
    start = article.body[0].index if article.body else len(blocks) - 1
    pairs = zip(blocks[: start + 1 + LINES_INTO_STORY], article.labels.labels, strict=False)
    free = (b for b, said in pairs if said is None or not said.voice.is_rule or said.role in OPEN_ROLES)
    lines = list(free)[-MAX_HEAD_LINES:]
    own = [content_words(block.text) for block in lines]
    body = body_words(article)
    opening = blocks[0].text if blocks else ""
    return Head(
        lines,
        start,
        [fold(block.text) for block in lines],
        own,
        [len(words & body) for words in own],
        line_counts(article),
        fold(opening),
        frozenset(fold(opening[begin:stop]) for begin, stop in title_parts(opening)),
    )


def may_be_title(article: Article, head: Head, place: int, words: int) -> bool:
    """Whether a line's length and signs allow it to be a headline, and it is no sentence of the story."""
    block = head.lines[place]
    if not MIN_TITLE_WORDS <= words <= MAX_TITLE_WORDS or NO_TITLE.search(block.text):
        return False
    is_opening = block.index == head.start and words <= MAX_TITLE_SENTENCE
    return is_opening or not (_is_kept(article, block) and is_statement(block.text))


def _is_kept(article: Article, block: Block) -> bool:
    label = article.labels.labels[block.index]
    return label is not None and label.role in BODY_ROLES


def is_statement(text: str) -> bool:
    """Whether a text ends like a sentence that is no question and no exclamation."""
    return ends_sentence(text) and text[-1] not in "?!？！"


def features(article: Article, head: Head, place: int, words: int) -> Mapping[str, float]:
    """The line's features by name; those that are 0 may be left out."""
    return {
        **_of_text(head, place, words),
        **_of_repetition(head, place),
        **_of_place(article, head, place),
        **_of_neighbours(article, head.lines[place]),
    }


def _of_text(head: Head, place: int, words: int) -> dict[str, float]:
    text, shared = head.lines[place].text, head.shared[place]
    names = [word for word in text.split() if word[:1].isalpha()]
    return {
        "shared_share": shared / max(len(head.own[place]), 1),
        "shared_words": min(shared, 6) / 6,
        "shares_most": shared >= max(head.shared),
        "words": min(words, 8) / 8,
        "two_words": words < 3,
        "long": max(0, words - 14) / 10,
        "statement": is_statement(text),
        "question": text[-1] in "?!？！",
        "digits": sum(map(str.isdigit, text)) / len(text),
        "lower": text[:1].islower(),
        "name": 2 <= len(names) <= 4 and all(n[:1].isupper() for n in names) and not UNSPACED.search(text),
        "credited": CREDITED.search(text) is not None,
        "joined": JOINED.search(text) is not None,
    }


def _of_repetition(head: Head, place: int) -> dict[str, float]:
    form, block = head.forms[place], head.lines[place]
    near = (*head.forms[max(0, place - NEAR_BEFORE) : place], *head.forms[place + 1 : place + 1 + NEAR_AFTER])
    longer = [other for other in near if len(form) < len(other) < len(form) + MAX_ADDED_CHARS]
    is_part = len(form) >= MIN_PART_CHARS
    return {
        "repeated": head.counts.get(form, 0) > 1,
        "part_of_opening": block.index > 0 and form in head.parts,
        "in_opening": block.index > 0 and form not in head.parts and len(form) > 15 and form in head.opening,
        "opening": block.index == 0 and len(head.parts) > 1,
        "ends_another": is_part and any(other.endswith(form) for other in longer),
        "begins_another": is_part and any(other.startswith(form) for other in longer),
    }


def _of_place(article: Article, head: Head, place: int) -> dict[str, float]:
    block = head.lines[place]
    before = head.start - block.index
    earlier = range(max(0, place - 8), place)
    about = sum(2 * head.shared[i] >= len(head.own[i]) and head.shared[i] >= 2 for i in earlier)
    return {
        "late": min(about, 3) / 3,
        "distance": max(before, 0) / 20,
        "right_before": 0 <= before <= 3,
        "little_before": 3 < before <= 8,
        "first_of_story": before == 0,
        "in_story": before < 0,
        "kept": _is_kept(article, block),
        "begins_story": block.index == 0 and len(head.parts) == 1 and head.start <= LINES_INTO_STORY,
        "bullet": bool(block.marker),
        "caption": (label := article.labels.labels[block.index]) is not None and label.role is Role.CAPTION,
    }


def _of_neighbours(article: Article, block: Block) -> dict[str, float]:
    blocks, labels = article.page.blocks, article.labels.labels
    following = blocks[block.index + 1 : block.index + 6]
    signed = [_is_signature(other.text) for other in following]
    said = [label for other in following if (label := labels[other.index]) is not None and label.voice.is_rule]
    opens, closes = block.gap > 0 or block.index == 0, bool(following) and following[0].gap > 0
    lengths = [count_words(other.text) for other in following[:3]]
    before = blocks[block.index - 1] if block.index else None
    return {
        "gap_before": opens,
        "gap_after": closes,
        "apart": opens and closes,
        "signed_soon": any(signed[:3]),
        "signed": any(signed),
        "signed_by_rule": any(label.role in SIGNED_ROLES for label in said),
        "after_short": before is not None and count_words(before.text) <= 3,
        "after_bullet": before is not None and bool(before.marker),
        "before_bullet": bool(following) and bool(following[0].marker),
        "before_long": bool(lengths) and lengths[0] >= 14,
        "before_prose": any(length >= 20 for length in lengths),
    }


def _is_signature(text: str) -> bool:
    return SIGNATURE.search(text) is not None and count_words(text) <= MAX_SIGNATURE_WORDS


def body_words(article: Article) -> frozenset[str]:
    """The content words of the story's beginning."""
    return content_words(collapse(" ".join(block.text for block in article.body[:40]))[:BODY_CHARS])


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: of four letters and more; pairs of characters where words are not spaced."""
    plain = fold(text)
    if UNSPACED.search(plain):
        pairs = (plain[i : i + 2] for i in range(len(plain) - 1))
        return frozenset(pair for pair in pairs if pair.isalnum())
    return frozenset(word[:STEM_CHARS] for word in WORD.findall(plain) if len(word) > 3)


def line_counts(article: Article) -> Mapping[str, int]:
    """How often each line stands in the dump, by its folded form."""
    counts: dict[str, int] = {}
    for block in article.page.blocks:
        form = fold(block.text)
        counts[form] = counts.get(form, 0) + 1
    return counts

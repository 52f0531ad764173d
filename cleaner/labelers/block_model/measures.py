"""What one block is like, taken by itself: the numbers of a block the model begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from cleaner.labelers.block_model.declared_texts import DeclaredTexts
from cleaner.model import BODY_ROLES, Block, Label, Page, Role
from cleaner.text import count_words, ends_sentence

HEAD_CHARS = 240  # the start of a block shows its kind; counting signs in all of it costs more than it tells
END_CHARS = 16  # a full stop, and what closes behind it
SHORT_WORDS = 40  # only so short a block can be a title, a subtitle or a line about the story
PROSE_WORDS, LONG_WORDS = 9, 28  # as the voice for lines has them: a sentence, and prose however it ends
MAX_LOOKED_AT = 30  # words whose capitals are counted
NEIGHBOURS = 4  # blocks on each side of a block that context looks at one by one

# What rules say of a block, in groups the model can learn from with few pages.
ROLE_GROUPS: dict[Role, int] = {
    **dict.fromkeys(BODY_ROLES, 1),
    **dict.fromkeys((Role.HEADLINE, Role.SUBTITLE, Role.KICKER), 2),
    **dict.fromkeys((Role.BYLINE, Role.TIMESTAMP, Role.DATELINE, Role.SOURCE, Role.SECTION), 3),
    **dict.fromkeys((Role.CAPTION, Role.CREDIT), 4),
    **dict.fromkeys((Role.RELATED, Role.POPULAR, Role.NAVIGATION), 5),
    **dict.fromkeys((Role.COMMENTS, Role.FOOTER, Role.COPYRIGHT, Role.BIO, Role.TAGS), 6),
}
OTHER_GROUP = 7  # share, newsletter, advert, consent, paywall, tool, notice, boilerplate
GROUPS = 8

TAG_GROUPS: dict[str, int] = {
    "": 0, "p": 1, "h1": 2, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4, "li": 5, "dd": 5, "dt": 5, "td": 6, "th": 6,
    "tr": 6, "blockquote": 7, "figcaption": 8, "caption": 8, "div": 9, "section": 9, "article": 9, "pre": 10,
}  # fmt: skip
OTHER_TAG = 11

MEASURES = (
    "words", "chars", "word_chars", "link_share", "linked", "small_words", "small_share", "ends", "colon", "question",
    "ellipsis", "lower_start", "digit_start", "quote_start", "capital_share", "upper_share", "digit_share", "commas",
    "bars", "sign", "sentences", "prose", "repeats", "title_share", "is_title", "is_description", "in_article_body",
    "role_group", "tag_group", "gap", "indent", "marker", "hidden", "own_words_in_page",
)  # fmt: skip
COLUMN = {name: number for number, name in enumerate(MEASURES)}
WORDS, CHARS, LINK_SHARE, PROSE, IS_TITLE = map(MEASURES.index, ("words", "chars", "link_share", "prose", "is_title"))
IN_ARTICLE_BODY, TAG_GROUP, ROLE_GROUP, SHARE_OF_PAGE = map(
    MEASURES.index, ("in_article_body", "tag_group", "role_group", "own_words_in_page")
)
SIGN = re.compile("[©@»›→|•#▶►]")
DIGIT = re.compile(r"\d")
TWICE, MIN_COPIED = 2, 3  # paragraphs of a story that is on a page twice; they are half of all prose and more
BARS = "|•·/"
QUOTES = frozenset("\"'“„«‹‘「『»")


def measure_blocks(
    page: Page, labels: Sequence[Label | None], small_words: Collection[str], declared: DeclaredTexts
) -> list[list[float]]:
    """One row of MEASURES per block, in block order.

    labels: one per block, None where no rule has labelled it. small_words: function words of many languages.
    """
    repeats = Counter(block.text for block in page.blocks)
    if page.tree is None:
        repeats -= _copied(repeats)
    rows: list[list[float]] = []
    for block, is_near in zip(page.blocks, near_open(labels, NEIGHBOURS), strict=True):
        if is_near:
            rows.append(_measure(block, small_words, repeats[block.text], declared))
        else:
            rows.append(_measure_far(block, declared))
    total = sum(row[WORDS] for row in rows) or 1.0
    for row, label in zip(rows, labels, strict=True):
        if label is not None:
            row[ROLE_GROUP] = ROLE_GROUPS.get(label.role, OTHER_GROUP)
        row[SHARE_OF_PAGE] = row[WORDS] / total
    return rows


def _copied(counts: Mapping[str, int]) -> Counter[str]:
    """The paragraphs of a story that a dump has twice: what else is there again is furniture."""
    twice = [text for text, count in counts.items() if count == TWICE]
    copied = Counter({text: count_words(text) for text in twice if ends_sentence(text[-END_CHARS:])})
    copied = Counter({text: words for text, words in copied.items() if words >= PROSE_WORDS})
    if len(copied) < MIN_COPIED:  # most dumps
        return Counter()
    once = (count_words(text) for text in counts.keys() - copied.keys() if ends_sentence(text[-END_CHARS:]))
    others = sum(words for words in once if words >= PROSE_WORDS)
    return Counter(copied.keys()) if copied.total() >= others else Counter()


def near_open(labels: Sequence[Label | None], reach: int) -> list[bool]:
    """Per block whether it, or one at most so many blocks away, has no label.

    To measure only those in full saves 3 % of a page.
    """
    is_near = [False] * len(labels)
    for index, label in enumerate(labels):
        if label is None:
            for near in range(max(index - reach, 0), min(index + reach + 1, len(labels))):
                is_near[near] = True
    return is_near


def _measure_far(block: Block, declared: DeclaredTexts) -> list[float]:
    """Of a block far from all open ones: the MEASURES that count for its containers and for the page."""
    text = block.text
    words = count_words(text)
    row = [0.0] * len(MEASURES)
    row[WORDS], row[CHARS], row[LINK_SHARE] = words, len(text), block.link_share
    row[PROSE] = _is_prose(words, ends_sentence(text[-END_CHARS:]), block.link_share)
    row[IS_TITLE] = text.lower() in declared.titles
    row[IN_ARTICLE_BODY], row[TAG_GROUP] = -1.0, TAG_GROUPS.get(block.tag, OTHER_TAG)
    return row


def _is_prose(words: int, ends: bool, link_share: float) -> bool:
    return link_share < 0.5 and ((words >= PROSE_WORDS and ends) or words >= LONG_WORDS)


def _measure(block: Block, small_words: Collection[str], repeats: int, declared: DeclaredTexts) -> list[float]:
    """The MEASURES of one block, in their order; what depends on other blocks is filled in later."""
    text = block.text
    words = count_words(text)
    head = text[:HEAD_CHARS]
    lowered = text.lower()
    lower_words = lowered.split()
    count = len(lower_words)
    small = sum(map(small_words.__contains__, lower_words))
    looked_at = text.split(" ", MAX_LOOKED_AT)[:MAX_LOOKED_AT]
    ends = ends_sentence(text[-END_CHARS:])
    first, last = text[0], text[-1]
    link_share = block.link_share
    long_words = [word for word in lower_words if len(word) > 3] if count <= SHORT_WORDS else []
    title_share = sum(map(declared.title_words.__contains__, long_words)) / (len(long_words) or 1)
    return [
        words,
        len(text),
        len(text) / count,
        link_share,
        link_share > 0.5,
        small,
        small / count,
        ends,
        last in ":：",
        last in "?？؟",
        last == "…" or text.endswith("..."),
        first.islower(),
        first.isdigit(),
        first in QUOTES,
        sum(map(str.istitle, looked_at)) / len(looked_at),
        sum(map(str.isupper, looked_at)) / len(looked_at),
        len(DIGIT.findall(head)) / len(head),
        (head.count(",") + head.count("，") + head.count("、")) / len(head),
        sum(map(head.count, BARS)),
        SIGN.search(head) is not None,
        text.count(". ") + text.count("。") + ends,
        _is_prose(words, ends, link_share),
        repeats,
        title_share,
        lowered in declared.titles,
        declared.is_description(text),
        declared.in_article_body(text),
        0.0,
        TAG_GROUPS.get(block.tag, OTHER_TAG),
        min(block.gap, 5),
        min(block.indent, 12),
        bool(block.marker),
        block.hidden,
        0.0,
    ]

"""What one block is like, taken by itself: the numbers of a block the model begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from cleaner.model import BODY_ROLES, Block, Json, Label, Page, Role
from cleaner.text import collapse, count_words, ends_sentence

HEAD_CHARS = 240  # the start of a block shows its kind; counting signs in all of it costs more than it tells
START_CHARS = 60
END_CHARS = 16  # a full stop, and what closes behind it
MIN_DESCRIPTION_CHARS = 30
MIN_ARTICLE_BODY_CHARS = 200
SHORT_WORDS = 40  # only so short a block can be a title, a subtitle or a line about the story
PROSE_WORDS, LONG_WORDS = 9, 28  # as the voice for lines has them: a sentence, and prose however it ends
ARTICLE_KEYS = ("articleBody", "reviewBody", "text")
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
ROLE_GROUP, SHARE_OF_PAGE = MEASURES.index("role_group"), MEASURES.index("own_words_in_page")
WORDS, CHARS, LINK_SHARE, SMALL_SHARE, ENDS, CAPITAL_SHARE, PROSE, IS_TITLE, IN_ARTICLE_BODY, TAG_GROUP, MARKER = map(
    MEASURES.index,
    (
        *("words", "chars", "link_share", "small_share", "ends", "capital_share"),
        *("prose", "is_title", "in_article_body", "tag_group", "marker"),
    ),
)
SIGN = re.compile("[©@»›→|•#▶►]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
BARS = "|•·/"
QUOTES = frozenset("\"'“„«‹‘「『»")


class Reference:
    """What the page says of its story outside the text: titles, description, the body in its JSON-LD."""

    def __init__(self, page: Page) -> None:
        signals = page.signals
        titles = [signals.title, *signals.meta.get("og:title", ())[:1]]
        titles += [block.text for block in page.blocks if block.tag == "h1"][:2]
        folded = [collapse(title).lower() for title in titles if title]
        self.titles = frozenset(folded)
        self.title_words = frozenset(word for title in folded for word in title.split() if len(word) > 3)
        described = [*signals.meta.get("description", ())[:1], *signals.meta.get("og:description", ())[:1]]
        self.descriptions = tuple(text for text in map(collapse, described) if len(text) > MIN_DESCRIPTION_CHARS)
        self.article_body = max(map(collapse, _article_bodies(signals.json_ld)), key=len, default="")

    def is_described(self, text: str) -> bool:
        """Whether the text is the page's description, or holds it; descriptions are often cut off."""
        return len(text) > MIN_DESCRIPTION_CHARS and any(
            text[:START_CHARS] == described[:START_CHARS] or described in text for described in self.descriptions
        )

    def in_article_body(self, text: str) -> float:
        """Whether the declared body holds the text's start: 1, 0; 0.5 for what is too short to tell; -1 without one."""
        if not self.article_body:
            return -1.0
        return float(text[:START_CHARS] in self.article_body) if len(text) > 8 else 0.5


def _article_bodies(nodes: Sequence[object]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, dict):
            for key in ARTICLE_KEYS:
                value: Json = node.get(key)
                if isinstance(value, str) and len(value) > MIN_ARTICLE_BODY_CHARS:
                    yield value


def measure_blocks(
    page: Page, labels: Sequence[Label | None], small_words: Collection[str], reference: Reference
) -> list[list[float]]:
    """One row of MEASURES per block, in block order.

    labels: what rules have said, None where they have not; of a block they have spoken for only what others look at is
    measured, and what only its neighbours look at where one of them is open. small_words: function words of many
    languages, lower case. reference: of the page.
    """
    repeats = Counter(block.text for block in page.blocks)
    rows = [
        _measure(block, small_words, repeats[block.text], reference)
        if label is None
        else _measure_spoken(block, small_words if is_near else None, reference)
        for block, label, is_near in zip(page.blocks, labels, near_open(labels, NEIGHBOURS), strict=True)
    ]
    total = sum(row[0] for row in rows) or 1.0
    for row, label in zip(rows, labels, strict=True):
        if label is not None:
            row[ROLE_GROUP] = ROLE_GROUPS.get(label.role, OTHER_GROUP)
        row[SHARE_OF_PAGE] = row[0] / total
    return rows


def near_open(labels: Sequence[Label | None], reach: int) -> list[bool]:
    """Per block whether it, or one at most so many blocks away, is one that no rule has spoken for."""
    near = [False] * (len(labels) + 2 * reach)
    for index, label in enumerate(labels):
        if label is None:
            near[index : index + 2 * reach + 1] = [True] * (2 * reach + 1)
    return near[reach : reach + len(labels)]


def _digits(text: str) -> int:
    """How many of the characters are digits."""
    plain = text.encode("ascii", "ignore")
    found = len(plain) - len(plain.translate(None, b"0123456789"))  # a tenth of the time of asking each character
    return found if len(plain) == len(text) else found + sum(map(str.isdigit, NOT_ASCII.findall(text)))


def _measure_spoken(block: Block, small_words: Collection[str] | None, reference: Reference) -> list[float]:
    """The MEASURES that context reads of other blocks, for a block that gets no likelihood: half the time.

    small_words: None where no neighbour asks for the share of small and capitalised words.
    """
    text = block.text
    count = text.count(" ") + 1  # white space is collapsed
    words = count if text.isascii() else count_words(text)
    lowered = text.lower()
    ends = ends_sentence(text[-END_CHARS:])
    link_share = block.link_chars / len(text)
    row = [0.0] * len(MEASURES)
    row[WORDS], row[CHARS], row[LINK_SHARE], row[ENDS] = words, len(text), link_share, ends
    if small_words is not None:
        looked_at = text.split(" ", MAX_LOOKED_AT)[:MAX_LOOKED_AT]
        row[SMALL_SHARE] = sum(map(small_words.__contains__, lowered.split())) / count
        row[CAPITAL_SHARE] = sum(map(str.istitle, looked_at)) / len(looked_at)
    row[PROSE] = link_share < 0.5 and ((words >= PROSE_WORDS and ends) or words >= LONG_WORDS)
    row[IS_TITLE] = count <= SHORT_WORDS and lowered in reference.titles
    row[IN_ARTICLE_BODY] = -1.0
    row[TAG_GROUP] = TAG_GROUPS.get(block.tag, OTHER_TAG)
    row[MARKER] = bool(block.marker)
    return row


def _measure(block: Block, small_words: Collection[str], repeats: int, reference: Reference) -> list[float]:
    """The MEASURES of one block, in their order; what depends on other blocks is filled in later."""
    text = block.text
    chars = len(text)
    count = text.count(" ") + 1  # white space is collapsed
    words = count if text.isascii() else count_words(text)
    head = text[:HEAD_CHARS]
    lowered = text.lower()
    lower_words = lowered.split()
    small = sum(map(small_words.__contains__, lower_words))
    looked_at = text.split(" ", MAX_LOOKED_AT)[:MAX_LOOKED_AT]
    ends = ends_sentence(text[-END_CHARS:])
    first, last = text[0], text[-1]
    link_share = block.link_chars / chars
    title_share = is_title = 0.0
    if count <= SHORT_WORDS:
        long_words = [word for word in lower_words if len(word) > 3]
        title_share = sum(map(reference.title_words.__contains__, long_words)) / (len(long_words) or 1)
        is_title = float(lowered in reference.titles)
    return [
        words,
        chars,
        chars / count,
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
        _digits(head) / len(head),
        (head.count(",") + head.count("，") + head.count("、")) / len(head),
        sum(map(head.count, BARS)),
        SIGN.search(head) is not None,
        text.count(". ") + text.count("。") + ends,
        link_share < 0.5 and ((words >= PROSE_WORDS and ends) or words >= LONG_WORDS),
        repeats,
        title_share,
        is_title,
        reference.is_described(text),
        reference.in_article_body(text),
        0.0,
        TAG_GROUPS.get(block.tag, OTHER_TAG),
        min(block.gap, 5),
        min(block.indent, 12),
        bool(block.marker),
        block.hidden,
        0.0,
    ]

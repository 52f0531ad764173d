"""What each block of a page is, who said so and why; and what the fields read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from cleaner.model.body import Embed
from cleaner.model.page import Block, Page
from cleaner.model.record import Outlet, Status
from cleaner.model.rule_hits import RuleHits

T = TypeVar("T")


class Role(StrEnum):
    """What a block is. Closed: a rule that names another role does not load."""

    # body: what record.text and record.body are made of
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    PREFORMATTED = "preformatted"
    # about the story: what the fields read
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SOURCE = "source"
    NOTICE = "notice"
    COPYRIGHT = "copyright"
    SECTION = "section"
    TAGS = "tags"
    # boilerplate: what record.removed counts
    NAVIGATION = "navigation"
    RELATED = "related"
    POPULAR = "popular"
    COMMENTS = "comments"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    ADVERT = "advert"
    CONSENT = "consent"
    PAYWALL = "paywall"
    BIO = "bio"
    TOOL = "tool"
    FOOTER = "footer"
    BOILERPLATE = "boilerplate"


BODY_ROLES = frozenset({Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.TABLE, Role.PREFORMATTED})
STORY_ROLES = frozenset(
    {
        Role.HEADLINE,
        Role.SUBTITLE,
        Role.KICKER,
        Role.BYLINE,
        Role.TIMESTAMP,
        Role.DATELINE,
        Role.CAPTION,
        Role.CREDIT,
        Role.SOURCE,
        Role.NOTICE,
        Role.COPYRIGHT,
        Role.SECTION,
        Role.TAGS,
    }
)
BOILERPLATE_ROLES = frozenset(Role) - BODY_ROLES - STORY_ROLES


class Voice(StrEnum):
    """Who said something of a page: the rule of its site, a rule for many sites, a labeler, the page's own markup."""

    SITE = "site"
    PLATFORM = "platform"
    SHARED = "shared"
    MODEL = "model"  # labelers that weigh texts: the block model, trafilatura, the lines of the story
    MARKUP = "markup"
    DECLARED = "declared"  # the page's metadata

    @property
    def is_rule(self) -> bool:
        """Whether a rule file said so."""
        return self in (Voice.SITE, Voice.PLATFORM, Voice.SHARED)


class Label(Struct, frozen=True, gc=False):
    """The role of one block, and the receipt for it.

    by: who said so: `koreajoongangdaily.joins.com:popular[0]`, `shared/comments:disqus`, `block-model`,
    `trafilatura` (where its vote turned the model's); `line:caption` (a line of the story), `coherence` (what does not
    fit the chosen body), `markup` (hidden), `walls`.
    why: the reason, in words. voice: which kind of labeler `by` is.
    """

    role: Role
    by: str
    why: str
    voice: Voice = Voice.MODEL


class Cut(Struct, frozen=True, gc=False):
    """A run of text inside a block that is not part of it: characters start to end of block.text."""

    block: int
    start: int
    end: int
    label: Label


class Candidate(Struct, frozen=True, gc=False):
    """A value for a field, as printed, before it is normalised.

    field: `title`, `authors`, `published`, `credit` …; source: who gave it (`jsonld:headline`, `rule:line[0]`).
    block: where it stands, -1 where it is not from a block. parts: named groups of a line pattern (name, email …).
    voice: of the rule that found it. caught: by a line pattern while blocks were labelled, not under `fields`: where
    the pattern is of a rule for many sites the line may stand anywhere on the page, in a teaser too.
    """

    field: str
    value: str
    source: str
    block: int = -1
    parts: Mapping[str, str] = msgspec.field(default_factory=dict)
    voice: Voice = Voice.SITE
    caught: bool = False

    @property
    def is_evidence(self) -> bool:
        """Whether it is evidence that a field weighs, and no answer: a general rule caught it in some line."""
        return self.caught and self.voice is not Voice.SITE


class Labels(Struct, frozen=True):
    """One label or None per block, in block order; cuts inside blocks; what line patterns caught for fields.

    body_by: who named the body: `rule`, `block-model`; None as long as nobody did.
    expected_f1: how right the body can be expected to be, 0–1; None where a rule named it. is_unsure: rather wrong.
    flags: what the record says of how its body was found, among the flags of its quality. doubts: those of them that
    say nothing of a body that is not unsure.
    shape: the page in numbers, with the body that the block model alone chose, block_model.doubt.PAGE_NAMES; empty
    where it did not look at the page. numbers_of: with the body of some labels, block_model.final_body.FINAL_NAMES;
    None where it named no body, and when it is told. numbers: with the body there is in the end.
    hits: what the parts of the site's rule found; None where no site rule matched.
    likely: the blocks of a place where a rule that is not sure says the story is; None where none does.
    """

    labels: tuple[Label | None, ...]
    cuts: tuple[Cut, ...] = ()
    found: tuple[Candidate, ...] = ()
    body_by: str | None = None
    expected_f1: float | None = None
    is_unsure: bool = False
    flags: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    shape: tuple[float, ...] = ()
    numbers_of: Callable[[Sequence[Label | None]], tuple[float, ...]] | None = None
    numbers: tuple[float, ...] = ()
    hits: RuleHits | None = None
    likely: frozenset[int] | None = None

    def cuts_by_block(self) -> Mapping[int, list[tuple[int, int]]]:
        """Block index → where what is cut out of the block starts and ends; empty for a block without cuts."""
        spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for cut in self.cuts:
            spans[cut.block].append((cut.start, cut.end))
        return spans


class SiteFacts(Struct, frozen=True):
    """What the rule that matched says of the site, for the fields. All unknown where no site rule matched.

    rule: `sites/example.com`; domain: the `site:` of the rule. formats: strptime formats by field.
    timezone: IANA name, assumed for times without a zone.
    """

    rule: str | None = None
    version: int | None = None
    layout: str | None = None
    outlet: str | None = None
    domain: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    timezone: str | None = None
    formats: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Wall(Struct, frozen=True):
    """What a page shows instead of a story: a consent dialog or a check for robots, and the words that tell."""

    status: Status
    reason: str


class Story(Struct, frozen=True):
    """All a field may read: the page, the labels, what the rules say of each field, and the chosen outlet.

    candidates: by field name, in order of precedence: what the site's rule (then platform, shared) found.
    A field that has candidates tries them before its own general sources. body: the blocks kept, cuts applied.
    embeds: each with the index of the page's block it stands before.
    """

    page: Page
    labels: Labels
    facts: SiteFacts = SiteFacts()
    candidates: Mapping[str, tuple[Candidate, ...]] = msgspec.field(default_factory=dict)
    body: tuple[Block, ...] = ()
    embeds: tuple[Embed, ...] = ()
    outlet: Outlet | None = None
    wall: Wall | None = None


class Choice(Struct, Generic[T], frozen=True):
    """A field's value, the source that gave it, and what the other sources said (value as text, source).

    flags: what the record says of how it was looked for, among the flags of its quality.
    """

    value: T
    source: str
    rejected: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()

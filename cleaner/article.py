"""One view of the story for the labelers of its lines and for all fields: what several of them ask, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from cleaner.declared import Declared
from cleaner.declared.site_names import SiteNames
from cleaner.declared.titles import Headline, read_headline
from cleaner.lines.dates.day_first import country_of, is_day_first, is_day_first_in_print
from cleaner.lines.dates.fragments import MAX_FRAGMENTS, labelled, with_fragments
from cleaner.lines.dates.printed import DateReader, FoundDate, date_reader
from cleaner.live_entries import clock_lines, entry_times
from cleaner.model import (
    Block,
    Candidate,
    Cut,
    Json,
    Label,
    Labels,
    Outlet,
    Page,
    Role,
    SiteFacts,
    Story,
    TimeSignal,
    Voice,
)
from cleaner.urls import host_of

ABOVE_HEADLINE, BELOW_HEADLINE = 3, 12  # blocks: byline, date and share buttons may stand between headline and deck
OPENING_BLOCKS = 6
HEAD_BLOCKS = 10  # a headline that nothing marks stands at most so far above the text
ANY_VOICE = frozenset(Voice)
RULES = frozenset(voice for voice in Voice if voice.is_rule)
WRAPPED = "line:wrapped"  # source of the lines that a headline goes on in below its first
SITE_RULE, GENERAL_RULES = frozenset({Voice.SITE}), frozenset({Voice.PLATFORM, Voice.SHARED})
OWN_VOICES = frozenset({Voice.MODEL, Voice.SITE})  # of labels that are about this story
HEADLINE_VOICES = (SITE_RULE, frozenset({Voice.MODEL}), GENERAL_RULES)  # the surest first
BY_INDEX = attrgetter("index")


class Article:
    """The story as they see it: the page, its labels, what rules found, the chosen outlet.

    Nothing of it changes but what is worked out when it is first asked for.
    """

    def __init__(self, story: Story, declared: Declared | None = None) -> None:
        self.story = story
        self.page: Page = story.page
        self.labels: Labels = story.labels
        self.facts: SiteFacts = story.facts
        self.candidates: Mapping[str, tuple[Candidate, ...]] = story.candidates
        self.body: tuple[Block, ...] = story.body
        self.outlet: Outlet | None = story.outlet
        self.declared = Declared(story.page) if declared is None else declared

    def with_outlet(self, outlet: Outlet | None) -> Article:
        """The view of the story with its outlet, which most fields need."""
        return Article(replace(self.story, outlet=outlet), self.declared)

    def with_candidates(self, field: str, found: Iterable[Candidate]) -> Article:
        """The view of the story with more candidates for a field."""
        candidates = {**self.candidates, field: (*self.candidates.get(field, ()), *found)}
        return Article(replace(self.story, candidates=candidates), self.declared)

    def with_labels(self, labels: Labels) -> Article:
        """The view of the story with other labels; blocks that are called something else are no body."""
        before = self.labels.labels
        body = tuple(block for block in self.body if labels.labels[block.index] is before[block.index])
        return Article(replace(self.story, labels=labels, body=body), self.declared)

    @property
    def node(self) -> Mapping[str, Json]:
        """The JSON-LD object that describes the story; empty where the page has none of an article-like type."""
        return self.declared.node

    @property
    def outlet_name(self) -> str:
        """The outlet's name; empty as long as nobody knows it."""
        return (self.outlet.name or "") if self.outlet is not None else ""

    @cached_property
    def site_names(self) -> SiteNames:
        """The names of the site: the outlet, what the page declares, the host."""
        return self.declared.site_names.with_name(self.outlet_name)

    @cached_property
    def declared_headlines(self) -> tuple[Headline, ...]:
        """What the page's metadata says its title is, without the site's name."""
        found = [read_headline(title.source, title.text, self.site_names) for title in self.declared.titles]
        return tuple(filter(None, found))

    @property
    def can_declare_title(self) -> bool:
        """Whether metadata may say what the title is: of HTML, and of a dump whose carrier gave it one."""
        return self.page.document.kind == "html" or bool(self.declared_headlines)

    def blocks_as(self, *roles: Role, voices: Container[Voice] = ANY_VOICE) -> tuple[Block, ...]:
        """The blocks that carry one of the roles, in page order. voices: who must have given it."""
        labelled = chain.from_iterable(self._labelled.get(role, ()) for role in roles)
        found = [block for label, block in labelled if label.voice in voices]
        return tuple(sorted(found, key=BY_INDEX))

    def lines_as(self, *roles: Role) -> tuple[Block, ...]:
        """The story's own lines of some roles, in page order: named by a labeler of its lines, or by the site's rule.

        What a general rule calls a byline or a timestamp may be one of a teaser.
        """
        return self.blocks_as(*roles, voices=OWN_VOICES)

    def cuts_as(self, role: Role) -> tuple[Cut, ...]:
        """The story's own lines of a role that are only runs of a block's text."""
        return tuple(cut for cut in self.labels.cuts if cut.label.role is role and cut.label.voice in OWN_VOICES)

    @cached_property
    def country(self) -> str:
        """The page's country in small letters, by its site, the tag of its language, its domain; empty if unknown."""
        region = self._language_tag.replace("_", "-").partition("-")[2]
        return country_of(self.facts.country, region, self._domain)

    @property
    def _language_tag(self) -> str:
        signals = self.page.signals
        return signals.language or signals.first_meta("og:locale", "content-language", "language") or ""

    @property
    def _domain(self) -> str | None:
        return self.facts.domain or host_of(self.declared.host_url)

    @cached_property
    def date_reader(self) -> DateReader:
        """How the dates of this page are meant."""
        document, language = self.page.document, self._language_tag
        day_first = is_day_first(self.facts.country, language, self._domain)
        if day_first is None:
            text = "" if language else " ".join(block.text for block in self.body[:OPENING_BLOCKS])
            day_first = is_day_first_in_print((block.text for block in self.page.blocks), text)
        return date_reader(day_first, document.fetched_at, self.facts.timezone)

    def dates_in(self, block: Block, *, may_be_relative: bool = True) -> tuple[FoundDate, ...]:
        """The dates of a block: those of its <time> elements, then those of its text."""
        line, times = self.dated_line(block), self.page.signals.times
        found = self.date_reader.in_block(block.index, line, times, may_be_relative=may_be_relative)
        return labelled(found, self.page.blocks[max(0, block.index - 1)].text)

    def dated_line(self, block: Block) -> str:
        """A block's text with the bits of a date that a dump broke off: "3. Mai 2024," and "17:47"."""
        if block.index + 1 in self._clock_places:
            return block.text
        rest = self.page.blocks[block.index + 1 : block.index + 1 + MAX_FRAGMENTS]
        return with_fragments(block.text, map(attrgetter("text"), rest))

    @cached_property
    def entry_times(self) -> tuple[TimeSignal, ...]:
        """The <time> elements above the entries of a live blog."""
        return entry_times(self.page, self.body)

    @cached_property
    def clock_lines(self) -> tuple[Block, ...]:
        """The lines above the entries of a live blog that are a time of the day."""
        return clock_lines(self.page, self.body)

    @cached_property
    def _clock_places(self) -> frozenset[int]:
        return frozenset(clock.index for clock in self.clock_lines)

    @cached_property
    def headline(self) -> Block | None:
        """The first block of the headline."""
        return next(iter(self.headline_blocks), None)

    @cached_property
    def headline_blocks(self) -> tuple[Block, ...]:
        """The headline: as the site's rule has it, else as labelers of lines do, else as any rule does."""
        found = [self.blocks_as(Role.HEADLINE, voices=voices) for voices in HEADLINE_VOICES]
        return next(filter(None, found), ())

    @property
    def headline_text(self) -> str:
        """The text of the headline's first block; empty where there is none."""
        return "" if self.headline is None else self.headline.text

    @property
    def top_block(self) -> int:
        """Index of the headline's first block; without one, of the block the story begins with."""
        return self.first_block if self.headline is None else self.headline.index

    @property
    def text_start(self) -> int:
        """Index of the first block of the text; behind all blocks where there is none."""
        return self.body[0].index if self.body else len(self.page.blocks)

    @property
    def text_end(self) -> int:
        """Index of the last block of the text; behind all blocks where there is none."""
        return self.body[-1].index if self.body else len(self.page.blocks)

    @property
    def below_text(self) -> tuple[Block, ...]:
        """The blocks below the text."""
        return self.page.blocks[self.text_end + 1 :]

    @property
    def first_block(self) -> int:
        """Index of the block the story begins with: its headline, or as far above the text as one may stand."""
        if not self.body:
            return 0
        top = self.text_start - HEAD_BLOCKS if self.headline is None else self.headline.index
        return max(0, min(self.text_start, top))

    def beside_headline(self, role: Role) -> tuple[Block, ...]:
        """The blocks of a role that belong to the headline: those of the site's rule, else what stands around it.

        Teasers have decks and kickers too.
        """
        ruled = self.blocks_as(role, voices=SITE_RULE)
        if ruled or self.headline is None:
            return ruled
        around = range(self.headline.index - ABOVE_HEADLINE, self.headline.index + BELOW_HEADLINE + 1)
        return tuple(block for block in self.blocks_as(role) if block.index in around)

    def role_of(self, block: Block) -> Role | None:
        """The block's role, None where it has none."""
        label = self.labels.labels[block.index]
        return label.role if label is not None else None

    def source_of(self, block: Block) -> str:
        """Who gave the block its role, as provenance names it: `rule:shared/story:deck`, `line:subtitle`."""
        label = self.labels.labels[block.index]
        assert label is not None, "a block that was found by its role"
        return f"rule:{label.by}" if label.voice.is_rule else label.by

    def is_ruled(self, block: Block, voice: Voice | None = None) -> bool:
        """Whether a rule, or one of a kind, gave the block its role."""
        label = self.labels.labels[block.index]
        return label is not None and (label.voice.is_rule if voice is None else label.voice is voice)

    @cached_property
    def _labelled(self) -> Mapping[Role, list[tuple[Label, Block]]]:
        """The labelled blocks by role, in page order."""
        by_role: defaultdict[Role, list[tuple[Label, Block]]] = defaultdict(list)
        for label, block in zip(self.labels.labels, self.page.blocks, strict=True):
            if label is not None:
                by_role[label.role].append((label, block))
        return by_role

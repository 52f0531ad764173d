"""One view of the story for the labelers of its lines and for all fields: what several of them ask, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec.structs import replace

from cleaner.declared import Declared
from cleaner.declared.site_names import SiteNames
from cleaner.declared.titles import Headline, read_headline
from cleaner.lines.dates.printed import DateReader, FoundDate, date_reader
from cleaner.model import Block, Candidate, Cut, Json, Label, Labels, Outlet, Page, Role, SiteFacts, Story, Voice
from cleaner.urls import host_of

ABOVE_HEADLINE, BELOW_HEADLINE = 3, 12  # blocks: byline, date and share buttons may stand between headline and deck

HEAD_BLOCKS = 10  # a headline that nothing marks stands at most so far above the text
OWN_VOICES = frozenset({Voice.MODEL, Voice.SITE})  # of labels that are about this story


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

    def with_candidate(self, candidate: Candidate) -> Article:
        """The view of the story with one more candidate for a field."""
        field = candidate.field
        candidates = {**self.candidates, field: (*self.candidates.get(field, ()), candidate)}
        return Article(replace(self.story, candidates=candidates), self.declared)

    def with_labels(self, labels: Labels) -> Article:
        """The view of the story with other labels; blocks that are called something else are no body."""
        before = self.labels.labels
        body = tuple(block for block in self.body if labels.labels[block.index] is before[block.index])
        return Article(replace(self.story, labels=labels, body=body), self.declared)

    @property
    def node(self) -> Mapping[str, Json] | None:
        """The JSON-LD object that describes the story; None where the page has none of an article-like type."""
        return self.declared.node

    @cached_property
    def site_names(self) -> SiteNames:
        """The names of the site: the outlet, what the page declares, the host."""
        return self.declared.site_names.with_name(self.outlet.name if self.outlet is not None else None)

    @cached_property
    def declared_headlines(self) -> tuple[Headline, ...]:
        """What the page's metadata says its title is, without the site's name."""
        found = [read_headline(title.source, title.text, self.site_names) for title in self.declared.titles]
        return tuple(headline for headline in found if headline is not None)

    def blocks_as(self, *roles: Role) -> tuple[Block, ...]:
        """The blocks that carry one of the roles, in page order."""
        found = [block for role in roles for _, block in self._labelled.get(role, ())]
        return tuple(sorted(found, key=lambda block: block.index))

    def ruled_blocks(self, role: Role, *, by_site: bool) -> tuple[tuple[str, Block], ...]:
        """The blocks that rules gave a role, with who said so: the site's own rule, or the general ones."""
        ruled = [(label, block) for label, block in self._labelled.get(role, ()) if label.voice.is_rule]
        return tuple((label.by, block) for label, block in ruled if (label.voice is Voice.SITE) is by_site)

    def lines_as(self, *roles: Role) -> tuple[Block, ...]:
        """The story's own lines of some roles, in page order: named by a labeler of its lines, or by the site's rule.

        What a general rule calls a byline or a timestamp may be one of a teaser.
        """
        labelled = [pair for role in roles for pair in self._labelled.get(role, ())]
        found = [block for label, block in labelled if label.voice in OWN_VOICES]
        return tuple(sorted(found, key=lambda block: block.index))

    def cuts_as(self, role: Role) -> tuple[Cut, ...]:
        """The story's own lines of a role that are only runs of a block's text."""
        return tuple(cut for cut in self.labels.cuts if cut.label.role is role and cut.label.voice in OWN_VOICES)

    @cached_property
    def date_reader(self) -> DateReader:
        """How the dates of this page are meant."""
        signals, document = self.page.signals, self.page.document
        language = signals.language or signals.first_meta("og:locale", "content-language", "language")
        domain = self.facts.domain or host_of(self.declared.host_url)
        return date_reader(self.facts.country, language, domain, document.fetched_at, self.facts.timezone)

    def dates_in(self, block: Block, *, may_be_relative: bool = True) -> tuple[FoundDate, ...]:
        """The dates of a block: those of its <time> elements, then those of its text."""
        return self.date_reader.in_block(block, self.page.signals.times, may_be_relative=may_be_relative)

    @cached_property
    def headline(self) -> Block | None:
        """The first block of the headline."""
        return next(iter(self.headline_blocks), None)

    @cached_property
    def headline_blocks(self) -> tuple[Block, ...]:
        """The headline: as the site's rule has it, else as labelers of lines do, else as any rule does."""
        found = self._labelled.get(Role.HEADLINE, ())
        for voices in ({Voice.SITE}, {Voice.MODEL}, {Voice.PLATFORM, Voice.SHARED}):
            blocks = tuple(block for label, block in found if label.voice in voices)
            if blocks:
                return blocks
        return ()

    @property
    def first_block(self) -> int:
        """Index of the block the story begins with: its headline, or as far above the text as one may stand."""
        if not self.body:
            return 0
        first = self.body[0].index
        headline = self.headline.index if self.headline is not None else first - HEAD_BLOCKS
        return max(0, min(first, headline))

    def beside_headline(self, role: Role) -> tuple[Block, ...]:
        """The blocks of a role that belong to the headline: those of the site's rule, else what stands around it.

        Teasers have decks and kickers too.
        """
        ruled = tuple(block for _, block in self.ruled_blocks(role, by_site=True))
        if ruled or self.headline is None:
            return ruled
        around = range(self.headline.index - ABOVE_HEADLINE, self.headline.index + BELOW_HEADLINE)
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

    def is_ruled(self, block: Block) -> bool:
        """Whether a rule gave the block its role."""
        label = self.labels.labels[block.index]
        return label is not None and label.voice.is_rule

    @cached_property
    def _labelled(self) -> Mapping[Role, list[tuple[Label, Block]]]:
        """The labelled blocks by role, in page order."""
        by_role: dict[Role, list[tuple[Label, Block]]] = {}
        for block, label in zip(self.page.blocks, self.labels.labels, strict=True):
            if label is not None:
                by_role.setdefault(label.role, []).append((label, block))
        return by_role

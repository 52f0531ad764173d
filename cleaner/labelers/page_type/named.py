"""Pages that name what they are: threads by their system, jobs and events by their object, all by their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.json_ld import type_names
from cleaner.labelers.page_type.declared import called_by, declares_story, generator_of
from cleaner.model import Choice, Page, PageKind, PageType, Story
from cleaner.text import fold
from cleaner.vocabulary import words_of

SURE = 0.95
MAX_EVIDENCE = 3  # lines that are named
POST_TYPE, MIN_POSTS = "schema.org/DiscussionForumPosting", 2
# Distinct lines: of 2,300 articles one has three of a job, and is one; none has three of an event, or four of a forum.
LINES: tuple[tuple[PageKind, str, int], ...] = (
    ("product", "job_lines", 4),
    ("product", "event_lines", 3),
    ("forum", "forum_lines", 5),
)
# Types of objects that are on offer, and no story has for its subject.
OFFER_TYPES = frozenset({
    "JobPosting", "RealEstateListing", "Apartment", "House", "SingleFamilyResidence",
    "Event", "BusinessEvent", "ChildrensEvent", "ComedyEvent", "CourseInstance", "DanceEvent", "EducationEvent",
    "ExhibitionEvent", "Festival", "FoodEvent", "LiteraryEvent", "MusicEvent", "SaleEvent", "ScreeningEvent",
    "SocialEvent", "TheaterEvent", "VisualArtsEvent",
})  # fmt: skip


def named_type(story: Story, choices: Mapping[str, Choice[Any]]) -> PageType | None:
    """A thread by its system, or the page of a job, an event, a home; None where the page names nothing."""
    page = story.page
    if declares_story(page):
        return None
    if found := _made_by_forum(page):
        return PageType("forum", SURE, (found,))
    found = _offered(page, choices)
    return PageType("product", SURE, (found,)) if found else None


def type_by_lines(page: Page, lines: Iterable[str]) -> PageType | None:
    """What the lines of a page are of, where it does not say that it is an article. lines: declared.line_terms()."""
    printed = {line.rstrip(" :!") for line in lines}
    for kind, topic, least in LINES:
        found = sorted(words_of(topic) & printed)
        if len(found) >= least and not declares_story(page):
            return PageType(kind, SURE, (f"its lines: {', '.join(found[:MAX_EVIDENCE])}",))
    return None


def _made_by_forum(page: Page) -> str | None:
    """By the generator, by posts as objects of the markup, or by all the classes of an entry in the page's root."""
    generator = generator_of(page.signals)
    if generator in words_of("forum_generators"):
        return f"made by {generator}"
    if (posts := page.document.text.count(POST_TYPE)) >= MIN_POSTS:
        return f"{posts} posts of a thread in its markup"
    known = called_by(page, "forum_root_classes")
    return f"the page's root is called {known!r}" if known else None


def _offered(page: Page, choices: Mapping[str, Choice[Any]]) -> str | None:
    """The object on offer that the page's headline names."""
    headline = fold(choices["title"].value) if "title" in choices else ""
    for node in page.signals.json_ld:
        types = OFFER_TYPES.intersection(type_names(node))
        if types and headline in {fold(str(node.get(key))) for key in ("name", "title")}:
            return f"its headline is the name of its {min(types)}"
    return None

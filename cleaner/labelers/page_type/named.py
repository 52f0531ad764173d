"""Pages that name what they are: threads by the system that made them, what is on offer by its object or its lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.json_ld import type_names
from cleaner.labelers.page_type.declared import called_by, declares_story, generator_of, line_terms
from cleaner.model import Choice, Page, PageType, Story
from cleaner.text import fold
from cleaner.vocabulary import words_of

SURE = 0.95
# Distinct lines of an offer: of 2,300 articles one has three of a job, and is one; none has three of an event.
OFFERS: Mapping[str, int] = {"job_lines": 4, "event_lines": 3}
# Types of objects that are on offer, and no story has for its subject.
OFFER_TYPES = frozenset({
    "JobPosting", "RealEstateListing", "Apartment", "House", "SingleFamilyResidence",
    "Event", "BusinessEvent", "ChildrensEvent", "ComedyEvent", "CourseInstance", "DanceEvent", "EducationEvent",
    "ExhibitionEvent", "Festival", "FoodEvent", "LiteraryEvent", "MusicEvent", "SaleEvent", "ScreeningEvent",
    "SocialEvent", "TheaterEvent", "VisualArtsEvent",
})  # fmt: skip


def named_type(story: Story, choices: Mapping[str, Choice[Any]]) -> PageType | None:
    """A thread, or the page of one thing on offer, a job or an event as well; None where the page names nothing."""
    page = story.page
    if declares_story(page):
        return None
    if found := _made_by_forum(page):
        return PageType("forum", SURE, (found,))
    found = _offered(page, choices) or _offering_lines(page)
    return PageType("product", SURE, (found,)) if found else None


def _made_by_forum(page: Page) -> str | None:
    """By the generator, or by all the classes of an entry in the page's root."""
    generator = generator_of(page.signals)
    if generator in words_of("forum_generators"):
        return f"made by {generator}"
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


def _offering_lines(page: Page) -> str | None:
    lines = {line.rstrip(" :!") for line in line_terms(page.blocks)}
    known = [sorted(words_of(topic) & lines) for topic in OFFERS]
    found = [own for own, least in zip(known, OFFERS.values(), strict=True) if len(own) >= least]
    return f"lines of an offer: {', '.join(found[0][:3])}" if found else None

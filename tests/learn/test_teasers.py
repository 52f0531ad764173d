"""Headlines of other stories stand on several pages of a day, and are no statement."""

from __future__ import annotations

import pytest

from cleaner import RawPage, load_rules
from cleaner.learn.draft import statements_of
from cleaner.learn.learner import Learned, learn
from cleaner.learn.lessons import read_lessons
from tests.learn.pages import SITE, page, story, truths

pytestmark = pytest.mark.slow

HEADLINE = "Nets mended at Eyre after the storm"
STORY_ADDRESS = "/sea/nets-mended-at-eyre-after-the-storm"


def _page(number: int, link: str, day: str) -> RawPage:
    """A page with a link in the middle of its story, in a paragraph that no class tells from others."""
    before = f"<p>{story(number)[4]}"
    made = page(number, day=day, box=False).replace(before, f"<p>{link}</p>{before}")
    return RawPage(made, url=f"https://{SITE}/{number}")


def _learned(link: str, days: tuple[str, ...]) -> Learned:
    rules = load_rules(sites=False)
    pages = [(f"{number}.html", _page(number, link, day)) for number, day in enumerate(days)]
    given = {f"{number}.html": text for number, text in enumerate(truths().values())}
    return learn(SITE, *read_lessons(pages, rules, given), rules)


def _lines(learned: Learned) -> list[str]:
    assert learned.draft is not None
    return [one.what for one in statements_of(learned.draft.layouts) if one.where in ("line", "after")]


ONE_WEEK = ("2024-03-05", "2024-03-06", "2024-03-11")
ONE_YEAR = ("2024-03-05", "2024-08-06", "2024-12-11")


@pytest.mark.parametrize("address", [STORY_ADDRESS, f"https://{SITE}{STORY_ADDRESS}", "/sea/10482217"])
def test_a_headline_of_another_story_is_no_line_of_the_site(address: str) -> None:
    learned = _learned(f"<a href='{address}'>{HEADLINE}</a>", ONE_WEEK)
    assert HEADLINE not in _lines(learned)
    assert learned.draft is not None
    assert HEADLINE not in learned.draft.dump_lines


@pytest.mark.parametrize(
    ("link", "days"),
    [
        ("<a href='/letters'>Write to the people who make this page</a>", ONE_WEEK),
        (f"<a href='{STORY_ADDRESS}'>{HEADLINE}</a>", ONE_YEAR),
        (HEADLINE, ONE_WEEK),
    ],
    ids=["a link to no story", "pages of a year", "no link"],
)
def test_what_stands_on_pages_of_many_days_or_leads_to_no_story_is_a_line(link: str, days: tuple[str, ...]) -> None:
    text = HEADLINE if HEADLINE in link else "Write to the people who make this page"
    assert text in _lines(_learned(link, days))

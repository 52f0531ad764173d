"""By which lines of a site's pages its dumps are known."""

from __future__ import annotations

import pytest

from cleaner import RawPage, load_rules
from cleaner.learn.draft import Draft, DraftLayout
from cleaner.learn.dump_signs import known_by
from cleaner.learn.lessons import read_lessons
from cleaner.rulebook import Rulebook
from tests.learn.pages import SITE, pages

WORK = "<p>Work at the Tide Post</p>"
COPYRIGHT = r"© \d+ Tide Post"


@pytest.fixture(scope="module")
def general() -> Rulebook:
    return load_rules(sites=False)


def _signs(general: Rulebook, *tails: str, outlet: str | None = "Tide Post", count: int = 3) -> tuple[str, ...]:
    """What is found where the pages, one after the other, have lines at their end, and no others that name the site."""
    made = []
    for number, (name, raw) in enumerate(pages(count)):
        tail = tails[number] if number < len(tails) else tails[-1]
        body = str(raw.body).replace("More from the Tide Post pages", "More").replace("© 2024 Tide Post", tail)
        made.append((name, RawPage(body, url=raw.url)))
    return known_by(SITE, outlet, read_lessons(made, general, {})[0])


def test_a_line_of_rights_comes_first_and_its_years_differ(general: Rulebook) -> None:
    signs = _signs(
        general,
        "<p>© 2023 Tide Post</p>" + WORK,
        "<p>© 2024 Tide Post</p>" + WORK,
    )
    assert signs == (COPYRIGHT, "Work at the Tide Post")


def test_a_single_page_shows_whose_the_rights_are(general: Rulebook) -> None:
    assert _signs(general, "<p>© 2024 Tide Post</p>" + WORK, count=1) == (COPYRIGHT,)


@pytest.mark.parametrize("text", [f"Write to letters@{SITE}", SITE])
def test_a_line_with_the_address_on_most_pages_is_a_sign(text: str, general: Rulebook) -> None:
    assert len(_signs(general, text, text, "Foot")) == 1
    assert not _signs(general, text, "Foot")


def test_rights_of_the_address_s_first_part_count_where_no_name_is_known(general: Rulebook) -> None:
    assert _signs(general, "Copyright © TidePost 2024", outlet=None) == (r"Copyright © TidePost \d+",)


@pytest.mark.parametrize("text", ["© 2024 Gull Media Group", "The Tide Post", "Tide Post", "Tide Posters", "Foot"])
def test_what_others_print_too_is_no_sign(text: str, general: Rulebook) -> None:
    assert not _signs(general, text)


@pytest.mark.parametrize("lines", [(), (COPYRIGHT,)])
def test_the_file_says_how_to_add_a_line_where_none_was_found(lines: tuple[str, ...]) -> None:
    draft = Draft(SITE, "Tide Post", None, (), (DraftLayout("1", (), ()),), lines)
    assert ("# dump:" in draft.yaml()) is not bool(lines)

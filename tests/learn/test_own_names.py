"""The names of a site are no authors of a learned rule, and a word of any line is no name of its outlet."""

from __future__ import annotations

import pytest

from cleaner import RawPage, load_rules
from cleaner.learn.fields import Reference
from cleaner.learn.learner import learn
from cleaner.learn.lessons import read_lessons
from cleaner.learn.own_names import names_site, without_own_names
from cleaner.learn.report import report_lines
from cleaner.rulebook import Rulebook
from tests.learn.pages import SITE, pages


@pytest.fixture(scope="module")
def general() -> Rulebook:
    return load_rules(sites=False)


def _signed(*authors: str) -> list[tuple[str, RawPage]]:
    made = []
    for (name, raw), author in zip(pages(len(authors)), authors, strict=True):
        meta = f"<meta name='author' content='{author}'></head>"
        made.append((name, RawPage(str(raw.body).replace("</head>", meta), url=raw.url)))
    return made


@pytest.mark.parametrize(
    "authors", [("tidepost.example", "tidepost1", "tidepost1"), ("Tide Post",) * 3, ("desk7",) * 3]
)
def test_a_name_of_the_site_and_a_word_on_every_page_are_no_authors(
    authors: tuple[str, ...], general: Rulebook
) -> None:
    found = learn(SITE, *read_lessons(_signed(*authors), general, {}), general)
    assert found.draft is None or "authors" not in found.draft.yaml()
    assert not any(one.field == "authors" for verdict in found.verdicts for one in verdict.fields if one.without < 1)


def test_authors_of_several_names_and_given_ones_stay(general: Rulebook) -> None:
    lessons, _ = read_lessons(_signed("Ida Quill", "Jon Roe", "tidepost1"), general, {})
    kept = [one.references.get("authors") for one in without_own_names(lessons, SITE)]
    assert [one.values if one else None for one in kept] == [{"ida quill"}, {"jon roe"}, None]
    given = {name: {"authors": frozenset({"tidepost1"})} for name, _ in pages(3)}
    lessons, _ = read_lessons(_signed("tidepost1", "tidepost1", "tidepost1"), general, {}, given)
    assert [one.references["authors"] for one in without_own_names(lessons, SITE)] == [
        Reference(frozenset({"tidepost1"}), "given")
    ] * 3


@pytest.mark.parametrize(
    ("name", "source", "is_one"),
    [
        ("Tide Post", "copyright", True),
        ("The Tide Post", "line:name", True),
        ("Centre", "copyright", False),
        ("Centre", "og:site_name", True),  # declared
    ],
)
def test_a_printed_name_of_the_outlet_is_like_the_host_or_the_titles_tail(
    name: str, source: str, is_one: bool, general: Rulebook
) -> None:
    lessons, _ = read_lessons(pages(), general, {})
    assert names_site(name, source, SITE, lessons) is is_one


SECTIONS = ("Deep Water", "High Ground", "Old Town")


def _with_titles(form: str) -> list[tuple[str, RawPage]]:
    """Pages whose titles end with a section, that stands on the page by itself, too."""
    made = []
    for (name, raw), section in zip(pages(3), SECTIONS, strict=True):
        text = str(raw.body).replace(" | Tide Post</title>", f" - {section}</title>").replace("Tide Post", "Our")
        text = text.replace("<title>", f"<title>{form}").replace("<div class='page'>", f"<b>{section}</b><div>")
        made.append((name, RawPage(text, url=raw.url)))
    return made


@pytest.mark.parametrize(
    ("form", "outlet", "told"),
    [
        ("", None, "the pages name the outlet differently: 'Deep Water' on 1, 'High Ground' on 1, 'Old Town' on 1"),
        ("Eyre Log - ", "Eyre Log", "the rule names the outlet 'Eyre Log', which not all pages do: 'Deep Water' on 1"),
        ("Tide Post - ", "Tide Post", None),
    ],
)
def test_names_that_differ_by_section_are_told_and_what_begins_all_titles_is_taken(
    form: str, outlet: str | None, told: str | None, general: Rulebook
) -> None:
    found = learn(SITE, *read_lessons(_with_titles(form), general, {}), general)
    report = " ".join(line.strip() for line in report_lines(found))
    assert found.draft is not None
    assert found.draft.outlet == outlet
    assert told in report if told else "the outlet" not in report

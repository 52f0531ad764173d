from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, json_ld, make_page, make_story, meta
from rule_pages import SITE, make_book

from cleaner import RawPage, clean
from cleaner.article import Article
from cleaner.fields.titles import read_kicker, read_subtitle, read_title
from cleaner.model import Candidate, Role, Voice

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "titles.yaml").read_text(encoding="utf-8")
)
HEADLINE = "Storm closes the harbour"


def story_of(given: dict[str, Any]) -> Article:
    head = meta("og:title", given["og"]) if "og" in given else ""
    head += meta("og:site_name", given["site"]) if "site" in given else ""
    head += json_ld(headline=given["ld"]) if "ld" in given else ""
    head += meta("twitter:title", given["twitter"]) if "twitter" in given else ""
    if "blog" in given:
        head += json_ld(headline=given["blog"]).replace("NewsArticle", "BlogPosting")
    head += f"<title>{given['title']}</title>" if "title" in given else ""
    above = "".join(f"<h1>{text}</h1>" for text in given.get("h1", ()))
    above += f"<h2>{given['h2']}</h2>" if "h2" in given else ""
    return make_story(make_page(head, above=above), url=given.get("url"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_pages_titles_are_weighed(case: dict[str, Any]) -> None:
    choice = read_title(story_of(case["page"]))

    assert choice is not None
    assert (choice.value, choice.source) == (case["expected"], case["source"])


def test_losing_titles_are_kept_with_their_source() -> None:
    choice = read_title(story_of({"h1": [HEADLINE], "og": "Harbour closed by storm: live"}))

    assert choice is not None
    assert choice.rejected == (("Harbour closed by storm: live", "meta:og:title"),)


def test_headings_inside_one_another_are_asked_once() -> None:
    nested = "<h1><div>" * 300 + HEADLINE + "</div></h1>" * 300
    choice = read_title(make_story(make_page(above=nested)))

    assert choice is not None
    assert (choice.value, choice.source) == (HEADLINE, "h1")


def test_page_without_any_title_has_none() -> None:
    assert read_title(make_story(make_page())) is None


def test_rules_title_comes_first() -> None:
    offer = Candidate("title", "The rule's own title", "rule:css[0]")
    story = make_story(make_page(above=f"<h1>{HEADLINE}</h1>"), candidates={"title": (offer,)})

    choice = read_title(story)

    assert choice is not None
    assert (choice.value, choice.source) == ("The rule's own title", "rule:css[0]")


def test_shared_rules_find_is_no_title() -> None:
    offer = Candidate("title", "A teaser's title", "rule:shared/story:headline", voice=Voice.SHARED, caught=True)
    story = make_story(make_page(above=f"<h1>{HEADLINE}</h1>"), candidates={"title": (offer,)})

    choice = read_title(story)

    assert choice is not None
    assert choice.value == HEADLINE


def test_dumps_title_is_the_line_a_platform_rule_names() -> None:
    dump = f"Menu\n\nAnother line that could be one\n\n{HEADLINE}\n\n{TEXT}"
    story = make_story(dump, labels={HEADLINE: (Role.HEADLINE, "platforms/foxiz:title")})

    choice = read_title(story)

    assert choice is not None
    assert (choice.value, choice.source) == (HEADLINE, "rule:platforms/foxiz:title")


def test_deck_is_the_marked_block_below_the_headline() -> None:
    above = f'<h1>{HEADLINE}</h1><p class="article__standfirst">Boats stay in and the market is moved</p>'

    choice = read_subtitle(make_story(make_page(above=above)))

    assert choice is not None
    assert (choice.value, choice.source) == ("Boats stay in and the market is moved", "tokens")


def test_description_counts_as_deck_only_where_it_is_printed() -> None:
    described = meta("og:description", "Boats stay in and the market is moved")
    printed = make_story(
        make_page(described, above=f"<h1>{HEADLINE}</h1><div>Boats stay in and the market is moved</div>")
    )
    hidden = make_story(make_page(described, above=f"<h1>{HEADLINE}</h1>"))

    choice = read_subtitle(printed)

    assert choice is not None
    assert choice.source == "meta:description"
    assert read_subtitle(hidden) is None


def test_deck_of_sentences_is_text_as_well() -> None:
    deck = "The boats of the harbour stay in for the third day, and the market has been moved to the hall until Sunday."
    page = make_page(
        meta("og:description", f"{deck[:70]}…"), above=f"<h1>{HEADLINE}</h1><p>{deck}</p><p>By Eva Holm</p>"
    )
    record = clean(RawPage(body=page, url="https://marlepost.example/harbour"))

    assert record.subtitle == deck
    assert record.text.startswith(deck)


@pytest.mark.parametrize(
    ("line", "is_deck"),
    [
        ("The boats stay in while the storm is over the town.", True),
        ("This recording was made by a machine.", False),
        ("<a href=/boats>The boats stay in while the storm is over the town.</a>", False),
        ("The boats in the storm over the town", False),
    ],
)
def test_sentences_that_a_rules_body_leaves_out_are_the_deck(line: str, is_deck: bool) -> None:
    above = f"<h1>{HEADLINE}</h1><div>{line}</div>"
    body = f"<main>{above}<div class=text><p>{TEXT}</p><p>{TEXT[::-1]}</p></div></main>"
    book = make_book({"sites/example.com": f"{SITE}body: {{css: div.text}}\n"})
    record = clean(RawPage(body=f"<body>{body}</body>", url="https://example.com/a"), book)

    assert record.subtitle == (line if is_deck else None)
    assert "over the town" not in record.text


def test_second_headline_that_the_h1_is_leaves_it_the_headline() -> None:
    page = make_page(json_ld(headline=HEADLINE, alternativeHeadline=HEADLINE), above=f"<h1>{HEADLINE}</h1>")
    record = clean(RawPage(body=page, url="https://marlepost.example/harbour"))

    assert (record.title, record.subtitle, record.provenance["title"]) == (HEADLINE, None, "h1")


def test_deck_in_a_heading_is_no_text() -> None:
    deck = "The boats of the harbour stay in for the third day, and the market has been moved to the hall until Sunday."
    page = make_page(meta("og:description", deck), above=f"<h1>{HEADLINE}</h1><h2>{deck}</h2><p>By Eva Holm</p>")
    record = clean(RawPage(body=page, url="https://marlepost.example/harbour"))

    assert record.subtitle == deck
    assert not record.text.startswith(deck)


@pytest.mark.parametrize(
    "above",
    [
        pytest.param('<figure class="lead"><p>Boats in the harbour this morning</p></figure>', id="picture"),
        pytest.param('<p class="lead-image">Boats in the harbour this morning</p>', id="picture by its token"),
        pytest.param(
            '<p class="field--type-text-with-summary">Boats stay in and the market is moved</p>', id="kind of field"
        ),
        pytest.param(
            '<div class="has-standfirst"><p>Boats stay in and the market is moved</p></div>', id="what has one"
        ),
        pytest.param('<p class="intro"><a href="/x">Read all about the harbour</a></p>', id="link"),
        pytest.param('<p class="intro">Saturday, May 4 2024 14:30 GMT</p>', id="date"),
    ],
)
def test_block_that_is_something_else_is_no_deck(above: str) -> None:
    assert read_subtitle(make_story(make_page(above=f"<h1>{HEADLINE}</h1>{above}"))) is None


def test_decks_lines_stay_lines() -> None:
    first, second = "Boats stay where they are", "Market is moved to the hall"
    labels = dict.fromkeys((first, second), (Role.SUBTITLE, "example.com:deck[0]"))

    choice = read_subtitle(make_story(f"{HEADLINE}\n{first}\n{second}\n\n{TEXT}", labels=labels))

    assert choice is not None
    assert choice.value == f"{first}\n{second}"


def test_kicker_is_the_marked_block_above_the_headline() -> None:
    choice = read_kicker(make_story(make_page(above=f'<div class="kicker">Weather</div><h1>{HEADLINE}</h1>')))

    assert choice is not None
    assert choice.value == "Weather"


def test_kicker_that_a_rule_marks_in_teasers_too_is_the_one_at_the_headline() -> None:
    page = f"Weather\n{HEADLINE}\n\n{TEXT}\n\nFishing\n\nBoats at sea\n\nSports\n\nA match is lost"
    labels = dict.fromkeys(("Weather", "Fishing", "Sports"), (Role.KICKER, "example.com:kicker[0]"))

    choice = read_kicker(make_story(page, labels=labels))

    assert choice is not None
    assert choice.value == "Weather"


def test_kicker_is_what_the_h1_has_before_the_headline() -> None:
    choice = read_kicker(story_of({"h1": [f"The weather: {HEADLINE}"], "og": HEADLINE}))

    assert choice is not None
    assert (choice.value, choice.source) == ("The weather", "h1")


def test_logo_that_is_the_only_h1_is_no_headline_where_the_rest_of_the_title_is_printed() -> None:
    paragraphs = "".join(f"<p>{TEXT} It is the {n}th time that the council has met on it.</p>" for n in range(5))
    page = f"<title>{HEADLINE} | Quay Courier</title><h1>Quay Courier</h1><main><h2>{HEADLINE}</h2>{paragraphs}</main>"
    record = clean(RawPage(page, url="https://news.example.org/storm"))

    assert record.title == HEADLINE
    assert record.outlet is not None
    assert record.outlet.name == "Quay Courier"


@pytest.mark.parametrize(
    ("line", "menu", "title"),
    [
        (f"{HEADLINE} | Opinion", "Opinion", HEADLINE),
        (f"Opinion | {HEADLINE}", "Opinion", HEADLINE),
        (f"{HEADLINE} | Part 2", "Opinion", f"{HEADLINE} | Part 2"),
    ],
)
def test_section_beside_a_bar_that_the_dump_prints_alone_is_no_part_of_the_title(
    line: str, menu: str, title: str
) -> None:
    choice = read_title(make_story(f"News\n{menu}\nSport\n\n{line}\n\nBy Jane Doe\n\n{TEXT}\n\n{TEXT}"))

    assert choice is not None
    assert choice.value == title


@pytest.mark.parametrize("mark", ["> ", ">", "•", "| "])
def test_mark_before_a_line_is_no_part_of_the_title(mark: str) -> None:
    choice = read_title(make_story(f"News\nSport\n\n{mark}{HEADLINE}\n\nBy Jane Doe\n\n{TEXT}\n\n{TEXT}"))

    assert choice is not None
    assert choice.value == HEADLINE


def test_two_short_names_with_a_bar_are_no_title_where_one_stands_alone() -> None:
    above = f"News\nLive issue\nSport\n\nLive issue | Harbour news\n\n{HEADLINE}\n\nBy Jane Doe"
    choice = read_title(make_story(f"{above}\n\n{TEXT}\n\n{TEXT}"))

    assert choice is not None
    assert choice.value == HEADLINE


@pytest.mark.parametrize(
    ("title", "above"),
    [
        (f"Quay Courier - {HEADLINE}", f"<h1>Quay Courier</h1><h1>{HEADLINE}</h1>"),
        (f"Quay Courier » Archive » {HEADLINE}", f"<h1>Quay Courier</h1><h2>{HEADLINE}</h2>"),
        (f"Quay Courier - {HEADLINE}", f'<img src="l.png" alt="Quay Courier"><h2>{HEADLINE}</h2>'),
    ],
)
def test_headline_behind_the_sites_name_is_no_outlet(title: str, above: str) -> None:
    record = clean(RawPage(make_page(f"<title>{title}</title>", above=above, below=f"<p>{TEXT}</p>" * 4)))

    assert record.title == HEADLINE
    assert record.outlet is not None
    assert record.outlet.name == "Quay Courier"


def test_end_of_a_title_that_is_longer_than_the_rest_is_no_outlet() -> None:
    page = make_page(f"<title>Quay Courier - {HEADLINE}</title>", above=f"<div>{HEADLINE}</div>")

    assert clean(RawPage(page)).outlet is None


def test_h1_that_names_the_section_behind_the_headline_is_no_title() -> None:
    head = f"<title>{HEADLINE} - Sport - Quay Courier</title>{meta('og:title', HEADLINE)}"
    head += meta("og:site_name", "Quay Courier")
    page = make_page(head, above=f"<h1>Quay Courier - Sport</h1><h2>{HEADLINE}</h2>")

    assert clean(RawPage(page)).title == HEADLINE


def test_name_of_an_address_is_no_title_where_a_headline_is_printed() -> None:
    head = meta("og:title", "harbour-storm-march-2024") + "<title>Harbour storm | Quay Courier</title>"
    choice = read_title(make_story(make_page(head, above="<h1>Eighteen boats in the storm: four sink</h1>")))

    assert choice is not None
    assert choice.value == "Eighteen boats in the storm: four sink"

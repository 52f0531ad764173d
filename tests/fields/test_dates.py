from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner.fields.dates import read_modified, read_published
from cleaner.fields.dates.url_date import url_dates
from cleaner.lines.dates.printed import day_of
from cleaner.model import Candidate, Role, SiteFacts, Voice

HEADLINE = "<h1>Storm closes the harbour</h1>"
MINUTE = "2024-05-03T15:47:00"


def published(html: str, url: str | None = None, facts: SiteFacts | None = None) -> tuple[str, str] | None:
    choice = read_published(make_story(html, url=url, facts=facts))
    return (choice.value.value, choice.source) if choice is not None else None


@pytest.mark.parametrize(
    ("html", "value", "source"),
    [
        (json_ld(datePublished="2024-05-03T15:47:00+02:00"), "2024-05-03T15:47:00+02:00", "jsonld:datePublished"),
        (meta("article:published_time", "2024-05-03"), "2024-05-03", "meta:article:published_time"),
        (meta("dc.date.issued", "2024-05-03"), "2024-05-03", "meta:dc.date.issued"),
        (HEADLINE + '<time datetime="2024-05-03T15:47Z">Friday</time>', "2024-05-03T15:47:00Z", "time"),
        (HEADLINE + '<span property="schema:datePublished" content="2024-05-03T15:47">May 3</span>', MINUTE, "time"),
        (HEADLINE + '<b itemprop="datePublished" content="2024-05-03T15:47">May 3</b>', MINUTE, "time"),
        (HEADLINE + '<abbr class="published" title="2024-05-03T15:47">May 3</abbr>', MINUTE, "time"),
        (HEADLINE + "<div>Published: 3 May 2024, 15:47</div>", "2024-05-03T15:47:00", "line"),
        (HEADLINE + "<div>Veröffentlicht: 03.05.2024</div>", "2024-05-03", "line"),
        (HEADLINE + "<div>By Jane Doe | May 3, 2024 | 3 min read</div>", "2024-05-03", "line"),
    ],
)
def test_date_is_read_where_pages_give_it(html: str, value: str, source: str) -> None:
    assert published(make_page(above=html)) == (value, source)


@pytest.mark.parametrize(
    ("title", "is_date"),
    [
        ("Storm closes the harbour | Harbour Post | 3 May 2024", True),
        ("3 May 2024: storm closes the harbour", True),
        ("Storm closes the harbour on 3 May 2024", False),
        ("Storm of 3 May 2024 closes the harbour", False),
    ],
)
def test_title_dates_the_page_at_its_edges_alone(title: str, is_date: bool) -> None:
    assert published(make_page(f"<title>{title}</title>")) == (("2024-05-03", "title") if is_date else None)


def test_first_source_wins_and_the_others_are_kept() -> None:
    head = json_ld(datePublished="2024-05-03") + meta("article:published_time", "2024-05-02")

    choice = read_published(make_story(make_page(head)))

    assert choice is not None
    assert choice.value.value == "2024-05-03"
    assert choice.rejected == (("2024-05-02", "meta:article:published_time"),)


def test_address_gives_the_day() -> None:
    assert published(make_page(), "https://example.com/2024/05/03/storm") == ("2024-05-03", "url")


def test_printed_time_is_better_than_the_day_in_the_address() -> None:
    page = make_page(above=HEADLINE + "<div>Published: 3 May 2024, 15:47</div>")

    assert published(page, "https://example.com/2024/05/03/storm") == ("2024-05-03T15:47:00", "line")


def test_printed_date_that_contradicts_the_address_is_anothers() -> None:
    page = make_page(above=HEADLINE + "<div>Published: 9 June 2023</div>")

    assert published(page, "https://example.com/2024/05/03/storm") == ("2024-05-03", "url")


def test_date_in_the_story_is_never_taken() -> None:
    text = "The harbour of the town was closed on 3 May 2024, and the boats stayed in for the whole day."

    assert read_published(make_story(f"Storm closes the harbour\n\n{text}")) is None


def test_date_in_a_caption_is_never_taken() -> None:
    caption = "The mayor of the town meets the harbour master at the old pier on Jan. 16, 2024, photo by News Agency"

    assert read_published(make_story(f"Storm closes the harbour\n\n{caption}\n\n{TEXT}")) is None


def test_date_below_the_story_must_say_what_it_is() -> None:
    silent = f"Storm closes the harbour\n\n{TEXT}\n\nAnother story\n\n3 May 2024"
    worded = f"Storm closes the harbour\n\n{TEXT}\n\nPublished on 3 May 2024"

    assert read_published(make_story(silent)) is None
    assert read_published(make_story(worded)) is not None


def test_dump_without_a_date_has_none() -> None:
    assert read_published(make_story(f"Storm closes the harbour\n\nJane Doe\n3 Min Read\n\n{TEXT}")) is None


def test_update_is_no_publication() -> None:
    story = make_story(make_page(above=HEADLINE + "<div>Updated: 4 May 2024, 09:10</div>"))

    modified = read_modified(story)

    assert modified is not None
    assert modified.value.value == "2024-05-04T09:10:00"


def test_line_with_both_dates_gives_each_its_own() -> None:
    story = make_story(make_page(above=HEADLINE + "<div>Published 3 May 2024, updated 4 May 2024</div>"))

    first, last = read_published(story), read_modified(story)

    assert first is not None
    assert last is not None
    assert (first.value.value, last.value.value) == ("2024-05-03", "2024-05-04")


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "0001-01-01", "2031-01-01", "1884-05-03", "yesterday", ""])
def test_date_that_cannot_be_is_passed_over(value: str) -> None:
    head = json_ld(datePublished=value) + meta("article:published_time", "2024-05-03")
    story = make_story(make_page(head), fetched_at=datetime(2024, 6, 1, tzinfo=UTC))

    choice = read_published(story)

    assert choice is not None
    assert choice.value.value == "2024-05-03"


def test_time_without_zone_takes_the_sites() -> None:
    facts = SiteFacts(timezone="Asia/Seoul")

    choice = read_published(make_story(make_page(meta("article:published_time", "2024-05-03 15:47")), facts=facts))

    assert choice is not None
    assert (choice.value.value, choice.value.zone) == ("2024-05-03T15:47:00+09:00", "assumed")


def test_rules_format_reads_what_nothing_else_can() -> None:
    facts = SiteFacts(formats={"published": ("%y%m%d|%H:%M",)})
    offers = {"published": (Candidate("published", "240503|15:47", "rule:css[0]"),)}

    choice = read_published(make_story(make_page(), facts=facts, candidates=offers))

    assert choice is not None
    assert (choice.value.value, choice.value.precision) == ("2024-05-03T15:47:00", "minute")


def test_shared_rules_find_far_from_the_headline_is_anothers() -> None:
    offers = {
        "published": (
            Candidate("published", "3 May 2019", "rule:shared/story:time", 40, voice=Voice.SHARED, caught=True),
        )
    }
    page = make_page(json_ld(datePublished="2024-05-03"))

    choice = read_published(make_story(page, candidates=offers))

    assert choice is not None
    assert choice.source == "jsonld:datePublished"


def test_line_that_the_sites_rule_calls_timestamp_counts_anywhere() -> None:
    dump = f"Storm closes the harbour\n\n{TEXT}\n" + "Teaser line\n" * 12 + "3 May 2024"

    choice = read_published(make_story(dump, labels={"3 May 2024": (Role.TIMESTAMP, "example.com:date[0]")}))

    assert choice is not None
    assert choice.value.value == "2024-05-03"


@pytest.mark.parametrize(
    ("language", "facts", "expected"),
    [
        ("en-US", SiteFacts(), False),
        ("en_GB", SiteFacts(), True),
        ("fr", SiteFacts(), True),
        ("en", SiteFacts(country="US"), False),
        ("en-US", SiteFacts(country="KR"), True),
        ("en", SiteFacts(), None),
        ("en-CA", SiteFacts(), None),
        ("", SiteFacts(), None),
    ],
)
def test_order_of_day_and_month_is_the_countrys(language: str, facts: SiteFacts, expected: bool | None) -> None:
    assert make_story(make_page(language=language), facts=facts).date_reader.day_first is expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.com/2024/05/03/storm", "2024-05-03"),
        ("https://example.com/news/2024-05-03-storm", "2024-05-03"),
        ("https://example.com/20240503/storm", "2024-05-03"),
        ("https://example.com/2024/may/03/storm", "2024-05-03"),
        ("https://example.com/2024/5/3/storm", "2024-05-03"),
        ("https://example.com/2024/05/storm", None),
        ("https://example.com/2024/13/03/storm", None),
        ("https://example.com/article-202405031", None),
        ("https://example.com/2024513/storm", None),
        ("https://example.com/storm?day=2024/05/03", None),
        (None, None),
    ],
)
def test_day_is_read_from_the_address(url: str | None, day: str | None) -> None:
    found = [day_of(found.reading).isoformat() for found in url_dates(url)]

    assert found == ([day] if day else [])


@pytest.mark.parametrize(
    ("date", "opening", "published"),
    [
        ("2015-02-24T08:30:00Z", "HARBOUR, Feb. 24, 2015 /Newswire/ -- Boats", "2015-02-24T08:30:00Z"),
        ("2015-02-24T08:30:00Z", "Boats", "2015-03-12T02:21:37Z"),  # one voice against another
        ("2015-03-12", "HARBOUR, Feb. 24, 2015 /Newswire/ -- Boats", "2015-03-12T02:21:37Z"),
    ],
)
def test_day_that_meta_elements_alone_give_is_outvoted_by_two_kinds_of_sources(
    date: str, opening: str, published: str
) -> None:
    head = meta("datePublished", "2015-03-12T02:21:37Z") + meta("date", date)
    page = f"<html><head>{head}</head><body><h1>Storm</h1><p>{opening} {TEXT}</p><p>{TEXT}</p></body></html>"
    choice = read_published(make_story(page))

    assert choice is not None
    assert choice.value is not None
    assert choice.value.value == published


LONG = [f"{TEXT} {number}." for number in range(6)]


def dump_date(*lines: str) -> str | None:
    choice = read_published(make_story("\n\n".join(["Storm closes the harbour", *LONG, *lines])))
    return choice.value.value if choice is not None else None


def test_day_beside_the_byline_is_the_storys_wherever_that_stands() -> None:
    assert dump_date("Topics of the harbour", "Written by Jane Doe", "3 May 2024", "Log in") == "2024-05-03"
    assert dump_date("Topics of the harbour", "* 3 May 2024", "* By Jane Doe", "Log in") == "2024-05-03"


def test_programme_beside_the_byline_was_on_the_air_at_another_day() -> None:
    assert dump_date("Topics", "On the air: Harbour Radio One, 3 May 2024, 15:10", "A report by Jane Doe") is None


def far(*lines: str) -> str | None:
    """The date of a story with lines far behind it, which a rule calls timestamps where they hold one."""
    stamps = {line: (Role.TIMESTAMP, "shared/lines:timestamp") for line in lines if "2024" in line or "2023" in line}
    dump = "\n\n".join(
        ["Storm closes the harbour", *LONG, *[f"Topic {number}" for number in "ABCDEFGHIJKLMNOPQRST"], *lines]
    )
    choice = read_published(make_story(dump, labels=stamps))
    return choice.value.value if choice is not None else None


def test_line_far_below_counts_where_it_alone_says_that_something_was_published() -> None:
    assert far("Published", "3 May 2024") == "2024-05-03"
    assert far("Updated 9 June 2024", "Posted 3 May 2023") == "2023-05-03"
    assert far("3 May 2024") is None
    assert far("Harbour publishes new rules", "3 May 2024") is None
    assert far("Published 3 May 2024", "A teaser", "Published 4 May 2024") is None


def test_day_and_time_of_the_only_comment_are_not_the_storys() -> None:
    title = {"1 Comment": (Role.COMMENTS, "shared/comments:title")}
    lines = ["Storm closes the harbour", *LONG, "1 Comment", "Bob", "3 May 2024 / 9:47 pm", "Nice boats"]

    assert read_published(make_story("\n\n".join(lines), labels=title)) is None


def test_line_of_two_dates_that_was_taken_for_text_is_a_timestamp() -> None:
    line = "Published 3 May 2020Last updated 4 May 2022This article is more than 2 years old and may be out of date."
    story = make_story(f"Storm closes the harbour\n\n{line}\n\n{TEXT}\n\n{TEXT}")
    choice = read_published(story)

    assert choice is not None
    assert choice.value.value == "2020-05-03"


def test_day_below_the_byline_counts_though_a_pictures_text_goes_on_behind_it() -> None:
    line = "3 May 2024 Three boats in the harbour of the town before the storm Two of them were lost. (Photo: Bob Lee)"
    story = make_story(f"Storm closes the harbour\n\nby Jane Doe\n\n{line}\n\n{TEXT}\n\n{TEXT}")
    choice = read_published(story)

    assert choice is not None
    assert choice.value.value == "2024-05-03"


def test_sentence_below_the_byline_that_begins_with_a_day_is_none() -> None:
    line = "3 May 2024 was the day on which the harbour of the town was closed, and all of the boats had to stay in."

    assert read_published(make_story(f"Storm closes the harbour\n\nby Jane Doe\n\n{line}\n\n{TEXT}")) is None

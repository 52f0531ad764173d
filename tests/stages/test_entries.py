"""The entries of live blogs: from JSON-LD, from <time> elements, from the lines of a dump."""

from __future__ import annotations

import json

import pytest

from cleaner import RawPage, Record, clean
from cleaner.rulebook import Rulebook

URL = "https://news.example.com/live/harbour"
TEXTS = (
    (
        "Gates open",
        "2024-03-01T10:42:00+01:00",
        "The gates of the harbour have been opened, and the first of the ships is on its way in.",
    ),
    (
        "First ship",
        "2024-03-01T09:15:00+01:00",
        "The pilot has gone on board of the first ship, which has waited in the bay for nine days.",
    ),
    (
        "Ice breaks",
        "2024-03-01T08:00:00+01:00",
        "Two tugs have begun to break the ice before the outer gate, the port master said in a call.",
    ),
)


def page(entries: str, updates: list[dict[str, object]]) -> str:
    node = {"@type": "LiveBlogPosting", "headline": "Harbour opens: live", "liveBlogUpdate": updates}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    head = f"<head><title>Harbour opens: live</title>{script}</head>"
    return f"<html>{head}<body><main><h1>Harbour opens: live</h1>{entries}</main></body></html>"


def shown(record: Record) -> list[tuple[str | None, str | None, str]]:
    return [
        (entry.time.value if entry.time else None, entry.title, record.body[entry.end - 1].text[:9])
        for entry in record.entries
    ]


def test_entries_are_those_of_json_ld_that_the_page_shows(general_rules: Rulebook) -> None:
    entries = "".join(f"<section><h2>{title}</h2><p>{text}</p></section>" for title, _, text in TEXTS)
    updates: list[dict[str, object]] = [
        {
            "@type": "BlogPosting",
            "headline": title,
            "datePublished": time,
            "articleBody": text,
            "author": {"name": "Ada"},
        }
        for title, time, text in reversed(TEXTS)
    ]
    record = clean(RawPage(page(entries, [*updates, {"headline": "Not shown"}]), url=URL), general_rules)
    assert shown(record) == [(time, title, text[:9]) for title, time, text in TEXTS]
    assert [entry.author for entry in record.entries] == ["Ada"] * 3
    assert [(entry.start, entry.end) for entry in record.entries] == [(0, 2), (2, 4), (4, 6)]


def test_declared_entries_are_known_on_a_page_that_looks_like_an_article(general_rules: Rulebook) -> None:
    entries = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, _, text in TEXTS)
    updates: list[dict[str, object]] = [{"headline": title, "datePublished": time} for title, time, _ in TEXTS]
    record = clean(RawPage(page(entries, updates), url="https://news.example.com/town/harbour"), general_rules)
    assert shown(record) == [(time, title, text[:9]) for title, time, text in TEXTS]


def test_entries_are_what_follows_their_times(general_rules: Rulebook) -> None:
    entries = "".join(
        f"<article><time datetime='{time}'>{time[11:16]}</time><h2>{title}</h2><p>{text}</p></article>"
        for title, time, text in TEXTS
    )
    record = clean(RawPage(page(entries, []), url=URL), general_rules)
    assert shown(record) == [(time, title, text[:9]) for title, time, text in TEXTS]
    assert [entry.printed for entry in record.entries] == ["10:42", "09:15", "08:00"]


def test_what_is_no_live_blog_has_none(general_rules: Rulebook) -> None:
    story = "".join(f"<time datetime='{time}'>{time}</time><p>{text}</p>" for _, time, text in TEXTS)
    record = clean(RawPage(f"<h1>Harbour opens</h1><article>{story}</article>", url="https://e.com/a"), general_rules)
    assert record.entries == ()


LIVE = (
    "The gates of the harbour are open, and the first of the ships is on its way in. Tugs are ready at the pier.",
    "The pilot has gone on board of the first ship, which has waited in the bay for nine days with coal for the city.",
    "Two tugs break the ice before the outer gate, the port master said in a call. It is forty centimetres thick.",
    "The wind has gone down in the night, and the coast guard has lifted its warning. "
    "The first ship sails from the harbour at noon.",
)


@pytest.mark.parametrize(
    ("clocks", "count"),
    [
        (("12:42 pm", "11.15am GMT", "10:00 am", "7.30 am"), 4),
        (("7 h 05", "08:00 Uhr", "9:10", "10:42"), 4),
        (("10:42", "07:00", "09:15", "08:00"), 0),
        (("2:1", "3:0", "1:1", "0:4"), 0),
    ],
)
def test_entries_of_a_dump_are_what_follows_lines_that_are_times_in_order(
    clocks: tuple[str, ...], count: int, general_rules: Rulebook
) -> None:
    lines = "\n\n".join(f"{clock}\n\n{text}\n\nIt goes on. {text}" for clock, text in zip(clocks, LIVE, strict=True))
    top = "After nine days the harbour of Osterby opens again. This is what happens at the gates and at sea."
    dump = f"Harbour opens as the ice breaks, live\n\n{top}\n\n{lines}\n"
    record = clean(RawPage(dump, kind="text"), general_rules)
    assert [entry.printed for entry in record.entries] == list(clocks)[:count]
    for entry, text in zip(record.entries, LIVE, strict=False):
        assert text in [block.text for block in record.body[entry.start : entry.end]]


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("{title}\n\n{clock} {text}", 4),  # a table's columns, as w3m prints them
        ("{clock} Uhr: {text}", 4),
        ("{clock} – {title}\n\n{text}\n\nIt goes on. {text}", 4),
        ("{clock} {title}", 0),  # a programme
    ],
)
def test_entries_of_a_dump_may_begin_with_their_time(form: str, count: int, general_rules: Rulebook) -> None:
    clocks = ("12:42", "11:15", "10:00", "7:30")
    titles = ("Gates are open", "Pilot on board", "Tugs break ice", "Wind goes down")
    pieces = [form.format(clock=c, title=t, text=x) for c, t, x in zip(clocks, titles, LIVE, strict=True)]
    top = "After nine days the harbour of Osterby opens again. This is what happens at the gates and at sea."
    dump = "\n\n".join(["Harbour opens as the ice breaks, live", top, *pieces, *LIVE[: 4 - count]])
    record = clean(RawPage(dump, kind="text"), general_rules)
    assert [entry.printed.split()[0] for entry in record.entries if entry.printed] == list(clocks)[:count]


def entries_of(day: str, printed: str = "") -> str:
    times = ((f"{day}{time[10:]}", printed or time[11:16], title, text) for title, time, text in TEXTS)
    return "".join(
        f"<li class='post'><span><time datetime='{time}'>{shown}</time></span><h3>{title}</h3><p>{text}</p></li>"
        for time, shown, title, text in times
    )


def test_times_above_pieces_of_the_text_make_a_live_blog_without_metadata(general_rules: Rulebook) -> None:
    html = f"<title>Hafen öffnet</title><main><h1>Hafen öffnet</h1><ul>{entries_of('2024-03-01')}</ul></main>"
    record = clean(RawPage(html), general_rules)
    assert record.page_type is not None
    assert record.page_type.kind == "live_blog"
    assert [entry.title for entry in record.entries] == ["Gates open", "First ship", "Ice breaks"]


def test_time_of_an_entry_is_not_when_the_blog_came_out(general_rules: Rulebook) -> None:
    day = "<p>Published 29 February 2024, 06:10</p>"
    html = f"<title>Harbour opens</title><main><h1>Harbour opens</h1>{day}<ul>{entries_of('2024-03-01')}</ul></main>"
    record = clean(RawPage(html), general_rules)
    assert record.published is not None
    assert record.published.value == "2024-02-29T06:10:00"


def test_days_above_pieces_of_the_text_are_no_entries(general_rules: Rulebook) -> None:
    html = f"<title>Harbour</title><main><h1>Harbour opens</h1><ul>{entries_of('2024-03-01', '1 March')}</ul></main>"
    assert clean(RawPage(html), general_rules).entries == ()


def test_dump_of_a_live_blog_keeps_its_day_and_names_its_entries(general_rules: Rulebook) -> None:
    clocks = ("18:20", "17:05", "16:40", "15:15")
    texts = (
        *TEXTS,
        ("Pilot waits", "", "The pilot of the harbour is waiting in the bay for the wind to drop a little."),
    )
    entries = "\n\n".join(f"{clock}\n{title}\n{text}" for clock, (title, _, text) in zip(clocks, texts, strict=True))
    dump = f"Harbour opens after nine days of ice\n\nBy Ada Blau\n1 March 2024\n\n{entries}\n"
    record = clean(RawPage(dump, kind="text"), general_rules)
    assert record.published is not None
    assert record.published.value == "2024-03-01"
    assert [entry.printed for entry in record.entries] == list(clocks)

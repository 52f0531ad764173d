"""Which lines are timestamps: near headline and text, with a date and little else."""

from __future__ import annotations

import pytest
from hand_made import TEXT as PARAGRAPH
from hand_made import make_page, make_story

from cleaner.model import RawPage, Role
from cleaner.pipeline import trace
from cleaner.rulebook import Rulebook, load_rules

TEXT = "The harbour of the town was closed on the morning of the storm, and the boats stayed in for the whole day."
BODY = "\n\n".join([TEXT, TEXT.replace("harbour", "station"), TEXT.replace("harbour", "airport")])


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules()


def label_of(line: str, page: str, rules: Rulebook) -> tuple[Role, str] | None:
    traced = trace(RawPage(body=page, kind="text"), rules)
    assert traced.story is not None
    index = next(block.index for block in traced.story.page.blocks if block.text == line)
    label = traced.story.labels.labels[index]
    return (label.role, label.why) if label is not None else None


@pytest.mark.parametrize(
    "line",
    [
        "December 15, 2025 // 8 min read",
        "Published: 3 May 2024, 15:47",
        "Stand: 3. Mai 2024, 15:47",
        "2024年5月3日",
    ],
)
def test_dated_line_below_the_headline_is_a_timestamp(line: str, rules: Rulebook) -> None:
    found = label_of(line, f"Storm closes the harbour of the town\n\n{line}\n\n{BODY}", rules)

    assert found == (Role.TIMESTAMP, "a date 1 lines below the headline")


def test_byline_with_a_date_stays_a_byline(rules: Rulebook) -> None:
    line = "By Jane Doe, 3 May 2024"

    found = label_of(line, f"Storm closes the harbour of the town\n\n{line}\n\n{BODY}", rules)

    assert found is not None
    assert found[0] is Role.BYLINE


def test_sentence_of_the_text_is_no_timestamp(rules: Rulebook) -> None:
    line = "The harbour was closed on 3 May 2024, and all the boats of the town stayed in for two whole days."

    found = label_of(line, f"Storm closes the harbour of the town\n\n{BODY}\n\n{line}\n\n{TEXT}", rules)

    assert found is not None
    assert found[0] is Role.PARAGRAPH


@pytest.mark.parametrize(
    "line",
    [
        "The mayor of Varde and the harbour master at the old pier of the town, 24 April 2024",
        "3 May 2024",
    ],
)
def test_date_far_down_in_the_text_is_no_timestamp(line: str, rules: Rulebook) -> None:
    page = f"Storm closes the harbour of the town\n\nBy Jane Doe, 5 May 2024\n\n{BODY}\n\n{line}\n\n{TEXT}"

    found = label_of(line, page, rules)

    assert found is None or found[1] != "a date 5 lines below the headline"


@pytest.mark.parametrize("count", [1, 12])
def test_only_date_of_a_dump_may_stand_below_its_text(count: int, rules: Rulebook) -> None:
    line = "3 May 2024, 15:47"
    tags = "\n\n".join(["Harbours"] * count)

    found = label_of(line, f"Storm closes the harbour of the town\n\n{BODY}\n\n{tags}\n\n{line}\n\nJane Doe", rules)

    assert found == (Role.TIMESTAMP, f"a date {4 + count} lines below the headline")


@pytest.mark.parametrize("others", ["4 May 2024, 9:12", "Storm closes the station\n\n2 May 2024, 9:12"])
def test_one_date_of_several_below_the_text_is_not_the_storys(others: str, rules: Rulebook) -> None:
    page = f"Storm closes the harbour of the town\n\n{BODY}\n\n3 May 2024, 15:47\n\n{others}"

    traced = trace(RawPage(body=page, kind="text"), rules)

    assert traced.record.published is None


WEEKDAY = "Friday, May 3, 2024"
POST = f"<h3>Storm closes the harbour</h3>{''.join(f'<p>{text}</p>' for text in BODY.split(chr(10) * 2))}"


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"<h1>Boats</h1><div><h2>{WEEKDAY}</h2><div><p>Harbours</p>{POST}</div></div>", "2024-05-03"),
        (f"<h1>Boats</h1><div><h2>{WEEKDAY}</h2></div><p>Harbours</p><div>{POST}</div>", None),
        (f"<div><h1>Boats</h1><h2>{WEEKDAY}</h2><p>Harbours</p><div>{POST}</div></div>", None),
        (f"<nav>Boats</nav><div>{WEEKDAY}</div><div>{POST}</div>", None),
        (f"<nav>Boats</nav><div><div>{WEEKDAY}</div>{POST}</div>", "2024-05-03"),
        (f"<div><h2>{WEEKDAY}</h2><div>{POST}</div></div><footer>Boats of the town</footer>", "2024-05-03"),
        (f"<div><h2>{WEEKDAY}</h2><div>{POST}</div><footer>Boats of the town</footer></div>", None),
    ],
    ids=[
        *("of the post", "of a masthead", "of the page", "of a masthead right above", "of the story right above"),
        *("first of the post", "first of all"),
    ],
)
def test_weekday_and_day_above_the_headline_are_the_posts_in_the_element_around_it(
    page: str, day: str | None, rules: Rulebook
) -> None:
    html = f"<html><head><title>Storm closes the harbour</title></head><body>{page}</body></html>"

    record = trace(RawPage(body=html.encode(), url="https://boats.example/storm"), rules).record

    assert (record.published.value if record.published else None) == day


@pytest.mark.parametrize(
    "line",
    ["— Ada Blau (@ada) 7 de mayo de 2025", "— Ada Blau (@ada.blau) May 7, 2025", "– Ада Блау (@ada) 7 мая 2025 г."],
)
@pytest.mark.parametrize("kind", ["html", "text"])
def test_line_that_signs_a_post_gives_neither_date_nor_author(line: str, kind: str, rules: Rulebook) -> None:
    said = ["The ferry sailed on Monday after its captain had slept, the company said in the harbour."] * 4
    html = f"<h1>Ferry sails again</h1><div>{line}</div>" + "".join(f"<p>{text}</p>" for text in said)
    dump = "\n\n".join(["Ferry sails again", line, *said])

    record = trace(RawPage(html if kind == "html" else dump, kind=kind), rules).record

    assert (record.published, record.authors) == (None, ())
    assert line not in record.text


@pytest.mark.parametrize(("days", "is_found"), [(["3 May 2024"], True), (["3 May 2024", "2 May 2024"], False)])
def test_the_only_day_of_a_page_is_the_story_s_however_far_below_it_stands(days: list[str], is_found: bool) -> None:
    below = f"<p>{PARAGRAPH}</p>" * 9 + "<div>Quay</div>" * 30 + "".join(f"<div>{day}</div>" for day in days)
    labels = dict.fromkeys(days, (Role.TIMESTAMP, "shared/lines:date"))
    story = make_story(make_page(above="<h1>Storm closes it</h1>", below=below), labels=labels)

    assert any(block.text == days[0] for block in story.lines_as(Role.TIMESTAMP)) is is_found


@pytest.mark.parametrize(
    "line", ["[2022-05-11-boats-18.jpeg?fl=0,93 res,320]", "IMG 3.5.2024.JPG", "2024-05-03 harbour.webp"]
)
def test_name_of_a_picture_is_no_timestamp(line: str, rules: Rulebook) -> None:
    record = trace(RawPage(f"Storm closes the harbour of the town\n\n{line}\n\n{BODY}", kind="text"), rules).record

    assert record.published is None


@pytest.mark.parametrize(("count", "is_found"), [(6, False), (1, True)])
def test_date_above_the_headline_is_a_teasers_where_many_teasers_have_one_like_it(
    count: int, is_found: bool, rules: Rulebook
) -> None:
    days = [f"{day} April 2024" for day in range(2, 2 + count)]
    teasers = "".join(f"<div><p>Boats</p><p class=when>{day}</p></div>" for day in days)
    page = f"<title>Storm closes the harbour</title><body>{teasers}<p>Quay</p><main>{POST}</main>"

    record = trace(RawPage(body=page.encode(), url="https://boats.example/storm"), rules).record

    assert (record.published is not None) is is_found

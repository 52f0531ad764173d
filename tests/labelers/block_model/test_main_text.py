"""main_text: where a block stands to the page's main run of prose and its container."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from cleaner.labelers.block_model import DeclaredTexts
from cleaner.labelers.block_model.context import feature_names, features
from cleaner.model import Document, DocumentKind, Label, Options, Role
from cleaner.stages.segment import segment

STORY = [
    f"On day {n} the ferry left the harbour an hour late, and nobody on the pier could say for certain why."
    for n in range(6)
]
OTHER = [
    f"Elsewhere in the county a farmer found {n} old coins under a hedge and gave them to the museum." for n in range(4)
]


def blocks_of(
    body: str, kind: DocumentKind, removed: frozenset[str] = frozenset()
) -> Mapping[str, Mapping[str, float]]:
    """Per text of a block its features by name. removed: texts that a rule took out."""
    page = segment(Document(body, kind, None, "utf-8", "given", "", len(body)), Options())
    label = Label(Role.ADVERT, "shared:advert", "")
    labels = [label if block.text in removed else None for block in page.blocks]
    rows = features(page, labels, frozenset(), {}, {}, DeclaredTexts(page))
    return {
        block.text: dict(zip(feature_names(kind), map(float, row), strict=True))
        for block, row in zip(page.blocks, rows, strict=True)
    }


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.fixture(scope="module")
def page() -> Mapping[str, Mapping[str, float]]:
    items = "".join(
        f"<div class=x><h3><a href=/1>Coins {n}</a></h3><p>{text}</p></div>" for n, text in enumerate(OTHER)
    )
    return blocks_of(
        f"<title>Late ferry</title><h1>Late ferry</h1><div class=a>{paragraphs(STORY)}</div><div class=b>{items}</div>",
        "html",
    )


def test_story_is_the_main_container(page: Mapping[str, Mapping[str, float]]) -> None:
    assert [page[text]["main_inside"] for text in STORY] == [1] * len(STORY)
    assert [page[text]["main_inside"] for text in OTHER] == [0] * len(OTHER)
    assert [page[text]["main_side"] for text in ("Late ferry", STORY[0], OTHER[0])] == [-1, 0, 1]


def test_distances_are_counted_from_the_ends_of_the_run(page: Mapping[str, Mapping[str, float]]) -> None:
    assert [page[text]["main_distance"] for text in (STORY[5], "Coins 0", OTHER[0], OTHER[1])] == [0, 1, 2, 4]
    assert [page[text]["main_headings_between"] for text in (STORY[5], OTHER[0], OTHER[3])] == [0, 1, 4]
    words = len(OTHER[0].split())
    assert page[OTHER[1]]["main_prose_between"] == pytest.approx(np.log1p(words), rel=1e-5)


def test_items_of_a_list_are_counted_and_the_story_is_no_item(page: Mapping[str, Mapping[str, float]]) -> None:
    assert page[OTHER[2]]["items"] == 4
    assert page[OTHER[2]]["item_depth"] == 1
    assert page[STORY[0]]["items"] == 0


def test_rival_is_another_container_and_behind_the_story(page: Mapping[str, Mapping[str, float]]) -> None:
    first = page[STORY[0]]
    assert 0 < first["rival_share"] < 1
    assert first["rival_side"] == 1


def test_page_without_prose_has_no_main_text() -> None:
    menu = blocks_of("<ul><li>Home<li>Sport</ul>", "html")
    assert {menu["Home"][name] for name in ("main_side", "main_inside", "main_words")} == {-1}


def test_main_run_of_a_dump_is_its_longest_and_gaps_part_runs() -> None:
    menu = [f"Section {n}" for n in range(9)]
    dump = blocks_of("\n\n".join([*OTHER[:2], *menu, *STORY]), "text")
    assert [dump[text]["main_side"] for text in (OTHER[0], menu[3], *STORY)] == [-1, -1] + [0] * len(STORY)
    assert dump[STORY[0]]["rival_side"] == -1


def test_a_line_that_rules_took_out_between_two_paragraphs_is_not_their_neighbour() -> None:
    plain = blocks_of("\n\n".join(STORY), "text")
    lines = [f"Advertisement {n}" for n in range(5)]
    mixed = [text for pair in zip(STORY, [*lines, ""], strict=True) for text in pair if text]
    parted = blocks_of("\n\n".join(mixed), "text", frozenset(lines))
    names = [name for name in feature_names("text") if not name.startswith(("gap", "own_words_in_page"))]
    for text in STORY:
        assert {name: parted[text][name] for name in names} == {name: plain[text][name] for name in names}


def test_lines_that_rules_took_out_in_a_row_are_an_end() -> None:
    lines = [f"Advertisement {n}" for n in range(4)]
    dump = blocks_of("\n\n".join([*STORY[:3], *lines, *STORY[3:]]), "text", frozenset(lines))
    assert dump[STORY[2]]["spoken+1"] == 1

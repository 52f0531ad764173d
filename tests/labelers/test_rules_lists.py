"""Lists of other stories: where their runs end."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import labelled, site

from cleaner.labelers.rules.lists import is_prose
from cleaner.model import Block
from cleaner.text import count_words

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PROSE = "The council met on Monday to vote on the budget, and it took the members most of the night."
LISTS = "- {role: related, list: ['Related(?: Articles?)?', 'You May Also Like'], why: x}\n- {role: popular, list: 'Popular Now', why: x}"  # fmt: skip


def taken(text: str, label: str = LISTS, more: dict[str, str] | None = None) -> list[str]:
    """Texts of the blocks that are related or popular, in page order."""
    page, labels = labelled(text, site(label) | (more or {}))
    pairs = zip(page.blocks, labels.labels, strict=True)
    return [block.text for block, label in pairs if label and label.role in ("related", "popular")]


class TestDumps:
    """Runs of lines."""

    def test_the_heading_and_the_short_lines_after_it_are_taken(self) -> None:
        assert taken(f"{PROSE}\n\nRelated\n\nMayor resigns\n\nShip sinks\n\n{PROSE}\n") == [
            "Related", "Mayor resigns", "Ship sinks",
        ]  # fmt: skip

    def test_a_heading_before_prose_takes_only_itself(self) -> None:
        assert taken(f"{PROSE}\n\nRelated Article\n\n{PROSE}\n") == ["Related Article"]

    def test_a_short_sentence_ends_the_run(self) -> None:
        assert taken("Related\n\nMayor resigns\n\nHe declined to comment yesterday.\n\nMore\n") == [
            "Related",
            "Mayor resigns",
        ]

    def test_sections_and_ranks_between_entries_belong_to_the_run(self) -> None:
        text = "Popular Now\n\n  • 1\n    Ship sinks\n\n    LIFESTYLE\n\n  • 2\n    Mayor resigns\n\n    LIFESTYLE\n"

        assert taken(text) == ["Popular Now", "Ship sinks", "LIFESTYLE", "Mayor resigns", "LIFESTYLE"]

    def test_a_label_between_bulleted_entries_belongs_to_the_run(self) -> None:
        text = f"Related\n\n• Ship sinks\n\nWorld\n\n• Mayor resigns\n\nLocal\n\n{PROSE}\n"

        assert taken(text) == ["Related", "Ship sinks", "World", "Mayor resigns"]

    def test_indented_prose_that_breaks_off_ends_the_run(self) -> None:
        broken = f"   {PROSE} The mayor said that she would speak of it again on Friday with the captain of the"

        assert taken(f"   {PROSE}\n\nPopular Now\n\nShip sinks\n\n{broken}\n\n   {PROSE}\n") == [
            "Popular Now",
            "Ship sinks",
        ]

    def test_a_subhead_after_a_bulleted_list_is_left_to_the_story(self) -> None:
        text = f"Related\n\n• Ship sinks\n\n• Mayor resigns\n\nWhat comes next\n\n{PROSE}\n"

        assert "What comes next" not in taken(text)

    def test_the_next_heading_begins_its_own_list(self) -> None:
        page, labels = labelled("Related\n\nOne\n\nPopular Now\n\nTwo\n", site(LISTS))

        assert [str(label.role) for label in labels.labels if label] == ["related", "related", "popular", "popular"]
        assert len(page.blocks) == 4

    def test_bulleted_questions_and_abbreviations_are_entries(self) -> None:
        text = "Related\n\n• Clocking 52+ Hours a Week? Your Brain May Be Paying\n\n• Stevia vs. Agave in the U.S. Senate: Which Is Better for You?\n"

        assert len(taken(text)) == 3

    def test_the_run_ends_at_what_the_story_owns(self) -> None:
        text = "Related\n\nShip sinks\n\nBy Jane Doe\n\nThe council met\n"

        assert taken(text, "- {role: byline, line: 'By .+', why: x}\n" + LISTS) == ["Related", "Ship sinks"]

    def test_a_time_between_entries_does_not_end_the_run(self) -> None:
        text = "Related\n\nShip sinks\n\n2 hours ago\n\nMayor resigns\n"

        assert taken(text, "- {role: timestamp, line: '.+ ago', why: x}\n" + LISTS) == [
            "Related",
            "Ship sinks",
            "Mayor resigns",
        ]

    def test_a_heading_that_the_site_has_named_begins_no_list(self) -> None:
        more = {"shared/lists": "rule: 1\nlabel: [{role: related, list: Related, why: x}]\n"}

        assert taken("Related\n\nShip sinks\n", "- {role: related, line: Related, why: x}", more) == ["Related"]

    @pytest.mark.parametrize(("option", "count"), [("max_blocks: 2", 3), ("max_words: 2", 2), ("max_words: 3", 4)])
    def test_limits_end_the_run(self, option: str, count: int) -> None:
        text = "Related\n\nShip sinks\n\nShip sinks again\n\nShip sinks\n"

        assert len(taken(text, f"- {{role: related, list: Related, {option}, why: x}}")) == count

    def test_a_run_is_at_most_sixty_blocks(self) -> None:
        assert len(taken("Related\n\n" + "Ship sinks\n\n" * 80)) == 61

    @pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the dumps of the seeds folder")
    def test_four_lists_in_a_row_are_taken_whole(self) -> None:
        text = next(SEEDS.glob("001_*.txt")).read_text(encoding="utf-8")
        label = "- {role: popular, list: '(?:\\[LATEST\\] Latest Stories|You May Also Like|Popular Now|Must-Reads)', why: x}"

        page, _ = labelled(text, site(label))
        start = next(block.index for block in page.blocks if block.text.startswith("[LATEST]"))

        assert taken(text, label) == [block.text for block in page.blocks[start:]]

    @pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the dumps of the seeds folder")
    def test_a_heading_in_mid_story_takes_no_paragraph(self) -> None:
        text = next(SEEDS.glob("004_*.txt")).read_text(encoding="utf-8")

        assert taken(text) == ["Related Article"]


class TestPages:
    """Runs of blocks in HTML."""

    LINKS = "<li><a href='/1'>Ship sinks</a></li><li><a href='/2'>Mayor resigns</a></li>"

    def test_a_box_without_prose_is_taken_whole(self) -> None:
        html = f"<p>{PROSE}</p><aside><div><h3>Related</h3></div><ul>{self.LINKS}</ul><p>All stories</p></aside><p>Short</p><p>{PROSE}</p>"

        assert taken(html) == ["Related", "Ship sinks", "Mayor resigns", "All stories"]

    def test_linked_blocks_after_a_heading_in_the_story_are_taken(self) -> None:
        html = f"<div><p>{PROSE}</p><h3>Related</h3><p><a href='/1'>Ship sinks</a></p><p>Short text</p><p>{PROSE}</p></div>"

        assert taken(html) == ["Related", "Ship sinks"]

    def test_a_label_between_linked_blocks_is_taken(self) -> None:
        html = f"<div><h3>Related</h3><p><a href='/1'>Ship sinks</a></p><p>World</p><p><a href='/2'>Mayor resigns</a></p><p>{PROSE}</p></div>"

        assert taken(html) == ["Related", "Ship sinks", "World", "Mayor resigns"]

    def test_a_heading_before_prose_takes_only_itself(self) -> None:
        assert taken(f"<div><h3>Related</h3><p>{PROSE}</p><p><a href='/1'>Ship sinks</a></p></div>") == ["Related"]

    def test_a_teaser_in_the_link_is_taken(self) -> None:
        html = f"<section><h3>Related</h3><a href='/1'><h4>Ship sinks</h4><p>{PROSE}</p></a></section><p>{PROSE}</p>"

        assert taken(html) == ["Related", "Ship sinks", PROSE]

    def test_prose_with_some_links_is_no_entry(self) -> None:
        html = f"<div><h3>Related</h3><p>{PROSE} <a href='/1'>More here</a></p></div>"

        assert taken(html) == ["Related"]

    def test_a_tag_narrows_the_heading(self) -> None:
        html = f"<p>Related</p><ul>{self.LINKS}</ul>"

        assert taken(html, "- {role: related, list: Related, tag: [h2, h3], why: x}") == []


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "He declined to comment.",
        "“We will see what comes of it,” she said.",
        "경찰은 사고 원인을 조사하고 있다고 밝혔다.",
        "警方正在调查事故的原因以及责任。",
        "Who would pay for the new bridge, when would it open, and would anyone use it at all after that?",
    ],
)
def test_a_sentence_is_prose(text: str) -> None:
    assert is_prose(Block(0, text), count_words(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ship sinks off the coast of Norway",
        "Living Near a Golf Course? Your Risk for Parkinson’s Might Be Higher",
        "Which Sweetener Is Actually Better for You?",
        "China Just Cranked Up Tariffs in the U.S.",
        "Vol. 3.",
        "12.",
        "관련기사 더보기",
    ],
)
def test_a_title_is_no_prose(text: str) -> None:
    assert not is_prose(Block(0, text), count_words(text))

"""What explain knows of blocks and fields."""

from __future__ import annotations

from cleaner.model import Access, Author, Credit, Dateline, Image, Moment, Role
from cleaner.report import Explanation
from cleaner.report.palette import PAINTS, count_by_group
from cleaner.report.receipt import ExplainedBlock, ExplainedCut, one_line


def test_every_role_has_a_colour() -> None:
    assert set(PAINTS) == set(Role)


def test_every_block_has_its_role_and_reason(explanation: Explanation) -> None:
    assert [block.role.value for block in explanation.blocks] == [
        "navigation",
        "navigation",
        "paragraph",
        "boilerplate",
    ]
    assert explanation.blocks[0].receipt == (Role.NAVIGATION, "shared/navigation:skip", "a skip link")


def test_score_and_flags_stand_above_the_blocks(explanation: Explanation) -> None:
    quality = explanation.record.quality

    assert dict(explanation.summary())["score"] == " ".join([f"{quality.score:.2f}", *quality.flags])


def test_block_nobody_spoke_for_says_so(explanation: Explanation) -> None:
    assert explanation.blocks[3].by == "nobody"


def test_control_characters_do_not_reach_the_terminal(explanation: Explanation) -> None:
    assert explanation.blocks[3].text == "<script>alert(1)</script> &  [31mred"


def test_cut_is_a_piece_of_its_block(explanation: Explanation) -> None:
    pieces = [(text, cut.role if cut else None) for text, cut in explanation.blocks[2].pieces()]
    assert pieces == [("Ships sailed. ", None), ("Read more", Role.RELATED)]


def test_overlapping_cuts_show_each_character_once() -> None:
    cuts = tuple(ExplainedCut(start, end, Role.TOOL, "x", "y") for start, end in ((1, 4), (2, 3), (3, 5)))
    block = ExplainedBlock(0, "abcdef", Role.PARAGRAPH, "x", "y", cuts=cuts)
    assert [text for text, _ in block.pieces()] == ["a", "bcd", "e", "f"]


def test_neighbours_with_one_receipt_are_one_run(explanation: Explanation) -> None:
    assert [len(run) for run in explanation.runs()] == [2, 1, 1]


def test_counts_are_in_the_order_of_the_roles_and_count_cuts(explanation: Explanation) -> None:
    assert list(count_by_group(explanation.roles())) == [
        ("body", {Role.PARAGRAPH: 1}),
        ("removed", {Role.NAVIGATION: 2, Role.RELATED: 1, Role.BOILERPLATE: 1}),
    ]


def test_fields_are_in_the_order_of_the_record_with_the_outlet(explanation: Explanation) -> None:
    assert [field.name for field in explanation.fields] == ["outlet", "title", "authors"]


def test_field_names_its_source_and_what_was_not_chosen(explanation: Explanation) -> None:
    authors = explanation.fields[2]
    assert (authors.value, authors.source) == ("Ada Blau · Cem Dal", "jsonld:author")
    assert authors.rejected == (("Staff", "meta:author"),)


def test_source_that_says_the_same_is_not_rejected(explanation: Explanation) -> None:
    assert explanation.fields[2].agreeing == ("rel:author",)


def test_values_read_as_one_line() -> None:
    assert one_line(Moment("2024-03-01", "day")) == "2024-03-01"
    assert one_line((Author("A"), Author("B"))) == "A · B"
    assert one_line(Dateline(place="MEXICO CITY", raw="MEXICO CITY —")) == "MEXICO CITY"
    assert one_line(Access(free=False)) == "free: no"
    assert one_line((Image(credit=Credit("Ada Blau | AP")),)) == "credit: Ada Blau | AP"
    assert one_line(None) == ""

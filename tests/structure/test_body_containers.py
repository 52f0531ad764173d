"""Lists, tables, quotations and preformatted text: which blocks belong together, and as what."""

from __future__ import annotations

import pytest
from story_pieces import CleanPiece, between

from cleaner import RawPage, clean
from cleaner.rulebook import Rulebook

ITEM = "ships from {} waited in the bay for a week before they came in"


def item(country: str) -> str:
    return ITEM.format(country)


def test_items_have_level_order_and_number(clean_piece: CleanPiece) -> None:
    inner = f"<ol start='4'><li>{item('Norway')}</li><li value='9'>{item('Chile')}</li></ol>"
    blocks = between(clean_piece(f"<ul><li>{item('Peru')}</li><li>{item('Ghana')}{inner}</li></ul>"))
    assert [(block.level, block.ordered, block.number, block.group) for block in blocks] == [
        (1, False, 1, 1),
        (1, False, 2, 1),
        (2, True, 4, 1),
        (2, True, 9, 1),
    ]


def test_two_lists_are_two_groups_and_a_list_counts_back(clean_piece: CleanPiece) -> None:
    first = f"<ol reversed><li>{item('Norway')}</li><li>{item('Chile')}</li></ol>"
    blocks = between(clean_piece(f"{first}<ul><li>{item('Peru')}</li></ul>"))
    assert [(block.group, block.number) for block in blocks] == [(1, 2), (1, 1), (2, 1)]


def test_blocks_of_one_item_share_its_number(clean_piece: CleanPiece) -> None:
    piece = f"<ul><li><p>{item('Peru')}</p><p>{item('Ghana')}</p></li><li>{item('Chile')}</li></ul>"
    assert [block.number for block in between(clean_piece(piece))] == [1, 1, 2]


def test_row_has_its_cells_with_empty_ones_and_heads(clean_piece: CleanPiece) -> None:
    piece = (
        "<table><caption>Ships by port</caption><tr><th></th><th colspan=2>Ships in the bay</th></tr>"
        "<tr><th>Osterby</th><td>14</td><td rowspan=2>9</td></tr></table>"
    )
    rows = [block for block in between(clean_piece(piece)) if block.kind == "table"]
    assert [[(cell.text, cell.header, cell.colspan, cell.rowspan) for cell in row.cells] for row in rows] == [
        [("", True, 1, 1), ("Ships in the bay", True, 2, 1)],
        [("Osterby", True, 1, 1), ("14", False, 1, 1), ("9", False, 1, 2)],
    ]
    assert [(row.group, row.caption) for row in rows] == [(1, "Ships by port"), (1, None)]


def test_caption_of_a_figure_is_that_of_the_table_in_it_and_of_no_picture(clean_piece: CleanPiece) -> None:
    table = (
        "<div class=scroll><table><tr><td>Osterby</td><td>14</td></tr><tr><td>Kumla</td><td>9</td></tr></table></div>"
    )
    caption = "<figcaption>Ships by port</figcaption>"
    for piece in (f"<figure>{table}{caption}</figure>", f"<figure>{caption}{table}</figure>"):
        record = clean_piece(piece)
        assert [block.caption for block in record.body if block.kind == "table"] == ["Ships by port", None]
        assert record.images == ()


def test_lines_of_caption_and_source_are_parted(clean_piece: CleanPiece) -> None:
    table = "<table><caption>Ships<br>by port</caption><tr><td>Osterby</td><td>14</td></tr></table>"
    rows = [block for block in between(clean_piece(table)) if block.kind == "table"]
    assert rows[0].caption == "Ships by port"
    said = clean_piece(f"<blockquote><p>“{item('Peru')}.”</p><footer>Ada Blau<br>port master</footer></blockquote>")
    assert next(block.source for block in said.body if block.kind == "quote") == "Ada Blau port master"


def test_quotation_has_its_source_once(clean_piece: CleanPiece) -> None:
    piece = f"<blockquote><p>“{item('Peru')}.”</p><p>“{item('Ghana')}.”</p><footer>— Ada Blau</footer></blockquote>"
    quotes = [block for block in between(clean_piece(piece)) if block.kind == "quote"]
    assert [(block.group, block.source) for block in quotes][:2] == [(1, "Ada Blau"), (1, None)]


def test_lines_of_preformatted_text_are_one_group(clean_piece: CleanPiece) -> None:
    blocks = between(clean_piece("<pre>Osterby: 14 ships that wait\n<b>Kumla: 9 ships that wait</b></pre>"))
    assert [(block.kind, block.group, len(block.spans)) for block in blocks] == [
        ("preformatted", 1, 0),
        ("preformatted", 1, 1),
    ]


@pytest.mark.parametrize(
    ("inside", "indents"),
    [
        ("Osterby:\n    14 ships\n\tKumla\n\n  9 ships", [0, 4, 8, 2]),
        ("<code class=k>Osterby</code><code class=n>:</code>\n  <code class=k>14</code> ships", [0, 2]),
        ("  Osterby<br>    14 ships<!-- all --> wait<br>Kumla", [2, 4, 0]),
        ("Osterby\n  <span hidden>6 ships</span>\n    14 ships", [0, 4]),
        ("  Osterby waits for fourteen ships that left Peru in the first week\n  of March\n    and came", [2, 4]),
    ],
    ids=["spaces and tabs", "elements", "line breaks", "hidden", "broken to fit"],
)
def test_preformatted_lines_say_how_far_in_they_begin(inside: str, indents: list[int], clean_piece: CleanPiece) -> None:
    blocks = [block for block in between(clean_piece(f"<pre>{inside}</pre>")) if block.kind == "preformatted"]
    assert [block.indent for block in blocks] == indents
    assert not any(block.text.startswith(" ") for block in blocks)


def test_preformatted_lines_say_how_many_empty_ones_stand_before_them(clean_piece: CleanPiece) -> None:
    piece = "<pre>\n\nOsterby waits:\n\n  14 ships<br> <br><br>Kumla\n9 ships\n\n</pre><pre>\n \nVarde</pre>"
    lines = [block for block in between(clean_piece(piece)) if block.kind == "preformatted"]
    assert [(line.text, line.gap) for line in lines] == [
        ("Osterby waits:", 0),
        ("14 ships", 1),
        ("Kumla", 2),
        ("9 ships", 0),
        ("Varde", 0),
    ]


def test_line_breaks_are_line_ends_of_preformatted_text(clean_piece: CleanPiece) -> None:
    lines = between(clean_piece("<pre>ship = wait(bay)<br>  if <b>ship</b>:<br/>go(14)</pre>"))
    assert [block.text for block in lines] == ["ship = wait(bay)", "if ship:", "go(14)"]
    assert [(span.start, span.end) for span in lines[1].spans] == [(3, 7)]


def test_number_of_a_dumps_item_is_its_marker(general_rules: Rulebook) -> None:
    prose = "The harbour of Osterby opened again on Monday after the longest closure in its history, it was said.\n\n"
    lines = "\n".join(f"{number}. {item(country)}." for number, country in enumerate(("Peru", "Chile", "Ghana"), 1))
    record = clean(RawPage(f"Harbour opens\n\n{prose * 3}{lines}\n\n{prose}", kind="text"), general_rules)
    items = [(block.ordered, block.number) for block in record.body if block.kind == "list_item"]
    assert items == [(True, 1), (True, 2), (True, 3)]

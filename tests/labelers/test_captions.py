"""story_lines.captions: which blocks are captions and credits, and that they are no body."""

from __future__ import annotations

import pytest
from hand_made import TEXT, make_page, make_story

from cleaner import RawPage, clean, load_rules
from cleaner.article import Article
from cleaner.labelers.story_lines.closing_credits import read_closing_credit
from cleaner.model import Role

BY_RULE = "shared/lines:credit"
BY_LABELER = {"line:caption", "line:credit"}


def roles(story: Article) -> dict[str, str]:
    """Text → role of the blocks that the labelers of lines named."""
    pairs = zip(story.page.blocks, story.labels.labels, strict=True)
    return {block.text: label.role.value for block, label in pairs if label and label.by in BY_LABELER}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("A ship at sea. Photo: Jane Doe/AP", "caption"),
        ("Photo: Jane Doe", "credit"),
        ("Getty Images", "credit"),
        ("AFP", "credit"),
        ("(Jane Doe/Reuters)", "credit"),
        ("港を出る船＝3日、長浜市で（山田花子撮影）", "caption"),
        ("港を出る連絡船（長浜汽船提供）", "caption"),
    ],
)
def test_line_of_a_dump_that_ends_with_a_credit_is_a_caption_and_no_body(line: str, role: str) -> None:
    story = make_story(f"{TEXT}\n\n{line}\n\n{TEXT[:-1]} again.\n")

    assert roles(story) == {line: role}
    assert line not in [block.text for block in story.body]


@pytest.mark.parametrize(
    "line",
    [
        f"{TEXT[:-1]} (dpa).",
        "By Jane Doe/AP",
        "The harbour was closed, said the photographer Jane Doe.",
        "3 May 2024",
    ],
)
def test_other_lines_of_a_dump_are_none(line: str) -> None:
    assert roles(make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n")) == {}


@pytest.mark.parametrize("line", ["Reuters, Max Muster", "3. Mai 2024, 15:46 Uhr / Max Muster"])
def test_line_above_the_text_that_may_name_the_author_is_no_credit(line: str) -> None:
    assert roles(make_story(f"Storm closes the harbour\n\n{line}\n\n{TEXT}\n\n{TEXT}\n")) == {}


def test_line_of_a_dump_that_says_what_the_headline_says_is_no_caption() -> None:
    title = "Erstes Bild: So sieht die Seilbahn aus"
    dump = f"{title}\n\nStart\nHafen\n{title}\n\n08.03.2024, 18:59 Uhr\n\n{TEXT}\n\n{TEXT[:-1]} again.\n"
    record = clean(RawPage(dump), load_rules(sites=False))

    assert record.title == title
    assert record.images == ()


def test_short_line_above_a_credit_is_a_caption_in_a_dump() -> None:
    caption, credit = "The old bridge in the morning", "Photo: Jane Roe"
    story = make_story(f"{TEXT}\n\n{caption}\n{credit}\n\n{TEXT}\n", labels={credit: (Role.CREDIT, BY_RULE)})

    assert roles(story) == {caption: "caption", credit: "credit"}


def test_caption_behind_the_button_that_enlarges_a_picture_leaves_the_body() -> None:
    line = "The harbour of the town on the morning of the storm, with all the boats. Reuters"
    story = make_story(f"Storm closes the harbour\n\n{TEXT}\n\nEnlarge\n{line}\n\n{TEXT}\n")

    assert roles(story) == {line: "caption"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("A ship at sea on Tuesday, before the storm. (AP Photo/Jane Roe)", {"caption"}),
        ("A ship at sea on Tuesday (Picture credit: Getty)", {"caption"}),
        ("A ship at sea on Tuesday, said the captain. (Jane Roe, Reuters)", set()),
        (f"{TEXT[:-1]} again. 21.04.2024 | 3:18 min", {"caption"}),
        ("The ship needed no more than 3:18 min", set()),
        ("A ship was seen on Tuesday (source: Reuters)", set()),
        ("A ship was seen on Tuesday (picture above)", set()),
    ],
)
def test_paragraph_with_a_pictures_credit_in_brackets_is_a_caption_without_its_picture(
    line: str, found: set[str]
) -> None:
    html = make_page(below=f"<p>{line}</p><p>{TEXT}</p>")
    story = make_story(html, labels={line: (Role.PARAGRAPH, "block-model")})

    assert set(roles(story).values()) == found


def test_sentence_set_as_a_heading_between_a_picture_and_its_credit_is_a_caption() -> None:
    line, credit = "Three ships lie in the harbour of the town, the largest of them on the left.", "Photo: AFP"
    shown = f'<p>{TEXT}</p><img src="/a.jpg" width=600 height=400><h3>{line}</h3><p>{credit}</p><p>{TEXT}</p>'
    labels = {line: (Role.HEADING, "block-model"), credit: (Role.CREDIT, BY_RULE)}

    assert roles(make_story(make_page(below=shown), labels=labels)) == {line: "caption", credit: "credit"}


@pytest.mark.parametrize(
    ("line", "role"), [("The ship Marle 4 (R0)", {"caption"}), ("What we like in it:", set()), ("Our score", set())]
)
def test_line_printed_behind_several_pictures_is_their_caption(line: str, role: set[str]) -> None:
    shown = f'<p><img src="/{{}}.jpg" width=600 height=400></p><p>{line}</p><p>{TEXT}</p>'
    html = make_page(below=shown.format(1) + shown.format(2).replace(TEXT, TEXT[:-1] + " again."))
    story = make_story(html, labels={line: (Role.PARAGRAPH, "block-model")})

    assert set(roles(story).values()) == role


def test_block_of_a_figure_is_a_caption() -> None:
    html = make_page(below=f'<figure><img src="/a.jpg"><div>A ship at sea</div></figure><p>{TEXT}</p>')

    assert roles(make_story(html)) == {"A ship at sea": "caption"}


def test_caption_of_a_teaser_far_below_stays_what_the_rule_said() -> None:
    caption = "A ship at sea"
    teasers = "".join(f"<div>teaser {n}</div>" for n in range(9))
    html = make_page(below=f'{teasers}<figure><img src="/a.jpg"><p>{caption}</p></figure>')
    story = make_story(html, labels={caption: (Role.CAPTION, "shared/story:caption")})

    assert roles(story) == {}
    assert story.lines_as(Role.CAPTION) == ()


def test_bare_agency_below_a_caption_with_its_own_credit_is_no_credit() -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>A ship at sea. Photo: dpa</figcaption></figure>'

    assert "SID" not in roles(make_story(make_page(below=f"{figure}<div>SID</div><p>{TEXT}</p>")))


def test_line_that_a_picture_has_as_its_alternative_text_is_a_caption() -> None:
    line = "The old bridge of the town"
    html = make_page(below=f'<img src="/a.jpg" alt="The old bridge of the town"><p>{line}</p><p>{TEXT}</p>')

    assert roles(make_story(html)) == {line: "caption"}
    assert roles(make_story(html.replace('alt="The', 'alt="Not the'))) == {}


def test_line_above_a_credit_that_stands_below_paragraphs_too_is_no_caption() -> None:
    credit, line = "Photo: Town archive", "The old bridge in the morning"
    long = [f"{TEXT} {TEXT[:-1]} {n}." for n in range(3)]
    dump = "\n\n".join(f"{above}\n{credit}" for above in (*long, line))
    story = make_story(f"{TEXT}\n\n{dump}\n\n{TEXT}\n", labels={credit: (Role.CREDIT, BY_RULE)})

    assert line not in roles(story)


def test_line_above_a_credit_that_is_too_long_for_a_caption_is_none() -> None:
    credit, line = "Photo: Jane Roe", " and ".join(["the old bridge of the town in the morning"] * 4)
    story = make_story(f"{TEXT}\n\n{line}\n{credit}\n\n{TEXT}\n", labels={credit: (Role.CREDIT, BY_RULE)})

    assert roles(story) == {credit: "credit"}


def test_paragraph_behind_a_picture_that_says_who_took_it_is_a_caption() -> None:
    line = "The harbour of the town on the morning of the storm, with all the boats in it. Jane Doe nuotr."

    assert roles(make_story(make_page(below=f'<img src="/a.jpg"><p>{line}</p><p>{TEXT}</p>'))) == {line: "caption"}


def test_line_below_a_picture_is_known_by_its_class() -> None:
    lines = "".join(f"<p>{TEXT}</p><p><img src=/{n}.jpg></p><p class=pictext>Boats {n}</p>" for n in range(4))
    record = clean(
        RawPage(f"<html><body><h1>Storm closes the harbour</h1>{lines}</body></html>"), load_rules(sites=False)
    )
    assert TEXT in record.text
    assert "Boats" not in record.text


def test_line_with_date_time_and_by_is_no_caption() -> None:
    line = "Fr 03.05.24 | 14:07 Uhr | Von Eva Kirch"
    story = make_story(f"Sturm schließt den Hafen der alten Stadt\n\n{line}\n\n{TEXT}\n\n{TEXT}")

    assert all(block.text != line for block in story.blocks_as(Role.CAPTION, Role.CREDIT))


@pytest.mark.parametrize(
    ("line", "is_caption"), [("港を出る船（山田花子撮影）", True), ("船は3日に港を出た。（山田花子記者）", False)]
)
def test_label_behind_a_name_tells_a_caption_where_no_sentence_stands_before(line: str, is_caption: bool) -> None:
    closing = read_closing_credit(line)

    assert closing is not None
    assert closing.has_label is is_caption

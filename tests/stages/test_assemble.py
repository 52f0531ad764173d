"""assemble: the record read off the labels."""

from __future__ import annotations

from cleaner.labelers.roles import body_role
from cleaner.model import (
    BODY_ROLES,
    BOILERPLATE_ROLES,
    STORY_ROLES,
    Choice,
    Cut,
    Document,
    Label,
    Labels,
    Options,
    RawPage,
    Role,
    Status,
    Story,
)
from cleaner.stages.assemble import assemble, failed_record, kept_blocks
from cleaner.stages.segment import segment

PAGE = "<h1>Title</h1><p>First one.</p><p>See also: x. Second one.</p><h2>Part</h2><ul><li>Item</li></ul><p>Share</p>"
ROLES = [Role.HEADLINE, Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.SHARE]


def story() -> Story:
    page = segment(Document(PAGE, "html", "https://news.example/a", "utf-8", "given", "ab" * 32, 9), Options())
    labels = Labels(
        tuple(Label(role, "test", "") for role in ROLES),
        cuts=(Cut(2, 0, 12, Label(Role.RELATED, "test:cut", "")),),
        body_by="rule",
    )
    return Story(page, labels, body=kept_blocks(page, labels))


def test_body_is_the_kept_blocks_in_order_with_cuts_applied() -> None:
    record = assemble(story(), {}, "digest")
    assert record.text == "First one.\n\nSecond one.\n\nPart\n\nItem"
    assert [(block.kind, block.level) for block in record.body] == [
        ("paragraph", None),
        ("paragraph", None),
        ("heading", 2),
        ("list_item", None),
    ]


def test_a_line_of_a_dump_in_heading_marks_is_a_heading() -> None:
    text = "Late ferry\n\n## Why\n\nNobody knows.\n\n## Coffee\n\n## Weather\n"
    page = segment(Document(text, "text", "https://news.example/a", "utf-8", "given", "ab" * 32, 9), Options())
    labels = Labels(tuple(Label(body_role(block), "test", "") for block in page.blocks), body_by="rule")
    record = assemble(Story(page, labels, body=kept_blocks(page, labels)), {}, "digest")
    assert [(block.kind, block.level) for block in record.body][:4] == [
        *(("paragraph", None), ("heading", 2), ("paragraph", None), ("heading", 2)),
    ]


def test_boilerplate_is_counted_by_role_cuts_included_and_story_parts_are_not() -> None:
    assert assemble(story(), {}, "digest").removed == {"related": 1, "share": 1}


def test_chosen_fields_and_their_sources_are_in_the_record() -> None:
    record = assemble(story(), {"title": Choice("Title", "h1", (("Other", "og:title"),))}, "digest")
    assert record.title == "Title"
    assert record.provenance == {"title": "h1"}


def test_id_is_the_same_for_the_same_address_and_differs_for_others() -> None:
    record = assemble(story(), {}, "digest")
    moved = assemble(story(), {}, "digest", address="https://news.example/b")
    assert record.id != moved.id
    assert record.id == assemble(story(), {}, "other digest").id


def test_failed_record_says_that_its_page_was_cut_short() -> None:
    whole, cut = (RawPage(b"%PDF", is_truncated=is_truncated) for is_truncated in (False, True))

    assert failed_record(whole, "digest", Status.ERROR, "a PDF").quality.flags == ()
    assert failed_record(cut, "digest", Status.ERROR, "a PDF").quality.flags == ("truncated",)


def test_failed_record_names_the_input() -> None:
    record = failed_record(RawPage(body=b"%PDF", url="https://news.example/x.pdf"), "digest", Status.ERROR, "a PDF")
    assert (record.status, record.reason, record.text) == (Status.ERROR, "a PDF", "")
    assert record.input.bytes == 4


def test_every_role_belongs_to_one_group() -> None:
    assert frozenset(Role) == BODY_ROLES | STORY_ROLES | BOILERPLATE_ROLES
    assert not BODY_ROLES & STORY_ROLES

"""lost_parts: bodies with a part taken out."""

from __future__ import annotations

from cleaner import RawPage
from cleaner.labelers.block_model import DeclaredTexts, score_blocks
from cleaner.labelers.block_model.final_body import FINAL_NAMES
from cleaner.model import Label, Options, Role
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment
from training.lost_parts import Reading, lose_parts


def reading(paragraphs: int) -> Reading:
    body = "".join(
        f"<p>Paragraph {n} says that the council agreed to repair the bridge.</p>" for n in range(paragraphs)
    )
    page = segment(decode(RawPage(body, kind="html"), Options()), Options())
    labels = [Label(Role.PARAGRAPH, "test", "")] * len(page.blocks)
    view = score_blocks(page, [None] * len(labels), DeclaredTexts(page)).view
    assert view is not None
    return Reading(view, (), range(len(labels)), labels)


def test_end_start_and_middle_are_taken_out_and_the_model_is_sure_of_it() -> None:
    whole = reading(20)
    lost = list(lose_parts(whole, "page", 0.5))
    assert lost == list(lose_parts(whole, "page", 0.5))
    end, start, middle = (text.split("\n") for text, _ in lost)
    assert end[0].startswith("Paragraph 0 ")
    assert start[-1].startswith("Paragraph 19 ")
    assert 3 <= len(middle) < 17
    for text, numbers in lost:
        named = dict(zip(FINAL_NAMES, numbers, strict=True))
        assert named["left_of_makes"] > 0.0
        assert len(text.split("\n")) < 20
    assert whole.view.expected == reading(20).view.expected


def test_a_body_of_three_blocks_has_no_parts() -> None:
    assert list(lose_parts(reading(3), "page", 0.5)) == []

"""doubted_lines: what the model doubts of a dump, and what stands beside it speaks for."""

from __future__ import annotations

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.doubted_lines import keep_doubted_lines
from cleaner.model import Block, Label, Options, Page, RawPage, Role, Signals
from cleaner.stages.decode import decode

STORY = (
    "The council of the district met on Monday evening and agreed to repair the old bridge before the winter.",
    "Two of its members warned that the money would be missing elsewhere, and that nobody had asked the schools.",
)
LAST = (
    "Experts said that a kind of wood might have made the bridge rot faster, but the mayor said that the cause was "
    "still unknown and that it was too early to say more."
)
ADVERT = Label(Role.ADVERT, "shared/advert", "")


def kept(*lines: str, label: Label | None = ADVERT, score: float = 0.38) -> list[str]:
    """The doubted lines that are kept; a rule has labelled "Advertisement", and the model has chosen the story."""
    blocks = tuple(Block(index, line) for index, line in enumerate(lines))
    labels = [label if line == "Advertisement" else None for line in lines]
    likely = tuple(0.9 if line in STORY else score if line == LAST else 0.0 for line in lines)
    scores = BlockScores(likely, 0.43, 0.9, tuple(float(len(line.split())) for line in lines))
    document = decode(RawPage("\n".join(lines), kind="text"), Options())
    page = Page(document, Signals(), blocks, None)
    return [lines[index] for index in keep_doubted_lines(page, labels, scores)]


def test_sentence_right_below_the_label_of_an_advert_near_the_text_is_of_the_story() -> None:
    assert kept(*STORY, "Our weekly letter", "Sign up", "Advertisement", LAST, "Topics") == [LAST]
    assert kept(STORY[0], "Sign up", "Advertisement", LAST, "Sign up", STORY[1]) == [LAST]


def test_sentence_below_another_line_or_far_from_the_text_or_unlikely_is_not() -> None:
    assert kept(*STORY, "Our weekly letter", "Sign up", "Advertisement", LAST, "Topics", label=None) == []
    assert kept(*STORY, *["Sign up"] * 12, "Advertisement", LAST) == []
    assert kept(*STORY, "Sign up", "Advertisement", LAST, score=0.3) == []
    assert kept("Advertisement", LAST, "Sign up", *STORY) == []

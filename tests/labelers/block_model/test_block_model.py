"""block_model: what the learned labeler makes of a page, and how sure it is."""

from __future__ import annotations

import msgspec
import pytest

from cleaner.labelers.block_model import BlockScores, DeclaredTexts, context, measures, score_blocks
from cleaner.labelers.block_model.context import feature_names, features
from cleaner.labelers.block_model.expected_f1 import calibrated, expected_f1
from cleaner.labelers.block_model.weights import FOLDER, load_weights, read_manifest
from cleaner.model import Document, DocumentKind, Label, Options, Page, Role
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing elsewhere."
    for n in range(6)
]
MENU = ["Home", "Politics", "Sport", "Weather", "Culture", "Travel", "Opinion", "Video", "Log in", "Bridge works"]
TEASERS = ["Ten ways to cook an egg", "Why cats sleep all day", "The best boots for rain", "A town without cars"]


def page(body: str, kind: DocumentKind) -> Page:
    return segment(Document(body, kind, None, "utf-8", "given", "", len(body)), Options())


def none_of(made: Page) -> list[Label | None]:
    """No rule has labelled a block."""
    return [None] * len(made.blocks)


def html() -> Page:
    teasers = "".join(f"<li><a href=/x>{text}</a></li>" for text in TEASERS)
    story = "".join(f"<p>{text}</p>" for text in PROSE)
    return page(f"<article>{story}</article><aside class=more-stories><ul>{teasers}</ul></aside>", "html")


@pytest.mark.parametrize("made", [html(), page("\n\n".join([*MENU, *PROSE]), "text")], ids=["html", "text"])
def test_prose_is_kept_and_links_around_it_are_not(made: Page) -> None:
    scores = score_blocks(made, none_of(made), DeclaredTexts(made))
    assert [made.blocks[i].text for i in sorted(scores.body)] == PROSE


def test_what_rules_have_named_is_not_chosen() -> None:
    made = html()
    labels: list[Label | None] = [None] * len(made.blocks)
    labels[2] = Label(Role.NOTICE, "site:notice[0]", "")
    assert 2 not in score_blocks(made, labels, DeclaredTexts(made)).body


@pytest.mark.parametrize("kind", ["html", "text"])
def test_page_without_blocks_has_no_scores(kind: DocumentKind) -> None:
    made = page("", kind)
    assert score_blocks(made, [], DeclaredTexts(made)).body == frozenset()


@pytest.mark.parametrize("made", [page("<p>One.</p>", "html"), page("One.", "text"), html()])
def test_columns_are_those_the_weights_were_made_for(made: Page) -> None:
    weights = load_weights(made.document.kind)
    rows = features(made, none_of(made), weights.small_words, {}, {}, DeclaredTexts(made))
    assert rows.shape == (len(made.blocks), len(weights.manifest.features))
    assert list(weights.manifest.features) == feature_names(made.document.kind)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_what_is_not_read_of_far_blocks_is_in_no_row_that_is_scored(
    kind: DocumentKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [*MENU, *TEASERS, *PROSE, *MENU, *TEASERS]
    made = page("".join(f"<div><p>{text}</p></div>" for text in lines) if kind == "html" else "\n\n".join(lines), kind)
    named = Label(Role.NAVIGATION, "shared/navigation:menu", "")
    labels = [None if block.text in PROSE else named for block in made.blocks]
    opened = [index for index, label in enumerate(labels) if label is None]
    weights = load_weights(kind)
    arguments = made, labels, weights.small_words, weights.manifest.tokens, weights.manifest.words, DeclaredTexts(made)
    rows = features(*arguments)
    everywhere = lambda labels, reach: [True] * len(labels)  # noqa: E731
    for module in (context, measures):
        monkeypatch.setattr(module, "near_open", everywhere)
    assert len(opened) == len(PROSE)
    assert (rows[opened] == features(*arguments)[opened]).all()
    assert (rows != features(*arguments)).any()


def test_near_an_open_block() -> None:
    named = Label(Role.NAVIGATION, "", "")
    assert measures.near_open([named, named, None, named, named, named], 1) == [False, True, True, True, False, False]
    assert measures.near_open([None], 4) == [True]
    assert measures.near_open([], 4) == []


def test_votes_of_another_labeler_are_mixed_in() -> None:
    scores = BlockScores((0.9, 0.4, 0.1), 0.5, 0.6, (10.0, 10.0, 10.0))
    assert scores.with_votes(frozenset({1}), [0.4, 0.4, 0.4]).body == {0, 1}
    assert scores.with_votes(frozenset({1}), [0.5, 0.0, 0.4]).body == set()


def test_expected_f1_is_1_where_all_is_certain() -> None:
    assert expected_f1([1.0, 0.0], [10, 5], 0.5) == 1.0


def test_expected_f1_counts_what_may_be_missed_and_what_may_be_wrong() -> None:
    assert expected_f1([0.8, 0.4], [10, 10], 0.5) == pytest.approx(2 * 8 / (10 + 12))


def test_expected_f1_of_nothing_chosen_is_0() -> None:
    assert expected_f1([0.2], [10], 0.5) == 0.0


def test_calibration_is_linear_between_knots_and_flat_behind_the_last() -> None:
    knots = ((0.5, 0.4), (0.9, 0.8))
    assert [calibrated(x, knots) for x in (0.25, 0.7, 1.0)] == pytest.approx([0.2, 0.6, 0.8])


def test_manifest_says_where_the_weights_come_from_and_they_are_small() -> None:
    manifest = read_manifest()
    assert manifest.command
    assert set(manifest.data) == set(manifest.sources)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000
    assert all(kind.figures and kind.calibration for kind in manifest.kinds.values())
    assert msgspec.json.decode((FOLDER / "manifest.json").read_bytes())["kinds"].keys() == {"html", "text"}

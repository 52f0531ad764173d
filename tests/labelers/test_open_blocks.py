"""open_blocks: how the block model and trafilatura label what rules leave open."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.labelers import extractor, open_blocks
from cleaner.labelers.block_model import BlockScores, page_score
from cleaner.labelers.block_model.page_score import PageScore, with_score
from cleaner.labelers.open_blocks import label_open_blocks
from cleaner.model import Document, Label, Labels, Options, Page, Role
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing elsewhere."
    for n in range(5)
]
STORY = "<article>{}</article>".format("".join(f"<p>{text}</p>" for text in PROSE))


def page(body: str, kind: str = "html") -> Page:
    return segment(Document(body, "text" if kind == "text" else "html", None, "utf-8", "given", "", 1), Options())


def labelled(made: Page, said: dict[int, Label] | None = None) -> list[tuple[str, str]]:
    rules = Labels(tuple((said or {}).get(block.index) for block in made.blocks))
    labels = label_open_blocks(made, rules).labels
    return [(label.role.value, label.by) for label in labels if label is not None]


def test_every_block_has_a_label_and_the_voice_is_named() -> None:
    teasers = "<aside class=more><ul><li><a href=/a>Ten ways to cook an egg</a></li></ul></aside>"
    said = labelled(page(f"{STORY}{teasers}"))
    assert said == [*[("paragraph", "block-model")] * 5, ("boilerplate", "block-model")]


def test_what_a_rule_has_said_stays() -> None:
    label = Label(Role.NOTICE, "site:notice[0]", "")
    assert labelled(page(STORY), {2: label})[2] == ("notice", "site:notice[0]")


def test_no_voice_is_asked_where_a_rule_names_the_body() -> None:
    labels = Labels((None,), body_by="rule")
    assert label_open_blocks(page("<p>One.</p>"), labels) is labels


def test_the_model_speaks_for_dumps_and_says_how_sure_it_is() -> None:
    labels = label_open_blocks(made := page("\n\n".join(PROSE), "text"), Labels((None,) * len(made.blocks)))
    assert {label.role.value for label in labels.labels if label} == {"paragraph"}
    assert "block-model" in {label.by for label in labels.labels if label}
    assert labels.body_by == "block-model"
    score = with_score("text", labels).expected_f1
    assert score is not None
    assert score > 0.5


def test_trafilatura_is_asked_where_the_model_is_unsure_and_its_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    made = page(f"<p>Menu</p>{STORY}")
    doubt = BlockScores((0.1, 0.9, 0.9, 0.9, 0.4, 0.9), 0.5, 0.6, (10.0,) * 6)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)
    monkeypatch.setattr(extractor, "vote", lambda page, labelled: frozenset({1, 2, 3, 4, 5}))
    said = labelled(made)
    assert said[4] == ("paragraph", "trafilatura")
    assert said[1] == ("paragraph", "block-model")


def test_record_says_where_trafilatura_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_blocks, "ASK_BELOW", 1.1)
    large = page("".join(f"<p>{text}</p>" for text in ("Menu",) * (extractor.MAX_OPEN_BLOCKS + 1)))
    small = page(f"<p>Menu</p>{STORY}")
    assert label_open_blocks(large, Labels((None,) * len(large.blocks))).flags == ("no_vote",)
    assert label_open_blocks(small, Labels((None,) * len(small.blocks))).flags == ()


@pytest.mark.parametrize(("score", "flags"), [(0.6, ("no_vote",)), (0.95, ())])
def test_a_page_too_large_for_a_vote_says_so_where_its_body_is_unsure(
    monkeypatch: pytest.MonkeyPatch, score: float, flags: tuple[str, ...]
) -> None:
    monkeypatch.setattr(open_blocks, "ASK_BELOW", 1.1)
    monkeypatch.setattr(extractor, "MAX_OPEN_BLOCKS", 2)
    monkeypatch.setattr(page_score, "score_page", lambda *_: PageScore(score, is_unsure=score < 0.9))
    labels = label_open_blocks(made := page(STORY), Labels((None,) * len(page(STORY).blocks)))
    assert with_score(made.document.kind, labels).flags == flags


def test_trafilatura_is_not_asked_where_the_model_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = BlockScores((0.1, *(0.99,) * 5), 0.5, 0.97, (10.0,) * 6)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: sure)
    monkeypatch.setattr(extractor, "vote", lambda page, labelled: pytest.fail("asked"))
    assert labelled(page(f"<p>Menu</p>{STORY}"))[1] == ("paragraph", "block-model")


def test_a_doubted_sentence_right_before_the_choice_of_a_dump_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made = page("\n\n".join(["Log in", *PROSE]), "text")
    doubt = BlockScores((0.4, 0.4, 0.9, 0.4, 0.9, 0.9), 0.5, 0.97, (10.0,) * 6)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)
    assert [role for role, _ in labelled(made)] == ["boilerplate", *["paragraph"] * 5]


def test_items_between_two_of_a_list_of_a_dump_are_kept_and_those_behind_it_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [PROSE[0], "* Flour", "* Salt", "* Butter", "* Water", PROSE[1], "* Ten ways to cook an egg", PROSE[2]]
    doubt = BlockScores((0.9, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9), 0.5, 0.97, (10.0,) * 8)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)

    said = labelled(page("\n\n".join(lines), "text"))

    assert said[2] == ("list_item", "coherence")
    assert [number for number, (role, _) in enumerate(said) if role == "boilerplate"] == [4, 6]


def test_a_doubted_heading_between_two_paragraphs_of_a_page_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made = page(f"<p>{PROSE[0]}</p><h3>What it costs</h3><p>{PROSE[1]}</p><h3>More of this</h3><ul><li>Ten eggs</ul>")
    doubt = BlockScores((0.9, 0.45, 0.9, 0.45, 0.1), 0.5, 0.97, (10.0,) * 5)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)

    said = labelled(made)

    assert said[1] == ("heading", "coherence")
    assert said[3][0] == "boilerplate"


@pytest.mark.parametrize(
    ("scores", "kept"), [((0.8, 0.6, 0.9), (False, True, True)), ((0.99, 0.1, 0.9), (True, False, True))]
)
def test_outside_a_likely_place_only_what_the_model_is_certain_of_is_kept(
    scores: tuple[float, ...], kept: tuple[bool, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = BlockScores(scores, 0.5, 1.0, (20.0,) * 3)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda *_: given)
    made = page("".join(f"<p>{text}</p>" for text in PROSE[:3]))
    labels = label_open_blocks(made, Labels((None,) * 3, likely=frozenset({1, 2}))).labels
    assert [label is not None and label.role is Role.PARAGRAPH for label in labels] == list(kept)


@pytest.mark.parametrize(
    ("line", "role"), [("Who paid for that?", "boilerplate"), ("And who paid for that?", "paragraph")]
)
def test_a_short_sentence_between_two_lines_of_a_dump_is_kept(
    line: str, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = BlockScores((0.9, 0.25, 0.9), 0.5, 0.97, (10.0,) * 3)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)

    assert labelled(page("\n\n".join([PROSE[0], line, PROSE[1]]), "text"))[1][0] == role


def test_the_only_sentence_of_a_dump_is_its_text() -> None:
    brief = (
        "The ferry to the outer islands will sail again on Monday, the company said on Friday after the captain had "
        "been found in a bakery, where he had slept for four days and wanted to be left alone."
    )
    record = clean(RawPage(f"Ferry sails again\n\nBy Eva Holm\n\n{brief}\n", kind="text"), load_rules())

    assert record.text == brief
    assert "unsure" in record.quality.flags


def test_hidden_blocks_are_boilerplate_by_the_markup() -> None:
    assert labelled(page(f"<div style='display:none'><p>{PROSE[0]}</p></div>{STORY}"))[0] == ("boilerplate", "markup")


def test_page_that_hides_its_story_until_a_script_runs_is_read() -> None:
    assert labelled(page(f"<div style='visibility:hidden'>{STORY}</div>"))[0] == ("paragraph", "block-model")


def test_few_words_behind_the_comments_are_not_the_story() -> None:
    made = page(STORY.replace("</article>", "<p>Comments</p><p>Ten ways to cook an egg, tested.</p></article>"))
    assert labelled(made, {5: Label(Role.COMMENTS, "shared/comments:heading", "")})[6] == ("boilerplate", "coherence")


def test_a_story_that_goes_on_behind_a_comment_box_is_kept() -> None:
    made = page("<article>" + "".join(f"<p>{text}</p>" for text in [*PROSE, "Comments", *PROSE]) + "</article>")
    kept = labelled(made, {5: Label(Role.COMMENTS, "shared/comments:heading", "")})
    assert [role for role, _ in kept[6:]] == ["paragraph"] * 5


def test_page_without_blocks_gets_no_label() -> None:
    assert labelled(page("", "text")) == []
    assert labelled(page("<p> </p>")) == []


def of_dump(lines: list[str], scores: list[float], role: Role | None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the lines of a dump are called, the last of which a rule has given a role."""
    made = page("\n\n".join(lines), "text")
    doubt = BlockScores(tuple(scores), 0.5, 0.97, (10.0,) * len(lines))
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)
    ruled = [*(None,) * (len(lines) - 1), None if role is None else Label(role, "shared/lines:agency", "")]
    return [str(label.role) for label in label_open_blocks(made, Labels(tuple(ruled))).labels if label is not None]


@pytest.mark.parametrize(
    ("role", "last"),
    [(Role.SOURCE, "paragraph"), (Role.BYLINE, "paragraph"), (Role.RELATED, "boilerplate"), (None, "boilerplate")],
)
def test_sentence_behind_a_box_is_kept_where_a_line_below_it_signs_the_story(
    role: Role | None, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [PROSE[0], "Ten ways to cook an egg", PROSE[1], "with dpa"]

    assert of_dump(lines, [0.9, 0.1, 0.3, 0.1], role, monkeypatch)[2] == last


@pytest.mark.parametrize(("words", "role"), [(2, "boilerplate"), (6, "paragraph")])
def test_long_paragraph_that_a_box_parts_from_the_text_below_it_is_kept(
    words: int, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "The ferry was late " + "and nobody knew why it was late again, " * words + "as usual."

    assert of_dump([long, "Share", "Save", PROSE[0]], [0.25, 0.1, 0.1, 0.9], None, monkeypatch)[0] == role


@pytest.mark.parametrize(
    ("words", "below", "role"), [(50, 3, "boilerplate"), (70, 3, "paragraph"), (70, 9, "boilerplate")]
)
def test_long_text_with_the_story_near_on_both_sides_is_kept(
    words: int, below: int, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = " ".join(["git push # sends it"] * (words // 5))
    lines = [PROSE[0], "Copy", code, *(f"View source {number}" for number in range(below)), PROSE[1]]

    said = of_dump(lines, [0.9, 0.1, 0.25, *[0.1] * below, 0.9], None, monkeypatch)

    assert said[2] == role
    assert said[-1] == "paragraph"


LONG_PROSE = (
    "The ferry was late, and nobody knew why " + "it was late again, as it had been on so many days, " * 2 + "or so."
)


@pytest.mark.parametrize(("scores", "kept"), [((0.4, 0.4), 3), ((0.4, 0.3), 2), ((0.3, 0.4), 1)])
def test_long_sentences_right_below_the_text_go_on_with_it(
    scores: tuple[float, float], kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [PROSE[0], LONG_PROSE, LONG_PROSE.replace("ferry", "train"), "Share"]

    assert of_dump(lines, [0.9, *scores, 0.1], None, monkeypatch).count("paragraph") == kept


@pytest.mark.parametrize(
    ("times", "score", "others", "role"),
    [
        (6, 0.12, 2, "paragraph"),
        (6, 0.05, 2, "boilerplate"),  # hardly likely
        (2, 0.12, 2, "boilerplate"),  # short
        (6, 0.12, 30, "boilerplate"),  # one of many
    ],
)
def test_line_longer_than_all_others_is_the_text_of_a_dump_without_another(
    times: int, score: float, others: int, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = LONG_PROSE * times + " See you on the pier"
    lines = [*(f"Tickets for boat {number} at the pier" for number in range(others)), letter]
    counts = tuple(float(len(line.split())) for line in lines)
    made = page("\n\n".join(lines), "text")
    doubt = BlockScores((*[0.0] * others, score), 0.5, 0.0, counts)
    monkeypatch.setattr(open_blocks, "score_blocks", lambda page, labels, declared: doubt)

    assert labelled(made)[-1][0] == role


@pytest.mark.parametrize(
    ("lines", "score", "role"),
    [
        (["Who has to pay", PROSE[1]], 0.4, "paragraph"),
        (["Who has to pay", PROSE[1]], 0.2, "boilerplate"),
        (["Who has to pay", "Ada Blau"], 0.4, "boilerplate"),  # above no paragraph
        (["Who has to pay " * 5, PROSE[1]], 0.4, "boilerplate"),
        (["(Archive)", PROSE[1]], 0.4, "boilerplate"),
        (["The captain of the ferry in Marle.EFE", PROSE[1]], 0.4, "boilerplate"),
        (["Share this text", PROSE[1]], 0.4, "boilerplate"),  # which stands below once more
    ],
)
def test_short_line_that_stands_free_above_a_paragraph_is_a_heading(
    lines: list[str], score: float, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of_dump([PROSE[0], *lines, "Share this text"], [0.9, score, 0.9, 0.1], None, monkeypatch)[1] == role

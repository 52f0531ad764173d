"""lines: the main run of prose in a dump."""

from __future__ import annotations

from cleaner.labelers import lines
from cleaner.model import Document, Label, Options, Role
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday and agreed to repair the old bridge before winter." for n in range(6)
]
MENU = ["Home", "Politics", "Sport", "Weather", "Log in"]
TEASERS = ["Ten recipes for rain", "What your cat thinks", "The best boots of the year"]


def kept(*groups: list[str], labels: dict[str, Label] | None = None) -> list[str]:
    text = "\n\n".join(line for group in groups for line in group)
    blocks = segment(Document(text, "text", None, "utf-8", "given", "", len(text)), Options()).blocks
    said = [(labels or {}).get(block.text) for block in blocks]
    chosen = lines.vote(blocks, said)
    return [block.text for block in blocks if block.index in chosen]


def test_prose_is_kept_and_menus_around_it_are_not() -> None:
    assert kept(MENU, PROSE, TEASERS) == PROSE


def test_one_subhead_between_paragraphs_is_kept_and_a_box_of_teasers_is_not() -> None:
    assert kept(PROSE[:2], ["A bridge with history"], PROSE[2:4]) == [*PROSE[:2], "A bridge with history", *PROSE[2:4]]
    assert kept(PROSE[:2], TEASERS, PROSE[2:]) == PROSE


def test_short_sentences_between_paragraphs_are_kept() -> None:
    assert kept(PROSE[:2], ["“We had no choice.”", "He paused."], PROSE[2:]) == [
        *PROSE[:2],
        "“We had no choice.”",
        "He paused.",
        *PROSE[2:],
    ]


def test_list_announced_by_a_colon_is_kept() -> None:
    announced = ["The council agreed to pay for three things that winter demands:", "• salt", "• sand", "• new lamps"]
    assert kept(PROSE[:3], announced, PROSE[3:]) == [*PROSE[:3], announced[0], "salt", "sand", "new lamps", *PROSE[3:]]


def test_a_line_that_a_rule_has_named_is_never_chosen() -> None:
    label = Label(Role.ADVERT, "shared/advert:notice", "advert")
    assert kept(PROSE, labels={PROSE[2]: label}) == [*PROSE[:2], *PROSE[3:]]


def test_one_sentence_in_a_far_footer_does_not_draw_the_run_to_it() -> None:
    footer = [*MENU, *TEASERS, *MENU, "Subscribe to our letter and read the best of the week on Sunday."]
    assert kept(PROSE, footer) == PROSE


def test_no_prose_no_body() -> None:
    assert kept(MENU, TEASERS) == []
    assert kept([]) == []

"""story_lines.captions_above: captions of dumps that stand right above the credits between paragraphs."""

from __future__ import annotations

import pytest
from hand_made import make_story

from cleaner.article import Article
from cleaner.labelers.story_lines.captions_of_dump import is_korean_caption
from cleaner.labelers.story_lines.closing_credits import read_closing_credit
from cleaner.model import RawPage, Role
from cleaner.pipeline import clean, trace
from cleaner.rulebook import Rulebook

PARAGRAPHS = [
    "The town council closed the harbour on Monday after the storm had torn three boats from their moorings.",
    "Fishermen said that they had never seen waves of such a height in the bay, and that repairs would take weeks.",
    "The mayor promised help from the fund for emergencies, which the town had set up after the flood of last year.",
    "Engineers will look at the old pier this week and say whether it can still carry the lorries of the fish market.",
]
CAPTION = "Boats lie on the beach of the bay on the morning after the storm."
OTHER = "The mayor looks at the pier."
BY_LABELER = {"line:caption", "line:credit"}


def dump_of(*lines: str) -> str:
    """The story's paragraphs, with the lines behind the second of them."""
    head = "Storm closes the harbour"
    return "\n".join([head, *PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]]) + "\n"


def roles(story: Article) -> dict[str, str]:
    """Text → role of the blocks that the labelers of lines named."""
    pairs = zip(story.page.blocks, story.labels.labels, strict=True)
    return {block.text: label.role.value for block, label in pairs if label and label.by in BY_LABELER}


@pytest.mark.parametrize("credit", ["(Jane Roe/Reuters)", "Photo: Jane Roe", "© Harbour Press | Handout"])
def test_sentence_right_above_a_credit_between_paragraphs_is_a_caption(credit: str) -> None:
    story = make_story(dump_of(CAPTION, credit, OTHER, credit))

    assert roles(story) == {CAPTION: "caption", OTHER: "caption", credit: "credit"}
    assert not {CAPTION, OTHER, credit} & {block.text for block in story.body}


def test_label_between_a_caption_and_the_name_of_its_photographer_is_of_the_credit() -> None:
    story = make_story(dump_of(CAPTION, "Image:", "Jane Roe"))

    assert roles(story) == {CAPTION: "caption", "Image:": "credit", "Jane Roe": "credit"}


def test_paragraph_above_a_credit_stays_and_so_do_all_of_a_page_with_such_credits() -> None:
    long = f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"
    story = make_story(dump_of(long, "Photo: Jane Roe", CAPTION, "Photo: Richard Roe"))

    assert roles(story) == {"Photo: Jane Roe": "credit", "Photo: Richard Roe": "credit"}


def test_house_alone_may_stand_above_the_caption() -> None:
    story = make_story(dump_of(CAPTION, "Getty Images", "The pier in the morning"))

    assert CAPTION in {block.text for block in story.body}


def test_heading_above_a_picture_without_a_caption_is_none() -> None:
    story = make_story(dump_of("What comes next", "Photo: Jane Roe"))

    assert roles(story) == {"Photo: Jane Roe": "credit"}


def test_source_of_a_figure_and_a_stage_direction_have_no_caption() -> None:
    lines = (CAPTION, "Source: Jane Roe", OTHER, "(SOUNDBITE OF A RECORDING)", "More on boats.", "Source:", "Reuters")

    assert "caption" not in roles(make_story(dump_of(*lines))).values()


HOUSED = "The mayor looks at what the storm has left of the old pier."
PLACED = [
    "Ada Blau (left) and the mayor look at the old pier on the morning after the storm.",
    "Am Strand stehen am Morgen nach dem Sturm Ada Blau (v.l.), Ben Rot und ihre Kinder.",
    "The old pier of the bay before the storm that sank three boats (file photo).",
    "Abbildung 2: Der Hafen vor dem Sturm (links) und die Reste der alten Mole danach (rechts).",
]


@pytest.mark.parametrize("line", PLACED)
def test_short_line_inside_the_text_that_says_where_somebody_is_is_a_caption(line: str) -> None:
    assert roles(make_story(dump_of(line))) == {line: "caption"}


@pytest.mark.parametrize(
    "line",
    [
        "The party of Ada Blau (R) left the council on Monday, before the boats were mended by fishermen.",
        f"{HOUSED[:-1]} (since 1990).",
        "The Greens (left) and the Farmers (right) both voted against the plan.",
        "Turn the wheel (left) to open the sluice gate.",
        "Blau (centre) took 41 per cent and Rot (left) only 22 per cent.",
        "„Die Wähler wollen keinen Streit“, sagt Ada Blau (links).",
        "Nationalrat Ben Rot (Mitte) lehnte den Plan am Montag ab.",
        "中道左派の候補（左）が議長に選ばれた。",
    ],
)
def test_other_brackets_tell_no_caption(line: str) -> None:
    assert roles(make_story(dump_of(line))) == {}


def test_long_paragraph_and_the_ends_of_the_text_are_none() -> None:
    long = f"{PARAGRAPHS[0]} Ada Blau (left) said so. {PARAGRAPHS[1]} {PARAGRAPHS[2]}"
    text = "\n".join(
        [
            "Storm closes the harbour",
            *PARAGRAPHS[:2],
            long,
            PARAGRAPHS[2],
            "Ada Blau (left) will look at the boats and the old pier this week.",
        ]
    )

    assert roles(make_story(text)) == {}


@pytest.mark.parametrize("line", [f"{HOUSED} (Reuters)", "“We were told nothing, and then all at once.” AFP"])
def test_sentence_of_the_text_that_ends_with_an_agency_is_no_caption(line: str) -> None:
    last = "Nobody was hurt when the boats sank in the bay, the police said. (Reuters)"
    text = "\n".join(["Storm closes the harbour", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:], last])

    assert roles(make_story(text, labels=dict.fromkeys((line, last), (Role.PARAGRAPH, "block-model")))) == {}


LONG_CAPTION = "Boats lie on the beach after the storm, on the morning of the second day. Photo: Jane Roe/Reuters"


@pytest.mark.parametrize(
    "text",
    [
        "Boats lie on the 'beach' after the 'storm', on the morning of the second day.",
        "In the harbour: Boats lie on the beach on the morning of the second day.",
    ],
)
def test_line_that_says_what_the_caption_below_it_says_is_the_text_of_its_picture(text: str) -> None:
    story = make_story(dump_of(text, LONG_CAPTION))

    assert roles(story) == {text: "caption", LONG_CAPTION: "caption"}


def test_heading_that_the_caption_below_it_repeats_stays() -> None:
    heading = "Boats lie on the beach after the storm"
    story = make_story(dump_of(heading, LONG_CAPTION), labels={heading: (Role.PARAGRAPH, "lines")})

    assert heading not in roles(story)


def test_paragraph_above_a_caption_that_shares_some_words_with_it_stays() -> None:
    text = "Boats were torn from the harbour and found on the beach, where their owners stood all night and waited."
    story = make_story(dump_of(text, LONG_CAPTION))

    assert text in {block.text for block in story.body}


SEEN = (
    "A man in a grey shirt is interviewed in front of a market.",
    "A seated woman looks at papers that lie on a white table.",
)
CAPTIONS = "John Roe wants to stay. (Jane Roe/Reuters)", "The mayor has called the council. (Jane Roe/Reuters)"


def two_pictures(text: str) -> str:
    """Two captions of the story, the second below a text."""
    return dump_of(SEEN[0], CAPTIONS[0], PARAGRAPHS[0].replace("Monday", "Friday"), text, CAPTIONS[1])


def test_short_sentences_above_several_captions_are_the_texts_of_their_pictures() -> None:
    assert roles(make_story(two_pictures(SEEN[1]))) == dict.fromkeys((*SEEN, *CAPTIONS), "caption")


@pytest.mark.parametrize(
    "text",
    [
        "– We will not go home before the mayor has come to us.",
        "“We will not go home before the mayor comes to us,” he said.",
    ],
)
def test_one_short_sentence_above_a_caption_and_speech_stay(text: str) -> None:
    story = make_story(two_pictures(text))

    assert {SEEN[0], text} <= {block.text for block in story.body}


@pytest.mark.parametrize("credit", ["뉴시스", "홍길동 기자"])
def test_korean_sentence_with_a_name_or_house_behind_it_is_a_caption(credit: str) -> None:
    caption = f"시장이 15일 오전 항구 입구에서 폭풍으로 부서진 배를 어민들과 함께 둘러보며 이야기를 듣고 있다. {credit}"
    closing = read_closing_credit(caption)

    assert closing is not None
    assert is_korean_caption(caption, closing)
    assert not is_korean_caption(f"{'시장은 말했다. ' * 20}{caption}", closing)


def test_sentence_with_the_name_of_an_agency_behind_it_may_close_a_story() -> None:
    closing = read_closing_credit("The mayor looked at the pier and the boats. AFP")

    assert closing is not None
    assert not is_korean_caption("The mayor looked at the pier and the boats. AFP", closing)


@pytest.mark.parametrize(
    ("below", "is_text"),
    [
        (f"{CAPTION} Photo: Jane Roe\n\n{PARAGRAPHS[2]}", False),
        (f"\n{CAPTION} Photo: Jane Roe\n\n{PARAGRAPHS[2]}", True),  # the line is a heading
        (PARAGRAPHS[2], True),
    ],
)
def test_line_right_above_a_caption_and_apart_from_the_text_stands_for_the_picture(
    below: str, is_text: bool, general_rules: Rulebook
) -> None:
    line = "The beach below the town hall"
    dump = "\n\n".join(["Storm closes the harbour", *PARAGRAPHS[:2], f"{line}\n{below}", PARAGRAPHS[3]])
    record = clean(RawPage(dump.encode(), kind="text"), general_rules)

    assert (line in record.text, PARAGRAPHS[3] in record.text) == (is_text, True)


def test_short_lines_above_the_captions_of_a_gallery_are_its_titles(general_rules: Rulebook) -> None:
    titles = [f"The {place} below the town hall" for place in ("beach", "pier", "market", "mill")]
    slides = [f"{title}\n{CAPTION} Photo: Jane Roe\n\n{text}" for title, text in zip(titles, PARAGRAPHS, strict=True)]
    dump = "\n\n".join(["Storm closes the harbour", *PARAGRAPHS[:2], *slides])
    story = trace(RawPage(dump.encode(), kind="text"), general_rules).story

    assert story is not None
    assert not [label for label in story.labels.labels if label.why.endswith("apart from the text")]


@pytest.mark.parametrize("names", [("Jane Roe", "Tom Berg", "Ana Blau"), ("Jane Roe", "Jane Roe", "Tom Berg")])
def test_credits_below_every_other_paragraph_of_short_sentences_make_no_captions_of_them(
    names: tuple[str, ...],
) -> None:
    sentences = [
        "The ferry to the islands was stopped before dawn, and nobody could say when it would sail again.",
        "Crews spent the whole morning in the inner basin with ropes, pumps and a good deal of coffee.",
        "A market that stands on the quay each Friday was moved to the hall behind the church.",
        "Nobody was hurt, said the police, although two roofs and a chimney had come down in the night.",
        "Insurers sent three people to the pier, who wrote down what was left of every boat.",
        "School began two hours late, since the only bus of the valley could not cross the bridge.",
    ]
    credits = {2 * number: f"Photo: {name}" for number, name in enumerate(names)}
    lines = [line for number, text in enumerate(sentences) for line in (text, credits.get(number, ""))]
    story = make_story(
        dump_of(*filter(None, lines)), labels={f"Photo: {name}": (Role.CREDIT, "lines") for name in names}
    )

    assert [block.text for block in story.body if block.text in sentences] == sentences

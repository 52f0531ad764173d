"""undump: dumps as people's tools make them, without the tools' marks."""

from __future__ import annotations

import textwrap
from time import process_time

import pytest

from cleaner.stages.segment.broken_lines import MIN_HYPHENS, DumpLine
from cleaner.stages.segment.line_widths import columns, hard_width, needed_columns
from cleaner.stages.segment.undump import has_link_numbers, undump
from cleaner.text import PAGE_BREAK

PARAGRAPHS = [
    f"On day {n} the ferry left the harbour an hour late, and nobody on the pier could say why that was so. "
    "The company said it would look into the matter, and that nobody would have to pay for the coffee."
    for n in range(6)
]


def plain(text: str) -> list[str]:
    lines = [DumpLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return [line.text.strip() for line in undump(lines) if line.text.strip()]


def broken(width: int, indent: str = "   ") -> str:
    wrapped = (textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) for text in PARAGRAPHS)
    return "\n\n".join("\n".join(lines) for lines in wrapped)


def test_link_numbers_buttons_and_the_list_of_addresses_of_lynx() -> None:
    dump = """   [1]Skip to content
   (BUTTON) Menu
   ____________________ (BUTTON) Search
     * [2]News
     * [3]Sport

Late ferry

   By [4]Jane Doe
   The ferry was late, says note [17] of the log.

References

   Visible links:
   1. https://news.example/#content
   2. https://news.example/news
   3. https://news.example/sport
   4. mailto:jane@news.example

   Hidden links:
   5. file://localhost/tmp/x.html
"""
    assert plain(dump) == [
        *("Skip to content", "Menu", "Search", "* News", "* Sport", "Late ferry", "By Jane Doe"),
        "The ferry was late, says note  of the log.",
    ]


def test_an_address_of_mail_in_lynx_list_may_hold_lines() -> None:
    links = "\n".join(f"   [{number}]A link" for number in range(1, 6))
    addresses = "\n".join(f"   {number}. https://news.example/{number}" for number in range(1, 5))
    mail = "   5. mailto:?subject=Late ferry&body=Read this:\nLate ferry\n\nBy Jane Doe"
    dump = f"{links}\n\nReferences\n\n   Visible links:\n{addresses}\n{mail}\n\n   Hidden links:\n   7. javascript:;\n"
    assert plain(dump) == ["A link"] * 5


def test_apostrophe_that_lynx_prints_as_a_letter_is_one() -> None:
    lines = [f"   {paragraph}" for paragraph in PARAGRAPHS]
    read = plain("\n\n".join([*lines, "   The ferryʼs captain: ʼI waitʼ. В Україні пʼять."]))

    assert read[-1] == "The ferry's captain: 'I wait'. В Україні пʼять."


def test_stars_and_underlines_of_html2text() -> None:
    dump = """****** Late ferry ******
** By Jane_Doe **
[boat,_pier]The ferry to _Norway_ was late, says Fairmont_Jasper_Park.
_Read_more_
***** Weather *****
[Close]
snake_case stays in no dump of this kind.
"""
    assert plain(dump) == [
        *("Late ferry", "By Jane Doe", "The ferry to Norway was late, says Fairmont Jasper Park.", "Read more"),
        *("Weather", "snake case stays in no dump of this kind."),
    ]


def test_marks_of_what_was_put_in_or_taken_out() -> None:
    dump = "Late ferry\n\n   [INS: :INS]\n\n   [INS: :INS]\n   The [DEL: train :DEL] [INS: ferry :INS] was late."
    assert [" ".join(line.split()) for line in plain(dump)] == ["Late ferry", "The train ferry was late."]


@pytest.mark.parametrize("button", ["Enlarge", " (BUTTON) Enlarge"])
def test_a_caption_printed_twice_once_with_a_button_is_one(button: str) -> None:
    caption = "Boats in the harbour [Photo: Jane Doe]"
    assert plain(f"{broken(74)}\n   {caption}{button}\n   {caption}\n")[-2:] == [PARAGRAPHS[-1], caption]


def test_heading_marks_tell_the_level_of_a_heading_in_a_list_too() -> None:
    dump = """   1. News
   2. ****** Late ferry ******
**** Nobody on the pier ****
The ferry was late.
**** Coffee ****
"""
    lines = undump([DumpLine(number, line) for number, line in enumerate(dump.split("\n"), start=1)])
    assert [(line.text.strip(), line.level) for line in lines if line.text.strip()] == [
        *(("1. News", None), ("2. Late ferry", 1), ("Nobody on the pier", 3), ("The ferry was late.", None)),
        ("Coffee", 3),
    ]


def test_marks_of_quoted_mail_are_taken_off_where_nearly_all_lines_have_them() -> None:
    text = broken(60, "")
    quoted = "On Monday Jane Doe wrote:\n" + "\n".join(f"> > {line}".rstrip() for line in text.split("\n"))
    assert plain(quoted) == ["On Monday Jane Doe wrote:", *PARAGRAPHS]
    half = f"{text}\n\n> a line that somebody quotes"
    assert plain(half)[-1] == "> a line that somebody quotes"


def test_markdown() -> None:
    dump = """# Late ferry

By [Jane Doe](https://news.example/jane_(doe) "Jane")

![A boat](/boat.jpg)
The **ferry** was *late*, and [nobody](/why) knew why; 2 * 3 * 4 is 24.

---
## Weather
* [Rain](/rain)
"""
    assert plain(dump) == [
        *("Late ferry", "By Jane Doe", "The ferry was late, and nobody knew why; 2 * 3 * 4 is 24."),
        *("Weather", "* Rain"),
    ]


@pytest.mark.parametrize("width", [60, 74, 80, 99, 120])
def test_lines_broken_at_a_width_are_joined(width: int) -> None:
    assert plain(broken(width)) == PARAGRAPHS


def test_lists_and_short_lines_in_a_broken_dump_stay_apart() -> None:
    items = "\n".join(f"     * Item {n} of a list with a text that goes on to nearly the end of it" for n in range(6))
    dump = f"{broken(74)}\n\n{items}\n\n   Share\n   Print"
    assert plain(dump)[len(PARAGRAPHS) :] == [*(item.strip() for item in items.split("\n")), "Share", "Print"]


def test_a_rule_across_the_page_goes_on_in_nothing() -> None:
    dump = f"{broken(80, '')}\n\n{'=' * 80}\nBy Jane Doe in Porto\n"

    assert plain(dump)[-1] == "By Jane Doe in Porto"


def test_words_without_spaces_are_joined_without_one() -> None:
    sentence = "渡輪星期一晚上比預定時間晚了一個小時才離開港口碼頭上沒有人能說出確切的原因公司表示將進行調查。"
    text = "".join(f"第{number}天{sentence}" for number in "一二三四")
    dump = "\n\n".join("\n".join(text[at : at + 37] for at in range(0, len(text), 37)) for _ in range(6))
    assert plain(dump) == [text] * 6


UNSPACED_STORY = [
    "港口委员会星期一决定在冬季风暴到来之前修好旧木桥，修理工程预计需要三个月，一半的木材费用由委员会承担，其余的由渔民协会募集，"
    "协会说已经有四十二人报名参加。",
    "渔民们说，自从去年的风暴以来，桥上的木板就已经腐烂，每天早上都有人在上面滑倒，只是一直没有人愿意出钱来修，现在终于等到了决定，"
    "大家都很高兴。",
]
HEADLINES = ["委员会决定修桥", "面包师开办学校", "医院夜班缺少护士", "足球队连赢三场", "新图书馆下月开放"]


def broken_by_columns(text: str, width: int) -> list[str]:
    """The lines of a text without spaces, whose signs take two columns each."""
    return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_a_few_broken_lines_without_spaces_show_their_width(indent: str) -> None:
    paragraphs = ["\n".join(broken_by_columns(indent + text, 80)) for text in UNSPACED_STORY]
    assert plain("\n\n".join(paragraphs)) == UNSPACED_STORY


def test_headlines_without_spaces_stay_apart_beside_a_broken_story() -> None:
    story = ["\n".join(broken_by_columns(text, 80)) for text in UNSPACED_STORY]
    assert plain("\n".join([*HEADLINES, "", *story])) == [*HEADLINES, *UNSPACED_STORY]


def test_a_line_with_the_indent_of_a_paragraph_begins_one() -> None:
    lines = [f"\u3000\u3000{line}" for text in UNSPACED_STORY for line in broken_by_columns(text[:78], 78)]
    assert plain("\n".join(lines)) == [line.strip() for line in lines]


def test_signs_of_the_story_stay() -> None:
    lines = [
        *("The note [12] says so.", "****", "* one star", "_", "Value of my_variable", "See [the book](p. 12)."),
        "A sentence (image) with brackets.",
    ]
    assert plain("\n".join(lines)) == lines


def test_paragraphs_of_one_line_have_no_width() -> None:
    assert width_of(PARAGRAPHS * 9) is None
    assert width_of([]) is None


def test_lines_below_each_other_that_left_room_for_the_next_word_have_no_width() -> None:
    lines = [f"{'word ' * 8}{'end' * (number % 4)}".rstrip() for number in range(40)]
    assert width_of(lines) is None


def test_a_width_is_shown_by_words_that_did_not_fit() -> None:
    menu = [f"    * A heading of a teaser in the list, number {number}" for number in range(60)]
    story = [line for paragraph in PARAGRAPHS for line in (*textwrap.wrap(paragraph, 90), "")]
    assert width_of([*menu, *story * 3]) in range(84, 91)


def width_of(lines: list[str]) -> int | None:
    lengths = [len(line) for line in lines]
    return hard_width(lengths, needed_columns(lines, lengths, len))


def test_wide_characters_take_two_columns() -> None:
    assert (columns("abc"), columns("港口"), columns("é港")) == (3, 4, 3)


def test_a_heading_of_html2text_that_is_broken_over_lines() -> None:
    dump = """****** Late ferry:
nobody knows why ******
***** Weather *****
***** Sport *****
Rain_in_the_north
class="menu open" href="/">The harbour
"""
    assert plain(dump) == ["Late ferry: nobody knows why", "Weather", "Sport", "Rain in the north", "The harbour"]


@pytest.mark.parametrize(
    ("heading", "text"), [("****** Late ferry ******", "Late ferry"), ("*** Late ***", "*** Late ***")]
)
def test_one_heading_of_many_stars_shows_the_tool(heading: str, text: str) -> None:
    assert plain(f"{heading}\nThe harbour master spoke.\n") == [text, "The harbour master spoke."]


def test_a_heading_of_html2text_stands_by_itself_in_a_list_too() -> None:
    dump = """  * News
    * ****** Late ferry ******
The harbour master spoke.
***** Weather *****
***** Nobody knows why it was closed
******
"""
    lines = [DumpLine(number, line) for number, line in enumerate(dump.split("\n"), start=1)]

    assert [line.text.strip() for line in undump(lines)][1:8] == [
        *("", "* Late ferry", "", "The harbour master spoke.", "", "Weather", ""),
    ]


def test_names_of_pictures_in_a_dump_of_lynx_and_texts_that_captions_repeat() -> None:
    dump = f"""{broken(74)}

   [boat-at-sea.jpeg] A boat leaves the harbour of Bergen

   A boat leaves the harbour of Bergen. Photo: Jane Doe

   [0b7c2299a-20b6-4da2-bc88-ce860208d65e?format=auto&w=40&s=7dcc62
   5a855c558e1ae196a8d071da69f1dfee65] Next
   [12] and [sic] stay.
"""
    assert plain(dump)[len(PARAGRAPHS) :] == [
        *("A boat leaves the harbour of Bergen. Photo: Jane Doe", "Next", "[12] and [sic] stay."),
    ]


def test_lynx_breaks_lines_by_signs_and_w3m_by_columns() -> None:
    texts = [
        "".join(f"第{n}{sign}天渡輪比預定時間晚了一個小時才離開港口" for sign in "甲乙丙丁戊己庚")
        for n in "一二三四五六"
    ]
    for_lynx = ["\n".join("   " + text[at : at + 71] for at in range(0, len(text), 71)) for text in texts]
    for_w3m = ["\n".join(text[at : at + 40] for at in range(0, len(text), 40)) for text in texts]
    assert plain("\n\n".join(for_lynx)) == texts
    assert plain("\n\n".join(for_w3m)) == texts


def test_lynx_breaks_headings_at_the_left_edge_later_than_paragraphs() -> None:
    heading = "As the storm of the century grows, the harbour masters of the north consider closing"
    lines = textwrap.wrap(heading, 77)
    assert len(lines) == 2
    dump = "\n".join([*lines, "", broken(74)])
    assert plain(f"   [1]News [2]Sport [3]Town [4]Log in\n\n{dump}")[1] == heading


@pytest.mark.parametrize(
    "byline",
    [
        "Jane_Doe",
        "Retour_à_l’entrée_d’accueil",
        "von Jana_Dorn, HAFENFUNK",
        "Lê Phương",
        "Von Jana Dorn und Max Muster",
    ],
)
def test_a_byline_below_a_full_line_that_ends_a_sentence_is_a_line_of_its_own(byline: str) -> None:
    lines = [line for text in PARAGRAPHS for line in textwrap.wrap(text, 100)]
    full = "The company said on Monday that nobody would have to pay, and that it would bring coffee to the pier."
    assert len(full) > 95
    dump = ["****** Late ferry ******", *(f"Late_news_{n}" for n in range(4)), *lines, full, byline, *lines]
    assert byline.replace("_", " ") in plain("\n".join(dump))


def test_names_that_lynx_numbers_are_parted() -> None:
    dump = "   [1]Skip [2]Menu\n   [3]Jane Doe [4]John Roe 3 May 2024\n   [5]The ferry of [6]Porto was [7]late."
    assert plain(dump) == ["Skip Menu", "Jane Doe | John Roe 3 May 2024", "The ferry of Porto was late."]


@pytest.mark.parametrize(
    "mark",
    [
        "[]by Jane Doe",
        "[BUTTON Input] (not implemented)______by Jane Doe",
        "━" * 20,
        "[INS: :INS] by Jane Doe",
        "[DEL::DEL]",
    ],
)
def test_fields_and_rules_of_lynx_and_w3m_print_nothing(mark: str) -> None:
    assert plain(f"The ferry\n{mark}\n\n") == ["The ferry", "by Jane Doe"][: 1 + ("Doe" in mark)]


def test_words_broken_at_a_hyphen() -> None:
    text = (
        "The North-Sea-ferry left the harbour an hour late with bed- and breakfast-guests on board, nobody knew why. "
    )
    dump = "\n\n".join("\n".join(textwrap.wrap(f"{n} {text * 2}", 70)) for n in "ABCDEFGH")
    assert plain(dump) == [f"{n} {text * 2}".strip() for n in "ABCDEFGH"]


def printed_pages(texts: list[str]) -> str:
    """Lines of letters of different widths, and a new page in the middle of every second paragraph."""
    pages = ""
    for number, text in enumerate(texts):
        lines = textwrap.wrap(text, 78 + 5 * (number % 3))
        if number % 2:
            lines[1] = f"\n{number} of 6\n\n{PAGE_BREAK}The Harbour News\n\n{lines[1]}"
        pages += "\n".join(lines) + "\n"
    return pages


def test_paragraphs_of_printed_documents_go_on_over_pages_without_their_heads_and_feet() -> None:
    assert plain(printed_pages(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("end", ["", PAGE_BREAK])
def test_two_printed_pages_have_heads_and_feet(end: str) -> None:
    first, second = "\n".join(textwrap.wrap(" ".join(PARAGRAPHS[:2]), 78)), "\n".join(textwrap.wrap(PARAGRAPHS[2], 78))
    pages = (
        f"{head}\n\n{text}\n\nhttps://harbour.example/wall      {number}/2\n"
        for number, head, text in (
            (1, "08.05.26, 10:15     Harbour wall | The Harbour News", first.rsplit("\n", 1)[0]),
            (2, "08.05.26, 10:15     Harbour wall | The Harbour News", first.rsplit("\n", 1)[1] + "\n\n" + second),
        )
    )
    lines = plain(PAGE_BREAK.join(pages) + end)

    assert " ".join(PARAGRAPHS[:2]) in " ".join(lines)
    assert PARAGRAPHS[2] in lines


# The lines of a printed page, and its text.
DIVIDED = {
    "de": (
        "Die Gemeindeverwal-|tung erfuhr von dem Bau-|werk durch einen Hund. Im Novem-|ber war er entlaufen, und im "
        "Früh-|jahr kam er wieder. Vor-|und Nachteile hat das. Die E-Mail-|Anfrage blieb ohne Antwort.",
        "Die Gemeindeverwaltung erfuhr von dem Bauwerk durch einen Hund. Im November war er entlaufen, und im "
        "Frühjahr kam er wieder. Vor- und Nachteile hat das. Die E-Mail-Anfrage blieb ohne Antwort.",
    ),
    "en": (
        "The well-known harbour wall will be opened by a consor-|tium of four companies, and the car park be-|hind it "
        "turned into marsh. Re-|searchers looked at the well-|known wall for three years of their care-|ful lives.",
        "The well-known harbour wall will be opened by a consortium of four companies, and the car park behind it "
        "turned into marsh. Researchers looked at the well-known wall for three years of their careful lives.",
    ),
    "ru": (
        "Городской совет ре-|шил открыть набереж-|ную для пешеходов. Жи-|тели говорят, что жда-|ли этого много лет.",
        "Городской совет решил открыть набережную для пешеходов. Жители говорят, что ждали этого много лет.",
    ),
}


@pytest.mark.parametrize("language", DIVIDED)
@pytest.mark.parametrize("page", ["", PAGE_BREAK])
def test_words_that_a_printer_divided_are_put_together(language: str, page: str) -> None:
    lines, text = DIVIDED[language]

    assert plain(page + lines.replace("|", "\n")) == [text]


def test_three_lines_that_end_in_a_hyphen_are_no_sign_of_a_printer() -> None:
    lines = ["The ferry's twenty-", "year-", "old engine was well-", "kept."]

    assert plain("\n".join(lines)) == lines


def test_a_drop_cap_is_part_of_its_word() -> None:
    assert plain(f"{PAGE_BREAK}Late ferry\n\nT\n\nhe ferry was late.") == ["Late ferry", "The ferry was late."]


def test_a_bracket_that_no_name_of_a_picture_closes_swallows_no_line() -> None:
    chinese = "港口星期二重新开放，疏浚工程持续了四个月，船只现在可以再次进入港口。"
    dump = f"{broken(74)}\n\n   [harbour-seen-from-the-tower-of-the-town\n\n   {chinese}\n   第二天风浪很大。"

    lines = plain(dump)

    assert chinese in "".join(lines)
    assert "第二天风浪很大。" in "".join(lines)


def test_a_name_of_a_picture_that_lynx_broke_over_lines_is_taken_out() -> None:
    name = "   [harbour-seen-from-the-tower-of-the-town-hall-in-the-evening-of-a\n   -day-in-may.jpg] A boat."

    assert plain(f"{broken(74)}\n\n{name}")[-1] == "A boat."


@pytest.mark.parametrize("word", ["[Covid-19]", "[Post-Brexit]", "[G7]", "[sic]", "[B-52]"])
def test_a_word_in_brackets_may_begin_a_sentence(word: str) -> None:
    text = f"{word} is not over, says the captain of the ferry, who has seen a lot."

    assert plain(f"{broken(74)}\n\n   {text}")[-1] == text


@pytest.mark.parametrize("name", ["[boat-2.jpg]", "[ferry_at_night]", "[img%20one]", "[10034]x[10035.png]"])
def test_names_of_pictures_before_a_text_are_taken_out(name: str) -> None:
    name = name.replace("x", " ")

    assert plain(f"{broken(74)}\n\n   {name.split(' ')[-1]} The boat in May.")[-1].endswith("The boat in May.")


def test_a_sentence_about_an_attribute_is_no_attribute() -> None:
    sentence = 'The programmers wrote class="harbour" into the page, which told nobody that the ferry would be late.'
    heads = "\n\n".join(f"***** Part {n} *****" for n in range(3))

    lines = plain(f'{heads}\n\nalt="A boat" width="30" title="the boat in the\n\n{sentence}')

    assert lines == ["Part 0", "Part 1", "Part 2", sentence]


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("[2]Ada Lund 4 February 2025 - 14:41", "Ada Lund 4 February 2025 - 14:41"),
        ("Ada Lund 4 febbraio 2025, 14.41", "Ada Lund 4 febbraio 2025, 14.41"),
        ("[2]\u3000Boats in the harbour", "Boats in the harbour"),
    ],
)
def test_a_line_that_ends_in_a_moment_or_begins_a_paragraph_stands_alone(line: str, new: str) -> None:
    full = "[1]Full of words is this line, which ends where a word did not fit"
    dump = f"{broken(72)}\n\n   {full}\n   {line}\n\n   [3]One\n\n   [4]Two\n"

    assert new in plain(dump)


def test_a_link_that_is_all_of_a_line_is_no_part_of_the_one_above() -> None:
    full = "A harbour full of boats, as it was on the morning of the storm last year"
    marks = "***** Late_ferry *****\n\n***** Log_of_the_day *****\n\n***** Port_news *****"

    assert "Ada Lund" in plain(f"{marks}\n\n{broken(72, '')}\n\n{full}\nAda_Lund\n")
    assert f"{full} Ada Lund wrote." in plain(f"{marks}\n\n{broken(72, '')}\n\n{full}\nAda_Lund wrote.\n")


def test_an_item_that_is_broken_is_joined_and_the_line_of_the_next_paragraph_is_not() -> None:
    item = "* " + PARAGRAPHS[0]
    wrapped = "\n".join(textwrap.wrap(item, 72, subsequent_indent="  "))

    assert plain(f"{broken(72, '')}\n\n{wrapped}\nThe end") == [*PARAGRAPHS, item, "The end"]


def test_a_line_that_is_much_longer_than_the_width_was_broken_nowhere() -> None:
    long = "A heading of a page that no tool has broken, since it stands in a cell of a table with ten others in it"

    assert plain(f"{broken(72, '')}\n\n{long}\nand what stands below it") == [
        *PARAGRAPHS,
        long,
        "and what stands below it",
    ]


def test_a_line_further_left_is_no_part_of_the_one_above() -> None:
    quote = "      The boat was late, and late it will be for as long as it has"

    dump = f"{broken(72, '')}\n\n{quote}\nremembers the captain"
    assert plain(dump) == [*PARAGRAPHS, quote.strip(), "remembers the captain"]


def test_a_latin_letter_at_the_end_of_a_line_without_spaces_is_joined_without_one() -> None:
    story = "".join(UNSPACED_STORY)
    first, rest = f"{story[:39]}AB", story[39:]
    other = "\n".join(broken_by_columns(UNSPACED_STORY[1], 80))

    dump = "\n".join([first, *broken_by_columns(rest, 80)])
    assert plain(f"{dump}\n\n{other}") == [first + rest, UNSPACED_STORY[1]]


def test_fields_of_forms_are_taken_out() -> None:
    form = "Search [Unknown INPUT type] [q                   ] [One of: News/Sport]"

    assert plain(f"{form}\n\nBoats") == ["Search", "Boats"]


@pytest.mark.parametrize(
    "picture", ["[Boats in the harbour on the morning of it]", "[\u3000港で停泊する船。嵐の後の朝に撮影された写真]"]
)
def test_the_text_of_a_picture_is_no_part_of_the_line_above(picture: str) -> None:
    date = "2 May 2024, printed on the day of the storm in the harbour of the town"

    assert date in plain(f"{broken(72, '')}\n\n{date}\n{picture}\n")


def test_a_link_behind_a_dot_has_a_number_of_lynx() -> None:
    assert plain("   [1]News [2]Sport [3]Town\n   2 May 2025 • [4]Jane Doe")[1] == "2 May 2025 • Jane Doe"


def test_numbered_pictures_make_no_dump_of_lynx() -> None:
    pictures = "\n".join(f"  • [{number}]" for number in range(1, 7))
    story = "\n\n".join("\n".join(broken_by_columns(text, 80)) for text in UNSPACED_STORY)

    assert plain(f"{pictures}\n\n{story}")[-2:] == UNSPACED_STORY


KOREAN_STORY = [
    "항구 위원회는 겨울 폭풍이 오기 전에 낡은 나무다리를 고치기로 월요일에 결정했다. 공사는 석 달이 걸리고 "
    "나무값의 절반은 위원회가 내며, 나머지는 어민 조합이 모은다고 조합은 말했다.",
    "어민들은 지난해 폭풍 이후로 다리의 판자가 썩어 아침마다 사람들이 미끄러졌지만 고칠 돈을 내겠다는 사람은 "
    "없었다고 말했다. 위원회는 이제 폭풍이 오기 전에 공사를 끝내겠다고 했고, 어민들은 결정을 반겼다.",
    "조합은 나무값을 모으는 공사에 어민 42명이 나섰다고 월요일에 말했다. 위원회가 고치기로 결정한 다리는 항구에서 "
    "폭풍 이후로 낡은 나무다리이며, 사람들이 아침마다 다리를 건너 항구로 간다.",
]


def broken_behind_syllables(text: str, width: int) -> list[str]:
    """The lines of a Korean text in a terminal: no more columns, wherever a word ends."""
    lines, start = [], 0
    while start < len(text):
        end = start + 1
        while end < len(text) and columns(text[start : end + 1]) <= width:
            end += 1
        lines.append(text[start:end].strip())
        start = end + (text[end : end + 1] == " ")
    return lines


@pytest.mark.parametrize("width", [57, 60, 63])
def test_korean_words_that_a_terminal_broke_are_whole_again(width: int) -> None:
    dump = "\n\n".join("\n".join(broken_behind_syllables(text, width)) for text in KOREAN_STORY * 2)
    words = {word for text in KOREAN_STORY for word in text.split()}
    read = [word for text in plain(dump) for word in text.split()]

    assert len(plain(dump)) == 2 * len(KOREAN_STORY)
    assert sum(word in words for word in read) >= 0.93 * len(read)  # .88-.92 with a space at each break


@pytest.mark.parametrize("width", [46, 55, 57, 80])
def test_korean_lines_that_end_between_words_keep_their_spaces(width: int) -> None:
    def broken(text: str) -> list[str]:
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            lines[-1:] = [longer] if columns(longer) <= width else [lines[-1], word]
        return lines

    assert plain("\n\n".join("\n".join(broken(text)) for text in KOREAN_STORY * 2)) == KOREAN_STORY * 2


@pytest.mark.parametrize(
    ("caption", "button"),
    [
        ("Boats leave the harbour of Bergen in the morning. Photo: Jane Doe", "Enlarge"),
        ("어민들이 월요일 아침 항구에서 낡은 나무다리를 건너고 있다. 연합뉴스", "이미지 확대보기"),
        ("Boote verlassen am Morgen den Hafen von Bergen. Foto: Jana Dorn", "Bild vergrößern"),
    ],
)
def test_a_caption_that_a_button_ends_and_that_stands_below_once_more_stands_once(caption: str, button: str) -> None:
    dump = f"{broken(99, '')}\n\n{caption}{button}\n\n{caption}\n"
    assert plain(dump)[len(PARAGRAPHS) :] == [caption]


def test_buttons_of_a_choice_print_nothing() -> None:
    assert plain("( )Yes, I do.\n( )Нет.\n(*) No.\nf( ) stays") == ["Yes, I do.", "Нет.", "No.", "f( ) stays"]
    assert plain("(*) Yes ( )No\n  • ( )Boats\n  2. ( ) Cars") == ["Yes No", "• Boats", "2.  Cars"]


@pytest.mark.parametrize("mark", ["( )", "(_)", "(*)"])
def test_what_looks_like_a_button_amid_a_sentence_stays(mark: str) -> None:
    text = f"A lock {mark} means that the page is safe, and {mark} is what the sailors paint on their boats."
    assert plain(text) == [text]


def test_numbers_in_one_line_take_time_in_step_with_it() -> None:
    def seconds(count: int) -> float:
        lines = [DumpLine(1, "".join(f"[{number % 900 + 1}]boat" for number in range(count)))]
        start = process_time()
        has_link_numbers(lines)
        return process_time() - start

    assert seconds(100_000) < 12 * seconds(20_000) + 0.5


def test_numbers_of_fields_behind_bullets_make_no_dump_of_lynx() -> None:
    lines = [DumpLine(number, f"  • [{number}] A boat") for number in range(1, 6)]
    assert not has_link_numbers(lines)
    assert has_link_numbers([line._replace(text=line.text.replace("• ", "* ").replace("] ", "]")) for line in lines])


@pytest.mark.parametrize("name", ["[5949328626f0ce46cd=w700]", "[boats-at-sea_2.jpg]", "[12][harbour.png?w=300]"])
def test_a_picture_right_below_a_paragraph_is_no_part_of_it(name: str) -> None:
    links = "   [11]News [13]Sport [14]Boats [15]Tides [16]Shops\n\n" * name.startswith("[12]")
    assert plain(f"{links}{broken(72)}\n   {name}\n\n{broken(72)}")[-12:] == [*PARAGRAPHS, *PARAGRAPHS]


def test_a_long_name_of_a_picture_behind_a_link_number_is_taken_out_whole() -> None:
    number = "   [1]One\n   [2]Two\n   [3]Three\n   [4]Four\n"
    name = "   [127][boats-in-the-harbour-of-bergen.jpeg?fl=cro,0,0,1920,1080%7Cres,3\n   jpg,80,,1]"
    assert plain(f"{number}\n{broken(72)}\n{name}\n\n{broken(72)}")[4:] == [*PARAGRAPHS, *PARAGRAPHS]


def test_the_name_of_a_picture_behind_the_last_sentence_of_a_paragraph() -> None:
    lines = broken(72).split("\n")
    assert plain("\n".join([*lines, "   The end of it. [boat-fis]", "", "   They [1-2] won."]))[-2:] == [
        "The end of it.",
        "They [1-2] won.",
    ]


def test_the_number_of_a_link_that_is_broken_before_its_bracket() -> None:
    assert plain("[1]港口、[2]渡轮\n[3]面包、[4 ]渔民\n[5]天气") == ["港口、渡轮", "面包、渔民", "天气"]


def test_a_button_below_a_question_begins_a_line() -> None:
    question = "   Which of these boats do you like best, when the wind blows hard at sea?"
    assert plain(f"{broken(72)}\n\n{question}\n   (*) The red one. ( ) The blue one.")[-2:] == [
        question.strip(),
        "The red one.  The blue one.",
    ]


def test_texts_of_pictures_that_html2text_breaks_are_taken_out() -> None:
    picture = "  [A ferry lies in the harbour of Bergen, and forty people wait for her in the\nrain on the pier.]"
    paragraphs = broken(78, "").split("\n\n")
    dump = "\n".join([f"***** {n} boats *****\n\n{text}\n{picture}\n" for n, text in enumerate(paragraphs)])
    read = plain(dump)
    assert [line for line in read if "[" in line or "]" in line] == []
    assert [line for line in read if line in PARAGRAPHS] == PARAGRAPHS


def test_the_text_of_a_linked_picture_that_fills_many_lines_is_taken_out() -> None:
    linked = "\n".join(["[A_ferry_lies_in_the_harbour", *["and_forty_people_wait_for_her"] * 5, "in_the_rain.]"])
    dump = f"***** Late ferry *****\n\n{PARAGRAPHS[0]}\n\n{linked}\n\n{PARAGRAPHS[1]}"
    assert "ferry_lies" not in " ".join(plain(dump))


@pytest.mark.parametrize(
    "lines",
    [
        "[The captain asked us to add that she has never been paid for the work which\nshe did at sea.]",
        "[|_:_A_ferry_lies_in_the_harbour_of_the_town_|_BERGEN\nHERALD]Subscribe\nThe pier.\n[1]\nA boat]",
        "[A ferry lies in the harbour\nand forty people wait\nfor her\nin the rain]",
    ],
)
def test_brackets_of_a_note_and_those_that_do_not_close_soon_take_no_lines_with_them(lines: str) -> None:
    dump = f"***** Late ferry *****\n\n{PARAGRAPHS[0]}\n\n{lines}\n\n{PARAGRAPHS[1]}"
    read = " ".join(plain(dump))
    assert [word for word in lines.replace("[1]", "").replace("_", " ").split() if word not in read] == []


def test_the_text_of_a_picture_that_its_caption_says_again_is_taken_out() -> None:
    caption = "A ferry lies in the harbour of Bergen, and forty people wait for her in the\nrain on the pier."
    dump = f"***** Late ferry *****\n\n{PARAGRAPHS[0]}\n\n[{caption}]\n{caption}\n\n{PARAGRAPHS[1]}"
    assert " ".join(plain(dump)).count("A ferry lies") == 1


def test_a_heading_of_html2text_with_a_picture_behind_it() -> None:
    assert plain("***** Late ferry ***** [email]\n\n** Boats **\n\n** Tides **")[0] == "Late ferry"


def test_head_and_foot_of_two_pages_that_a_browser_printed() -> None:
    heads = (
        "\n\nhttps://news.example/ferry     1/2\n"
        + PAGE_BREAK
        + "08.05.26, 10:15     Late ferry | The Harbour News\n\n"
    )
    lines = ["08.05.26, 10:15     Late ferry | The Harbour News", "", *textwrap.wrap(PARAGRAPHS[0], 80), ""]
    lines += textwrap.wrap(PARAGRAPHS[1], 80)
    dump = "\n".join(lines[:-1]) + heads + lines[-1] + "\n\nhttps://news.example/ferry     2/2\n"

    assert plain(dump)[1:-1] == PARAGRAPHS[:2]


def test_words_that_w3m_held_together_by_a_no_break_space_are_joined_to_the_line_they_left() -> None:
    others, width = broken_at_81()
    lines = [
        "On that day the ferry left the harbour an hour late, and nobody said s".ljust(width, "o"),
        "why that was so, but for one of the captains who spoke o".ljust(width - 8, "f"),
        "the company that would not pay for a new one before the summer.",
    ]
    heading = [
        "The ferry to the islands is late once more, and nobody says s".ljust(width - 8, "o"),
        "Roe and the rest",
    ]

    assert plain("\n\n".join((*others, "\n".join(lines))))[-1] == " ".join(lines)
    assert plain("\n\n".join((*others, "\n".join(heading))))[-2:] == heading


def test_a_sentence_goes_on_behind_a_dash_and_a_list_of_dashes_is_one() -> None:
    others, width = broken_at_81()
    full = "Of the captains of the ferry to the islands only one will sail in ".ljust(width, "a")

    assert (
        plain("\n\n".join((*others, f"{full}\n- and so will nobody else.")))[-1] == f"{full} - and so will nobody else."
    )
    for line in (f"{full[:-1]}:\n- nothing at all", f"{full[:-1]}.\n- nothing at all", f"{full}\n- Nothing at all"):
        assert plain("\n\n".join((*others, line)))[-2:] == line.split("\n")


def broken_at_81() -> tuple[list[str], int]:
    """The paragraphs, and how long their longest line is."""
    texts = ["\n".join(textwrap.wrap(text, 81)) for text in PARAGRAPHS]
    return texts, max(len(line) for text in texts for line in text.split("\n"))


def test_a_paragraph_that_begins_with_spaces_goes_on_at_the_left_edge() -> None:
    others, width = broken_at_81()
    begun = [" – That is a door to another place, said one of the members o".ljust(width, "f"), "Roe’s party."]

    assert plain("\n\n".join((*others, "\n".join(begun))))[-1] == " ".join(begun).strip()


def test_few_broken_lines_of_w3m_show_no_width_and_are_joined_at_its_own() -> None:
    menu = "  • News\n  • Sport\n  • Weather\n[                    ]\n\n"

    assert plain(menu + "\n".join(textwrap.wrap(PARAGRAPHS[0], 79)))[-1] == PARAGRAPHS[0]
    assert plain("\n".join(textwrap.wrap(PARAGRAPHS[0], 79)))[-1] != PARAGRAPHS[0]


def test_marks_behind_a_sign_without_spaces_begin_no_line() -> None:
    line = "港は嵐の朝に閉まり、船はみな夕方まで港にとどまった。町長は助けを約束し、橋を直すと言った"
    others = [f"{line}\nが、誰も信じなかった。"] * 3
    wide = f"{line[:-1]}\nが..."

    assert plain("\n\n".join((*others, wide)))[-1] == wide.replace("\n", "")
    titles = [f"{line[:-6]} {number}号は港に" for number in "123"]
    assert plain("\n\n".join((*others, "\n".join(titles))))[-3:] == titles


@pytest.mark.parametrize("name", ["[grey-place]", "   [grey-placeholder.png] ", "[image-plac] "])
def test_the_text_behind_the_name_of_a_placeholder_is_that_of_its_picture(name: str) -> None:
    text = "A map of the harbours of the coast, of which that of the town is shaded in a darker red than others."
    others, _ = broken_at_81()

    assert text not in plain("\n\n".join((*others, f"{name}{text}")))
    assert text in plain("\n\n".join((*others, f"{name.replace('plac', 'port')}{text}")))


def test_lines_that_end_at_one_width_by_chance_among_longer_ones_are_paragraphs() -> None:
    quote = "「この港は祖父の代から町の台所だった。これからもそうあってほしい」と組合長は話し、「次の世代に渡したい」"
    long = (
        "港の改修は来年の春に始まる予定で、町は二年間で岸壁を直し、冬の嵐で壊れた防波堤も"
        "合わせて造り直すと発表した。費用は県と折半する。"
    )
    assert plain("\n".join([long, quote, long, quote, long])) == [long, quote, long, quote, long]


def test_entities_left_in_a_dump_are_what_they_mean_but_where_markup_is_shown() -> None:
    left = "R&eacute;sum&#233; of &quot;AT&amp;T&quot;&#8217;s day &#10;&NewLine;one &unknown; ?a=1&copy=2"
    assert plain(left) == ['Résumé of "AT&T"’s day \xa0\xa0one &unknown; ?a=1&copy=2']
    assert plain(f"{left} &lt;b&gt;") == [f"{left} &lt;b&gt;"]


def test_entities_left_in_a_dump_take_columns_where_its_lines_were_broken() -> None:
    stories = [text.replace("that", "the ferry&#x2019;s &quot;crew&quot;") for text in PARAGRAPHS]
    dump = "\n\n".join(textwrap.fill(text, 100) for text in stories)
    assert plain(dump) == [text.replace("&#x2019;", "’").replace("&quot;", '"') for text in stories]


def test_words_with_hyphens_at_the_ends_of_lines_of_html2text_are_no_sign_of_print() -> None:
    stories = [text.replace("pier", "long-long-long-long-pier-of-the-isle") for text in PARAGRAPHS]
    lines = [line for text in stories for line in textwrap.wrap(text, 100)]
    assert sum(line.endswith("-") for line in lines) >= MIN_HYPHENS

    assert plain("\n".join(["****** Late ferry ******", *lines])) == ["Late ferry", *stories]

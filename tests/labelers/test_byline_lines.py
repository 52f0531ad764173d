"""Which lines of a page are the story's byline."""

from __future__ import annotations

import pytest
from hand_made import TEXT, json_ld, make_page, make_story

from cleaner.article import Article
from cleaner.lines.bylines import parse_byline
from cleaner.model import Role

TITLE = "Storm closes the harbour of the old town"
HEADLINE = f"<h1>{TITLE}</h1>"
OTHERS = ((25, "Ada Lund"), (20, "Bo Reed, Cy Holm, and Ada Lund"))


def bylines(story: Article) -> list[tuple[str, str]]:
    return [(block.text, story.labels.labels[block.index].by) for block in story.lines_as(Role.BYLINE)]


@pytest.mark.parametrize(
    ("html", "byline"),
    [
        (f"{HEADLINE}<div>By Jane Doe</div>", ("By Jane Doe", "line:byline")),
        (f"{HEADLINE}<div>March 3, 2024 by Jane Doe</div>", ("March 3, 2024 by Jane Doe", "line:byline")),
        (f'{HEADLINE}<div><a rel="author" href="/jane">Jane Doe</a></div>', ("Jane Doe", "line:marked")),
        (f'{HEADLINE}<div class="post-hero__author">Jane Doe</div>', ("Jane Doe", "line:class")),
        (f'{HEADLINE}<div class="PostAuthorName">Jane Doe</div>', ("Jane Doe", "line:class")),
        (f'{HEADLINE}<div class="authority">Jane Doe</div>', ("Jane Doe", "line:name")),
        (f"{HEADLINE}<div>홍길순 기자</div>", ("홍길순 기자", "line:byline")),
        (f"{HEADLINE}<div>Reuters</div>", ("Reuters", "line:desk")),
    ],
)
def test_line_that_signs_the_story_is_its_byline(html: str, byline: tuple[str, str]) -> None:
    assert bylines(make_story(make_page(above=html))) == [byline]


@pytest.mark.parametrize("dump", ["E P", "Jane Doe", f"{TEXT}\n\n{TEXT}\n\nReuters"])
def test_byline_has_a_reason_where_nothing_but_the_name_speaks_for_it(dump: str) -> None:
    story = make_story(dump)
    labels = [label for label in story.labels.labels if label is not None and label.role is Role.BYLINE]
    assert labels
    assert all(label.why for label in labels)


def test_byline_in_the_text_is_no_body() -> None:
    named = make_story(f"{TITLE}\n\nBy Jane Doe, who was in the harbour on the morning of the storm.\n")

    assert named.body == ()


def test_lines_that_stand_together_are_one_byline() -> None:
    dump = f"{TITLE}\n\nBy Daniela Roth\nBy Morgan Lehr\n\n{TEXT}\n\n{TEXT}\n"

    assert bylines(make_story(dump)) == [("By Daniela Roth", "line:byline"), ("By Morgan Lehr", "line:byline")]


def test_line_that_names_another_than_the_metadata_is_no_byline() -> None:
    page = make_page(json_ld(author="Daniela Roth"), above=HEADLINE, below="<div>Morgan Lehr</div>")

    assert bylines(make_story(page)) == []


def test_line_in_a_script_without_capitals_needs_a_word_for_by() -> None:
    assert bylines(make_story(make_page(above=f"{HEADLINE}<div>समस्तीपुर कुछ</div>"))) == []


def test_dated_byline_of_a_teaser_is_not_the_storys() -> None:
    teaser = "Morgan Lehr, 2 March 2024, on the mayor and the money"
    story = make_story(
        make_page(above=f"{HEADLINE}<div>By Jane Doe</div><div>{teaser}</div>"),
        labels={teaser: (Role.BYLINE, "shared/story:byline")},
    )

    assert bylines(story) == [("By Jane Doe", "line:byline")]


def test_names_at_the_end_of_a_line_are_cut_from_it() -> None:
    named = make_story(f"{TITLE} by Daniela Roth\n3 March 2024\n{TEXT}\n{TEXT}\n")

    (cut,) = named.cuts_as(Role.BYLINE)
    assert named.page.blocks[cut.block].text[cut.start : cut.end] == "Daniela Roth"


def test_reason_is_said_in_words() -> None:
    named = make_story(f"{TITLE}\n\nDaniela Roth\n3 March 2024\n\n{TEXT}\n\n{TEXT}\n")

    (byline,) = named.lines_as(Role.BYLINE)
    assert named.labels.labels[byline.index].why == "under the headline, a date below"


def dump_of(*lines: str) -> str:
    return "\n\n".join((TITLE, *lines, TEXT, TEXT, TEXT)) + "\n"


def test_whom_the_text_speaks_of_does_not_sign_beside_one_it_does_not() -> None:
    spoken = f"{TEXT} Said Ada Lund of the port."

    assert bylines(make_story(dump_of("Ada Lund", "Morgan Lehr", spoken))) == [("Morgan Lehr", "line:name")]


def test_one_whom_the_text_speaks_of_signs_where_nobody_else_does() -> None:
    assert bylines(make_story(dump_of("Ada Lund", f"{TEXT} Said Ada Lund of the port."))) == [("Ada Lund", "line:name")]


def test_name_between_headline_and_credit_is_a_byline() -> None:
    assert bylines(make_story(dump_of("Morgan Lehr", "Photo: Harbour News"))) == [("Morgan Lehr", "line:name")]


@pytest.mark.parametrize(
    "line",
    [
        "Rebuilt Old Harbour –",
        "Grey Lighthouse, which looks over the boats and sheds of a town that nobody has seen",
        "Singers; Ada Lund ]",
    ],
)
def test_kicker_clause_and_rest_of_a_bracket_sign_nothing(line: str) -> None:
    assert bylines(make_story(dump_of(line))) == []


def test_names_on_the_last_line_of_the_text_sign_it() -> None:
    story = make_story(f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\nAda Lund, Morgan Lehr\n")

    assert bylines(story) == [("Ada Lund, Morgan Lehr", "line:name")]


def test_who_signs_stands_beside_the_one_the_text_speaks_of_not_below_the_text() -> None:
    texts = "\n\n".join([f"{TEXT} Said Ada Lund of the port.", *[TEXT] * 7])
    offers = "\n\n".join(f"Read the paper for {price} crowns a month" for price in ("five", "six", "ten"))
    page = f"{TITLE}\n\nAda Lund\n\n{offers}\n\nMorgan Lehr\n\nBoats\n\n{texts}\n\nBo Ek, Daniela Roth\n"

    assert bylines(make_story(page)) == [("Morgan Lehr", "line:name")]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lund•Updated on Jul 4, 2024 •28 min read",
        "Ada Lund•Mar 3, 2024",
        "Ana Silva hace 2 horas",
        "Ada LundAda Lund04.03.2024, 19:35",
        "Ada Lund Ada Lund 3 May 2024",
        "Lisa Müller | Max Muster vor 3 Stundenvor 3 Stunden",
        "Élodie Bertrand il y a 2 heuresil y a 2 heures",
        "Élodie Bertrand il y a 3 heures",
        "Jan Kowalski 3 godziny temu",
        "Иван Петров 2 часа назад",
        "Mehmet Kaya 3 saat önce",
    ],
)
def test_name_beside_a_date_or_how_long_ago_signs_the_story(line: str) -> None:
    assert bylines(make_story(dump_of(line))) == [(line, "line:name")]


def test_initials_in_place_of_a_portrait_name_nobody() -> None:
    page = f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\nWritten by\n\nAL\n\nAda Lund\n"

    assert bylines(make_story(page)) == [("Ada Lund", "line:byline")]


def test_headline_that_begins_like_a_byline_is_none() -> None:
    assert bylines(make_story(make_page(above="<h1>Von Lena Harms lernen heißt lernen</h1>"))) == []
    assert bylines(make_story(make_page(above="<h1>Von Lena Harms</h1>"))) == []


def test_question_of_a_reporter_signs_nothing() -> None:
    assert bylines(make_story(f"{TITLE}\n\nReporter: Anna Holm, is that so?\n\n{TEXT}\n\n{TEXT}\n")) == []


@pytest.mark.parametrize("line", ["JUMP TO THE LIST", "ALSO IN THE NEWS", "About the Author"])
def test_button_or_heading_in_capitals_signs_nothing(line: str) -> None:
    assert bylines(make_story(f"{TITLE}\n\n{line}\n\n{TEXT}\n\n{TEXT}\n")) == []


def test_names_in_lines_of_their_own_go_on_below_a_word_for_by() -> None:
    lines = ("By", "Ada Lund,", "Morgan Lehr &", "Daniela Roth")

    assert bylines(make_story(dump_of(*lines))) == [(line, "line:byline") for line in lines[1:]]


def test_byline_beside_a_date_far_below_the_story_is_its_own_among_those_of_others() -> None:
    menu = "\n\n".join(f"Read the paper for {price} crowns a month" for price in ("five", "six", "ten") * 5)
    others = "\n\n".join(
        ("Boats of last year are sold in the old town", "By Morgan Lehr", "Boats are sold", "By Bo Ek")
    )
    signed = "3 March 2024, 18:41\n\nWritten by\n\nAda Lund"
    page = f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\n{menu}\n\n{{}}\n\n{menu}\n\n{others}\n"

    assert bylines(make_story(page.format(signed))) == [("Ada Lund", "line:byline")]
    assert bylines(make_story(page.format("Ada Lund"))) == []


def test_name_between_the_deck_and_the_text_signs_the_story() -> None:
    deck = "The harbour of the old town stays closed for boats of all kinds until the storm is over, the mayor said."
    page = dump_of(deck, "Published: 3 March 2024, 21:52", "The harbour", "Photo: Harbour News", "Ada Lund")

    assert bylines(make_story(page)) == [("Ada Lund", "line:name")]


OTHER_STORIES = ("Related stories", "Port plans a new quay for cruise ships", "Islanders ask for a second ferry")
END = "\n\n© 2024 The Island Courier"


@pytest.mark.parametrize(
    ("top", "bottom", "found"),
    [
        ("Jane Doe\n\n3 May 2024\n\n", "By Tom Hale", ["Jane Doe"]),
        ("", "By Tom Hale", []),
        ("", "About the author\n\nTom Hale", ["Tom Hale"]),
        ("Jane Doe in Porto Alegre\n\n3 May 2024\n\n", "", ["Jane Doe in Porto Alegre"]),
        ("2 minuti di lettura\n\n3 May 2024\n\n", "", []),
        ("Buenos Aires\n\n3 May 2024\n\n", "", []),
    ],
    ids=["a name above", "none above", "a label says whose", "a name in a place", "a reading time", "a place"],
)
def test_behind_a_list_of_other_stories_a_dump_names_their_authors(top: str, bottom: str, found: list[str]) -> None:
    lines = "\n\n".join((TEXT, TEXT, *OTHER_STORIES, bottom))
    labels = dict.fromkeys(OTHER_STORIES, (Role.RELATED, "shared/related:related-list"))
    story = make_story(f"{TITLE}\n\n{top}{lines}{END}", labels=labels)

    assert [text for text, _ in bylines(story)] == found


@pytest.mark.parametrize(
    "line",
    [
        "Coast Safety", "Aus Aller Welt", "Faits Divers", "Última Marea", "Ouvir Artigo", "Cronaca Locale",
        "Regio Havens", "Västra Viken", "Indre Sjøvik", "Gem Artikel", "Etelä Ranta", "Z Kraju", "Jižní Přístav",
        "Friss Kikötő", "Știri Locale", "Северный Залив", "Новини Затоки", "Βόρεια Ακτή", "Yerel Liman", "Jawa Sekitar",
        "Crna Kronika", "Gran Canaria", "Dolny Śląsk", "Den Haag",
    ],
)  # fmt: skip
def test_name_of_a_section_or_region_over_the_date_signs_nothing(line: str) -> None:
    assert bylines(make_story(dump_of(line, "3.5.2024, 10:15"))) == []


@pytest.mark.parametrize("line", ["Ada Long", "Morgan North", "Jo Page", "Ayşe Son"])
def test_word_of_headings_that_people_are_called_by_may_sign(line: str) -> None:
    assert bylines(make_story(dump_of(line, "3.5.2024, 10:15"))) == [(line, "line:name")]


@pytest.mark.parametrize(
    "label", ["Ansvarlig redaktør", "Vaktsjef", "Felelős szerkesztő", "Главный редактор", "Publisher"]
)
def test_name_below_the_label_of_one_who_answers_for_the_house_signs_nothing(label: str) -> None:
    assert bylines(make_story(f"{TITLE}\n\n3 March 2024\n\n{TEXT}\n\n{TEXT}\n\n{label}\n\nAda Lund\n")) == []


def test_name_before_the_house_of_the_page_signs_the_story() -> None:
    named = make_story(f"harbournews\n\n{TITLE}\n\nAda Lund - harbournews\n\n3 March 2024\n\n{TEXT}\n\n{TEXT}\n")

    (cut,) = named.cuts_as(Role.BYLINE)
    assert named.page.blocks[cut.block].text[cut.start : cut.end] == "Ada Lund"


def test_what_stands_behind_a_dash_is_no_house_if_no_other_line_ends_so() -> None:
    story = make_story(dump_of("Northport City - Fulham", "3 March 2024"))

    assert (bylines(story), story.cuts_as(Role.BYLINE)) == ([], ())


def test_names_that_lead_on_to_a_byline_are_of_its_list() -> None:
    story = make_story(dump_of("By", "Bay Harbour,", "Morgan Lehr;", "Ada Lund", "3 March 2024", "a bay is no harbour"))

    assert [line for line, _ in bylines(story)] == ["Bay Harbour,", "Morgan Lehr;", "Ada Lund"]


def test_names_in_lines_of_their_own_over_a_date_sign_together() -> None:
    story = make_story("Home\n\nPort\n\n" + dump_of("Ada Lund", "Morgan Lehr", "Jo Reed", "3 March 2024"))

    assert [line for line, _ in bylines(story)] == ["Ada Lund", "Morgan Lehr", "Jo Reed"]


def test_writer_of_another_story_at_the_end_of_a_line_does_not_sign_beside_a_byline() -> None:
    story = make_story(dump_of("What the sea took, by Ada Lund", "Morgan Lehr", "3 March 2024"))

    assert (bylines(story), story.cuts_as(Role.BYLINE)) == ([("Morgan Lehr", "line:name")], ())


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Lund ada.lund@harbour.example", ["Ada Lund"]),
        ("Ada Lund/Reuters", ["Ada Lund"]),
        ("Ada Lund / PORTO", ["Ada Lund"]),
        ("Ada Lund, Porto", ["Ada Lund"]),
        ("Text Ada Lund", ["Ada Lund"]),
        ("文・山本太一", ["山本太一"]),
        ("山本太一記者", ["山本太一"]),
        ("홍길동, 김철수 기자", ["홍길동", "김철수"]),
        ("文/王小溪 图/周立文", ["王小溪"]),
        ("Ada Lund (54)", []),
        ("記者会見", []),
    ],
)
def test_line_between_headline_and_date_names_whom_it_names(line: str, names: list[str]) -> None:
    story = make_story(dump_of(line, "3.5.2024, 10:15"))

    assert [author.name for text, _ in bylines(story) for author in parse_byline(text)] == names


@pytest.mark.parametrize("line", ["SDA/sep", "dpa/abc", "EFE/mlp", "IN-Redaktion", "NTB/kso"])
def test_agency_or_newsroom_signs_behind_the_text_among_buttons(line: str) -> None:
    share = {"Tweet": (Role.SHARE, "shared/share:line"), "Print": (Role.TOOL, "shared/tools:line")}
    story = make_story(f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\n{line}\n\nTweet\n\nPrint\n\nLog in", labels=share)

    assert bylines(story) == [(line, "line:desk")]


def test_names_marked_in_lines_of_their_own_sign_together_where_one_is_declared() -> None:
    names = "".join(f'<div><a rel="author" href="/{name[:2]}">{name}</a></div>' for name in ("Ada Lund", "Bo Reed"))
    page = make_page(json_ld(author="Bo Reed"), above=f"{HEADLINE}{names}<div>3 May 2024</div>")

    assert bylines(make_story(page)) == [("Ada Lund", "line:marked"), ("Bo Reed", "line:marked")]


@pytest.mark.parametrize(("line", "signs"), [("Ada Lund", False), ("By Ada Lund", True)])
def test_name_in_a_list_within_a_list_signs_with_a_word_for_by_alone(line: str, signs: bool) -> None:
    story = make_story(f"  * Money\n          o {line}\n  * Sport\n\n{TITLE}\n\n{TEXT}\n\n{TEXT}")

    assert bylines(story) == ([(line, "line:byline")] if signs else [])


@pytest.mark.parametrize("line", ["By Event Type", "By Use Case", "By Job Function"])
def test_entry_of_a_menu_that_begins_with_by_signs_nothing_from_afar(line: str) -> None:
    dump = "\n\n".join([line, "By Industry", *["Boats of the harbour"] * 20, TITLE, *[TEXT] * 4])

    assert bylines(make_story(dump)) == []


@pytest.mark.parametrize(
    "line", ["ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "ΠΑΡΟΜΟΙΑ ΘΕΜΑΤΑ", "ΤΕΛΕΥΤΑΙΕΣ ΕΙΔΗΣΕΙΣ", "ΛΕΞΕΙΣ ΚΛΕΙΔΙΑ", "ΚΑΜΙΑ ΑΠΟΦΑΣΗ"]
)
def test_greek_heading_in_capitals_without_accents_signs_nothing(line: str) -> None:
    assert bylines(make_story("\n\n".join([TITLE, line, *[TEXT] * 4]))) == []


def test_heading_below_an_empty_label_is_nobody() -> None:
    page = make_page(above=HEADLINE, below="<div>Автор:</div><div>материалы по теме:</div>")

    assert bylines(make_story(page)) == []


@pytest.mark.parametrize(
    ("below", "signs"), [("Agnes is an analyst of harbours.", True), ("Boats in the harbour of the town.", False)]
)
def test_name_among_other_lines_behind_the_text_signs_with_a_biography_below_it(below: str, *, signs: bool) -> None:
    story = make_story(
        "\n\n".join([TITLE, *[TEXT] * 4, *["Boats of the town and its harbour"] * 7, "Agnes Lund", below, "Topics"])
    )

    assert bylines(story) == ([("Agnes Lund", "line:name")] if signs else [])


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2024 • Jane Doe in Harbours",
        "May 3, 2024 · 30 min · 6279 words · Jane Doe",
        "Jane Doe / HNN / Updated: May 3, 2024, 21:47 IST",
        "Jane Doe | 3. Mai 2024, 21:47 MESZ",
    ],
)
def test_name_that_is_a_part_of_a_dated_line_signs(line: str) -> None:
    assert bylines(make_story("\n\n".join([TITLE, line, *[TEXT] * 4]))) == [(line, "line:name")]


def test_login_behind_by_signs_right_below_the_headline_alone() -> None:
    assert bylines(make_story("\n\n".join([TITLE, "by jdoe", *[TEXT] * 4]))) == [("by jdoe", "line:byline")]
    assert bylines(make_story("\n\n".join([TITLE, *[TEXT] * 2, "by jdoe", *[TEXT] * 2]))) == []


@pytest.mark.parametrize("line", ["* Storm at Sea by Ada Lund", "Storm at Sea by Ada Lund"])
def test_works_that_a_text_tells_of_are_others(line: str) -> None:
    assert bylines(make_story("\n\n".join([TITLE, *[TEXT] * 3, line, *[TEXT] * 3]))) == []


def test_label_in_a_list_that_says_by_is_of_the_line_below() -> None:
    dump = f"{TITLE}\n\n* Written By\n\nJane Doe\n\n{TEXT}\n\n{TEXT}"

    assert bylines(make_story(dump)) == [("Jane Doe", "line:byline")]


def test_entry_of_a_menu_is_no_label_of_the_line_below() -> None:
    dump = (
        f"* Columnists\n* Contributors\nHarbours and what they mean for a town | Opinion\n\n{TITLE}\n\n{TEXT}\n\n{TEXT}"
    )

    assert bylines(make_story(dump)) == []


def test_first_of_a_list_of_stories_is_nobody() -> None:
    popular = {"Popular posts:": (Role.POPULAR, "shared/related:popular")}
    lines = [TITLE, "Ada Lund 3 May 2024", "Popular posts:", "* A No-Fuss Ferry for the Holidays", *[TEXT] * 4]

    assert bylines(make_story("\n\n".join(lines), labels=popular)) == [("Ada Lund 3 May 2024", "line:name")]


def test_people_who_sign_in_turn_below_the_text_write_comments() -> None:
    posts = [line for name in ("Ada", "Bo Reed", "Cy") for line in (TEXT, f"Posted by: {name} at May 3, 2024 12:14 AM")]

    assert bylines(make_story("\n\n".join([TITLE, *[TEXT] * 3, *posts]))) == []


def test_line_of_a_program_is_no_byline() -> None:
    line = 'let text = "Hello, 世界!"; for ch in text.chars() { println(ch); }'
    assert bylines(make_story("\n\n".join([TITLE, TEXT, line, TEXT]))) == []


def test_account_over_the_reporter_is_not_who_wrote() -> None:
    signed = make_story(f"{TITLE}\n\nby Harbour D | 3 May 2024\n\nJANE DOE\n\n{TEXT}\n\n{TEXT}")
    alone = make_story(f"{TITLE}\n\nby Harbour D | 3 May 2024\n\n{TEXT}\n\n{TEXT}")

    assert bylines(signed) == [("JANE DOE", "line:name")]
    assert bylines(alone) == [("by Harbour D | 3 May 2024", "line:byline")]


@pytest.mark.parametrize(("label", "signs"), [("Updated", True), ("Chronicle", False)])
def test_name_over_the_label_of_a_date_stands_over_a_date(label: str, *, signs: bool) -> None:
    head = "\n".join(["Ferry news", "Harbour", "Jane Doe", label, "Monday, 3 May 2024"])
    story = make_story(f"{head}\n\n{TITLE}\n\n{TEXT}\n\n{TEXT}")

    assert bylines(story) == ([("Jane Doe", "line:name")] if signs else [])


@pytest.mark.parametrize("line", ["„Lange Wege“", "“Ada Lund”", "«Ada Lund»"])
def test_words_in_quotation_marks_over_a_date_are_a_headline(line: str) -> None:
    assert bylines(make_story(f"{line}\ncreated: 3 May 2024, 15:25\n\n{TEXT}\n\n{TEXT}")) == []


def test_what_a_button_says_in_quotation_marks_signs_nothing() -> None:
    assert bylines(make_story("\n\n".join([TITLE, *[TEXT] * 3, "Why do my posts say “Posted by Ada Lund”"]))) == []


@pytest.mark.parametrize("line", ["Themen des Artikels", "Harbour Platform"])
def test_heading_over_a_date_is_nobody(line: str) -> None:
    assert bylines(make_story("\n\n".join([TITLE, line, "3 May 2024", *[TEXT] * 4]))) == []


def test_end_of_a_teaser_below_the_text_signs_another_story() -> None:
    teaser = "The navy is keeping a close watch and is holding an By Ada Lund and Bo Reed"
    assert (
        bylines(make_story("\n\n".join([TITLE, *[TEXT] * 4, "Topics of the day", teaser, "Boats of the town"]))) == []
    )


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Posted on May 3, 2024 by Jane Doe - 5 Comments on {}", "line:byline"),
        ("109 Comments | Jane Doe | Last Updated: Friday, March 11, 2019, 10:15 am", "line:name"),
    ],
)
def test_count_of_comments_beside_a_name_above_the_headline_does_not_hide_it(line: str, source: str) -> None:
    question = "Will the harbour of the old town need fourteen ferries?"
    line = line.format(question)

    assert bylines(make_story("\n\n".join(["Menu", line, question, TEXT, TEXT]))) == [(line, source)]


def test_writers_of_a_story_are_all_named_in_one_line() -> None:
    line = "Written by Dr Ada van der Lund, Dr Daniela Roth Brandt, Erik van Vulpen Holm"
    others = [
        text for name in ("Daniela Roth Brandt", "Erik van Vulpen Holm") for text in (name, f"{name} is a clerk.")
    ]
    story = make_story("\n\n".join([TITLE, TEXT, line, "17 minutes read", *[TEXT] * 3, *others]))

    assert (line, "line:byline") in bylines(story)


def test_who_is_named_in_full_beside_signs_and_not_the_first_name() -> None:
    story = make_story("\n\n".join([TITLE, "Ada Lund", "Tech writer", "Articles by Ada", *[TEXT] * 4]))

    assert bylines(story) == [("Ada Lund", "line:name")]


def test_name_over_itself_is_no_list_of_names() -> None:
    above, below = ("Town news", "Harbour weather", "Ferries", "Boats"), ("Old boats", "Market days")
    story = make_story("\n".join([TITLE, *above, "Ada Lund", "Ada Lund", *below, TEXT, TEXT]))

    assert bylines(story) == [("Ada Lund", "line:name")] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ("Author", "AL", "Ada Lund", "Editor, Harbour Post", "BR", "Bo Reed", "Reporter, Harbour Post"),
        ("Authors", "* Ada Lund", "* Bo Reed"),
    ],
)
def test_all_in_a_list_below_a_label_sign_the_story(lines: tuple[str, ...]) -> None:
    story = make_story("\n".join([TITLE, *[TEXT] * 4, "", *lines, "Topics of the harbour"]))

    assert [text for text, _ in bylines(story)] == ["Ada Lund", "Bo Reed"]


def test_names_with_titles_and_houses_below_a_picture_sign_nothing() -> None:
    people = ("Mathias Malik", "Jan Wensk", "Michael Frank", "Andreas Reutin", "Gesa Quist", "Jörg Schwart")
    shown = f"Von links nach rechts: {', '.join(f'{name}, der Leiter der Werft von Kiel' for name in people)}"

    assert bylines(make_story("\n\n".join([TITLE, shown, *[TEXT] * 4]))) == []


def test_dated_lines_of_a_class_for_authors_below_the_text_sign_other_stories() -> None:
    others = [
        f'<div class="post-hero__author">Nov {day}, 2025 {name}</div><div>{TITLE} no. {day}</div>'
        for day, name in OTHERS
    ]
    page = make_page(
        above=f'<div class="post-hero__author">Dec 1, 2025 Ada Lund</div>{HEADLINE}', below="".join(others)
    )

    assert bylines(make_story(page)) == [("Dec 1, 2025 Ada Lund", "line:class")]


@pytest.mark.parametrize("is_link", [True, False])
def test_byline_below_a_linked_title_behind_the_text_signs_another_story(is_link: bool) -> None:
    title = "Herring are late at the pier this year"
    teaser = f"<h3>{f'<a href=/herring>{title}</a>' if is_link else title}</h3><span>By Ada Lund</span>"
    page = make_page(above=HEADLINE, below=f"<p>{TEXT}</p><p>{TEXT}</p><div>{teaser}</div>")
    assert bylines(make_story(page)) == ([] if is_link else [("By Ada Lund", "line:byline")])


def test_element_of_an_author_class_behind_the_last_line_signs_nothing() -> None:
    story = make_story(make_page(above=HEADLINE, below="<div class=author_><svg><text>Ada Lund</text></svg></div>"))

    assert bylines(story) == []


@pytest.mark.parametrize(
    "list_",
    [
        "+ Smart Gardener\n+ Ada Lund\n+ Seeds",  # a menu
        "* What the sea took\n* The Last Lighthouse, Ada Lund\n* What the sea gave",
        "* The harbour gave us back our boats within a day of the storm.\n  Ada Lund, Chief Officer, Quay Park",
        "* Eat + Drink\n  Our Rooms\n  Ada Lund\n  Open",
        "Dotyczy:\n* Port Morski\n* Ada Lund",  # tags
        "8 Ada Lund Ada Lund 0",  # a row of results
    ],
)
def test_name_in_a_list_of_other_things_signs_nothing(list_: str) -> None:
    dump = f"{TITLE}\n\n3 May 2024\n\n{TEXT}\n\n{TEXT}\n\n{list_}\n\nBack to the top"

    assert bylines(make_story(dump)) == []


def test_name_in_a_list_beside_the_date_signs_the_story() -> None:
    lines = [TITLE, "The waves were higher than the wall", "* Share", "* Print", "* Save", "* Listen", "* Ada Lund"]
    dump = "\n".join([*lines, "Quay Park-29/05/2025 20:00"]) + f"\n\n{TEXT}\n\n{TEXT}"

    assert [text for text, _ in bylines(make_story(dump))] == ["Ada Lund"]


def test_whose_a_quotation_is_did_not_write_the_story() -> None:
    dump = f'"The sea is calm. The harbour is open."\n- Ada Lund, 1984\n\n{TITLE}\n\n3 May 2024\n\n{TEXT}\n\n{TEXT}'

    assert bylines(make_story(dump)) == []


@pytest.mark.parametrize("title", ["Mayor of Varde: “The harbour is open”", "„Der Hafen von Varde ist wieder offen“"])
def test_a_headline_that_quotes_somebody_stands_over_the_author(title: str) -> None:
    assert [text for text, _ in bylines(make_story(f"{title}\n\n— Ada Lund\n\n{TEXT}\n\n{TEXT}"))] == ["— Ada Lund"]


def test_a_story_that_ends_with_a_quotation_is_signed() -> None:
    dump = f"{TITLE}\n\n{TEXT}\n\n{TEXT} “All of us,” she said, “are glad.”\n\n— Ada Lund"

    assert [text for text, _ in bylines(make_story(dump))] == ["— Ada Lund"]


@pytest.mark.parametrize("label", ["Edited by: Ada Lund\n×", "Reviewed by,"])
def test_name_below_what_says_that_it_did_other_work_is_no_byline(label: str) -> None:
    assert bylines(make_story(f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\n{label}\nAda Lund\n")) == []


@pytest.mark.parametrize("line", ["Meet the Team", "Building Your Team", "Harbour, MD 20899", "A Gardener's Notes"])
def test_what_only_looks_like_a_desk_or_name_is_no_byline(line: str) -> None:
    assert bylines(make_story(f"{TITLE}\n\n{line}\n\n{TEXT}\n\n{TEXT}")) == []


def test_desk_with_the_address_of_its_site_signs_over_a_date() -> None:
    line = "Courier Harbour Desk / courier.example.in / Updated: May 3, 2024, 21:47 IST"

    assert bylines(make_story(f"{TITLE}\n\n{line}\n\n{TEXT}\n\n{TEXT}")) == [(line, "line:desk")]


def test_what_a_menu_is_sorted_by_is_nobody() -> None:
    dump = f"{TITLE}\n\nBy Challenge\nHarbours\n\n{TEXT}\n\n{TEXT}\n\nAuthor\n\nAda Lund\n"

    assert bylines(make_story(dump)) == [("Ada Lund", "line:byline")]


def test_authors_of_a_paper_stand_above_links_to_their_articles() -> None:
    names = ["Ada Lund", "Bo Reed", "Cy Holm"]
    heads = [f"{n}, {name}\n{name}\n1Harbour College\nFind articles by {name}" for n, name in enumerate(names)]
    story = make_story("\n".join([TITLE, *heads]) + f"\n\n{TEXT}\n\n{TEXT}")

    assert {author.name for text, _ in bylines(story) for author in parse_byline(text)} == set(names)


def test_lines_below_the_text_over_or_under_a_date_sign_other_stories() -> None:
    teasers = [f"A ferry for {name}\n\n{day} May 2024\n\nBy {name}" for day, name in ((3, "Ada Lund"), (5, "Bo Reed"))]

    assert bylines(make_story("\n\n".join([TITLE, *[TEXT] * 3, *teasers]))) == []

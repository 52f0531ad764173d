"""segment_text: lines of a dump to blocks."""

from __future__ import annotations

import pytest

from cleaner.model import Block, Document, Options
from cleaner.stages.segment import segment


def blocks(text: str) -> tuple[Block, ...]:
    return segment(Document(text, "text", None, "utf-8", "given", "", len(text)), Options()).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_one_block_a_line_with_number_and_gap() -> None:
    made = blocks("Title\n\n\nFirst line.\n  Second line.\n")
    assert [(b.text, b.line, b.gap, b.indent) for b in made] == [
        ("Title", 1, 0, 0),
        ("First line.", 4, 2, 0),
        ("Second line.", 5, 0, 2),
    ]


def test_bullets_become_the_marker() -> None:
    made = blocks("• One\n  * Two\n+ Three\n2024 was a year.\n-5 degrees")
    assert [(b.marker, b.text) for b in made] == [
        ("•", "One"),
        ("*", "Two"),
        ("+", "Three"),
        ("", "2024 was a year."),
        ("", "-5 degrees"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. FC Auenheim won again.", "2. Bundesliga, how that sounds.", "24. Dezember is the last day."],
        ["1. One thing.", "Another.", "A third.", "A fourth.", "2. The second thing.", "3. The third."],
        ["– Nobody knows, she said.", "– Somebody must, he said."],
        ["7. Place, 21 points.", "3. Place, 24 points.", "1. Place, 30 points."],
    ],
)
def test_numbers_and_dashes_without_a_run_are_part_of_the_sentence(lines: list[str]) -> None:
    assert [(block.marker, block.text) for block in blocks("\n\n".join(lines))] == [("", line) for line in lines]


def test_numbers_that_count_up_are_a_list_and_printed_with_the_text() -> None:
    made = blocks("1. Eggs\nfresh ones\n2. Flour\n3. Milk\n\n– a pan\n– a spoon\n– a fire\n* salt")
    assert [block.marker for block in made] == ["1.", "", "2.", "3.", "–", "–", "–", "*"]
    assert [block.printed for block in made if block.marker] == [
        *("1. Eggs", "2. Flour", "3. Milk", "– a pan", "– a spoon", "– a fire", "salt")
    ]


def test_a_bullet_with_its_rank_alone_joins_the_line_it_introduces() -> None:
    made = blocks("  • 1\n    Stevia or Agave?\n\n  • \n    Plain")
    assert [(b.marker, b.text, b.line) for b in made] == [("• 1", "Stevia or Agave?", 1), ("•", "Plain", 4)]


def test_left_over_entities_are_spaces() -> None:
    assert texts("LIFESTYLE&nbsp\n&nbsp;\nA&nbsp;B") == ["LIFESTYLE", "A B"]


def test_sentence_broken_at_a_link_is_joined() -> None:
    broken = "According to\nReuters\n, the minister met\nhis colleague.\nThe talks go on."
    assert texts(broken) == ["According to Reuters, the minister met his colleague.", "The talks go on."]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["The ferry to the island is back after a storm of days", "Published 15 April 2025", "in", "News"],
            ["The ferry to the island is back after a storm of days", "Published 15 April 2025 in News"],
        ),
        (
            ["On Monday evening the ferry to the island and the", "Harbour Museum", "were closed for the storm."],
            ["On Monday evening the ferry to the island and the Harbour Museum were closed for the storm."],
        ),
        (
            ["Nach dem langen Abend im Rathaus fordert nun auch die neue Bürgermeisterin", "Anna Nordholt", ", dass",
             "Hafen", "und Brücke saniert werden."],
            ["Nach dem langen Abend im Rathaus fordert nun auch die neue Bürgermeisterin Anna Nordholt, dass Hafen und"
             " Brücke saniert werden."],
        ),
        (['The island paper writes of a "', "Night without Boats", '", and asks who had the key.'],
         ['The island paper writes of a "Night without Boats", and asks who had the key.']),
        (["Harbour Museum", "was closed for the storm on Monday evening."],
         ["Harbour Museum was closed for the storm on Monday evening."]),
        (["嵐の影響で島へ渡る船が欠航となり港に近い", "海の博物館", "、図書館は閉館した。"],
         ["嵐の影響で島へ渡る船が欠航となり港に近い海の博物館、図書館は閉館した。"]),
        (["台風の影響で港の博物館は", "月曜日", "、閉館した。"], ["台風の影響で港の博物館は月曜日、閉館した。"]),
        (["気象台", "は三日夜、嵐が島に近づいたと発表した。"], ["気象台は三日夜、嵐が島に近づいたと発表した。"]),
        (["船長は港の人々への", "運賃", "引き下げ案を示し、島の新聞に語った。"],
         ["船長は港の人々への運賃引き下げ案を示し、島の新聞に語った。"]),
        (["字の大きさ", "、小】", "船は港を出た。"], ["字の大きさ、小】", "船は港を出た。"]),
        (["北港町、", "南港町、", "島の村"], ["北港町、南港町、島の村"]),
    ],
)  # fmt: skip
def test_a_link_in_a_sentence_is_a_part_of_it(lines: list[str], joined: list[str]) -> None:
    assert texts("\n".join(lines)) == joined


@pytest.mark.parametrize(
    "lines",
    [
        ["Why people like the island", "The ferry", "Tickets"],
        ["Weather and traffic", "Harbour news", "all of the island"],
        ["What we thought of the ferry after a week on the island", "We liked:", "the view from the upper deck"],
        ["Jane Roe is a reporter of the island and writes on ferries and weather", "Follow", "Share"],
        ["港の博物館が再開した", "》友の会の案内", "．関連記事"],
        ["島の天気は", "はい", "もう一度"],
        ["船の運賃を引き下げへ", "島の新聞", "港の天気"],
        ["The ferry to the island is back after a storm of three long days", "Monday, 14:20", "by the newsroom"],
        ["The ferry is back, says the captain", '" Nobody was hurt " and all were dry, he said on Monday.'],
        ["TOP STORIES", "harbour.example was made for the people of the island in 1996"],
    ],
)
def test_headings_and_menus_are_no_parts_of_sentences(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_headlines_and_labels_are_not_joined() -> None:
    lines = [
        "Home",
        "news",
        "The mayor expresses readiness",
        "Jane Roe",
        "jane@news.example",
        "3 Min Read",
        "photo credit: X",
    ]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("quoted", ["”Jag har inget emot motorn”, säger hon.", "»Wir warten noch«, sagte er."])
def test_a_quotation_mark_before_a_word_opens(quoted: str) -> None:
    lines = ["Annons", quoted, "Det är allt, säger bolaget om saken i fredags", quoted]
    assert texts("\n".join(lines)) == lines
    assert texts("The mayor says he is “very tired\n” of it all.") == ["The mayor says he is “very tired” of it all."]


@pytest.mark.parametrize("date", ["viernes, 8 mayo 2026, 10:15 h", "8 maggio 2026", "publicat: vineri, 8 mai 2026"])
def test_a_signature_over_a_date_is_a_line(date: str) -> None:
    lines = [
        "El guarda de la esclusa abre las compuertas por última vez en mayo",
        "Por Elena Rojas",
        date,
        "Durante cuarenta años abrió las compuertas.",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_blank_line_is_never_joined_over() -> None:
    assert texts("The report said\n\nthat nothing happened.") == ["The report said", "that nothing happened."]


def test_dump_of_one_line_and_of_none() -> None:
    assert texts("Only this line") == ["Only this line"]
    assert texts(" \n\t\n") == []


def test_lines_are_not_joined_to_what_is_longer_than_any_sentence() -> None:
    found = texts("The ship of the\n" + "and the ship of the\n" * 2_000)
    assert 1 < len(found) < 20
    assert max(map(len, found)) < 6_000


def test_no_more_lines_are_read_than_blocks_are_wanted() -> None:
    text = "Word\n\n" * 50
    made = segment(Document(text, "text", None, "utf-8", "given", "", len(text)), Options(max_blocks=20))
    assert (len(made.blocks), made.truncated) == (20, True)
    exact = segment(Document(text, "text", None, "utf-8", "given", "", len(text)), Options(max_blocks=50))
    assert (len(exact.blocks), exact.truncated) == (50, False)


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ("The ferry sailed.", ["Storm closes the harbour of Porto", "by Jane Doe", "The ferry sailed."]),
        ("3 May 2024", ["Storm closes the harbour of Porto", "by Jane Doe", "3 May 2024"]),
        (", who wrote it.", ["Storm closes the harbour of Porto by Jane Doe, who wrote it."]),
        ("and others.", ["Storm closes the harbour of Porto by Jane Doe and others."]),
    ],
)
def test_by_and_a_name_is_a_line_of_its_own_where_no_sentence_goes_on(below: str, lines: list[str]) -> None:
    assert texts(f"Storm closes the harbour of Porto\nby Jane Doe\n{below}") == lines


@pytest.mark.parametrize(
    "line", ["by Jane Doe May 3, 2024May 5, 2024", "by Jane Doe· May 3, 2024", "von Ada Blau 3.5.2024"]
)
def test_by_a_name_and_a_date_is_a_line_of_its_own(line: str) -> None:
    deck = "Nobody could say when the ferries sail again"
    assert texts(f"{deck}\n{line}\nShare this") == [deck, line, "Share this"]


def test_name_and_more_than_a_date_go_on_with_the_sentence() -> None:
    broken = "The song that the crew sang was written\nby Jane Doe In Mayfair\nand sold well."
    assert texts(broken) == [broken.replace("\n", " ")]


def test_a_round_bullet_begins_an_entry_of_a_list_inside_a_list_and_is_a_word_elsewhere() -> None:
    made = blocks(
        "  * News\n          o Town\n          o The harbour\n  * Sport\nO barco saiu do porto com\no vento de sul e\n"
    )

    assert [(b.marker, b.text) for b in made] == [
        ("*", "News"),
        ("o", "Town"),
        ("o", "The harbour"),
        ("*", "Sport"),
        ("", "O barco saiu do porto com o vento de sul e"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Storm closes the harbour", "by", "Jane Doe", "3 May 2024"],
        ["Sturm schließt den Hafen von Kiel", "Hauptinhalt", "von", "Jana Dorn, HAFENFUNK", "Stand:", "3. Mai 2024"],
        ["Neue Chefin für den Hafen von Kiel", "von", "APA", "Donnerstag", "05. Juni 2025", "15:44 Uhr"],
        ["Nova direção para o porto do Funchal", "por", "Ana Silva", "Publicado", "5 de junho de 2025"],
        ["The harbour of Porto is closed - The Courier", "courier reads the news", "News"],
        ["„Der Hafen bleibt zu“", "Mehr als 200 Boote liegen fest."],
        ["»Der Hafen bleibt zu«", "Mehr als 200 Boote liegen fest."],
        ['Harbour master: "We wait for the wind"', "vor 14 Minuten"],
    ],
)
def test_what_stands_below_a_headline_is_no_part_of_it(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The book that was written", "by", "Jane Doe", "in the harbour of Porto."], 1),
        (["He opened the harbour “", "with a speech of his own."], 1),
        (["Die Werft nennt das Schiff „", "Anna“."], 1),
        (["Den Namen „Anna“", "trägt seit dem Frühjahr auch ein Schiff."], 1),
        (['The harbour master said on Monday that there is "no danger at all"', "and went home."], 1),
        (["Jane Doe", "and", "John Roe", "3 May 2024"], 2),
        (["Jane Doe", "|", "John Roe", "3 May 2024"], 2),
        (["Home", "|", "News", "|", "Sport"], 5),
        (["홍길동", "기자"], 1),
        (["Lunes,", "2", "diciembre", "2024"], 1),
        (["3.", "Mai", "2024", "Kiel"], 2),
        (["Mai", "2024"], 2),
        (["Seite 12", "2024", "Kiel"], 3),
    ],
)
def test_a_sentence_or_a_list_of_names_in_pieces_is_joined(lines: list[str], joined: int) -> None:
    assert len(texts("\n".join(lines))) == joined


@pytest.mark.parametrize(
    ("opening", "pieces", "headline"),
    [
        ("Patent: Maker must scrap its phones - Courier.example", ["Patent", ":", "Maker must scrap its phones"], ""),
        (
            "The harbour is closed for all | Courier",
            ["The harbour", "is closed", "for all"],
            "The harbour is closed for all",
        ),
        (
            "« Le port » : la grande fermeture",
            ["« Le port »", ": la grande fermeture"],
            "« Le port » : la grande fermeture",
        ),
    ],
)
def test_a_headline_in_pieces_is_put_together_as_the_pages_title_has_it(
    opening: str, pieces: list[str], headline: str
) -> None:
    lines = [opening, "News", *pieces, "3 May 2024"]
    assert texts("\n".join(lines))[2:] == [headline or "Patent: Maker must scrap its phones", "3 May 2024"]


def test_lines_that_only_begin_like_the_pages_title_stay_apart() -> None:
    lines = ["Harbour: Storm closes Porto - Courier", "Harbour", "Storm", "Storm closes Porto", "Harbour"]
    assert texts("\n".join(lines)) == lines

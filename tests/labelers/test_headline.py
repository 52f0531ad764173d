"""The headline, the deck and the kicker: which blocks are named so."""

from __future__ import annotations

import pytest
from hand_made import TEXT as PARAGRAPH
from hand_made import make_page, make_story, meta

from cleaner import clean
from cleaner.article import Article
from cleaner.fields.titles import read_title
from cleaner.labelers.story_lines.page_words import (
    content_words,
    is_no_title,
    is_of_page,
    is_statement,
    title_words,
    top_headings,
)
from cleaner.model import Role
from cleaner.text import count_words

HEADLINE = "Storm closes the harbour of the town"
TEXT = "\n".join(
    (
        "The harbour master of the town closed the port on Friday morning after a night of heavy rain and wind.",
        "The storm reached the coast before dawn, and the ferry to the islands was stopped for the whole of the day.",
        "Most of the boats stayed in the inner basin, where their crews spent the morning with ropes and pumps.",
        "The mayor said the market on the quay would be moved to the old hall until the weather was better again.",
    )
)


COOKIES = (
    "The bakers of the town said that the cookies they bake for the ferry would be sold on the quay in the morning."
)


def title_of(dump: str) -> str | None:
    line = make_story(dump).headline
    return line.text if line is not None else None


def texts_as(story: Article, role: Role) -> list[str]:
    return [block.text for block in story.blocks_as(role)]


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("", id="first line"),
        pytest.param("Menu\nNews\nSport\nSubscribe now for a month\n\n", id="below a menu"),
        pytest.param(
            "Sign up for the evening newsletter\n\nhttps://example.com/harbour-storm-closes\n\n", id="below a box"
        ),
        pytest.param("Home > Town > Harbour and storm\n\n", id="below a breadcrumb"),
    ],
)
def test_headline_is_found_above_the_story(above: str) -> None:
    assert title_of(f"{above}{HEADLINE}\n\nBy Jane Doe\n\n{TEXT}") == HEADLINE


def test_headline_stands_before_its_deck() -> None:
    assert title_of(f"{HEADLINE}\nFerry to the islands is stopped for the day\n\n{TEXT}") == HEADLINE


@pytest.mark.parametrize(
    ("headline", "deck"),
    [
        ("Ten ferries and a road closed by the storm", "Can a small town stay in its harbour with the boats?"),
        ("Storm in ten ports: who stayed closed?", "On the morning of the storm the harbour and the town had no boats"),
    ],
)
def test_headline_stands_before_a_deck_that_says_more_of_the_story(headline: str, deck: str) -> None:
    above = f"Menu\n\nSport\n\n{headline}\n\n{deck}\n\nPort\n\nPort\nBy Jane Doe\n3 May 2024, 10:15"

    assert title_of(f"{above}\n\n{TEXT}\n\n{TEXT}\n") == headline


def test_headline_that_begins_the_pages_title_stands_below_the_path_that_ends_in_it() -> None:
    opening = f"{HEADLINE} after the longest night of the year"
    lines = (opening, "Sport", "Home", "Weather", opening, "Ferries", HEADLINE, "By Jane Doe", "3 May 2024", TEXT)
    assert title_of("\n".join(lines)) == HEADLINE


def test_headline_stands_before_its_deck_in_a_dump_without_empty_lines() -> None:
    deck = "The ferry to the islands was stopped while the boats stayed in the inner basin of the town"
    lines = ("Courier", "News", HEADLINE, deck, "Author of the article:", "Jane Doe", "Published May 3, 2024", TEXT)
    assert title_of("\n".join(lines)) == HEADLINE


@pytest.mark.parametrize(("first", "second"), [("****** {} ******", "***** {} *****"), ("# {}", "## {}")])
def test_heading_of_the_first_rank_is_the_headline_of_a_dump(first: str, second: str) -> None:
    side = [second.format(f"The boats of basin {n}") for n in "ABC"]
    lines = ("Courier", first.format("Night of the gulls"), "Read more of it:", side[0], "3 May 2024", TEXT, *side)
    assert title_of("\n\n".join(lines)) == "Night of the gulls"


def test_name_behind_the_headline_in_the_pages_title_is_not_the_headline() -> None:
    lines = ("Harbour plans - The Harbour Courier", "The Harbour Courier", "News", "Harbour plans", "3 May 2024", TEXT)
    assert title_of("\n".join(("Skip to content", *lines[1:]))) != "Skip to content"
    assert title_of("\n".join(lines)) == "Harbour plans"


def test_headings_of_the_first_rank_tell_nothing_where_each_entry_has_one() -> None:
    entries = [f"****** Entry {n} of a long list ******" for n in range(3)]
    assert top_headings(make_story("\n\n".join((*entries, HEADLINE, TEXT)))) == frozenset()


def test_age_of_a_story_is_not_its_headline() -> None:
    assert is_no_title("This article is more than 3 years old")
    assert not is_no_title("A harbour more than a boat needs")


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("Posted by admin on May 3, 2024 in Harbour, Ferries | 7 Comments", True),
        ("Publié le 3 mai 2024 dans Ports", True),
        ("Posted boats and published tides: the year 2024 at sea", False),
    ],
)
def test_line_that_says_when_it_was_published_is_no_headline(text: str, *, is_none: bool) -> None:
    assert is_no_title(text) is is_none


def test_signs_of_vowels_are_no_letters_of_a_title_without_spaces() -> None:
    assert title_words("မုန်တိုင်းကြောင့် ဆိပ်ကမ်းကို ပိတ်ထား") < count_words("မုန်တိုင်းကြောင့် ဆိပ်ကမ်းကို ပိတ်ထား")
    assert title_words("Storm closes the harbour") == 4


@pytest.mark.parametrize("text", ["NEWS OF THE COAST •", "港口邮报官方微博：", "HARBOUR INDEX 14673,46 +0.41%"])
def test_lines_of_the_pages_head_are_no_headline(text: str) -> None:
    assert is_no_title(text)


@pytest.mark.parametrize(
    ("above", "headline", "about"),
    [
        pytest.param("Menu\nShop", "How the town sells its cookies on the quay", COOKIES, id="its words"),
        pytest.param("Plan your visit to us", "Ten boats for the storm [all of them new!]", "", id="in brackets"),
        pytest.param("The Sea Diary\n\n3 May 2024", "Friday on a boat", "", id="a name first"),
        pytest.param("Our old boats\nMenu\nAbout\n\nOur old boats\n\nNews", HEADLINE, "", id="a name again"),
        pytest.param("Log in Join us Our shop\nMenu\nLog in Join us Our shop", HEADLINE, "", id="a menu again"),
    ],
)
def test_headline_is_known_by_the_story(above: str, headline: str, about: str) -> None:
    assert title_of(f"{above}\n\n{headline}\n\n{TEXT}\n{about}") == headline


def test_line_about_newsletters_is_a_headline_only_above_a_story_about_them() -> None:
    about = content_words("Sign up for the newsletter of the harbour")

    assert is_of_page(about, frozenset())
    assert not is_of_page(about, frozenset({"newsle"}))


def test_what_is_called_out_in_brackets_is_no_statement() -> None:
    assert not is_statement("Boats for the storm (all of them new!)")
    assert is_statement("The boats stayed (all of them new).")


def test_a_headline_may_end_in_a_number() -> None:
    assert not is_no_title("Prices of boats rise by 4.5%")


def test_line_printed_twice_is_the_headline() -> None:
    assert title_of(f"{HEADLINE}\n\nThe boats and the harbour\n\n{HEADLINE}\n\n{TEXT}") == HEADLINE


@pytest.mark.parametrize(
    ("above", "line"),
    [
        pytest.param(f"Way: Start Town Weather {HEADLINE}\n\n", HEADLINE, id="a trail"),
        pytest.param(f"4. {HEADLINE}\n5. Ten boats to see\n\n", HEADLINE, id="an entry of a numbered list"),
        pytest.param("Most read\n\nThe Post\n\n", "“The storm closed our harbour. Nobody was out.”", id="speech"),
        pytest.param("[Boats in the harbour of the town on Friday]\n\n", HEADLINE, id="what a picture shows"),
    ],
)
def test_headline_is_the_line_that_stands_alone(above: str, line: str) -> None:
    assert title_of(f"{above}{line}\n\nBy Jane Doe\n3 May 2024, 10:15\n\n{TEXT}") == line


@pytest.mark.parametrize("behind", ["3 May 2024", " by Jane Doe", " (updated)"])
def test_title_in_a_dump_ends_where_the_pages_title_does(behind: str) -> None:
    dump = f"{HEADLINE} | The Harbour Post\nMenu\nNews\nSport\n{HEADLINE}{behind}\n{TEXT}"
    choice = read_title(make_story(dump))

    assert choice is not None
    assert choice.value == HEADLINE


def test_caption_is_not_the_headline() -> None:
    caption = "Boats in the harbour of the town on the morning of the storm. (Photo: Jane Doe)"

    assert title_of(f"{HEADLINE}\n\n{caption}\n\n{TEXT}") == HEADLINE


def test_caption_whose_credit_is_glued_to_its_sentence_is_not_the_headline() -> None:
    caption = "Boats of the island lie in a row beside the pier, seen last summer.AFP"

    assert texts_as(make_story(f"Menu\n{caption}\n\n{TEXT}\n\n{TEXT}"), Role.HEADLINE) == []


def test_section_at_the_end_of_a_trail_is_not_the_headline() -> None:
    trail = "Home>Town>Boats & Harbours"
    page = f"Menu\nNews\n\n{trail}\n\nBoats & Harbours\n\n{HEADLINE}\n\nBy Jane Doe\n\n{TEXT}"

    story = make_story(page, labels={trail: (Role.SECTION, "shared/navigation:breadcrumb-line")})

    assert texts_as(story, Role.HEADLINE) == [HEADLINE]


def test_text_of_a_picture_above_its_caption_is_not_the_headline() -> None:
    picture = "The harbour master with his crews in the old council house"
    caption = "The harbour master with his crews in the council house on Friday Photo: Ada Lund/Harbour News"
    page = f"{HEADLINE}\n\nBoats\n\nPort\n\nTown\n\n{picture}\n\n{caption}\n\n{TEXT}"

    assert title_of(page) == HEADLINE


@pytest.mark.parametrize("kicker", ["Bad weather –", "Hafen der Altstadt:", "Le port —"])
def test_line_right_below_its_kicker_is_the_headline_and_not_the_search_title_above(kicker: str) -> None:
    page = f"Menu\n\nStorm closes harbour and boats\n\n{kicker}\n{HEADLINE}\n\nBy Jane Doe\n\n{TEXT}\n\n{TEXT}"

    assert title_of(page) == HEADLINE


def test_end_of_a_headline_that_is_a_sentence_is_not_the_headline() -> None:
    headline, deck = "The town is a harbour for boats in a storm", "A harbour for boats in a storm"

    assert title_of(f"{headline}\n\n{deck}\n\nBy Jane Doe\n\n{TEXT}") == headline


def test_dump_of_story_alone_has_no_headline() -> None:
    assert title_of(TEXT) is None


def test_deck_is_what_stands_between_headline_and_story() -> None:
    story = make_story(f"{HEADLINE}\nFerry stopped for the day\nThe mayor: market moved to the hall\n{TEXT}")

    assert texts_as(story, Role.SUBTITLE) == ["Ferry stopped for the day", "The mayor: market moved to the hall"]


def test_lines_that_are_too_many_for_a_deck_are_none() -> None:
    lines = [f"Ferry and mayor: market moved to hall {number}" for number in ("one", "two", "three", "four", "five")]

    assert texts_as(make_story("\n".join([HEADLINE, *lines, TEXT])), Role.SUBTITLE) == []


def test_line_that_the_page_says_twice_is_no_deck() -> None:
    again = "Ferry stopped for the day"

    assert texts_as(make_story(f"{HEADLINE}\n{again}\n{TEXT}\n{again}"), Role.SUBTITLE) == []


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe Views",
        "By Jane Doe",
        "3 May 2024, 15:47",
        "Boats in the harbour [REUTERS]",
    ],
)
def test_byline_date_and_caption_are_no_deck(line: str) -> None:
    story = make_story(f"{HEADLINE}\n{line}\n{TEXT}")

    assert story.headline is not None
    assert texts_as(story, Role.SUBTITLE) == []


@pytest.mark.parametrize(
    ("lead", "deck"),
    [
        ("Boats lie in the harbour before the storm. (AP Photo/Ola Lie)", []),
        ("Boats lie in the harbour before the storm.", ["Boats lie in the harbour before the storm."]),
    ],
)
def test_caption_with_its_photographer_is_no_deck_whatever_its_class(lead: str, deck: list[str]) -> None:
    story = make_story(make_page(above=f"<h1>{HEADLINE}</h1><div class=lead><div>{lead}</div></div>"))

    assert texts_as(story, Role.SUBTITLE) == deck


@pytest.mark.parametrize(
    ("head", "above", "by"),
    [
        pytest.param(meta("og:title", HEADLINE), f"<h1>Weather</h1><h1>{HEADLINE}</h1>", "h1", id="h1 titles repeat"),
        pytest.param("", f"<h1>Weather</h1><h1>{HEADLINE}</h1>", "h1", id="last h1 where nothing is declared"),
        pytest.param(meta("og:title", "Other"), f"<h1>Post</h1><h1>{HEADLINE}</h1>", "h1:unlike", id="h1 unlike"),
        pytest.param(meta("og:title", HEADLINE), f"<h1>Post</h1><h2>{HEADLINE}</h2>", "heading", id="h2 is the title"),
        pytest.param(
            f"<title>{HEADLINE} by Ada Lund</title>", f"<h1>lund</h1><h2>{HEADLINE}</h2>", "heading", id="h1 is a logo"
        ),
        pytest.param(
            f"<title>{HEADLINE} - Boats Today - Port News</title>",
            f"<h2>Boats Today</h2><h2>{HEADLINE}</h2>",
            "heading",
            id="the longer part of the title",
        ),
        pytest.param("", f"<p>Home</p><h2>{HEADLINE}</h2><p>3 May 2024</p>", "heading", id="nothing is declared"),
    ],
)
def test_headline_of_a_page_is_the_heading_most_like_its_titles(head: str, above: str, by: str) -> None:
    story = make_story(make_page(head, above=above))

    assert story.headline is not None
    label = story.labels.labels[story.headline.index]
    assert label is not None
    assert (story.headline.text, label.role, label.by) == (HEADLINE, Role.HEADLINE, by)


def test_headline_in_three_lines_that_a_title_repeats_is_all_of_them() -> None:
    title = "<title>The Storm at Sea Closes the Harbour | Post</title>"
    story = make_story(make_page(title, above="<h1>THE STORM<br>AT SEA CLOSES<br><b>THE HARBOUR</b></h1>"))

    assert [block.text for block in story.headline_blocks] == ["THE STORM", "AT SEA CLOSES", "THE HARBOUR"]


def test_headline_in_two_lines_is_two_blocks() -> None:
    above = "<h1>The storm at sea<br>Harbour closed, boats in</h1>"
    story = make_story(make_page(meta("og:title", "The storm at sea: Harbour closed, boats in"), above=above))

    assert [block.text for block in story.headline_blocks] == ["The storm at sea", "Harbour closed, boats in"]


def test_what_the_sites_rule_calls_headline_is_it() -> None:
    labels = {"Weather": (Role.HEADLINE, "example.com:title")}
    story = make_story(make_page(meta("og:title", HEADLINE), above=f"<h1>{HEADLINE}</h1><p>Weather</p>"), labels=labels)

    assert [block.text for block in story.headline_blocks] == ["Weather"]


def test_headline_is_no_body() -> None:
    story = make_story(make_page(meta("og:title", PARAGRAPH), above=""))

    assert texts_as(story, Role.HEADLINE) == [PARAGRAPH]
    assert story.body == ()


def test_h1_in_a_script_without_spaces_is_compared_by_its_characters() -> None:
    h1 = "台风关闭了镇上的港口"
    head = meta("og:title", "台风关闭镇上的港口，渡轮停运")
    story = make_story(make_page(head, above=f"<h1>{h1}</h1><h1>今日天气预报</h1>", language="zh"))

    assert texts_as(story, Role.HEADLINE) == [h1]


def test_page_that_declares_no_title_gets_none_that_no_heading_holds() -> None:
    assert make_story(make_page(above="<p>The boats of the harbour</p><p>3 May 2024</p>")).headline is None


def test_sentence_of_a_box_far_above_the_story_does_not_hide_its_headline() -> None:
    box = "All of our ships are open to the public on the first day of each month, with tea and cake."
    links = [f"Entry {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    story = make_story("\n\n".join(["Plan your visit", box, *links, HEADLINE, "By Jane Doe", *[TEXT] * 3]))

    assert texts_as(story, Role.HEADLINE) == [HEADLINE]
    assert all(block.text != box for block in story.body)


def test_entry_of_a_box_that_is_printed_twice_is_not_the_headline() -> None:
    box = "Storm closed harbour of ten towns\n\nThe ferry to the islands waits in a harbour\n\n3 May 2024\n"
    headline = "How the boats stayed in the port"
    dump = f"Menu\nNews\n\n{box}\n{headline}\n\nBy Jane Doe\n\n{TEXT}"

    assert title_of(dump) == "Storm closed harbour of ten towns"
    assert title_of(f"{dump}\n\nMore of it\n\n{box}") == headline


def test_headline_stands_below_short_lines_and_not_among_long_ones() -> None:
    others = "\n".join(f"The {name} of the town tells what it did by the sea" for name in ("baker", "mayor", "crew"))
    headline = "Storm closes a town harbour"

    assert title_of(f"Menu\nNews\n\n{headline}\n\n{others}\n\nStorm on the coast of a town\n\n{TEXT}") == headline


def test_headline_over_a_lead_stands_though_a_gap_parts_that_from_the_text() -> None:
    lead = "The storm at sea closed the harbour of the town, and nobody knows when the ferries sail."
    links = [f"Entry {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    story = make_story("\n\n".join(["Menu", HEADLINE, "By Jane Doe", lead, *links, "Boats and the crews", *[TEXT] * 3]))

    assert texts_as(story, Role.HEADLINE) == [HEADLINE]
    assert lead in [block.text for block in story.body]


@pytest.mark.parametrize("title", ["5 thoughts on “The Harbour of Varde”", "5 Gedanken zu „Der Hafen von Varde“"])
def test_headline_may_count_thoughts_on_what_it_quotes(title: str) -> None:
    assert clean(f"Home\nNews\n\n{title}\n\nBy Ada Lund\n\n3 May 2024\n\n{TEXT}").title == title


def test_line_that_counts_comments_on_the_headline_is_none() -> None:
    dump = f"Home\n\n3 comments on “{HEADLINE}”\n\n{HEADLINE}\n\nBy Ada Lund\n\n3 May 2024\n\n{TEXT}"

    assert clean(dump).title == HEADLINE


SHARE = "https://twitter.com/intent/tweet?text="
OTHER = "Ten things to do this summer"


@pytest.mark.parametrize(
    ("shared", "line"),
    [
        ([OTHER], OTHER),
        ([OTHER, HEADLINE], HEADLINE),  # each entry of a list has links to share it
        (["Storm closes the harbour"], HEADLINE),
        ([], HEADLINE),
    ],
)
def test_what_links_to_share_the_page_say_is_its_headline(shared: list[str], line: str) -> None:
    menu = "\n".join(f"   [{number}]A link" for number in range(1, 6))
    links = "\n".join(f"   {number}. {address}" for number, address in enumerate([SHARE + text for text in shared], 1))
    head = f"{menu}\n{OTHER}\n\nMenu\nStorm closes the harbour\nMenu\n\n{HEADLINE}\n\nBy Jane Doe"
    assert title_of(f"{head}\n\n{TEXT}\n\nReferences\n\n{links}\n") == line


def test_button_alone_on_its_line_is_no_headline() -> None:
    assert title_of(f"Read more\n\nBy Jane Doe\n\n{TEXT} They read more in the town, and more in the boats.") is None

"""other_texts: comments and teasers that are set as such, told from stories that are set in a like way."""

from __future__ import annotations

import pytest

from cleaner.labelers.other_texts import name_other_texts
from cleaner.model import Document, Label, Options, Page, Role
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing elsewhere."
    for n in range(5)
]
STORY = "".join(f"<p>{text}</p>" for text in PROSE)
NAMES = ("Joe", "MJ, Millbrook", "Tom Hanna", "river rat")
COMMENTS = "".join(f"<p>{name}</p><p>Nobody asked for a new bridge in district {name}, did they?</p>" for name in NAMES)
TEASER = "The harbour was dredged in spring, and larger boats moor there again."
TITLE = "<a href=/{0}>Harbour number {0} is dredged</a>"
FLAT = "".join(f"<div>{TITLE.format(n)}</div><div>{TEASER}</div>" for n in range(4))
ITEMS = "<ul>{}</ul>".format("".join(f"<li><h4>{TITLE.format(n)}</h4><p>{TEASER}</p></li>" for n in range(4)))


def page(body: str) -> Page:
    html = f"<html><title>Old bridge to be repaired - The Herald</title><body>{body}</body></html>"
    return segment(Document(html, "html", None, "utf-8", "given", "", len(html)), Options())


def named(body: str, heading: Role | None = None) -> list[str]:
    """Roles of the blocks that are no text of the story, where all but linked titles was chosen; Below: by a rule."""
    made = page(body)
    roles = {"Below": heading, "Further": Role.RELATED} if heading else {}
    labels = [Label(role, "shared/x", "") if (role := roles.get(block.text)) else None for block in made.blocks]
    chosen = {block.index for block in made.blocks if not block.link_chars and block.text not in ("Below", "Further")}
    return [label.role.value for label in name_other_texts(made, labels, chosen).values()]


def test_names_in_turn_with_texts_below_a_heading_of_comments_are_comments() -> None:
    assert named(f"<div>{STORY}<p>Below</p>{COMMENTS}</div>", Role.COMMENTS) == ["comments"] * 8


def test_buttons_and_votes_stand_between_comments_and_the_next_names() -> None:
    voted = COMMENTS.replace("they?</p>", "they?</p><p>Antworten 3</p><p>7</p>")
    assert named(f"<div>{STORY}<p>Below</p>{voted}</div>", Role.COMMENTS) == ["comments"] * 16


def test_comments_end_where_other_stories_begin() -> None:
    signed = COMMENTS.split("<p>Tom")[0].replace("Joe", "Joe | 09.05.2026 12:01").replace("MJ, M", "MJ, 12:10, M")
    below = f"<p>Below</p>{signed}<p>Further</p>" + "".join(f"<p>{text}</p>" for text in PROSE[:3])
    assert named(f"<div>{STORY}{below}</div>", Role.COMMENTS)[:4] == ["comments"] * 4


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p>Below</p>{STORY}{COMMENTS}</div>",  # a count of comments at the story's head
        f"<div>{STORY}<p>Below</p>{STORY}</div>",
        f"<div>{STORY}<p>Below</p>" + "".join(f"<h3>Part {n}</h3><p>{PROSE[n]}</p>" for n in range(4)) + "</div>",
        f"<div>{STORY}<p>Below</p><p>Joe</p><p>{PROSE[0]}</p></div>",
    ],
)
def test_story_around_a_line_about_comments_stays(body: str) -> None:
    assert named(body, Role.COMMENTS) == []


def test_linked_titles_in_turn_with_texts_below_a_heading_of_other_stories_are_teasers() -> None:
    assert named(f"<div>{STORY}<h3>Below</h3>{FLAT}</div>", Role.RELATED) == ["related"] * 4


@pytest.mark.parametrize(
    "body", [f"{STORY}<h3>Below</h3>{TITLE.format(1)}{STORY}", f"{STORY}<h3>Below</h3>{FLAT}{STORY * 2}"]
)
def test_story_that_goes_on_below_other_titles_stays(body: str) -> None:
    assert named(f"<div>{body}</div>", Role.RELATED) == []


def test_list_with_headings_of_its_own_is_the_story() -> None:
    harbours = "".join(f"<h2>Harbour {n}</h2><p>{TEASER}</p><p>{TITLE.format(n)}</p>" for n in range(6))
    assert named(f"<div>{STORY}<h3>Below</h3>{harbours}</div>", Role.RELATED) == []


def test_items_with_linked_titles_outside_the_story_are_teasers() -> None:
    assert named(f"<div>{STORY}</div><aside>{ITEMS}</aside>") == ["related"] * 4
    assert named(f"<aside>{ITEMS}</aside><div>{STORY}</div>") == ["related"] * 4


SHORT = "".join(
    f"<div><p>News {n}</p><ul class=news><li>{TITLE.format(n)}<p>{TEASER}</p></li></ul></div>" for n in range(4)
)


def test_short_lists_of_one_make_above_the_story_are_teasers() -> None:
    assert named(f"<aside>{SHORT}</aside><div>{STORY}</div>".replace("<p>News", "<p hidden>News")) != []
    assert named(f"<div>{STORY}</div><aside>{SHORT}</aside>") == []  # its sections may be made so


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{STORY}{ITEMS}</div>",  # a list of the story
        f"<div>{STORY}</div><div>{ITEMS}</div><div>{STORY}</div>",
        f"<div>{STORY}</div><div>{ITEMS.replace(TEASER, TEASER * 9)}</div>",
        f"<div><p>The ten best harbours</p></div><div>{ITEMS}</div>",
        f"<div>{STORY}</div><div><ul><li>{TITLE.format(1)}<p>{TEASER}</p></li></ul></div>",
    ],
)
def test_list_of_the_story_stays(body: str) -> None:
    assert named(body) == []


BOX = f"<div class=box><p>Below</p><div>{TITLE.format(7)}</div><div><p>{TEASER}</p></div></div>"


def test_teaser_of_a_box_in_the_story_below_its_label() -> None:
    assert named(f"<div>{STORY}{BOX}{STORY}</div>", Role.RELATED) == ["related"]
    assert named(f"<div>{STORY}{BOX}</div>", Role.RELATED) == ["related"]


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{STORY}<p>Below</p>{TITLE.format(7)}<p>{TEASER}</p>{STORY}</div>",
        f"<div>{STORY}{BOX.replace(TITLE.format(7), 'Harbour')}{STORY}</div>",
        f"<div>{STORY}{BOX.replace(TEASER, TEASER * 9)}{STORY}</div>",
        f"<div>{BOX}</div>",
    ],
)
def test_texts_that_are_in_no_such_box_stay(body: str) -> None:
    assert named(body, Role.RELATED) == []


def test_last_of_the_links_in_a_box_is_no_teaser() -> None:
    made = page(f"<div>{STORY}{BOX.replace(TEASER, f'<a href=/9>{TEASER[:50]}</a> {TEASER[50:]}')}</div>")
    labels = [Label(Role.RELATED, "shared/x", "") if block.text == "Below" else None for block in made.blocks]

    assert name_other_texts(made, labels, {block.index for block in made.blocks if block.text != "Below"}) == {}


CALL = "<p>Tell me your story! I look for people who have built a house by the harbour, and for those who will!</p>"


def test_call_behind_a_line_drawn_under_the_story_is_no_text() -> None:
    assert named(f"<div>{STORY}<p>{'*' * 60}</p>{CALL}</div>") == ["boilerplate"]
    more = f"<p>Music: Jane Roe</p>{CALL}<p>Join us: @harbour</p><p>Write to <a href=/us>us</a> today.</p>"
    assert named(f"<div>{STORY}<p>{'*' * 60}</p>{CALL}{more}</div>") != []


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>***</p>{CALL}",
        f"{CALL}<p>{'*' * 60}</p>{STORY}",
        f"{STORY}<p>{'=' * 60}</p>{CALL}<p>{'=' * 60}</p>{CALL}",
        f"{STORY}<p>{'*' * 60}</p><h2>A second bridge</h2>{CALL}",
        f"{STORY}<p>{'*' * 60}</p>{STORY}",
        f"{STORY}<p>{'*' * 60}</p><p>{PROSE[0]}</p>",
        f"{STORY}<p>{'*' * 60}</p><p>The mayor <a href=/k>threw her keys</a> into the river.</p><p>Then she left.</p>",
        f"{STORY}<p>{'*' * 60}</p>{CALL * 40}",
    ],
)
def test_line_that_parts_the_story_ends_nothing(body: str) -> None:
    assert named(f"<div>{body}</div>") == []


FIRST = f"<article><h1>Old bridge to be repaired</h1>{STORY}</article>"
NEXT = f"<article><h1>Harbour dredged at last</h1>{STORY}</article>"


def test_next_story_in_an_article_with_a_headline_of_its_own() -> None:
    assert named(f"<main>{FIRST}<div>{NEXT}</div></main>") == ["related"] * 6


@pytest.mark.parametrize(
    "body",
    [
        FIRST.replace("</article>", f"{NEXT}</article>"),  # an entry of the story
        f"{NEXT}{FIRST}",
        f"<h1>Old bridge to be repaired</h1>{NEXT * 3}",
        f"{FIRST}{NEXT.replace('h1', 'h2')}",
        f"<article><h1>Old bridge to be repaired</h1><p>{PROSE[0]}</p></article>{NEXT}",
    ],
)
def test_articles_that_make_one_story_stay(body: str) -> None:
    assert named(f"<main>{body}</main>") == []

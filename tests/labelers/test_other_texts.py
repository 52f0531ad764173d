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

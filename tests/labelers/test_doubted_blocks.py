"""doubted_blocks: what the model doubts amid the story of a page, and what is kept of it."""

from __future__ import annotations

import pytest

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.doubted_blocks import keep_doubted
from cleaner.model import Document, Label, Options, Role
from cleaner.stages.segment import segment

TOLD = "<p>The council met on Monday evening and agreed to repair the old bridge before winter comes.</p>"
DOUBTED = "Nobody had asked the ferryman, who lives beside the river, what he thought of it."
CARD = f"<div class='card'><p>{DOUBTED}</p></div>"


def kept(body: str, scores: tuple[float, ...], said: dict[int, Label] | None = None) -> list[int]:
    """The doubted blocks that are kept of a page whose blocks have these scores."""
    page = segment(Document(f"<body>{body}", "html", None, "utf-8", "given", "", 1), Options())
    assert len(page.blocks) == len(scores)
    given = BlockScores(scores, 0.5, 0.97, (15.0,) * len(scores))
    labels = [(said or {}).get(block.index) for block in page.blocks]
    return sorted(keep_doubted(page, labels, given, given.body))


def test_a_doubted_sentence_between_two_of_the_story_is_kept_in_a_place_like_theirs() -> None:
    parts = [f"<div class='part'>{part}</div>" for part in (TOLD, f"<p>{DOUBTED}</p>", TOLD)]
    assert kept("".join(parts), (0.9, 0.2, 0.9)) == [1]
    assert kept(f"{TOLD}<p>{DOUBTED}</p>{TOLD}", (0.9, 0.2, 0.9)) == [1]


def test_a_place_that_holds_little_of_the_story_speaks_for_nothing() -> None:
    teaser = f"<div class='teaser'>{TOLD}</div>"
    between = f"<div class='teaser'><p>{DOUBTED}</p></div>"
    assert kept(f"{TOLD * 5}{teaser}{between}{TOLD}", (0.9,) * 6 + (0.45, 0.9)) == []
    assert kept(f"{teaser * 5}{between}{TOLD}", (0.9,) * 5 + (0.45, 0.9)) == [5]


@pytest.mark.parametrize(("box", "found"), [("{}", [1]), ("<div class='box'>{}</div>", [])])
def test_a_place_deeper_than_the_story_is_a_box(box: str, found: list[int]) -> None:
    parts = [f"<div class='part'>{part}</div>" for part in (TOLD, f"<p>{DOUBTED}</p>", TOLD)]
    assert kept(f"<main>{parts[0]}{box.format(parts[1])}{parts[2]}</main>", (0.9, 0.45, 0.9)) == found


@pytest.mark.parametrize(
    ("between", "score"),
    [
        (CARD, 0.45),  # the teaser of another story has a place of its own
        (f"<p>{DOUBTED}</p>", 0.1),
        ("<p>Now from 199 dollars.</p>", 0.45),
        ("<p>The best ferries that we have tried so far, and where to find them</p>", 0.45),
        (f"<p><a href='/ferry'>{DOUBTED}</a></p>", 0.45),
        (f"<blockquote><p>{DOUBTED}</p></blockquote>", 0.45),
    ],
)
def test_other_doubted_blocks_between_are_not(between: str, score: float) -> None:
    assert kept(f"{TOLD}{between}{TOLD}", (0.9, score, 0.9)) == []


MODULE = "<div class='part'>{}</div>"
OTHER = MODULE.format(f"<p>{DOUBTED}</p>")


def test_doubted_modules_below_the_story_are_kept_where_none_of_them_is_unlikely() -> None:
    told, box = MODULE.format(TOLD) * 3, "<ul><li>Weather</li></ul>"
    assert kept(f"{told}{box}{OTHER}{box}{OTHER}", (0.9,) * 3 + (0.1, 0.4, 0.1, 0.3)) == [4, 6]
    assert kept(f"{told}{box}{OTHER}{box}{OTHER}", (0.9,) * 3 + (0.1, 0.4, 0.1, 0.2)) == []
    colon = OTHER.replace("of it.", "of it, and says so here:")
    assert kept(f"{told}{box}{colon}", (0.9,) * 3 + (0.1, 0.4)) == []
    assert kept(f"{told}{box}{OTHER}".replace(" class='part'", ""), (0.9,) * 3 + (0.1, 0.4)) == []
    assert kept(f"{MODULE.format(TOLD * 3 + f'<p>{DOUBTED}</p>')}", (0.9,) * 3 + (0.4,)) == []


def test_a_doubted_sentence_before_or_behind_the_story_or_labelled_by_a_rule_is_not_kept() -> None:
    assert kept(f"<p>{DOUBTED}</p>{TOLD}{TOLD}<p>{DOUBTED}</p>", (0.4, 0.9, 0.9, 0.4)) == []
    said = {1: Label(Role.NEWSLETTER, "shared/newsletter", "asks to subscribe")}
    assert kept(f"{TOLD}<p>{DOUBTED}</p>{TOLD}", (0.9, 0.4, 0.9), said) == []
    assert kept(f"<p>{DOUBTED}</p>", (0.4,)) == []


def test_headings_and_items_beside_a_kept_sentence_are_beside_the_story() -> None:
    body = f"{TOLD}<h3>The ferry</h3><p>{DOUBTED} It was this:</p><ul><li>Ten boats<li>One rope</ul>{TOLD}"
    assert kept(body, (0.9, 0.45, 0.3, 0.35, 0.35, 0.9)) == [1, 2, 3, 4]
    assert kept(body.replace(" It was this:", ""), (0.9, 0.45, 0.3, 0.35, 0.35, 0.9)) == [1, 2]


def item(title: str) -> str:
    heading = f"<h3><a href='/{title}'>{title}</a></h3>"
    return f"<div class='item'>{heading}<div class='about'><p>{title}: {DOUBTED}</p></div></div>"


def test_items_with_heading_and_text_between_two_paragraphs_are_kept_where_three_are_made_alike() -> None:
    dishes = [*map(item, ("Eggs", "Soup", "Cake"))]
    scores = (0.9, *(0.1, 0.05) * 3, 0.9)

    assert kept(f"<main>{TOLD}{''.join(dishes)}{TOLD}</main>", scores) == list(range(1, 7))
    assert kept(f"<main>{TOLD}{''.join(dishes)}</main>{TOLD}", scores) == []
    assert kept(f"<main>{TOLD}<aside>{''.join(dishes)}</aside>{TOLD}</main>", scores) == []
    assert kept(f"<main>{TOLD}{dishes[0] * 3}{TOLD}</main>", scores) == []
    assert kept(f"{TOLD}{''.join(dishes[:2])}{TOLD}", (0.9, *(0.1, 0.05) * 2, 0.9)) == []


@pytest.mark.parametrize(("host", "found"), [("", []), ("https://shop.example", [1, 2, 3, 4, 5, 6])])
def test_teasers_whose_titles_lead_to_other_pages_of_the_site_are_none_of_the_story(
    host: str, found: list[int]
) -> None:
    heading = "<h3><a href='{}/{}'>Bridge number {} is repaired</a></h3>"
    items = "".join(
        f"<div class=x>{heading.format(host, n, n)}<div><p>Bridge {n}: {DOUBTED}</p></div></div>" for n in range(3)
    )
    base = "<base href='https://herald.example/'>"
    assert kept(f"{base}<main>{TOLD}{items}{TOLD}</main>", (0.9, *(0.1, 0.05) * 3, 0.9)) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("<div class='art__zwischentitel'>Who pays</div>", "<div class='art__zwischentitel'>And when</div>", [1, 3]),
        ("<p class=crosshead>Who pays</p>", "<p class=crosshead>And when</p>", [1, 3]),
        ("<p class=crosshead>Who pays</p>", "<p class=advert>And when</p>", []),  # one alone
        ("<p class=box>Who pays</p>", "<p class=box>And when</p>", []),
        ("<p class=crosshead>Nobody pays.</p>", "<p class=crosshead>Never.</p>", []),
    ],
)
def test_lines_that_their_classes_call_headings_are_kept(first: str, second: str, found: list[int]) -> None:
    assert kept(f"{TOLD}{first}{TOLD}{second}{TOLD}", (0.9, 0.01, 0.9, 0.01, 0.9)) == found


def test_heads_of_parts_that_unfold_are_headings() -> None:
    assert kept(f"{TOLD}<details><summary>Who pays</summary>{TOLD}</details>", (0.9, 0.45, 0.9)) == [1]

"""leftovers: what a block is that is not body and that no rule has named."""

from __future__ import annotations

from cleaner.labelers.block_model import DeclaredTexts
from cleaner.labelers.leftovers import NEAR_BLOCKS, name_leftovers
from cleaner.model import Document, Label, Options, Role
from cleaner.stages.segment import segment

DECK = "Two members of the council warned that the money would be missing elsewhere."
EMPTY = "<div>Unknown words</div>" * NEAR_BLOCKS
HTML = f"""<title>Bridge to be repaired</title><meta name=description content="{DECK}">
<div><a href=/a>Sport</a></div>{EMPTY}<div>Bridge to be repaired</div>
<div><a href=/jane>Jane Roe</a></div><div>{DECK}</div>
<p>The council met on Monday.</p><figure><img src=a.jpg>The bridge in May</figure><p>It agreed.</p>
<div>Bridge to be repaired</div>{EMPTY}<div><a href=/b>Ten ways to cook an egg</a></div>"""


def test_leftovers_are_told_by_markup_and_by_what_the_page_says_of_itself() -> None:
    page = segment(Document(HTML, "html", None, "utf-8", "given", "", len(HTML)), Options())
    kept = [block.index for block in page.blocks if block.tag == "p"]
    named = name_leftovers(page, [None] * len(page.blocks), kept, DeclaredTexts(page))
    assert {page.blocks[index].text: label.role.value for index, label in named.items()} == {
        "Sport": "navigation",
        "Bridge to be repaired": "headline",
        DECK: "subtitle",
        "The bridge in May": "caption",
        "Ten ways to cook an egg": "related",
    }
    headlines = [label for label in named.values() if label.role == "headline"]
    assert len(headlines) == 1  # the one below the story is none; the link beside the headline may be the author


def test_what_a_rule_has_named_is_not_named_again() -> None:
    page = segment(Document(HTML, "html", None, "utf-8", "given", "", len(HTML)), Options())
    ruled = [Label(Role.BOILERPLATE, "rule", "said so")] * len(page.blocks)
    assert name_leftovers(page, ruled, [], DeclaredTexts(page)) == {}

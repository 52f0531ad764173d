"""The body a rule names: which blocks lie in it, and the labels of all blocks that have none."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree, html
from msgspec import Struct

from cleaner.json_paths import read_path
from cleaner.labelers.roles import body_role
from cleaner.labelers.rules.draft import LabelDraft, has_text
from cleaner.labelers.rules.reach import covers
from cleaner.model import Json, Label, Role, Voice
from cleaner.page_state import read_states
from cleaner.rulebook.compiled import BodyPlan
from cleaner.rulebook.match import SiteMatch
from cleaner.text import fold

MIN_BODY_WORDS = 10  # an empty container, a "loading …"
MIN_ANCHOR_WORDS = 5  # shorter blocks occur in any long text; they count only between longer ones
MAX_PRINTED_CHARS = 100_000  # every block is looked up in it; the longest stories have a third
WINDOW = 25  # blocks before and behind the body that may be about the story: byline, date, deck, bio, notices
OUTSIDE = "outside the body that the rule names"


class NamedBody(Struct, frozen=True, eq=False):
    """The body a rule names on this page: where the rule says so, its blocks, and the window around them.

    window: the blocks from some before its first to some behind its last: what belongs to the story stands there.
    """

    plan: BodyPlan
    inside: frozenset[int]
    window: range


def find_body(draft: LabelDraft, match: SiteMatch) -> NamedBody | None:
    """The first place a rule names that is on the page; None where no rule names one, or the page has none of them."""
    for layer in match.layers:
        for plan in layer.bodies:
            inside = _blocks_of(draft, plan)
            if sum(map(draft.words, inside)) >= MIN_BODY_WORDS:
                window = range(max(0, min(inside) - WINDOW), min(len(draft.blocks), max(inside) + WINDOW + 1))
                return NamedBody(plan, inside, window)
    return None


def label_rest(draft: LabelDraft, body: NamedBody) -> None:
    """Label what no statement has labelled: inside the body by tag, outside as boilerplate.

    Of what stands outside the rule says nothing else: a labeler of the story's lines may know more of it.
    """
    by, voice = body.plan.by, body.plan.voice
    why = f"inside the body that the rule names: {body.plan.place}"
    outside = Label(Role.BOILERPLATE, by, OUTSIDE, Voice.MARKUP)
    for block in draft.blocks:
        label = Label(body_role(block), by, why, voice) if block.index in body.inside else outside
        draft.give(block.index, label)


def _blocks_of(draft: LabelDraft, plan: BodyPlan) -> frozenset[int]:
    """The blocks in the place that a rule names; of one that is there in part, whether it is for the larger part."""
    if plan.jsonld is not None:
        return _printed_blocks(draft, [(node, plan.jsonld) for node in draft.page.signals.json_ld])
    if plan.state is not None:
        states = read_states(draft.page.signals.states).items()
        return _printed_blocks(draft, [(state, plan.state.removeprefix(f"{name}.")) for name, state in states])
    if draft.page.tree is None:
        return frozenset()
    (selector,) = plan.targets.selectors
    inside: set[int] = set()
    for whole, parts in covers(draft, selector.find(draft.page.tree), lambda words: True):
        inside.update(whole)
        for block, start, end in parts:
            if 2 * (end - start) >= len(draft.blocks[block].text):
                inside.add(block)
    return frozenset(inside)


def _printed_blocks(draft: LabelDraft, places: Iterable[tuple[Json, str]]) -> frozenset[int]:
    """The blocks whose text stands in a text of the page's data, from the first long one to the last.

    places: objects, each with the path in it.
    """
    body = ""
    for node, path in places:
        for value in read_path(node, path):
            if isinstance(value, str):
                body = max(body, _packed(_plain(value[:MAX_PRINTED_CHARS])), key=len)
    contained = [block.index for block in draft.blocks if has_text(block.text) and _packed(block.text) in body]
    anchors = [block for block in contained if draft.words(block) >= MIN_ANCHOR_WORDS]
    if not anchors:
        return frozenset()
    return frozenset(block for block in contained if anchors[0] <= block <= anchors[-1])


def _packed(text: str) -> str:
    """The folded text without white space: JSON-LD texts often join paragraphs without one."""
    return fold(text).replace(" ", "")


def _plain(text: str) -> str:
    """The text without markup; some sites put HTML into their JSON-LD."""
    try:
        return "".join(map(str, html.document_fromstring(f"<div>{text}</div>").itertext()))
    except (etree.ParserError, ValueError):  # control characters, or no text at all
        return text

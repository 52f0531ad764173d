"""The body a rule names: which blocks lie in it, and the labels of all blocks that have none."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html

from cleaner.json_paths import read_path
from cleaner.labelers.roles import body_role
from cleaner.labelers.rules.draft import LabelDraft, has_text
from cleaner.labelers.rules.reach import Reach, parts_of, reach_of
from cleaner.model import Label, Role, Voice
from cleaner.rulebook.compiled import BodyPlan
from cleaner.rulebook.match import SiteMatch
from cleaner.text import fold

MIN_BODY_WORDS = 10  # an empty container, a "loading …"
MIN_ANCHOR_WORDS = 5  # shorter blocks occur in any long text; they count only between longer ones
MAX_PRINTED_CHARS = 300_000  # every block is looked up in it; the longest stories have a tenth
WINDOW = 25  # blocks before and behind the body that may be about the story: byline, date, deck, bio, notices
OUTSIDE = "outside the body that the rule names"


@dataclass(frozen=True, slots=True)
class NamedBody:
    """The body a rule names on this page: its blocks, whose words these are, and the window around them.

    window: the blocks from some before its first to some behind its last: what belongs to the story stands there.
    """

    inside: frozenset[int]
    by: str
    why: str
    voice: Voice
    window: range


def find_body(draft: LabelDraft, match: SiteMatch) -> NamedBody | None:
    """The first place a rule names that is on the page; None where no rule names one, or the page has none of them."""
    for layer in match.layers:
        for body in layer.bodies:
            inside = _blocks_of(draft, body)
            if sum(map(draft.words, inside)) >= MIN_BODY_WORDS:
                window = range(max(0, min(inside) - WINDOW), min(len(draft.blocks), max(inside) + WINDOW + 1))
                return NamedBody(inside, body.by, _why(body), body.voice, window)
    return None


def label_rest(draft: LabelDraft, body: NamedBody) -> None:
    """Label what no statement has labelled: inside the body by tag, outside as boilerplate."""
    outside = Label(Role.BOILERPLATE, body.by, OUTSIDE, body.voice)
    for block in draft.blocks:
        if block.index in body.inside:
            draft.give(block.index, Label(body_role(block), body.by, body.why, body.voice))
        else:
            draft.give(block.index, outside)


def _blocks_of(draft: LabelDraft, body: BodyPlan) -> frozenset[int]:
    if body.jsonld is not None:
        return _printed_blocks(draft, body.jsonld)
    tree = draft.page.tree
    if tree is None or body.selector is None:
        return frozenset()
    inside: set[int] = set()
    done = Reach(-1, -1, 0, 0)
    for element in body.selector.find(tree):
        reach = reach_of(tree, element)
        if reach is None or done.holds(reach):
            continue
        done = reach
        whole, parts = parts_of(draft, reach)
        inside.update(whole)
        inside.update(block for block, start, end in parts if 2 * (end - start) >= len(draft.blocks[block].text))
    return frozenset(inside)


def _printed_blocks(draft: LabelDraft, path: str) -> frozenset[int]:
    """The blocks whose text stands in a JSON-LD text, from the first long one to the last."""
    texts = [value for node in draft.page.signals.json_ld for value in read_path(node, path) if isinstance(value, str)]
    if not texts:
        return frozenset()
    body = max((_packed(_plain(text[:MAX_PRINTED_CHARS])) for text in texts), key=len)
    contained = [block.index for block in draft.blocks if _packed(block.text) in body and has_text(block.text)]
    anchors = [block for block in contained if draft.words(block) >= MIN_ANCHOR_WORDS]
    return frozenset(block for block in contained if anchors and anchors[0] <= block <= anchors[-1])


def _packed(text: str) -> str:
    """The folded text without white space: JSON-LD texts often join paragraphs without one."""
    return fold(text).replace(" ", "")


def _plain(text: str) -> str:
    """The text without markup; some sites put HTML into their JSON-LD."""
    if "<" not in text and "&" not in text:
        return text
    try:
        return "".join(str(piece) for piece in html.document_fromstring(f"<div>{text}</div>").itertext())
    except (etree.ParserError, ValueError):  # control characters, or no text at all
        return text


def _why(body: BodyPlan) -> str:
    named = f"jsonld {body.jsonld}" if body.jsonld is not None else body.selector.text if body.selector else ""
    return f"inside the body that the rule names: {named}"

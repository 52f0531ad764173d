"""What looks like the text and is none: copies of it for phones or printers, Latin in its place, galleries in it,
sentences pulled out of it.
"""

from __future__ import annotations

from msgspec.structs import replace

from cleaner.labelers.no_text.copies import find_copies, find_parts_of_copies
from cleaner.labelers.no_text.filler import find_filler
from cleaner.labelers.no_text.galleries import find_galleries
from cleaner.labelers.no_text.longer import find_longer
from cleaner.labelers.no_text.pulled import find_pulled
from cleaner.labelers.roles import body_role
from cleaner.model import BODY_ROLES, Block, Label, Labels, Page, Role

CODE = "pre"  # says the same again and again
COPY = Label(Role.BOILERPLATE, "coherence", "a copy of paragraphs that the text has already")
FILLER = Label(Role.PAYWALL, "coherence", "Latin in the place of the text's end")
GALLERY = Label(Role.BOILERPLATE, "coherence", "in a gallery inside the story, whose items are counted")
PULLED = Label(Role.BOILERPLATE, "coherence", "a sentence of the text, pulled out of it and printed again")

WHOLE = "of the whole story, of which the page shows the beginning twice"


def drop_no_text(page: Page, labels: Labels) -> Labels:
    """The labels, with what is no text of the story, though it reads like it, named so."""
    labels = _with_longer(page, labels)
    body = _body(page, labels)
    texts = [block.text for block in body]
    named = dict.fromkeys(find_filler(texts), FILLER)
    named |= dict.fromkeys((place for place in find_copies(texts) if body[place].tag != CODE), COPY)
    named |= dict.fromkeys(find_galleries(page, body), GALLERY)
    changed = list(labels.labels)
    for place, label in named.items():
        changed[body[place].index] = label
    rest = [block for place, block in enumerate(body) if place not in named]
    lines = [block.index for block in rest]
    pulled = find_pulled([block.text for block in rest], lines) if page.tree is None else ()
    for block in (rest[place] for place in pulled if not rest[place].marker):
        changed[block.index] = PULLED
    for index in find_parts_of_copies([block.text for block in page.blocks], lines):
        changed[index] = COPY
    return replace(labels, labels=tuple(changed))


def _body(page: Page, labels: Labels) -> list[Block]:
    pairs = zip(page.blocks, labels.labels, strict=True)
    return [block for block, label in pairs if label is not None and label.role in BODY_ROLES]


def _with_longer(page: Page, labels: Labels) -> Labels:
    """The labels, with the whole story in the place of a copy of how it begins."""
    body = _body(page, labels) if page.tree is not None else []
    longer = find_longer(page.blocks, labels.labels, body) if body else []
    if not longer:
        return labels
    changed = list(labels.labels)
    for block in body:
        changed[block.index] = COPY
    for index in longer:
        changed[index] = Label(body_role(page.blocks[index]), "coherence", WHOLE)
    return replace(labels, labels=tuple(changed))

"""Captions and credits the page prints in blocks: which block says what, each credit parted from its caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.fields.captions import Captioned, split_caption
from cleaner.fields.credit_line import without_label
from cleaner.model import Block, Label, Role, Story

# A caption of a picture may be labelled by nobody, or only as no body: it is one all the same.
CAPTION_ROLES = frozenset({Role.CAPTION, Role.CREDIT, Role.COPYRIGHT, Role.BOILERPLATE, None})
RULE_FIELDS = ("credit", "credits", "photo_credits")


def caption_lines(story: Story) -> Mapping[int, Captioned]:
    """Block index → caption and credit: blocks with role caption, those a picture holds as its own, and credit blocks.

    What a rule's pattern caught as credit or caption counts before what the text looks like.
    """
    credits, captions = caught(story, *RULE_FIELDS), caught(story, "caption")
    held = {index for image in story.page.signals.images for index in image.blocks}
    lines: dict[int, Captioned] = {}
    for block, label in zip(story.page.blocks, story.labels.labels, strict=True):
        role = label.role if label is not None else None
        if role is Role.CREDIT:
            lines[block.index] = Captioned(None, credits.get(block.index) or without_label(block.text) or None)
        elif role is Role.CAPTION or (block.index in held and is_caption(block, role)):
            text = captions.get(block.index) or without_cuts(story, block)
            known = credits.get(block.index) or cut_credit(story, block)
            line = split_caption(text, known)
            lines[block.index] = line._replace(credit=without_label(known)) if known else line
    return lines


def loose_credits(story: Story) -> tuple[str, ...]:
    """Credits a rule found outside any block, or cut out of a paragraph."""
    elsewhere = [c.value for name in RULE_FIELDS for c in story.candidates.get(name, ()) if c.block < 0]
    return (*elsewhere, *cut_texts(story, Role.CREDIT))


def caught(story: Story, *fields: str) -> Mapping[int, str]:
    """Block index → what a rule found for one of the fields there."""
    found = [c for name in fields for c in story.candidates.get(name, ())]
    found += [c for c in story.labels.found if c.field in fields]
    return {c.block: c.value for c in reversed(found) if c.block >= 0}


def is_caption(block: Block, role: Role | None) -> bool:
    """Whether a block that a picture holds is its caption: not where a rule or a voice says it is something else."""
    return role in CAPTION_ROLES or block.tag == "figcaption" or "figcaption" in block.ancestors


def without_cuts(story: Story, block: Block) -> str:
    """The block's text without what was cut out of it."""
    text = block.text
    for cut in sorted(cuts_of(story, block.index), key=lambda cut: -cut[0]):
        text = f"{text[: cut[0]]} {text[cut[1] :]}"
    return text


def cut_credit(story: Story, block: Block) -> str | None:
    """The credit cut out of a caption."""
    cuts = [cut for cut in cuts_of(story, block.index) if cut[2].role is Role.CREDIT]
    return block.text[cuts[0][0] : cuts[0][1]] if cuts else None


def cuts_of(story: Story, index: int) -> list[tuple[int, int, Label]]:
    """Start, end and label of the cuts in a block."""
    return [(cut.start, cut.end, cut.label) for cut in story.labels.cuts if cut.block == index]


def cut_texts(story: Story, role: Role) -> Iterator[str]:
    """The runs of text with the role that were cut out of blocks other than captions."""
    for cut in story.labels.cuts:
        label = story.labels.labels[cut.block]
        if cut.label.role is role and (label is None or label.role is not Role.CAPTION):
            yield story.page.blocks[cut.block].text[cut.start : cut.end]

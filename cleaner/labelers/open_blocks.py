"""The general voices, for the blocks no rule has spoken for."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.labelers import extractor
from cleaner.labelers.block_model import Opinion, judge_blocks
from cleaner.labelers.block_model.measures import Reference
from cleaner.labelers.leftovers import name_leftovers
from cleaner.labelers.roles import body_role
from cleaner.model import Label, Labels, Page, Role, Voice
from cleaner.text import count_words, ends_sentence

HIDDEN = Label(Role.BOILERPLATE, "markup", "hidden from readers by the markup", Voice.MARKUP)
MAX_HIDDEN_SHARE = 0.5  # a page that hides most of its text shows it later by script: there the mark says nothing

# Expected F1 below which trafilatura is asked, and what its word counts then: docs/decisions/0008
ASK_BELOW = 0.9
VOTE_WEIGHT = 0.4
DOUBTED, SENTENCE_WORDS = 0.3, 15  # dumps of both sets ±.0002; the first paragraph of a dump is often a summary as well
STRAY = Label(Role.BOILERPLATE, "coherence", "a few words before the headline or behind the story's end")
MAX_STRAY_SHARE = 0.1
BETWEEN = frozenset({Role.BYLINE, Role.TIMESTAMP})
ENDS = frozenset({Role.COMMENTS, Role.FOOTER, Role.BIO, Role.COPYRIGHT})


def add_general_voices(page: Page, rule_labels: Labels) -> Labels:
    """Give every block that has no label one, by the voices that suit the page.

    The block model decides, on pages and on dumps; where it expects to be wrong about an HTML page, trafilatura is
    asked as well. Where a rule has named the body, every block has its label already and no voice is asked. Returns
    Labels without None, and with the F1 the body is expected to have.
    """
    if rule_labels.body_by is not None:
        return rule_labels
    labels = hide(page, list(rule_labels.labels))
    reference = Reference(page)
    opinion = judge_blocks(page, labels, reference)
    votes: frozenset[int] = frozenset()
    if page.tree is not None and opinion.expected_f1 < ASK_BELOW:
        votes = extractor.vote(page, [index for index, label in enumerate(labels) if label is not None])
    mixed = opinion.with_votes(votes, VOTE_WEIGHT) if votes else opinion
    kept, alone = mixed.kept, opinion.kept
    doubted = _sentences(page, opinion) if page.tree is None else frozenset()
    kept -= _deck(page, labels, kept, reference)
    stray = _stray(labels, kept, opinion.words)
    leftovers = name_leftovers(page, labels, sorted(kept - stray), reference)
    for block in page.blocks:
        index = block.index
        if labels[index] is not None:
            continue
        if index in doubted:
            labels[index] = Label(body_role(block), "coherence", "a sentence right beside the text of the story")
            continue
        if index in kept and index not in stray:
            role = body_role(block)
        elif index in leftovers:
            labels[index] = leftovers[index]
            continue
        elif index in stray:
            labels[index] = STRAY
            continue
        else:
            role = Role.BOILERPLATE
        by = "block-model" if (index in kept) == (index in alone) else "trafilatura"
        labels[index] = Label(role, by, _why(mixed.scores[index], index in votes if votes else None))
    return Labels(tuple(labels), rule_labels.cuts, rule_labels.found, "block-model", opinion.expected_f1)


def _why(score: float, vote: bool | None) -> str:
    """The receipt: how likely the block is part of the story, and what trafilatura says where it was asked."""
    told = f"part of the story with a likelihood of {score:.2f}"
    return told if vote is None else f"{told}; trafilatura {'takes' if vote else 'does not take'} it"


def _sentences(page: Page, opinion: Opinion) -> frozenset[int]:
    """Of a dump: sentences the model doubts that stand right before its choice, or between two lines of it."""
    kept = opinion.kept
    first = min(kept, default=0)
    return frozenset(
        block.index
        for block, score, is_open in zip(page.blocks, opinion.scores, opinion.open, strict=True)
        if is_open
        and score > DOUBTED
        and block.index + 1 in kept
        and (block.index < first or block.index - 1 in kept)
        and ends_sentence(block.text)
        and count_words(block.text) >= SENTENCE_WORDS
    )


def _deck(page: Page, labels: list[Label | None], kept: frozenset[int], reference: Reference) -> frozenset[int]:
    """The subtitle at the head of a choice: the page's description, parted from the text by byline or date."""
    first, *rest = sorted(kept) or [0]
    if not rest or not any(label and label.role in BETWEEN for label in labels[first + 1 : rest[0]]):
        return frozenset()
    return frozenset({first}) if reference.is_described(page.blocks[first].text) else frozenset()


def _stray(labels: list[Label | None], kept: frozenset[int], counts: Sequence[float]) -> frozenset[int]:
    """The few words of a choice that stand before the headline, or behind the story's end as rules have named it.

    counts: of each block's words.
    """
    words = [count if index in kept else 0.0 for index, count in enumerate(counts)]
    limit = MAX_STRAY_SHARE * sum(words)
    headline = next((index for index, label in enumerate(labels) if label and label.role is Role.HEADLINE), 0)
    first = headline if sum(words[:headline]) < limit else 0
    last, behind = len(words), sum(words)
    for index, label in enumerate(labels):
        behind -= words[index]
        if label is not None and label.role in ENDS and behind < limit:
            last = index
            break
    return frozenset(index for index in kept if index < first or index > last)


def hide(page: Page, labels: list[Label | None]) -> list[Label | None]:
    """The labels with open blocks that the markup hides named so; not on a page that hides most of its text."""
    open_chars = hidden_chars = 0
    for block in page.blocks:
        if labels[block.index] is None:
            open_chars += len(block.text)
            hidden_chars += len(block.text) if block.hidden else 0
    if not hidden_chars or hidden_chars > MAX_HIDDEN_SHARE * open_chars:
        return labels
    return [
        HIDDEN if label is None and block.hidden else label for block, label in zip(page.blocks, labels, strict=True)
    ]

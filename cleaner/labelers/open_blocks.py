"""Labels for the blocks that no rule has labelled: by the block model, with trafilatura where it is in doubt."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial
from itertools import accumulate

from msgspec.structs import replace

from cleaner.labelers import extractor
from cleaner.labelers.block_model import BlockScores, DeclaredTexts, score_blocks
from cleaner.labelers.block_model.doubt import vote_doubts
from cleaner.labelers.block_model.final_body import final_numbers
from cleaner.labelers.doubted_blocks import keep_doubted
from cleaner.labelers.doubted_lines import SENTENCE_WORDS, is_sentence, keep_doubted_lines
from cleaner.labelers.dump_ends import name_behind_end
from cleaner.labelers.hidden import hide
from cleaner.labelers.inner_teasers import name_inner_teasers
from cleaner.labelers.leftovers import name_leftovers
from cleaner.labelers.listed_stories import name_boxed_stories, name_listed_stories
from cleaner.labelers.other_texts import name_other_texts
from cleaner.labelers.posts import name_posts
from cleaner.labelers.regular_lines import name_regular_lines
from cleaner.labelers.replies import name_replied
from cleaner.labelers.roles import SUBHEADINGS, body_role
from cleaner.labelers.set_lines import name_set_lines
from cleaner.labelers.votes import weigh_votes
from cleaner.libraries import NoAnswer
from cleaner.model import BODY_ROLES, RULE_MISSED, Block, Label, Labels, Page, Role

__all__ = ["hide", "label_open_blocks"]

# Expected F1 below which trafilatura votes: docs/decisions/0008
ASK_BELOW = 0.9
# Of a block outside the place where a rule that is not sure says the story is: times the odds that it is part of it.
OUTSIDE = 0.1
NO_VOTE = "no_vote"  # the flag of a record
STRAY = Label(Role.BOILERPLATE, "coherence", "a few words before the headline or behind the story's end")
MAX_STRAY_SHARE = 0.1
BETWEEN = frozenset({Role.BYLINE, Role.TIMESTAMP})
ENDS = frozenset({Role.COMMENTS, Role.FOOTER, Role.BIO, Role.COPYRIGHT})


def label_open_blocks(page: Page, rule_labels: Labels) -> Labels:
    """Give every block that no rule has labelled a label.

    The block model decides, on pages and on dumps; where it expects to be wrong about an HTML page, trafilatura votes
    as well. Where a rule has named the body, every block has its label already and neither is run. Returns Labels
    without None, and what the F1 is read off that the body can be expected to have.
    """
    if rule_labels.body_by is not None:
        return rule_labels
    labels = hide(page, rule_labels.labels)
    declared = DeclaredTexts(page)
    alone = score_blocks(page, labels, declared)
    answer = _votes(page, labels, alone)
    votes = answer if isinstance(answer, frozenset) else frozenset()
    flags = () if votes is answer else (NO_VOTE,)
    doubts = flags if answer is None else ()
    scores, heard = _mixed(alone, votes) if votes else (alone, {})
    if rule_labels.likely is not None:
        is_there = _holds_body(rule_labels.likely, alone)
        scores = scores.with_place(rule_labels.likely, OUTSIDE) if is_there else scores
        flags = flags if is_there else (*flags, RULE_MISSED)
    others = _others(page, labels, scores)
    scores = scores.without(others)
    body = scores.body - _deck(page, labels, scores.body, declared)
    stray = _stray(labels, body, alone.words)
    named = dict.fromkeys(stray, STRAY)
    named |= name_leftovers(page, labels, sorted(body - stray), declared) | others
    if page.tree is None:
        named |= keep_doubted_lines(page, labels, scores)
        kept = (body - stray) | {index for index, label in named.items() if label.role in BODY_ROLES}
        named |= name_set_lines(page, labels, kept, alone.scores)
        regular = name_regular_lines(page, labels, kept, scores.scores)
        named |= {index: label for index, label in regular.items() if index not in others}
    else:
        sure = body - stray
        doubted = keep_doubted(page, labels, scores, sure)
        named |= doubted | name_inner_teasers(page, sure | doubted.keys(), sure)
    kept_alone = alone.body
    for index in (index for index, label in enumerate(labels) if label is None):
        labels[index] = named.get(index) or _scored(page.blocks[index], index in body, scores, kept_alone, heard)
    flags = (*rule_labels.flags, *flags)
    shape = alone.shape and alone.shape + vote_doubts(alone.body, votes, alone.words)
    chosen = [index for index, label in enumerate(labels) if label is not None and label.role in BODY_ROLES]
    numbers_of = None if alone.view is None else partial(final_numbers, alone.view, votes, chosen)
    found = replace(rule_labels, labels=tuple(labels), body_by="block-model", flags=flags, doubts=doubts)
    return replace(found, shape=shape, numbers_of=numbers_of)


def _others(page: Page, labels: Sequence[Label | None], scores: BlockScores) -> dict[int, Label]:
    """Labels of what was chosen and is none of the story, as the lines between and around it tell."""
    if page.tree is None:
        listed = name_listed_stories(page.blocks, labels, scores.body, scores.words)
        behind = name_behind_end(page.blocks, labels, scores.body, scores.words)
        boxed = name_boxed_stories(page.blocks, labels, scores)
        return boxed | listed | name_posts(page.blocks, scores.body) | behind
    replied = name_replied(page, scores.scores, scores.body)
    return replied | name_other_texts(page, labels, scores.body - replied.keys())


def _mixed(alone: BlockScores, votes: frozenset[int]) -> tuple[BlockScores, dict[int, bool]]:
    """The scores with trafilatura's votes mixed in, and the votes that count, by block."""
    weights = weigh_votes(alone, votes)
    return alone.with_votes(votes, weights), {i: i in votes for i, weight in enumerate(weights) if weight}


def _scored(
    block: Block, is_body: bool, scores: BlockScores, alone: Container[int], heard: Mapping[int, bool]
) -> Label:
    """The label by the scores: trafilatura's where the model alone chose otherwise. heard: its votes that count."""
    by = "block-model" if is_body == (block.index in alone) else "trafilatura"
    why = _why(scores.scores[block.index], heard.get(block.index))
    return Label(body_role(block) if is_body else Role.BOILERPLATE, by, why)


def _holds_body(place: frozenset[int], scores: BlockScores) -> bool:
    """Whether a place holds most of what the model takes as the story: on a page of another design it is another."""
    inside = sum(scores.words[index] for index in scores.body & place)
    return 2 * inside >= sum(scores.words[index] for index in scores.body)


def _votes(page: Page, labels: Sequence[Label | None], scores: BlockScores) -> frozenset[int] | NoAnswer | None:
    """The open blocks that trafilatura takes as the story; none where the model is sure, and of a dump.

    None where the model is in doubt, and the page too large to ask trafilatura.
    """
    if page.tree is None or scores.expected_f1 >= ASK_BELOW:
        return frozenset()
    return extractor.vote(page, [index for index, label in enumerate(labels) if label is not None])


def _why(score: float, vote: bool | None) -> str:
    """The receipt: how likely the block is part of the story, and trafilatura's vote where there was one."""
    likelihood = f"part of the story with a likelihood of {score:.2f}"
    votes = {None: "", True: "; trafilatura takes it", False: "; trafilatura does not take it"}
    return likelihood + votes[vote]


def _deck(page: Page, labels: Sequence[Label | None], body: frozenset[int], declared: DeclaredTexts) -> frozenset[int]:
    """The subtitle at the head of a choice: the page's description, parted from the text by byline or date.

    Sentences are text as well: docs/decisions/0009.
    """
    first, second = [*sorted(body), 0, 0][:2]
    roles = {label.role for label in labels[first + 1 : second] if label is not None}
    if BETWEEN.isdisjoint(roles):
        return frozenset()
    opening = page.blocks[first]
    is_text = opening.tag not in SUBHEADINGS and is_sentence(opening.text, SENTENCE_WORDS)
    return frozenset({first} if declared.is_description(opening.text) and not is_text else ())


def _stray(labels: Sequence[Label | None], body: frozenset[int], counts: Sequence[float]) -> frozenset[int]:
    """The few words of a choice that stand before the headline, or behind the story's end as rules have named it.

    counts: of each block's words.
    """
    words = [count if index in body else 0.0 for index, count in enumerate(counts)]
    words_before = [0.0, *accumulate(words)]
    total = words_before[-1]
    limit = MAX_STRAY_SHARE * total
    first, last = 0, len(words)
    for index, label in reversed(list(enumerate(labels))):
        role = None if label is None else label.role
        if role is Role.HEADLINE:
            first = index
        elif role in ENDS and total - words_before[index + 1] < limit:
            last = index
    if words_before[first] >= limit:
        first = 0
    return frozenset(index for index in body if not first <= index <= last)

"""Find the title of a text dump, and the deck below it, by their place and shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaner.fields.memo import once
from cleaner.fields.precedence import is_from_rule
from cleaner.fields.site_names import title_parts
from cleaner.model import BODY_ROLES, Block, Role, Story
from cleaner.text import UNSPACED, WORD, collapse, count_words, ends_sentence, fold

MAX_HEAD_LINES = 80  # menus of news sites run to 300 lines; the title stands in the last lines before the story
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 3, 32
MIN_DECK_WORDS, MAX_DECK_WORDS, MAX_DECK_LINES = 3, 45, 3
BODY_CHARS = 4000  # of the story whose words are compared
STEM_CHARS = 6  # words are cut there, so that inflected forms meet

# Weights of a conditional logit, fitted on the dumps (two flatteners) of two development sets: right on 65 % of the
# pages of the half it was not fitted on, where 77 % print their title on a line of its own.
SHARED_SHARE = 1.7  # share of the line's own words that the story uses too
SHARED_WORDS = 1.7  # how many they are, up to 6
WORDS = 1.5  # up to 8: shorter lines are menu entries
LONG = -0.9  # per ten words beyond 14: captions, decks
STOP = -1.2  # ends like a sentence
REPEATED = 1.0  # printed twice: in <title>, the breadcrumb, a share box
LATE = -0.9  # lines before it that are about the story too: what follows a title is its deck
DISTANCE = -0.5  # per 20 lines between it and the story
MARKED = -0.8  # a bullet
SIGNED = 1.7  # a byline or date follows
APART = 1.8  # an empty line above and below
AFTER_SHORT = 0.6  # a section or kicker above
FIRST = 1.0  # the dump begins with it, and it is no <title> with the site's name; set by hand
CAPTION = -2.0  # names a photographer or ends in a bracket; set by hand: +2 points on news, none on the others

NO_TITLE = re.compile(
    r"""https?:// | \S+@\S+\.\w | \ [>›»]\ .*\S$ | ^[©\d/.:,\s|-]+$ | \d{1,2}:\d\d | :$
      | ^(?:by|von|par|por|di|foto|photo|image|source|quelle|published|updated)\b[:\s]
      | \b(?:cookies?|newsletter|javascript|password)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CREDITED = re.compile(
    r"""\[[^\]]+\]$ | \([^)]*(?:foto|photo|image|bild|via|/|©)[^)]*\)$ | © | \bgetty\b
      | \b(?:foto|photo|image|bild|credit|picture)\s*(?:by|von|:|courtesy)""",
    re.IGNORECASE | re.VERBOSE,
)
SIGNATURE = re.compile(r"^(?:by|von|par|por|di|door|av|od|автор)\b|\b(?:19|20)\d\d\b|\d{1,2}:\d\d", re.IGNORECASE)
MAX_SIGNATURE_WORDS = 14
NO_DECK = re.compile(NO_TITLE.pattern + r"| [])]$ | ©", re.IGNORECASE | re.VERBOSE)  # a caption ends in its credit
MIN_DECK_SHARE = 0.3  # of a deck's words that the story uses; a byline shares none


def find_title_line(story: Story) -> Block | None:
    """The line that is most likely the headline; None for a dump that has nothing like one."""
    return once(story, "title_line", _find_line)


def _find_line(story: Story) -> Block | None:
    head = _head(story)
    own = [_content_words(block.text) for block in head]
    body = _body_words(story)
    shared = [len(words & body) for words in own]
    about = [2 * hits >= len(words) and hits >= 2 for hits, words in zip(shared, own, strict=True)]
    counts = _counts(story)
    kept = {block.index for block in story.body}
    best, best_score = None, 0.0
    for place, block in enumerate(head):
        words = count_words(block.text)
        is_prose = block.index in kept and ends_sentence(block.text)
        if is_prose or not MIN_TITLE_WORDS <= words <= MAX_TITLE_WORDS or NO_TITLE.search(block.text):
            continue
        score = SHARED_SHARE * shared[place] / max(len(own[place]), 1) + SHARED_WORDS * min(shared[place], 6) / 6
        score += LATE * min(sum(about[max(0, place - 8) : place]), 3) / 3 + _shape(block, words, counts)
        score += _surroundings(head, place)
        if score > best_score:
            best, best_score = block, score
    return best


def find_deck_lines(story: Story, title: Block) -> tuple[Block, ...]:
    """The lines right after the title that are short and end like no sentence; none where there are too many."""
    start = story.body[0].index if story.body else len(story.page.blocks)
    body, counts = _body_words(story), _counts(story)
    deck = []
    for block in story.page.blocks[title.index + 1 : start]:
        label = story.labels.labels[block.index]
        spoken = label is not None and is_from_rule(label.by) and label.role is not Role.SUBTITLE
        fits = MIN_DECK_WORDS <= count_words(block.text) <= MAX_DECK_WORDS and not NO_DECK.search(block.text)
        about = _content_words(block.text)
        known = len(about & body) >= MIN_DECK_SHARE * len(about) and counts[fold(block.text)] == 1
        if spoken or not fits or not known or ends_sentence(block.text):
            break
        deck.append(block)
    return tuple(deck) if len(deck) <= MAX_DECK_LINES else ()


def _head(story: Story) -> Sequence[Block]:
    """The lines up to the story's first that no rule has named something else; the last ones where there are many."""
    start = story.body[0].index if story.body else len(story.page.blocks) - 1
    pairs = zip(story.page.blocks[: start + 1], story.labels.labels, strict=False)
    open_roles = BODY_ROLES | {Role.HEADLINE}
    free = [block for block, label in pairs if label is None or not is_from_rule(label.by) or label.role in open_roles]
    return free[-MAX_HEAD_LINES:]


def _shape(block: Block, words: int, counts: Mapping[str, int]) -> float:
    score = WORDS * min(words, 8) / 8 + LONG * max(0, words - 14) / 10
    score += STOP if ends_sentence(block.text) and block.text[-1] not in "?!？！" else 0.0
    score += REPEATED if counts.get(fold(block.text), 0) > 1 else 0.0
    score += CAPTION if CREDITED.search(block.text) else 0.0
    return score + (MARKED if block.marker else 0.0)


def _surroundings(head: Sequence[Block], place: int) -> float:
    following = head[place + 1 : place + 6]
    score = DISTANCE * (len(head) - 1 - place) / 20
    score += SIGNED if any(_is_signature(block.text) for block in following) else 0.0
    opens = head[place].gap > 0 or head[place].index == 0
    score += APART if opens and following and following[0].gap else 0.0
    score += FIRST if head[place].index == 0 and len(title_parts(head[place].text)) == 1 else 0.0
    return score + (AFTER_SHORT if place and count_words(head[place - 1].text) <= 3 else 0.0)


def _is_signature(text: str) -> bool:
    return SIGNATURE.search(text) is not None and count_words(text) <= MAX_SIGNATURE_WORDS


def _body_words(story: Story) -> frozenset[str]:
    return _content_words(collapse(" ".join(block.text for block in story.body[:40]))[:BODY_CHARS])


def _content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: of four letters and more; pairs of characters where words are not spaced."""
    plain = fold(text)
    if UNSPACED.search(plain):
        pairs = (plain[i : i + 2] for i in range(len(plain) - 1))
        return frozenset(pair for pair in pairs if pair.isalnum())
    return frozenset(word[:STEM_CHARS] for word in WORD.findall(plain) if len(word) > 3)


def _counts(story: Story) -> Mapping[str, int]:
    """How often each line stands in the dump; the first part of its first line ("Headline | The Daily") counts too."""
    counts: dict[str, int] = {}
    for block in story.page.blocks:
        form = fold(block.text)
        counts[form] = counts.get(form, 0) + 1
    first = story.page.blocks[0].text if story.page.blocks else ""
    for start, stop in title_parts(first)[:1]:
        form = fold(first[start:stop])
        counts[form] = counts.get(form, 0) + (stop < len(first))
    return counts

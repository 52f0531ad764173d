"""Copies of a story in its own text: for phones, for printers, as AMP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, groupby

from cleaner.text import count_words, ends_sentence, fold

MIN_RUN = 3  # paragraphs; a question that is put to each guest, a refrain, a label stand alone
MIN_WORDS, MIN_PARAGRAPH_WORDS = 40, 10  # of a run, of a paragraph that counts: days of a plan repeat their meals
MIN_SHARE, MIN_SHARE_OF_FEW = 0.5, 0.75  # of a story's words that stand twice: three paragraphs of it and more, two
# Of a sentence that comes again right below itself: of 13 such pairs, on pages and in dumps of 7 stories, the truths
# have both of one.
PAIR, MIN_SENTENCE_WORDS = 2, 15
OPENING_CHARS = 40  # by which texts that may be alike are found
NO_LETTER = re.compile(r"\W+")
MAX_PLACES = 5  # of one text that are remembered
MIN_INSIDE = 0.7  # of the letters of a text, those of sentences that stand in others, whose copy it is
MAX_JOINED = 12  # of a story's longest texts that may be such a copy
SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"”“»’]*\s*")  # also in "late.The", where texts were joined


def find_copies(texts: Sequence[str]) -> set[int]:
    """Places of texts that are copies of what stands elsewhere in the text; most pages have none."""
    found = _joined(texts) | _again_below(texts)
    openings = {_letters(text[:OPENING_CHARS]) for text in texts}
    if len(texts) - len(openings) >= MIN_RUN - 1:
        keys = [_letters(fold(text)) for text in texts]
        words = [count_words(text) for text in texts]
        found |= _story_again(keys, words) or set(_runs_again(keys, words))
    return found


def find_parts_of_copies(texts: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """Of a body's places among a page's texts, those that the body has before, in a run that the page has before.

    So are those found where the rest of the copy was not taken for text.
    """
    if len({texts[place] for place in body}) == len(body):
        return
    keys = [_letters(fold(text)) for text in texts]
    again = set(_runs_again(keys, [count_words(text) for text in texts]))
    seen: set[str] = set()
    for place in body:
        if place in again and keys[place] in seen:
            yield place
        seen.add(keys[place])


def _letters(text: str) -> str:
    """What two printings of a text have in common, whatever their spaces and signs."""
    return NO_LETTER.sub("", text)


def _again_below(texts: Sequence[str]) -> set[int]:
    """Places of sentences that stand right above already: a caption, a summary for each width of a screen.

    What comes three times and more is said again and again.
    """
    runs = [(text, len(list(run))) for text, run in groupby(texts)]
    lasts = accumulate(length for _, length in runs)
    twice = ((last - 1, text) for last, (text, length) in zip(lasts, runs, strict=True) if length == PAIR)
    return {place for place, text in twice if ends_sentence(text) and count_words(text) >= MIN_SENTENCE_WORDS}


def _joined(texts: Sequence[str]) -> set[int]:
    """Places of texts that are other paragraphs of the story: all of it in one block, or in a few, cut anywhere.

    Scripts and voices that read a story out are given it so. An introduction may say what each of the answers below
    says among other things: of a copy two paragraphs are in it as a whole, or one beside another copy.
    """
    longest = sorted(range(len(texts)), key=lambda place: -len(texts[place]))[:MAX_JOINED]
    sentences_of = cache(_sentences)
    whole = {place: _others_inside(texts, place, sentences_of) for place in longest if len(texts) > MIN_RUN}
    sure = {place for place, others in whole.items() if others > 1}
    return sure | {place for place, others in whole.items() if others and not sure.isdisjoint((place - 1, place + 1))}


def _sentences(text: str) -> list[str]:
    """The letters of each sentence."""
    return list(filter(None, map(_letters, SENTENCE_END.split(text))))


def _ending(sentence: str) -> str:
    """By which a sentence is known behind a dateline, too."""
    return sentence[-OPENING_CHARS:]


def _others_inside(texts: Sequence[str], place: int, sentences_of: Callable[[str], list[str]]) -> int:
    """How many clearly shorter others a text holds whole; 0 where most of its sentences are no others'."""
    whole = texts[place]
    others = [text for text in texts if OPENING_CHARS < len(text) < len(whole)]
    starts = chain([0], (end.end() for end in SENTENCE_END.finditer(whole)))
    if {whole[start : start + OPENING_CHARS] for start in starts}.isdisjoint(text[:OPENING_CHARS] for text in others):
        return 0
    paragraphs = [text for text in others if count_words(text) >= MIN_PARAGRAPH_WORDS]
    known, sentences = set(map(_ending, chain.from_iterable(map(sentences_of, paragraphs)))), sentences_of(whole)
    inside = [sentence for sentence in sentences if _ending(sentence) in known]
    found = set(map(_ending, inside))
    if len(inside) < MIN_RUN or sum(map(len, inside)) < MIN_INSIDE * sum(map(len, sentences)):
        return 0
    parts = (sentences_of(text) for text in paragraphs if 4 * len(text) < 3 * len(whole))
    return sum(found.issuperset(map(_ending, part)) for part in parts)


def _story_again(keys: Sequence[str], words: Sequence[int]) -> set[int]:
    """All texts that stand before, where they make up most of the story, in whatever order and with what between.

    Above the first copy of a paragraph short ones are values that come again in the story itself.
    """
    counts = Counter(keys)
    words_of = dict(zip(keys, words, strict=True))
    again = [key for key in counts if counts[key] > 1 and words_of[key] >= MIN_PARAGRAPH_WORDS]
    words_again = sum(words_of[key] for key in again)
    needed = MIN_SHARE if len(again) >= MIN_RUN else MIN_SHARE_OF_FEW
    if len(again) < MIN_RUN - 1 or words_again < max(MIN_WORDS, needed * sum(words_of.values())):
        return set()
    first_of: dict[str, int] = {}
    found = [place for place, key in enumerate(keys) if first_of.setdefault(key, place) < place]
    start = next(place for place in found if words[place] >= MIN_PARAGRAPH_WORDS)
    original = first_of[keys[start]]
    while original and keys[start - 1] == keys[original - 1]:
        start, original = start - 1, original - 1
    return {place for place in found if place >= start}


def _runs_again(keys: Sequence[str], words: Sequence[int]) -> Iterator[int]:
    """Places of texts in runs that stand before in the same order, but for refrains."""
    places: dict[str, list[int]] = {}
    run: list[int] = []
    original = -1  # of the last text of the run
    counts = Counter(keys)
    for place, key in enumerate(keys):
        earlier = places.setdefault(key, [])
        if run and key == keys[original + 1] and key != keys[run[0]]:  # else it is the next copy
            original += 1
        else:
            yield from _copied(run, keys, words, counts)
            run = []
            original = _original(place, earlier, keys)
        if original >= 0:
            run.append(place)
        if len(earlier) < MAX_PLACES:
            earlier.append(place)
    yield from _copied(run, keys, words, counts)


def _original(place: int, earlier: Sequence[int], keys: Sequence[str]) -> int:
    """Of the places where a text stands before, the one behind which its run goes on; -1 where there is none."""
    following = keys[place + 1 : place + 2]
    for candidate in earlier:
        if keys[candidate + 1 : candidate + 2] == following:
            return candidate
    return max(earlier[:1], default=-1)


def _copied(run: Sequence[int], keys: Sequence[str], words: Sequence[int], counts: Counter[str]) -> Sequence[int]:
    """The run, where it is the copy of a part of the story; nothing where it is too short, or one text again and again.

    What comes more than twice, and with new texts between, is a refrain.
    """
    paragraphs = [keys[place] for place in run if words[place] >= MIN_PARAGRAPH_WORDS]
    is_long = len(paragraphs) >= MIN_RUN and sum(words[place] for place in run) >= MIN_WORDS
    is_various = len(set(paragraphs)) == len(paragraphs)
    is_refrain = is_long and all(counts[keys[place]] > 2 for place in run)
    return run if is_long and is_various and not is_refrain else ()

"""Dumps whose story has another shape: talks, stories of short lines, verse, lists, tables of results.

There are too few such pages to learn from. Here the lines around the story are a real page's, the words are its own and
other stories', and the shape is what is new. So the true text changes too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.text import ends_sentence, is_question
from training.composed import OtherStory, Stock

Texts = Sequence[str]

SENTENCE_ENDS = re.compile(r"(?<=[.!?…])(?<!\d\.)\s+|(?<=[。！？])")
PHRASE_ENDS = re.compile(r"[,;:.!?()–—、。]+\s*")
MIN_SENTENCE_WORDS, MAX_QUESTION_WORDS, MAX_PHRASE_WORDS = 4, 20, 9
ASKED_SHARE = 0.75  # of the answers, that a question stands before
VERSE_WORDS = range(4, 9)  # of a line
LISTED_SHARE = 0.3  # of the paragraphs that a list stands behind, in a story with lists
UNITS = ("g", "kg", "ml", "l", "%", "km", "m²", "€", "cups", "EL", "TL", "tbsp", "x")
MARKERS = ("  * ", "  * ", "  - ", "• ", "{}. ", "")  # of lists in dumps with empty lines
BARE_MARKERS = ("", "", "• ", "{}. ")  # of dumps without
MIN_QUESTIONS = 20  # known of a language, for them to be asked; sentences of others are made questions else
QUESTION_WORDS = range(3, 11)


class Shaper:
    """Gives stories in dumps other shapes. The same page and name give the same result."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.questions: dict[str | None, list[str]] = {}
        for story in stock.stories:
            found = (part for text in story.paragraphs for part in _sentences(text))
            asked = [part for part in found if is_question(part) and len(part.split()) <= MAX_QUESTION_WORDS]
            self.questions.setdefault(story.language, []).extend(asked)
        self.kinds = (
            *(self._talk, self._talk, self._talk, self._lists, self._lists, self._lists),
            *(self._sentences, self._sentences, self._verse),
        )

    def reshape(self, dump: str, truth: Mapping[str, Any], name: str) -> tuple[str, str] | None:
        """The dump with its story in another shape, and the story's new text; None where no line is a paragraph.

        name: of page and attempt.
        """
        rng = random.Random(f"shape of {name}")
        lines, story = dump.split("\n"), truth["text"].split("\n")
        places = dict(_paragraphs(lines, story))
        if not places:
            return None
        is_parted = _is_parted(lines, sorted(places))
        changed = sorted(places)[rng.choice((0, 1, len(places) // 3)) :]  # a talk begins behind a lead
        new = rng.choice(self.kinds)(rng, [lines[place].strip() for place in changed], truth.get("lang"), is_parted)
        for place, printed in zip(changed, new, strict=True):
            story[places[place]] = "\n".join(printed)
            lines[place] = ("\n\n" if is_parted else "\n").join(printed)
        return "\n".join(lines), "\n".join(story)

    def _talk(self, rng: random.Random, texts: Texts, language: str | None, is_parted: bool) -> Iterator[list[str]]:
        """Questions, and answers of some sentences; each with who speaks, or neither."""
        asks, says = rng.choice((("", ""), ("", ""), *self._speakers(rng, language)))
        for text in texts:
            parts, turns = _sentences(text), []
            while parts:
                size = rng.choice((1, 1, 2, 3, 5))
                if rng.random() < ASKED_SHARE:
                    turns.append(asks + self._question(rng, language))
                turns.append(says + " ".join(parts[:size]))
                parts = parts[size:]
            yield turns

    def _speakers(self, rng: random.Random, language: str | None) -> list[tuple[str, str]]:
        one, other = self.stock.pick(rng, language).author, self.stock.pick(rng, language).author
        initials = ["".join(word[0] for word in name.split()) for name in (one, other)]
        return [(f"{one}: ", f"{other}: "), (f"{initials[0]}: ", f"{initials[1]}: ")]

    def _question(self, rng: random.Random, language: str | None) -> str:
        """Somebody's question, or the beginning of somebody's sentence made one; its quotation marks gone."""
        known = self.questions.get(language, ())
        if len(known) >= MIN_QUESTIONS:
            return rng.choice(known).strip("\"'“”„«»")
        words = rng.choice(self.stock.pick(rng, language).paragraphs).split()
        return " ".join(words[: rng.choice(QUESTION_WORDS)]).rstrip(".,:;") + "?"

    def _sentences(
        self, rng: random.Random, texts: Texts, language: str | None, is_parted: bool
    ) -> Iterator[list[str]]:
        """A line for each sentence."""
        for text in texts:
            yield _sentences(text)

    def _verse(self, rng: random.Random, texts: Texts, language: str | None, is_parted: bool) -> Iterator[list[str]]:
        """Some paragraphs in lines of few words, each with a capital."""
        for text in texts:
            words = text.split()
            if rng.random() < 0.5 or len(words) < VERSE_WORDS.stop:
                yield [text]
                continue
            lines = []
            while words:
                size = rng.choice(VERSE_WORDS)
                line = " ".join(words[:size])
                lines.append(line[:1].upper() + line[1:])
                words = words[size:]
            yield ["\n".join(lines)]

    def _lists(self, rng: random.Random, texts: Texts, language: str | None, is_parted: bool) -> Iterator[list[str]]:
        """Paragraphs with lists behind some of them, all of one kind."""
        item = rng.choice((self._phrase, self._phrase, self._amount, self._figure, self._result, self._rank))
        marker = "" if item == self._rank else rng.choice(MARKERS if is_parted else BARE_MARKERS)
        for text in texts:
            lines = [text]
            if rng.random() < LISTED_SHARE:
                if rng.random() < 0.5:  # what it is about
                    lines.append(" ".join(self.stock.pick(rng, language).title.split()[: rng.randrange(1, 5)]))
                numbers = range(1, rng.randrange(4, 14))
                lines.append("\n".join(marker.format(number) + item(rng, language) for number in numbers))
            yield lines

    def _phrase(self, rng: random.Random, language: str | None) -> str:
        """A few words of somebody's sentence."""
        phrases = PHRASE_ENDS.split(rng.choice(self.stock.pick(rng, language).paragraphs))
        words = rng.choice([phrase for phrase in phrases if phrase] or ["–"]).split()[:MAX_PHRASE_WORDS]
        return " ".join(words)

    def _amount(self, rng: random.Random, language: str | None) -> str:
        return f"{rng.randrange(1, 500)} {rng.choice(UNITS)} {' '.join(self._phrase(rng, language).split()[:3])}"

    def _figure(self, rng: random.Random, language: str | None) -> str:
        label = " ".join(self._phrase(rng, language).split()[:3])
        return f"{label}: {rng.randrange(1, 9000)} {rng.choice(UNITS)}"

    def _result(self, rng: random.Random, language: str | None) -> str:
        one, other = (self._team(rng, language) for _ in range(2))
        return f"{one} – {other} {rng.randrange(6)}:{rng.randrange(6)}"

    def _rank(self, rng: random.Random, language: str | None) -> str:
        return f"{rng.randrange(1, 20)}. {self._team(rng, language)} {rng.randrange(40)} {rng.randrange(90)}"

    def _team(self, rng: random.Random, language: str | None) -> str:
        story: OtherStory = self.stock.pick(rng, language)
        return story.author.split()[-1] if rng.random() < 0.5 else story.author


def _paragraphs(lines: Sequence[str], story: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which line of the dump is which whole paragraph of the story, both in order."""
    known = {" ".join(text.split()): place for place, text in enumerate(story) if ends_sentence(text.strip())}
    last = -1
    for place, line in enumerate(lines):
        number = known.get(" ".join(line.split()), -1)
        if number > last:
            yield place, number
            last = number


def _is_parted(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether empty lines stand behind most paragraphs."""
    below = [place + 1 < len(lines) and not lines[place + 1].strip() for place in places]
    return 2 * sum(below) > len(below)


def _sentences(text: str) -> list[str]:
    """The sentences of a paragraph; what is too short for one belongs to the one before."""
    parts: list[str] = []
    for part in filter(None, SENTENCE_ENDS.split(text)):
        is_short = bool(parts) and len(parts[-1].split()) < MIN_SENTENCE_WORDS
        if parts and (is_short or part[0].islower() or not ends_sentence(parts[-1])):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts

"""Let a page's own titles vote: the one with the most weight behind it is the headline."""

from __future__ import annotations

from cleaner.fields.titles.candidates import MIN_PART_CHARS, Voice
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice

# Weight of each voice. On 1,858 pages of four public sets (h1 alone is right on 79 %, JSON-LD on 83 % of those that
# have it, og:title on 66 %, <title> on 22 %) the result is flat around these values: 84 % of news pages, 87 % of
# others. The h1 outweighs two others: they are filled from one field of the editing system, often the one for search.
# A logit with 40 features of the voices, fitted to four fifths of the outlets, did no better on the last fifth.
WEIGHTS = {
    "h1": 4.4,
    "h1:blog": 6.2,  # outside of news all others, JSON-LD too, are filled by one plug-in for search engines
    "h1:unlike": 1.5,  # an h1 that shares no words with the other titles is a logo or a section
    "heading": 5.0,  # a block that is a title where no h1 is: it decides 23 of 1,858 pages, 17 right (2 without it)
    "jsonld:headline": 2.5,
    "meta:og:title": 2.0,
    "og:own": 12.0,  # more than all others: see title_voices
    "meta:twitter:title": 0.6,
    "title": 1.0,
}
AGREES, AGREES_IN_PART = 1.0, 0.8
CUT_OFF_CHARS = 100  # JSON-LD asks for headlines of at most 110 characters; systems cut there without a mark
PRINTED = frozenset({"h1", "heading"})
JOINT = lazy_pattern(r"[:|–—-]\s")
ELLIPSIS = lazy_pattern(r"\s*(?:\.{3}|…)$")


def vote(voices: list[Voice]) -> Choice[str] | None:
    """The title with the most weight behind it; the winner's printing and source, the others rejected. None of none."""
    if not voices:
        return None
    forms = dict.fromkeys(voice.form for voice in voices)
    scores = {
        form: sum(_support(voice, form) * WEIGHTS[voice.standing or voice.source] for voice in voices) for form in forms
    }
    best = max(scores, key=lambda form: scores[form])
    agreeing = [voice for voice in voices if voice.form == best]
    rest = [voice for voice in voices if voice.form != best]
    chosen = _best_printing(agreeing)
    return Choice(chosen.text, chosen.source, tuple((voice.text, voice.source) for voice in rest))


def _support(voice: Voice, form: str) -> float:
    """How far a voice agrees: fully, or in part where the title is a part of what it says or continues it."""
    if voice.form == form:
        return AGREES
    if form in voice.cuts:
        return AGREES_IN_PART
    if len(form) >= MIN_PART_CHARS and voice.form.endswith(form):
        return AGREES_IN_PART
    cut_off = ELLIPSIS.search(voice.text) is not None or len(voice.text) >= CUT_OFF_CHARS
    return AGREES_IN_PART if cut_off and len(voice.form) >= MIN_PART_CHARS and form.startswith(voice.form) else 0.0


def _best_printing(agreeing: list[Voice]) -> Voice:
    """Of equal titles the one the page prints, else the printing most sources share.

    Where markup parts kicker and headline, the printed one has lost its colon: there the others have one joint more.
    """
    printings = [voice.text for voice in agreeing]
    most = max(agreeing, key=lambda voice: printings.count(voice.text))
    printed = next((voice for voice in agreeing if voice.source in PRINTED), None)
    return most if printed is None or _joints(printed.text) < _joints(most.text) else printed


def _joints(text: str) -> int:
    return len(JOINT.findall(text))

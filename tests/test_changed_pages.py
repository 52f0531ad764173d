"""Changes to a dump that leave its story as it is leave its text: a bar between the paragraphs, the story once more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.rulebook import Rulebook

SAMPLES = Path(__file__).parent.parent / "samples"
SITES = ("buzzfeed.com", "gothamist.com", "isolezwelesixhosa.co.za", "nine.com.au", "pcgamer.com", "theguardian.com")
MIN_WORDS = 9  # of a paragraph


@cache
def rules() -> Rulebook:
    return load_rules(sites=False)


def text_of(lines: Sequence[str]) -> str:
    return clean(RawPage("\n".join(lines), kind="text"), rules()).text


def dump_of(site: str) -> tuple[list[str], list[int]]:
    """The lines of a site's dump, and which of them are paragraphs of its story."""
    lines = (SAMPLES / site / "story-dump" / "page.txt").read_text(encoding="utf-8").split("\n")
    kept = {line for line in text_of(lines).split("\n") if len(line.split()) >= MIN_WORDS}
    return lines, [place for place, line in enumerate(lines) if line.strip() in kept]


@pytest.mark.parametrize("site", SITES)
def test_bar_between_paragraphs_takes_none_of_them_out(site: str) -> None:
    lines, told = dump_of(site)
    bar = ["Facebook", "Twitter", "WhatsApp", "E-Mail"]
    changed = [text for place, line in enumerate(lines) for text in [line, *bar * (place in told[1:-1:2])]]
    assert text_of(changed) == text_of(lines)


@pytest.mark.parametrize("site", SITES)
def test_story_that_a_dump_has_twice_appears_once(site: str) -> None:
    lines, told = dump_of(site)
    assert text_of([*lines[: told[-1] + 1], *lines[told[0] :]]) == text_of(lines)

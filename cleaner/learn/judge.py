"""How good a rule is: pages cleaned with it and without it, held against their stories."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.draft import Draft
from cleaner.learn.lessons import Lesson
from cleaner.learn.shingles import f1, shingles
from cleaner.model import RawPage
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook, load_rules
from cleaner.urls import host_of


class PageGain(Struct, frozen=True):
    """F1 of the text of one page with the rule and without it, 0–1."""

    name: str
    without: float
    with_rule: float

    @property
    def gain(self) -> float:
        """How much better the rule is; below 0: worse."""
        return self.with_rule - self.without


def judge(draft: Draft, lessons: Sequence[Lesson]) -> list[PageGain]:
    """Each page with the rule and without it, against its story."""
    with rules_of(draft) as rules:
        return [PageGain(one.name, f1_of(one.record.text, one), _with(one, draft, rules)) for one in lessons]


def _with(lesson: Lesson, draft: Draft, rules: Rulebook) -> float:
    record = clean(at_site(lesson.raw, draft.site), rules)
    return f1_of(record.text, lesson)


def at_site(raw: RawPage, site: str) -> RawPage:
    """The page with an address at the site, where it has none there."""
    host = host_of(raw.url or "") or ""
    if host == site or host.endswith(f".{site}"):
        return raw
    return replace(raw, url=f"https://{site}/")


@contextmanager
def rules_of(draft: Draft) -> Iterator[Rulebook]:
    """The rules for many sites with a draft on top. Raises RuleError where the draft is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sites"
        folder.mkdir()
        (folder / f"{draft.site}.yaml").write_text(draft.yaml(), encoding="utf-8")
        yield load_rules(name)


def f1_of(text: str | None, lesson: Lesson) -> float:
    """F1 of a text against a story, with or without what may belong to it."""
    own = shingles(text or "")
    stories = (lesson.story, lesson.story | lesson.free)
    return max(f1(own, shingles(lesson.text(story))) for story in stories)


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0

"""Whether an anonymised page is still the same page to the program, and tells nothing of the original's story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.anonymise.page import Shared
from cleaner.anonymise.words import MIN_HEADLINE_WORDS
from cleaner.model import BOILERPLATE_ROLES, Record, Role
from cleaner.pipeline import Trace, trace
from cleaner.rulebook import Rulebook
from cleaner.text import count_words, fold, visible

COUNTED = ("authors", "sources", "section", "images", "photo_credits")
PRESENT = ("title", "subtitle", "kicker", "dateline", "published", "modified")
HEADINGS = ("h1", "h2", "h3")
TITLE_JOINT = re.compile(r" [-–—|·] |: ")  # between the parts of a title
SHOWN_CHARS = 60
MAX_SHOWN = 5


def differences(shared: Shared, rules: Rulebook) -> list[str]:
    """Headlines that are left, and what the record and the blocks have otherwise, a line each."""
    now = trace(shared.raw, rules)
    return [
        *_no_story(shared.original.record),
        *_leaks(shared, now),
        *_field_differences(shared.original.record, now.record),
        *_block_differences(shared, now),
    ]


def _no_story(record: Record) -> Iterator[str]:
    """That nothing was invented: where the program finds no story, what the page has of one stays as it is."""
    if not record.text:
        yield f"no story is found on the page ({record.status}), so none is invented: share it only if it has none"


def _leaks(shared: Shared, now: Trace) -> Iterator[str]:
    """The headlines of the original page that stand in the anonymised one, in a text or an attribute."""
    texts = [block.text for block in now.page.blocks] if now.page is not None else []
    left = fold("\n".join([unescape(shared.raw.body_bytes().decode()), *texts]))
    for headline in _headlines(shared.original):
        if fold(headline) in left:
            yield f"a headline of the page is left in it: {_shown(headline)}"


def _headlines(original: Trace) -> list[str]:
    """What the page has for a headline: its titles and their parts, its h1, what labelers call one, its first heading.

    The outlet's name is none, where more than a title names it so.
    """
    page, record = original.page, original.record
    if page is None:
        return []
    pairs = zip(page.blocks, original.story.labels.labels, strict=True) if original.story is not None else ()
    found = [block.text for block, label in pairs if label is not None and label.role is Role.HEADLINE]
    headings = [block.text for block in page.blocks if block.tag in HEADINGS]
    titles = [record.title, page.signals.title, *page.signals.meta.get("og:title", ())]
    parts = [part for title in titles if title for part in (title, *TITLE_JOINT.split(title))]
    found += [block.text for block in page.blocks if block.tag == "h1"] + headings[:1] + parts
    outlet = record.outlet
    name = outlet.name if outlet is not None and outlet.source != "title" else None
    long = [text for text in dict.fromkeys(found) if count_words(text) >= MIN_HEADLINE_WORDS]
    return [text for text in long if not name or fold(text) != fold(name)]


def _field_differences(then: Record, now: Record) -> Iterator[str]:
    if then.status is not now.status:
        yield f"status: {then.status} before, {now.status} now"
    for name in PRESENT:
        if (getattr(then, name) is None) != (getattr(now, name) is None):
            yield f"{name}: {_shown(getattr(then, name))} before, {_shown(getattr(now, name))} now"
    for name in COUNTED:
        before, after = len(getattr(then, name)), len(getattr(now, name))
        if before != after:
            yield f"{name}: {before} before, {after} now"
    for name in sorted(then.provenance.keys() & now.provenance.keys()):
        if then.provenance[name] != now.provenance[name]:
            yield f"{name}: from {then.provenance[name]} before, from {now.provenance[name]} now"
    if then.tool.rule != now.tool.rule or then.tool.body_by != now.tool.body_by:
        yield f"body: by {then.tool.body_by} before, by {now.tool.body_by} now"


def _block_differences(shared: Shared, now: Trace) -> Iterator[str]:
    before = _roles(shared.original)
    after = _roles(now)
    survivors = [before[index] for index in shared.survivors if index < len(before)]
    if len(survivors) != len(after):
        yield f"blocks: {len(survivors)} of the page are kept, and {len(after)} are read now"
        return
    others = [pair for pair in zip(survivors, after, strict=True) if _is_other(pair[0][0], pair[1][0])]
    for (role, _), (new_role, text) in others[:MAX_SHOWN]:
        yield f"block {_shown(text)}: {role} before, {new_role} now"
    if len(others) > MAX_SHOWN:
        yield f"and {len(others) - MAX_SHOWN} more blocks with another role"


def _is_other(role: Role, new_role: Role) -> bool:
    """Whether two roles differ in what becomes of a text; kinds of boilerplate differ in name only."""
    return role is not new_role and not (role in BOILERPLATE_ROLES and new_role in BOILERPLATE_ROLES)


def _roles(traced: Trace) -> list[tuple[Role, str]]:
    if traced.story is None:
        return []
    pairs = zip(traced.story.page.blocks, traced.story.labels.labels, strict=True)
    return [(label.role if label is not None else Role.BOILERPLATE, block.text) for block, label in pairs]


def _shown(value: object) -> str:
    return repr(visible(str(value))[:SHOWN_CHARS]) if value is not None else "none"

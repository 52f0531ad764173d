"""How a biography begins: "Jane Doe is a reporter for the Courier"."""

from __future__ import annotations

from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import alternatives, words_of

BIOGRAPHY = lazy_pattern(rf"(?P<name>[^,.;:()]{{4,60}}?)\s(?:{alternatives(words_of('biography_verbs'))})\s")
MAX_BIOGRAPHY_CHARS = 120  # the pattern reaches no further

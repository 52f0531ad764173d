"""The colours of roles, on terminals and on pages, and the order and groups in which they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.model import BODY_ROLES, STORY_ROLES, Role

BODY = "body"
STORY = "about the story"
REMOVED = "removed"
GROUPS = (BODY, STORY, REMOVED)


@dataclass(frozen=True, slots=True)
class Paint:
    """style: for rich, of the sixteen colours every terminal theme defines. hue: 0-359 for HTML; None is grey."""

    style: str
    hue: int | None


GREEN = Paint("green", 150)
BLUE = Paint("bright_blue", 220)  # plain blue is all but black on many dark terminals
CYAN = Paint("cyan", 190)
YELLOW = Paint("yellow", 42)
MAGENTA = Paint("magenta", 300)
RED = Paint("red", 4)
GREY = Paint("bright_black", None)

GROUP_OF: Mapping[Role, str] = {
    **dict.fromkeys(Role, REMOVED),
    **dict.fromkeys(BODY_ROLES, BODY),
    **dict.fromkeys(STORY_ROLES, STORY),
}
PAINTS: Mapping[Role, Paint] = {
    **dict.fromkeys(BODY_ROLES, GREEN),
    **dict.fromkeys(STORY_ROLES, BLUE),
    Role.CAPTION: CYAN,
    Role.CREDIT: CYAN,
    Role.SOURCE: CYAN,
    Role.NOTICE: CYAN,
    Role.COPYRIGHT: CYAN,
    Role.NAVIGATION: GREY,
    Role.RELATED: YELLOW,
    Role.POPULAR: YELLOW,
    Role.COMMENTS: MAGENTA,
    Role.SHARE: MAGENTA,
    Role.NEWSLETTER: MAGENTA,
    Role.ADVERT: RED,
    Role.CONSENT: RED,
    Role.PAYWALL: RED,
    Role.BIO: MAGENTA,
    Role.TOOL: GREY,
    Role.FOOTER: GREY,
    Role.BOILERPLATE: GREY,
}


def count_by_group(roles: Iterable[Role]) -> Iterator[tuple[str, dict[Role, int]]]:
    """How often each role occurs, the roles of each group together; groups and roles without any are left out."""
    counts = Counter(roles)
    for group in GROUPS:
        found = {role: counts[role] for role in Role if role in counts and GROUP_OF[role] == group}
        if found:
            yield group, found

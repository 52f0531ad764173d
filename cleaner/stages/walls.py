"""Pages that show a wall and not a story: consent dialogs, and checks whether the reader is human."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from cleaner.model import BODY_ROLES, Block, Label, Labels, Page, Role, Status, Wall
from cleaner.text import count_words

MAX_TITLE_CHARS = 80
MAX_BOT_WALL_WORDS = 120  # all there is on one, menu included
MAX_STORY_WORDS = 50  # a page that holds more text of a story shows it, banner or not
MAX_WALL_WORDS = 5 * MAX_STORY_WORDS  # with more chosen text a page is no dialog, however much of it speaks of consent
BOT_WALL = re.compile(
    r"""(?:just\ a\ moment|attention\ required|verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human
    |are\ you\ a\ (?:human|robot)|checking\ (?:if\ the\ site\ connection\ is\ secure|your\ browser)
    |enable\ javascript\ and\ cookies\ to\ continue
    |unusual\ traffic|access\ (?:to\ this\ page\ has\ been\ )?denied|pardon\ our\ interruption
    |request\ unsuccessful
    |bestätigen\ sie,\ dass\ sie\ ein\ mensch\ sind|vérifi(?:er|ez)\ que\ vous\ êtes\ (?:un\ )?humain|captcha
    |confirma\ que\ eres\ humano|проверка\ (?:браузера|безопасности)
    |ロボットではありません|로봇이\ 아닙니다|人机验证)""",
    re.I | re.X,
)
CONSENT_WALL = re.compile(
    r"""(?:(?:we|wir|nous|utilizamos|usamos|gebruiken|używamy|utilizziamo).{0,60}cookies
    |cookies?\ (?:und|and|et|y|e|en)\ tracking
    |accept\ all|alle\ akzeptieren|tout\ accepter|aceptar\ todo|accetta\ tutt|alles\ accepteren|zaakceptuj
    |mit\ werbung\ (?:und\ tracking|weiterlesen)|consent\ to|our\ (?:\d+\ )?partners
    |your\ privacy\ (?:choices|is\ important)
    |datenschutz-?einstellungen|einwilligung|continuer\ sans\ accepter)""",
    re.I | re.X,
)


def find_wall(page: Page, labels: Labels) -> Wall | None:
    """The wall a page consists of, told by its words; None for a page that shows something else.

    A banner over a story is no wall, and a story about captchas is none either: a wall has next to no other text.
    """
    body = (block for block, label in _pairs(page, labels) if label.role in BODY_ROLES)
    chosen = _words(body, MAX_WALL_WORDS + 1)
    if phrase := _bot_wall(page, chosen):
        return Wall(Status.BOT_WALL, f"the page asks for proof of a human reader: {phrase!r}")
    if phrase := _consent_wall(page, labels, chosen):
        return Wall(Status.CONSENT_WALL, f"the page is a consent dialog: {phrase!r}")
    return None


def close_wall(labels: Labels, wall: Wall) -> Labels:
    """The labels of a page that is a wall: what was taken for a body is none."""
    role = Role.CONSENT if wall.status is Status.CONSENT_WALL else Role.BOILERPLATE
    made = Label(role, "walls", wall.reason)
    closed = tuple(made if label is not None and label.role in BODY_ROLES else label for label in labels.labels)
    return msgspec.structs.replace(labels, labels=closed, body_by=None)


def _pairs(page: Page, labels: Labels) -> Iterable[tuple[Block, Label]]:
    pairs = zip(page.blocks, labels.labels, strict=True)
    return ((block, label) for block, label in pairs if label is not None)


def _words(blocks: Iterable[Block], enough: int | None = None) -> int:
    """The words of the blocks; counting ends where there are enough."""
    words = 0
    for block in blocks:
        words += count_words(block.text)
        if enough is not None and words >= enough:
            break
    return words


def _bot_wall(page: Page, chosen: int) -> str | None:
    title = page.signals.title or ""
    match = BOT_WALL.search(title) if len(title) < MAX_TITLE_CHARS and chosen < MAX_STORY_WORDS else None
    limit = MAX_BOT_WALL_WORDS
    if match is None and len(page.blocks) < limit and _words(page.blocks, limit) < limit:
        match = next((found for block in page.blocks if (found := BOT_WALL.search(block.text))), None)
    return match.group() if match else None


def _consent_wall(page: Page, labels: Labels, chosen: int) -> str | None:
    """The phrase of a consent dialog where consent is most of what there is to read."""
    if chosen > MAX_WALL_WORDS:
        return None
    spoken = [block for block, label in _pairs(page, labels) if label.role is Role.CONSENT]
    body = [block for block, label in _pairs(page, labels) if label.role in BODY_ROLES]
    matching = [block for block in body if CONSENT_WALL.search(block.text)]
    phrase = next((found for block in (*spoken, *matching) if (found := CONSENT_WALL.search(block.text))), None)
    rest = chosen - _words(matching)
    if phrase is None or rest >= MAX_STORY_WORDS or _words(spoken) + chosen <= 2 * rest:
        return None
    return phrase.group()

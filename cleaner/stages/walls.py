"""Pages that show a wall and not a story: consent dialogs, and checks whether the reader is human."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cleaner.json_ld import is_article
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BODY_ROLES, Block, Label, Labels, Page, Role, Status, Wall
from cleaner.text import count_words
from cleaner.vocabulary import alternatives, words_of

MAX_TITLE_CHARS = 80
MAX_BOT_WALL_WORDS = 120  # all there is on one, menu included
MAX_TITLED_WALL_WORDS = 300  # of one whose title begins so: some say at length why they ask
MAX_SCRIPT_WALL_CHARS = 60_000  # of a page without text: a check for robots is a script and little else
MAX_STORY_WORDS = 50  # a page that holds more text of a story shows it, banner or not
MAX_WALL_WORDS = 5 * MAX_STORY_WORDS  # with more body text a page is no dialog, however much of it speaks of consent
SIGNATURES = frozenset({Role.BYLINE, Role.TIMESTAMP})  # what a story has beside its headline
TITLE_ENDS = ".!…|–—-·"  # what may follow, before a site's name, a title that names the check
MIN_WALL_SHARE = 0.05  # of a page's words; less is a line below a front page
BOT_WALL = lazy_pattern(alternatives(words_of("bot_walls")), re.I, any_length=True)
BOT_WALL_SCRIPT = lazy_pattern(alternatives(words_of("bot_wall_scripts")), re.I, any_length=True)
CONSENT_DIALOG = lazy_pattern(
    rf"(?:{alternatives(words_of('who_uses_cookies'))}).{{0,60}}cookies"
    rf"|our \d+ partners|{alternatives(words_of('consent_dialogs'))}",
    re.I,
    any_length=True,
)


def find_wall(page: Page, labels: Labels) -> Wall | None:
    """The wall a page consists of, known by its words; None for a page that shows something else.

    A banner over a story is no wall, and a story about captchas is none either: a wall has next to no other text.
    """
    pairs = zip(page.blocks, labels.labels, strict=True)
    labelled = [(block, label.role) for block, label in pairs if label is not None]
    body = [block for block, role in labelled if role in BODY_ROLES]
    consent = [block for block, role in labelled if role is Role.CONSENT]
    if phrase := _bot_wall(page, body):
        return Wall(Status.BOT_WALL, f"the page asks for proof of a human reader: {phrase!r}")
    if phrase := _consent_dialog(page, labels, body, consent):
        return Wall(Status.CONSENT_WALL, f"the page is a consent dialog: {phrase!r}")
    return None


def close_wall(labels: Labels, wall: Wall) -> Labels:
    """The labels of a page that is a wall: it has no body."""
    role = Role.CONSENT if wall.status is Status.CONSENT_WALL else Role.BOILERPLATE
    of_wall = Label(role, "walls", wall.reason)
    closed = tuple(of_wall if label is not None and label.role in BODY_ROLES else label for label in labels.labels)
    return replace(labels, labels=closed, body_by=None)


def _bot_wall(page: Page, body: Sequence[Block]) -> str | None:
    """What a check for robots says, in its title or, where the page has few words, anywhere."""
    title = page.signals.title or ""
    texts: list[str] = []
    if len(title) < MAX_TITLE_CHARS and (_words(body) < MAX_STORY_WORDS or _is_titled_wall(title, page)):
        texts.append(title)
    has_few_blocks = len(page.blocks) < MAX_BOT_WALL_WORDS  # each has a word: most pages need not be counted
    if not page.blocks and len(page.document.text) < MAX_SCRIPT_WALL_CHARS:
        return _first_phrase(BOT_WALL, texts) or _first_phrase(BOT_WALL_SCRIPT, [page.document.text])
    if has_few_blocks and _words(page.blocks) < MAX_BOT_WALL_WORDS:
        texts += [block.text for block in page.blocks]
    return _first_phrase(BOT_WALL, texts)


def _is_titled_wall(title: str, page: Page) -> bool:
    """Whether a check is all that the title names, beside the site's or its maker's name."""
    match = BOT_WALL.match(title)
    is_whole = match is not None and title[match.end() :].lstrip()[:1] in TITLE_ENDS
    return is_whole and not any(map(is_article, page.signals.json_ld)) and _words(page.blocks) < MAX_TITLED_WALL_WORDS


def _consent_dialog(page: Page, labels: Labels, body: Sequence[Block], consent: Sequence[Block]) -> str | None:
    """What a consent dialog says, where consent is most of what there is to read. consent: blocks rules named so."""
    words = _words(body)
    if words > MAX_WALL_WORDS:
        return None
    about_consent = [block for block in body if CONSENT_DIALOG.search(block.text)]
    dialog_words = _words(about_consent) + _words(consent)
    other_words = words - _words(about_consent)
    if other_words >= MAX_STORY_WORDS or dialog_words <= other_words:
        return None
    if dialog_words < MIN_WALL_SHARE * _words(page.blocks) or _shows_story(page, labels):
        return None
    return _first_phrase(CONSENT_DIALOG, [block.text for block in (*consent, *about_consent)])


def _shows_story(page: Page, labels: Labels) -> bool:
    """Whether a headline stands over text that is not about consent, with a date or an author, or as the page's title.

    So does a short post with a line about cookies below it; a dialog's own headline has the dialog below it.
    """
    is_signed = any(label is not None and label.role in SIGNATURES for label in labels.labels)
    headline = ""
    for block, label in zip(page.blocks, labels.labels, strict=True):
        if label is None:
            continue
        if label.role is Role.HEADLINE:
            headline = block.text
        elif label.role is Role.CONSENT or (label.role in BODY_ROLES and CONSENT_DIALOG.search(block.text)):
            headline = ""
        elif headline and label.role in BODY_ROLES:
            return is_signed or headline in (page.signals.title or "")
    return False


def _words(blocks: Iterable[Block]) -> int:
    return sum(count_words(block.text) for block in blocks)


def _first_phrase(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    for text in texts:
        if match := pattern.search(text):
            return match.group()
    return None

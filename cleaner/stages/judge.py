"""What came of a page: its status, and how sure its body is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from cleaner.model import Access, Block, Quality, Role, Status, Story
from cleaner.text import count_words

MIN_ARTICLE_WORDS = 25  # news in brief start there; below, a page's "body" is a menu, a slogan or a form
SHORT_WORDS = 100
WALL_WORDS = 250  # a page that holds more text than this shows it, wall or not
BOT_WALL_WORDS = 120  # all there is on one, menu included
TEASER_WORDS = 250
FRONT_PATHS = ("", "index.html", "index.php")
LINK_HEAVY_SHARE = 0.4
LIST_MIN_LINES = 8
LINKED_SHARE = 0.6
HEADLINE_SHARE = 0.5  # share of body lines that are links on a section front; how-tos end most lines without a stop
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
# What a body is worth by who named it: a rule was written by hand and tested on samples; the shape of lines is a guess.
VOICE_SCORE = {"rule": 1.0, "trafilatura": 0.85, "block-model": 0.9, "lines": 0.75}


def judge(story: Story, text: str, access: Access, title: str | None) -> tuple[Status, str | None]:
    """The status of a page and, where it is not `ok`, the reason in words."""
    words = count_words(text)
    http = story.page.document.status
    if not story.page.blocks:
        return Status.EMPTY, _why_no_text(story)
    if words < WALL_WORDS and (reason := _wall(story, title, BOT_WALL, words)):
        return Status.BOT_WALL, f"the page asks for proof of a human reader: {reason!r}"
    if words < WALL_WORDS and (reason := _consent(story, words)):
        return Status.CONSENT_WALL, f"the page is a consent dialog: {reason!r}"
    if http is not None and http >= 400:
        return Status.NOT_ARTICLE, f"the server answered with HTTP status {http}"
    if not text:
        return Status.EMPTY, "no block of the page is text of a story"
    if access.free is False and access.complete is not True and words < TEASER_WORDS:
        return Status.TEASER_ONLY, f"the page says it is not free, and holds {words} words"
    if access.complete is False and (access.free is False or words < TEASER_WORDS):
        return Status.TEASER_ONLY, "a paywall ends the text"
    if words < MIN_ARTICLE_WORDS and not _is_declared_article(story):
        return Status.NOT_ARTICLE, f"only {words} words of text"
    if reason := _list_page(story):
        return Status.NOT_ARTICLE, reason
    return Status.OK, None


def _why_no_text(story: Story) -> str:
    if story.page.document.bytes == 0:
        return "the body is empty"
    if story.page.signals.states:
        return "no text outside scripts: the page is built by JavaScript"
    return "no text on the page"


def _wall(story: Story, title: str | None, pattern: re.Pattern[str], words: int) -> str | None:
    """The phrase of a wall in the title or, on a page with next to no text, in any block."""
    for text in (story.page.signals.title, title):
        if text and (match := pattern.search(text)) and len(text) < 80 and words < MIN_ARTICLE_WORDS * 3:
            return match.group()
    if _all_words(story.page.blocks) < BOT_WALL_WORDS:
        return _first_match(pattern, (block.text for block in story.page.blocks))
    return None


def _consent(story: Story, words: int) -> str | None:
    """A consent phrase where consent is most of what there is to read."""
    spoken = story.blocks_with(Role.CONSENT)
    matching = [block for block in story.body if CONSENT_WALL.search(block.text)]
    phrase = _first_match(CONSENT_WALL, (block.text for block in (*spoken, *matching)))
    rest = words - _all_words(matching)
    return phrase if phrase and rest < 2 * MIN_ARTICLE_WORDS and _all_words(spoken) + words > 2 * rest else None


def _first_match(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    return next((match.group() for text in texts if (match := pattern.search(text))), None)


def _all_words(blocks: Iterable[Block]) -> int:
    return sum(count_words(block.text) for block in blocks)


def _is_declared_article(story: Story) -> bool:
    kinds = story.page.signals.meta.get("og:type", ())
    types = [str(node.get("@type", "")) for node in story.page.signals.json_ld]
    return "article" in kinds or any("Article" in kind or "BlogPosting" in kind for kind in types)


def _list_page(story: Story) -> str | None:
    """Why the page is a list of stories and not one: its lines are links, its address is a front."""
    body = story.body
    if len(body) >= LIST_MIN_LINES:
        linked = sum(block.link_share > LINKED_SHARE for block in body)
        if linked > HEADLINE_SHARE * len(body) and not _is_declared_article(story):
            return f"{linked} of {len(body)} lines of its text are links"
    url = story.page.document.url
    address = urlsplit(url) if url and "[" not in url else None  # "https://[::1" is no address
    if address and address.path.strip("/") in FRONT_PATHS and not address.query and not _is_declared_article(story):
        return "the address is the front page of a site"
    return None


def measure_quality(story: Story, text: str, status: Status, title: str | None) -> Quality:
    """How sure the body is, 0–1, and what speaks against it. Not calibrated: a product of plain penalties."""
    words = count_words(text)
    flags: list[str] = []
    if words < SHORT_WORDS:
        flags.append("short")
    if not title:
        flags.append("no_title")
    if story.page.truncated:
        flags.append("truncated")
    linked = sum(block.link_chars for block in story.body)
    if text and linked > LINK_HEAVY_SHARE * len(text):
        flags.append("link_heavy")
    if story.page.tree is not None and story.labels.body_by == "lines":
        flags.append("extractor_disagrees")
    if not text or status in (Status.CONSENT_WALL, Status.BOT_WALL):
        return Quality(0.0, tuple(flags))
    score = VOICE_SCORE.get(story.labels.body_by or "", 0.5) * min(1.0, 0.4 + words / (2 * SHORT_WORDS))
    score *= 0.8 ** sum(flag != "short" for flag in flags)
    if status is not Status.OK:
        score *= 0.5
    return Quality(round(score, 3), tuple(flags))

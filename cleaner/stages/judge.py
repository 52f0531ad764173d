"""What came of a page: its status, and how sure its body is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from cleaner.json_ld import is_article
from cleaner.model import TRUNCATED, Access, Block, Quality, Status, Story
from cleaner.text import count_words
from cleaner.urls import split_url

MIN_ARTICLE_WORDS = 25  # news in brief start there; below, a page's "body" is a menu, a slogan or a form
SHORT_WORDS = 100
TEASER_WORDS = 250
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MIN_HEADLINES = 5
WORDS_PER_TEASER = 60  # headline, teaser, author, date; a listicle writes a paragraph and more below each heading
FRONT_PATHS = ("", "index.html", "index.php")
LINK_HEAVY_SHARE = 0.4
LIST_MIN_LINES = 8
LINKED_SHARE = 0.6
HEADLINE_SHARE = 0.5  # share of body lines that are links on a section front; how-tos end most lines without a stop
RULE_SCORE = 0.98  # mean F1 of bodies that platforms' rules named: .995, of nine pages with known text, which are few
# Below it almost no page has F1 > 0.9 (0 of 14 HTML pages, 1 in 10 dumps), from 0.8 to 0.9 half.
UNSURE_SCORE = 0.8
NO_STORY = "no block of the page is text of a story"


class Case(Struct, frozen=True):
    """What the status of a page is read off. words: of its text."""

    story: Story
    words: int
    access: Access

    @property
    def linked(self) -> list[Block]:
        """The lines of the body that are links."""
        return [block for block in self.story.body if block.link_share > LINKED_SHARE]


def judge(story: Story, words: int, access: Access) -> tuple[Status, str | None]:
    """The status of a page and, where it is not `ok`, the reason in words. words: of its text."""
    if story.wall is not None:
        return story.wall.status, story.wall.reason
    case = Case(story, words, access)
    checks = CHECKS if _is_declared_article(story) else (*CHECKS, *CHECKS_OF_OTHER_PAGES)
    for status, find_reason in checks:
        reason = find_reason(case)
        if reason is not None:
            return status, reason
    return Status.OK, None


def _is_declared_article(story: Story) -> bool:
    signals = story.page.signals
    return "article" in signals.meta.get("og:type", ()) or any(map(is_article, signals.json_ld))


def _no_text(case: Case) -> str | None:
    page = case.story.page
    if page.blocks:
        return None
    if page.document.bytes == 0:
        return "the body is empty"
    if page.signals.states:
        return "no text outside scripts: the page is built by JavaScript"
    return "no text on the page"


def _http_error(case: Case) -> str | None:
    status = case.story.page.document.status or 0
    return f"the server answered with HTTP status {status}" if status >= 400 else None


def _only_a_menu(case: Case) -> str | None:
    if case.words:
        return None
    page_words = sum(count_words(block.text) for block in case.story.page.blocks)
    return NO_STORY if page_words < MIN_ARTICLE_WORDS else None


def _no_story(case: Case) -> str | None:
    return None if case.words else NO_STORY


def _not_free(case: Case) -> str | None:
    is_closed = case.access.free is False and case.access.complete is not True
    is_teaser = is_closed and case.words < TEASER_WORDS
    return f"the page says it is not free, and holds {case.words} words" if is_teaser else None


def _paywall(case: Case) -> str | None:
    is_cut = case.access.complete is False and (case.access.free is False or case.words < TEASER_WORDS)
    return "a paywall ends the text" if is_cut else None


def _few_words(case: Case) -> str | None:
    return f"only {case.words} words of text" if case.words < MIN_ARTICLE_WORDS else None


def _linked_lines(case: Case) -> str | None:
    linked, lines = len(case.linked), len(case.story.body)
    is_list = lines >= LIST_MIN_LINES and linked > HEADLINE_SHARE * lines
    return f"{linked} of {lines} lines of its text are links" if is_list else None


def _linked_headlines(case: Case) -> str | None:
    headlines = len([block for block in case.linked if block.tag in HEADINGS])
    is_list = headlines >= MIN_HEADLINES and case.words < WORDS_PER_TEASER * headlines
    return f"{headlines} headlines that are links, with {case.words} words between them" if is_list else None


def _front_page(case: Case) -> str | None:
    address = split_url(case.story.page.document.url)
    if address is None or address.query or address.path.strip("/") not in FRONT_PATHS:
        return None
    return "the address is the front page of a site"


# In this order: the first that finds a reason gives the status.
CHECKS: tuple[tuple[Status, Callable[[Case], str | None]], ...] = (
    (Status.EMPTY, _no_text),
    (Status.NOT_ARTICLE, _http_error),
    (Status.EMPTY, _only_a_menu),
    (Status.NOT_ARTICLE, _no_story),
    (Status.TEASER_ONLY, _not_free),
    (Status.TEASER_ONLY, _paywall),
)
# Of a page that does not say that it is an article.
CHECKS_OF_OTHER_PAGES: tuple[tuple[Status, Callable[[Case], str | None]], ...] = (
    (Status.NOT_ARTICLE, _few_words),
    (Status.NOT_ARTICLE, _linked_lines),
    (Status.NOT_ARTICLE, _linked_headlines),
    (Status.NOT_ARTICLE, _front_page),
)


def measure_quality(story: Story, text: str, status: Status, *, words: int, title: str | None) -> Quality:
    """How sure the body is, and what speaks against it.

    The score is the F1 the text can be expected to have, 0–1: what the block model's likelihoods add up to,
    calibrated on pages of outlets it had not seen; of a body that a rule names, what such bodies had.
    """
    expected = RULE_SCORE if story.labels.expected_f1 is None else story.labels.expected_f1
    has_body = text != "" and status not in (Status.CONSENT_WALL, Status.BOT_WALL)
    linked_chars = sum(block.link_chars for block in story.body)
    flags = {
        "short": words < SHORT_WORDS,
        "no_title": not title,
        TRUNCATED: story.page.truncated or story.page.document.is_truncated,
        "link_heavy": linked_chars > LINK_HEAVY_SHARE * len(text),
        "unsure": has_body and expected < UNSURE_SCORE,
    }
    found = tuple(flag for flag, is_set in flags.items() if is_set)
    return Quality(round(expected, 3) if has_body else 0.0, found)

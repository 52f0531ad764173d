"""What came of a page: its status, and how sure its body is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from cleaner.model import TRUNCATED, Access, PageType, Quality, Status, Story
from cleaner.stages.notices import declares_article, find_notice
from cleaner.stages.rule_score import UNSURE_BELOW, score_rule_body
from cleaner.text import count_words

MIN_ARTICLE_WORDS = 25  # news in brief start there; below, a page's "body" is a menu, a slogan or a form
SHORT_WORDS = 75  # of 29 short texts that are whole stories, 18 have more; news in brief end here
TEASER_WORDS = 250
MEDIA_WORDS = 100  # a film with more beside it has a story
KINDS_WITHOUT_STORY = frozenset({"index", "product", "forum"})
MEDIA_KINDS = frozenset({"video", "audio"})
LINK_HEAVY_SHARE = 0.4
LIST_MIN_LINES, LINKED_SHARE = 8, 0.6
HEADLINE_SHARE = 0.8  # of lines that are links; stories of old pages end in lists of links and have up to .7
NO_STORY = "no block of the page is text of a story"


class Case(Struct, frozen=True):
    """What the status of a page is read off. words: of its text. page_type: None where nobody asked."""

    story: Story
    words: int
    access: Access
    page_type: PageType | None


def judge(story: Story, words: int, access: Access, page_type: PageType | None = None) -> tuple[Status, str | None]:
    """The status of a page and, where it is not `ok`, the reason in words. words: of its text."""
    if story.wall is not None:
        return story.wall.status, story.wall.reason
    case = Case(story, words, access, page_type)
    checks = CHECKS if declares_article(story.page) else (*CHECKS, *CHECKS_OF_OTHER_PAGES)
    for status, find_reason in checks:
        reason = find_reason(case)
        if reason is not None:
            return status, reason
    return Status.OK, None


def _no_bytes(case: Case) -> str | None:
    return "the body is empty" if case.story.page.document.bytes == 0 else None


def _no_text(case: Case) -> str | None:
    page = case.story.page
    if page.blocks:
        return None
    if page.signals.states:
        return "no text outside scripts: the page is built by JavaScript"
    return "no text on the page"


def _http_error(case: Case) -> str | None:
    status = case.story.page.document.status or 0
    return f"the server answered with HTTP status {status}" if status >= 400 else None


def _notice(case: Case) -> str | None:
    """What a page says in place of a story; a story about such pages is longer."""
    return find_notice(case.story) if case.words < TEASER_WORDS else None


def _other_kind(case: Case) -> str | None:
    """Why a page of its kind is no article, whatever text stands on it."""
    found = case.page_type
    if found is None:
        return None
    if found.kind in KINDS_WITHOUT_STORY:
        return f"the page is of the kind {found.kind}, with a likelihood of {found.probability:.2f}"
    is_media = found.kind in MEDIA_KINDS and case.words < MEDIA_WORDS
    return f"the page is of the kind {found.kind}, without a story" if is_media else None


def _only_a_menu(case: Case) -> str | None:
    if case.words:
        return None
    page_words = sum(count_words(block.text) for block in case.story.page.blocks)
    return NO_STORY if page_words < MIN_ARTICLE_WORDS else None


def _no_story(case: Case) -> str | None:
    return None if case.words else NO_STORY


def _is_declared(case: Case) -> bool:
    """Whether the text was read from the page's data, where it is whole, whatever stands in front of it."""
    return (case.story.labels.body_by or "").startswith(("jsonld:", "state:"))


def _not_free(case: Case) -> str | None:
    is_closed = case.access.free is False and case.access.complete is not True
    is_teaser = is_closed and case.words < TEASER_WORDS and not _is_declared(case)
    return f"the page says it is not free, and holds {case.words} words" if is_teaser else None


def _paywall(case: Case) -> str | None:
    is_cut = case.access.complete is False and (case.access.free is False or case.words < TEASER_WORDS)
    return "a paywall ends the text" if is_cut and not _is_declared(case) else None


def _few_words(case: Case) -> str | None:
    words = "word" if case.words == 1 else "words"
    return f"only {case.words} {words} of text" if case.words < MIN_ARTICLE_WORDS else None


def _linked_lines(case: Case) -> str | None:
    lines = len(case.story.body)
    linked = len([block for block in case.story.body if block.link_share > LINKED_SHARE])
    is_list = lines >= LIST_MIN_LINES and linked > HEADLINE_SHARE * lines
    return f"{linked} of {lines} lines of its text are links" if is_list else None


# In this order: the first that finds a reason gives the status.
CHECKS: tuple[tuple[Status, Callable[[Case], str | None]], ...] = (
    (Status.ERROR, _http_error),
    (Status.EMPTY, _no_bytes),
    (Status.NOT_ARTICLE, _notice),
    (Status.NOT_ARTICLE, _other_kind),
    (Status.EMPTY, _no_text),
    (Status.EMPTY, _only_a_menu),
    (Status.NOT_ARTICLE, _no_story),
    (Status.TEASER_ONLY, _not_free),
    (Status.TEASER_ONLY, _paywall),
)
# Of a page that does not say that it is an article.
CHECKS_OF_OTHER_PAGES: tuple[tuple[Status, Callable[[Case], str | None]], ...] = (
    (Status.NOT_ARTICLE, _few_words),
    (Status.NOT_ARTICLE, _linked_lines),
)


def measure_quality(story: Story, text: str, status: Status, *, words: int, title: str | None) -> Quality:
    """How sure the body is, and what speaks against it.

    The score is the F1 the text can be expected to have, 0–1: learned from bodies on pages of outlets that the block
    model had not seen; of a body that a rule names, worked out from the prose it leaves outside, its own shape and what
    the page declares.
    """
    by_rule = story.labels.expected_f1 is None
    expected = score_rule_body(story) if by_rule else story.labels.expected_f1 or 0.0
    has_body = text != "" and status not in (Status.CONSENT_WALL, Status.BOT_WALL)
    linked_chars = sum(block.link_chars for block in story.body)
    flags = {
        "short": words < SHORT_WORDS,
        "no_title": not title,
        TRUNCATED: story.page.truncated or story.page.document.is_truncated,
        "link_heavy": linked_chars > LINK_HEAVY_SHARE * len(text),
        "unsure": has_body and (expected < UNSURE_BELOW if by_rule else story.labels.is_unsure),
    }
    found = tuple(flag for flag, is_set in flags.items() if is_set)
    return Quality(round(expected, 3) if has_body else 0.0, found)

"""What came of a page: its status, and how sure its body is."""

from __future__ import annotations

from urllib.parse import urlsplit

from cleaner.json_ld import is_article
from cleaner.model import Access, Quality, Status, Story
from cleaner.text import count_words

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
# Of pages below it hardly any has an F1 over .9 (none of 14, of dumps one in ten), of those from .8 to .9 half.
UNSURE_SCORE = 0.8


def judge(story: Story, words: int, access: Access) -> tuple[Status, str | None]:
    """The status of a page and, where it is not `ok`, the reason in words. words: of its text."""
    http = story.page.document.status
    if story.wall is not None:
        return story.wall.status, story.wall.reason
    if not story.page.blocks:
        return Status.EMPTY, _why_no_text(story)
    if http is not None and http >= 400:
        return Status.NOT_ARTICLE, f"the server answered with HTTP status {http}"
    if not words:
        some = sum(count_words(block.text) for block in story.page.blocks) >= MIN_ARTICLE_WORDS
        return Status.NOT_ARTICLE if some else Status.EMPTY, "no block of the page is text of a story"
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


def _is_declared_article(story: Story) -> bool:
    signals = story.page.signals
    return "article" in signals.meta.get("og:type", ()) or any(map(is_article, signals.json_ld))


def _list_page(story: Story) -> str | None:
    """Why the page is a list of stories and not one: its lines are links, its address is a front."""
    body = story.body
    linked = [block for block in body if block.link_chars and block.link_share > LINKED_SHARE]
    if len(body) >= LIST_MIN_LINES and len(linked) > HEADLINE_SHARE * len(body) and not _is_declared_article(story):
        return f"{len(linked)} of {len(body)} lines of its text are links"
    headlines = len([block for block in linked if block.tag in HEADINGS])
    words = count_words(" ".join(block.text for block in body)) if headlines >= MIN_HEADLINES else 0
    if headlines >= MIN_HEADLINES and words < WORDS_PER_TEASER * headlines and not _is_declared_article(story):
        return f"{headlines} headlines that are links, with {words} words between them"
    url = story.page.document.url
    address = urlsplit(url) if url and "[" not in url else None  # "https://[::1" is no address
    if address and address.path.strip("/") in FRONT_PATHS and not address.query and not _is_declared_article(story):
        return "the address is the front page of a site"
    return None


def measure_quality(story: Story, text: str, status: Status, *, words: int, title: str | None) -> Quality:
    """How sure the body is, and what speaks against it.

    The score is the F1 the text can be expected to have, 0–1: what the block model's likelihoods add up to,
    calibrated on pages of outlets it had not seen; of a body that a rule names, what such bodies had.
    """
    flags: list[str] = []
    if words < SHORT_WORDS:
        flags.append("short")
    if not title:
        flags.append("no_title")
    if story.page.truncated:
        flags.append("truncated")
    linked = sum([block.link_chars for block in story.body])
    if text and linked > LINK_HEAVY_SHARE * len(text):
        flags.append("link_heavy")
    if not text or status in (Status.CONSENT_WALL, Status.BOT_WALL):
        return Quality(0.0, tuple(flags))
    expected = story.labels.expected_f1
    score = RULE_SCORE if expected is None else expected
    if score < UNSURE_SCORE:
        flags.append("unsure")
    return Quality(round(score, 3), tuple(flags))

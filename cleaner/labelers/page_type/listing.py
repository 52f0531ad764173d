"""Pages that list stories: told by the system that made them, by address and form, by nothing but teasers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaner.labelers.page_type.declared import called_by
from cleaner.model import Block, Page, PageType, Story
from cleaner.text import count_words
from cleaner.urls import split_url
from cleaner.vocabulary import words_of

MIN_TITLES, MIN_TITLE_WORDS = 5, 4
MIN_LINK_SHARE = 0.6  # of a block that is a linked title: a date may stand beside it
MAX_INTRODUCTION_WORDS = 80  # before the first title
MAX_TEASER_WORDS = 80  # below each title
MIN_POSTS = 3  # linked headlines of posts, each above its text, and none before the first
MIN_TEASERS = 12  # of a page that is known by them alone: articles have up to ten
SURE = 0.95
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def listing_type(story: Story) -> PageType | None:
    """An index, where the system that made the page says so, or its address and the form of its text together."""
    return _called_list(story.page) or _addressed_list(story) or _posts(story)


def _called_list(page: Page) -> PageType | None:
    """By the classes of the root: publishing systems give a list others than a story."""
    known = called_by(page, "list_root_classes")
    return PageType("index", SURE, (f"the page's root is called {known!r}",)) if known else None


def _addressed_list(story: Story) -> PageType | None:
    """By an address of lists, where the text is nothing but what stands between linked titles."""
    url = story.page.document.url or story.page.signals.canonical
    parts = split_url(url)
    steps = frozenset(parts.path.lower().split("/")) if parts is not None else frozenset()
    known = sorted((words_of("index_addresses") | words_of("story_list_addresses")) & steps)
    titles = linked_titles(story.page.blocks) if known else []
    if len(titles) < MIN_TITLES or not _are_teasers(_pieces(story.body, titles)):
        return None
    return PageType("index", SURE, (f"the address has /{known[0]}/", f"{len(titles)} linked titles of one form"))


def _posts(story: Story) -> PageType | None:
    """By linked headlines of posts, each above its text, as a blog's front page has whole stories as well."""
    classes = words_of("post_title_classes")
    headings = [block for block in story.page.blocks if block.tag in HEADINGS]
    for (_, own), titles in titles_by_form(headings, 1).items():
        if len(titles) >= MIN_POSTS and not classes.isdisjoint(own.split()):
            pieces = _pieces(story.body, _indices(titles))
            if not pieces[0] and _teasers(pieces) >= MIN_POSTS:
                return PageType("index", SURE, (f"{len(titles)} linked headlines of posts",))
    return None


def is_only_teasers(story: Story) -> bool:
    """Whether the text of an HTML page is nothing but a dozen teasers or more, each below a linked title."""
    forms = titles_by_form(story.page.blocks, MIN_TITLE_WORDS).values()
    pieces = [_pieces(story.body, titles) for titles in map(_indices, forms) if len(titles) >= MIN_TEASERS]
    return any(_teasers(own) >= MIN_TEASERS and _are_teasers(own) for own in pieces)


def most_teasers(story: Story) -> int:
    """How many linked titles of one form, of the form that has most, stand above a piece of the text."""
    forms = titles_by_form(story.page.blocks, 2).values()
    return max((_teasers(_pieces(story.body, _indices(titles))) for titles in forms), default=0)


def linked_titles(blocks: Sequence[Block]) -> list[int]:
    """The indices of the linked titles of the form that most of them have."""
    most = max(titles_by_form(blocks, MIN_TITLE_WORDS).values(), key=len, default=[])
    return _indices(most)


def titles_by_form(blocks: Sequence[Block], least: int) -> dict[tuple[str, str], list[Block]]:
    """The linked titles of at least so many words, by tag and classes."""
    forms: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        if block.link_chars >= MIN_LINK_SHARE * len(block.text) and count_words(block.text) >= least:
            forms.setdefault((block.tag, block.place.classes), []).append(block)
    return forms


def _indices(blocks: Sequence[Block]) -> list[int]:
    return [block.index for block in blocks]


def _pieces(body: Sequence[Block], titles: Sequence[int]) -> list[int]:
    """The words of the text before the first title, and below each."""
    pieces, linked = [0] * (len(titles) + 1), frozenset(titles)
    for block in body:
        if block.index not in linked:
            pieces[bisect_right(titles, block.index)] += count_words(block.text)
    return pieces


def _teasers(pieces: Sequence[int]) -> int:
    return sum(words > 0 for words in pieces[1:])


def _are_teasers(pieces: Sequence[int]) -> bool:
    """Whether no more than a teaser of the text stands before, between and behind the titles."""
    return pieces[0] <= MAX_INTRODUCTION_WORDS and max(pieces[1:]) <= MAX_TEASER_WORDS

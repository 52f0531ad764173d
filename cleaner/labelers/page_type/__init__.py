"""What kind of page it is: an article, or an index, a thread, a product … that no record should call a story.

Learned: a forest over the shape of the page, as the block model sees it, what the page declares, its address, its
short lines and the fields found; `python -m training.pages` makes its weights. Live blogs, galleries, films and
recordings are what the page declares (media); lists by topic or author are told by address and form (listing),
threads by their system, jobs and events by their object or their lines (named).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.labelers.block_model.doubt import PAGE_NAMES
from cleaner.labelers.page_type.declared import (
    declared_numbers,
    declares_no_story,
    declares_product,
    field_numbers,
    names_terms,
    terms_of,
)
from cleaner.labelers.page_type.glance import glance_numbers, looks
from cleaner.labelers.page_type.listing import is_only_teasers, listing_type
from cleaner.labelers.page_type.media import media_kind
from cleaner.labelers.page_type.named import named_type, type_by_lines
from cleaner.labelers.page_type.signs import shown_signs, sign_numbers
from cleaner.labelers.page_type.weights import KINDS, PageTypeManifest, load_forest, read_manifest, term_numbers
from cleaner.model import Choice, DocumentKind, PageType, Story

NO_STORY_KINDS = frozenset({"index", "product", "forum"})
MIN_BLOCKS = 8  # of an index, a thread, a product: a smaller page has little that could be one
# The bound for a page that says or shows that it is no story: of 2,310 articles of public sets some seventy do, nearly
# all of them less likely than this. At .5 more articles are lost, and each of them raises the bound of all others.
DECLARED_BOUND = 0.6
# Where the text is nothing but teasers: of 2,600 articles one is, with a likelihood of .17. Where there are three signs
# and more: of 2,310 articles none is likelier than this but those that are lost by their likelihood alone.
SIGNS_BOUND, MANY_SIGNS = 0.4, 3
MIN_OF_REST = 0.5  # an article is not at stake between a product and a service
MAX_EVIDENCE = 3  # terms that are named
MIN_TERM_WEIGHT = 0.2  # of a term that is evidence
SHOWN = {"og None": "no og:type"}  # terms as evidence shows them
NO_SHAPE = (-1.0,) * len(PAGE_NAMES)


def find_page_type(story: Story, choices: Mapping[str, Choice[Any]]) -> PageType | None:
    """The kind of page; None of a page without text. choices: the fields found.

    A page that is a wall is `other`; one whose body a rule names is what rules are written for, an article.
    """
    if story.wall is not None:
        return PageType("other", 1.0, (story.wall.reason,))
    if not story.page.blocks:
        return None
    media = media_kind(story)
    if story.labels.body_by == "rule":
        return media or PageType("article", 1.0, ("a rule names its text",))
    learned = listing_type(story) or named_type(story, choices) or _learned_type(story, choices)
    return learned if media is None or learned.kind in NO_STORY_KINDS else media


def page_numbers(story: Story, choices: Mapping[str, Choice[Any]]) -> list[float]:
    """What the forest asks of a page, but for its terms."""
    page = story.page
    shape = story.labels.shape or NO_SHAPE
    signs = [*sign_numbers(page), *glance_numbers(story, choices)] if page.document.kind == "html" else []
    return [*shape, *field_numbers(choices), *declared_numbers(page), *signs]


def _learned_type(story: Story, choices: Mapping[str, Choice[Any]]) -> PageType:
    import numpy as np

    manifest, document_kind = read_manifest(), story.page.document.kind
    terms = terms_of(story.page)
    if found := type_by_lines(story.page, terms["lines"]):
        return found
    weights = manifest.terms[document_kind]
    numbers = page_numbers(story, choices)
    for source, known in weights.items():
        numbers += term_numbers(terms[source], known)
    likely = load_forest(document_kind).probabilities(np.array(numbers, dtype=np.float32))
    number = choose_kind(likely, _bound(story, choices, manifest.bound, no_story_share(likely)))
    if KINDS[number] == "index" and declares_product(story.page):
        number = KINDS.index("product")
    evidence = (*_telling_terms(terms, manifest, document_kind, number), _shape_in_words(story))
    return PageType(KINDS[number], likely[number], evidence)


def says_no_story(story: Story, choices: Mapping[str, Choice[Any]]) -> bool:
    """Whether a page says or shows that it has no story, and does not say that it has one."""
    return no_story_signs(story, choices) > 0


def no_story_signs(story: Story, choices: Mapping[str, Choice[Any]]) -> int:
    """How many signs there are that the page has no story.

    The terms of a shop stand among the shop's buttons and menus, and are a text.
    """
    page = story.page
    said = int(declares_no_story(page))
    return said if names_terms(page.document.url) else said + shown_signs(page) + looks(story, choices)


def _bound(story: Story, choices: Mapping[str, Choice[Any]], bounds: Mapping[str, float], share: float) -> float:
    """How likely it must be that the page has no story. share: how likely it is."""
    page = story.page
    if share > SIGNS_BOUND:
        signs = no_story_signs(story, choices)
        is_known = declares_no_story(page) or signs >= MANY_SIGNS or (signs and share > DECLARED_BOUND)
        if is_known or (page.document.kind == "html" and is_only_teasers(story)):
            return SIGNS_BOUND
    return 1.0 if len(page.blocks) < MIN_BLOCKS else bounds[page.document.kind]


def no_story_share(likely: list[float]) -> float:
    """How likely a page has no story, if it is that or an article; 0 where service and the like are far likelier."""
    article, no_story, rest = likely[0], sum(likely[1:4]), sum(likely[4:])
    return no_story / (no_story + article) if no_story > MIN_OF_REST * rest else 0.0


def choose_kind(likely: list[float], bound: float) -> int:
    """Number of the kind: one without story only above the bound, as an article that is thrown away is lost."""
    numbers = range(1, 4) if no_story_share(likely) > bound else (0, 4, 5)
    return max(numbers, key=likely.__getitem__)


def _telling_terms(
    terms: Mapping[str, set[str]], manifest: PageTypeManifest, document_kind: DocumentKind, number: int
) -> list[str]:
    """The terms of the page that speak most for a kind, with their source."""
    found: list[tuple[float, str]] = []
    for source, weights in manifest.terms[document_kind].items():
        known = [(weights[term][number], term) for term in terms[source] if term in weights]
        telling = [(weight, SHOWN.get(term, term)) for weight, term in known if weight > MIN_TERM_WEIGHT]
        found += [(-weight, f"{source}: {term}") for weight, term in telling]
    return [text for _, text in sorted(found)[:MAX_EVIDENCE]]


def _shape_in_words(story: Story) -> str:
    lines = len(story.page.blocks)
    return f"{len(story.body)} of {lines} blocks are text"

"""Choose the story's authors among what rules, metadata and bylines say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Authors, Offer, from_items, from_json_ld, from_meta, from_rules, is_printed
from cleaner.fields.authors.details import with_details
from cleaner.fields.authors.nobody import declared_people, printed_people
from cleaner.fields.authors.owner import from_owner
from cleaner.fields.authors.printed import (
    byline_emails,
    from_author_classes,
    from_biographies,
    from_lines,
    from_marked,
    from_text_end,
)
from cleaner.fields.authors.vote import is_confirmed, ranked, without_desks, without_outlet
from cleaner.fields.choice import first_choice
from cleaner.lines.bylines import is_full_name, parse_byline
from cleaner.model import Choice, Role, Voice


def read_authors(article: Article) -> Choice[Authors] | None:
    """The authors, in the order printed: a rule's first, else what the metadata says and a byline confirms.

    A source that names only an organisation, a desk or a single word ("Kim") waits for one that names a person in
    full. The outlet itself is left out where a person is named. None where nobody is.
    """

    def offers_of(*sources: Callable[[Article], Iterator[Offer]]) -> list[Offer]:
        offers = [offer for source in sources for offer in source(article)]
        return [(source, without_outlet(authors, article.site_names)) for source, authors in offers]

    declared = [declared_people(article, offer) for offer in offers_of(from_json_ld, from_meta, from_items)]
    lines = [printed_people(article, offer) for offer in offers_of(from_lines)]
    classes = [offer for offer in offers_of(from_author_classes) if not is_confirmed(offer, lines)]
    printed = [*offers_of(from_marked), *classes, *lines, *offers_of(from_biographies, from_text_end)]
    offers = [*offers_of(from_rules), *ranked(declared, printed, article.site_names, partial(is_shown, article))]
    choice = first_choice(offers, as_line) or first_choice(offers_of(from_owner), as_line)
    if choice is None:
        return None
    return replace(choice, value=with_details(without_desks(choice.value), offers, byline_emails(article)))


def is_shown(article: Article, name: str) -> bool:
    """Whether the page prints a name; where the site's own rule says which lines sign a story, whether those do."""
    signed = [block for block in article.lines_as(Role.BYLINE) if article.is_ruled(block, Voice.SITE)]
    is_signed = any(is_full_name(author) for block in signed for author in parse_byline(block.text))
    return is_printed(name, signed if is_signed else article.page.blocks)


def as_line(authors: Authors) -> str:
    """The authors as one line, by which two offers are compared."""
    return "; ".join(author.name for author in authors)

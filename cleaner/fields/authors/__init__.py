"""Choose the story's authors among what rules, metadata and bylines say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Authors, Offer, from_json_ld, from_meta, from_rules
from cleaner.fields.authors.details import with_details
from cleaner.fields.authors.employers import without_outlet
from cleaner.fields.authors.printed import (
    byline_emails,
    from_biographies,
    from_lines,
    from_marked,
    from_text_end,
)
from cleaner.fields.authors.vote import people_of, ranked
from cleaner.fields.choice import first_choice
from cleaner.model import Choice


def read_authors(article: Article) -> Choice[Authors] | None:
    """The authors, in the order printed: a rule's first, else what the metadata says and a byline confirms.

    A source that names only an organisation, a desk or a single word ("Kim") waits for one that names a person in
    full. The outlet itself is left out where a person is named. None where nobody is.
    """

    def offers_of(*sources: Callable[[Article], Iterator[Offer]]) -> list[Offer]:
        offers = [offer for source in sources for offer in source(article)]
        return [(source, without_outlet(authors, article.site_names)) for source, authors in offers]

    declared = offers_of(from_json_ld, from_meta)
    printed = offers_of(from_marked, from_lines, from_biographies, from_text_end)
    general = ranked(declared, printed)
    offers = [*offers_of(from_rules), *general]
    choice = first_choice(offers, as_line)
    if choice is None:
        return None
    return replace(choice, value=with_details(without_desks(choice.value), offers, byline_emails(article)))


def without_desks(authors: Authors) -> Authors:
    """The people where there are any: "Jane Roe, Courier Staff" is one author, and where she works."""
    if not people_of(authors):
        return authors
    return tuple(author for author in authors if author.kind != "desk")


def as_line(authors: Authors) -> str:
    """The authors as one line, by which two offers are compared."""
    return "; ".join(author.name for author in authors)

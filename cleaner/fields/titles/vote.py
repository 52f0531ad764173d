"""Let a page's own titles vote: the one with the most weight behind it is the headline."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from cleaner.article import Article
from cleaner.declared.titles import Headline, read_headline, without_site_name
from cleaner.json_ld import is_news, texts
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice
from cleaner.text import bare

# Weight of each source. On 1,858 pages of four public sets (h1 alone is right on 79 %, JSON-LD on 83 % of those that
# have it, og:title on 66 %, <title> on 22 %) the result is flat around these values: 84 % of news pages, 87 % of
# others. The h1 outweighs two others: they are filled from one field of the editing system, often the one for search.
# A logit with 40 features of the titles, fitted to four fifths of the outlets, did no better on the last fifth.
WEIGHTS = {
    "h1": 4.4,
    "h1:unlike": 1.5,  # an h1 that shares no words with the other titles is a logo or a section
    "heading": 5.0,  # a block that is a title where no h1 is: it decides 23 of 1,858 pages, 17 right (2 without it)
    "jsonld:headline": 2.5,
    "meta:og:title": 2.0,
    "meta:twitter:title": 0.6,
    "title": 1.0,
}
BLOG_H1 = 6.2  # outside of news all others, JSON-LD too, are filled by one plug-in for search engines
OWN_CARD = 12.0  # more than all others: see has_own_card
AGREES, AGREES_IN_PART = 1.0, 0.8
MIN_PART_CHARS = 12  # a shorter end of another title proves nothing
PRINTED = frozenset({"h1", "h1:unlike", "heading"})
SEARCH_TITLES = frozenset({"jsonld:headline", "title"})
TRAIL = lazy_pattern(r" [>›»/] | ?[〉＞] ?")  # between the steps from the front page to the story
GLUED = lazy_pattern(r"\S:[^\W\d_]")
SLUG = lazy_pattern(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
JOINT = lazy_pattern(r"[:|–—-]\s")


def vote(article: Article) -> Choice[str] | None:
    """The title with the most weight behind it; the winner's printing and source, the others rejected. None of none."""
    printed = printed_headline(article)
    titles = [*printed, *article.declared_headlines]
    titles = [title for title in titles if not SLUG.fullmatch(title.text)] or titles  # of an address, no headline
    if not titles:
        return None
    weights = dict(WEIGHTS)
    if not is_news(article.node):
        weights["h1"] = BLOG_H1
    elif has_own_card(article, printed):
        weights["meta:og:title"] = OWN_CARD

    def support(candidate: Headline) -> float:
        return fsum(agreement(title, candidate.form) * weights[title.source] for title in titles)

    best = max(titles, key=support).form
    chosen = best_printing([title for title in titles if title.form == best])
    rest = [(title.text, title.source) for title in titles if title.form != best]
    return Choice(chosen.text, chosen.source, tuple(rest))


def printed_headline(article: Article) -> list[Headline]:
    """What the headline's blocks say, as the labelers of lines have found them; none where they found none."""
    blocks = [block for block in article.headline_blocks if article.source_of(block) in PRINTED]
    text = without_trail(" ".join(block.text for block in blocks), article.declared_headlines)
    found = [read_headline(article.source_of(block), text, article.site_names) for block in blocks[:1]]
    return list(filter(None, found))


def without_trail(text: str, titles: Sequence[Headline]) -> str:
    """What stands last in a trail, "Home > Weather > Storm closes the harbour", where a title says it too."""
    last = TRAIL.split(text)[-1]
    form = bare(last)
    return last if any(form == title.form or form in title.cuts for title in titles) else text


def agreement(title: Headline, form: str) -> float:
    """How far a title agrees: fully, or in part where it has something before the form: a kicker, a section."""
    if title.form == form:
        return AGREES
    if len(form) >= MIN_PART_CHARS and title.form.endswith(form):
        return AGREES_IN_PART
    return 0.0


def best_printing(agreeing: Sequence[Headline]) -> Headline:
    """Of equal titles the one the page prints, else the printing most sources share.

    Where markup parts kicker and headline, the printed one has lost its colon: there the others have one joint more.
    """
    printings = [title.text for title in agreeing]
    most = max(agreeing, key=lambda title: printings.count(title.text))
    printed = [title for title in agreeing if title.source in PRINTED]
    is_glued = any(GLUED.search(title.text) for title in printed)
    return max(
        (*printed, most, *(agreeing if is_glued else ())), key=lambda title: len(JOINT.findall(title.text))
    )  # the first of equals


def has_own_card(article: Article, printed: Sequence[Headline]) -> bool:
    """Whether og:title alone was written by hand: h1, JSON-LD and <title> repeat one field, made for search engines.

    Asked of news systems. Then either the Twitter card repeats that field too, or another field that is called a
    headline repeats og:title. Of 57 pages of four public sets where h1 and <title> agree and og:title differs, these
    are 10 of seven outlets: og:title is right on 8 of them, the h1 on none; of the 47 others the h1 is right on 31.
    """
    declared = {title.source: title.form for title in article.declared_headlines}
    card = declared.pop("meta:og:title", "")
    others = {*declared.values(), *(title.form for title in printed)}
    others_agree = bool(printed) and len(others) == 1 and declared.keys() >= SEARCH_TITLES
    if not card or card in others or not others_agree:
        return False
    headlines = [values[0] for name, values in article.page.signals.meta.items() if name.endswith("headline")]
    headlines += texts(article.node, "alternativeHeadline")[:1]
    own = {bare(without_site_name(text, article.site_names)) for text in headlines}
    return "meta:twitter:title" in declared or card in own

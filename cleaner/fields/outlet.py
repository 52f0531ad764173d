"""Who published the page: its name, its registrable domain, its country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.article import Article
from cleaner.declared.site_names import MAX_NAME_WORDS, SiteNames, bare_forms, host_labels
from cleaner.declared.titles import title_parts
from cleaner.fields.choice import first_choice, site_offers
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Choice, Outlet, Role
from cleaner.text import bare, collapse, count_words
from cleaner.urls import host_of, registrable_domain
from cleaner.vocabulary.inline import words

# What a company adds to the name of its paper: "Ediciones EL PAÍS S.L.", "Tamedia AG", "日本経済新聞社".
LEGAL_FORM = lazy_pattern(
    r"""[\s,]+
    (?: GmbH(?:\s*&\s*Co\.?\s*(?:KG|KGaA))? | mbH | AG | SE | KG | eG | e\.\s?V\. | Inc\.? | LLC | Ltd\.? | Limited
      | PLC | Corp\.? | Pty\.?(?:\s+Ltd\.?)? | S\.\s?[AL]\.?(?:\s?U\.?)? | SLU? | S\.?A\.?[SU]? | S\.?p\.?[Aa]\.?
      | S\.?r\.?l\.? | B\.?V\.? | N\.?V\.? | A/S | AS | ASA | ApS | AB | Oyj? | a\.\s?s\. | s\.\s?r\.\s?o\.
      | sp\.\s?z\s?o\.\s?o\. | Kft\.? )$""",
    re.VERBOSE,
)
HOST_LIKE = lazy_pattern(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,10}")
NOT_A_NAME = lazy_pattern(r"https?:|[@#{}<>\[\]=]|^\W*$|^\d+$")
EMPTY_NAMES = words(
    """home homepage website blog news title organization organisation publisher admin mysite undefined null none
    default copyright allrightsreserved allerechtevorbehalten tousdroitsreserves todoslosderechosreservados
    tuttiidirittiriservati"""
)
COPYRIGHT = lazy_pattern(
    r"""(?: © | \(c\) | copyright | &copy; ) [\s©®]* (?:\(c\)\s*)?
    (?: (?:19|20)\d\d )? (?: \s*[-–—/]\s*(?:19|20)?\d\d )? [\s,.:|]* (?:©\s*)? (?: (?:by|von|par)\s+ )?
    (?P<name> [^\W\d_][^|©•·;:]{1,60}? )
    (?= \s* (?: $ | [|©•·;:] | ,?\s+(?:19|20)\d\d\b | \.\s | \.$ | [-–—,]\s
        | ,?\s+(?:all\s+rights|alle\s+rechte|tous\s+droits|todos\s+los|tutti\s+i|todos\s+os) ))""",
    re.VERBOSE | re.IGNORECASE,
)
# A biography names the paper its author writes for. Capitalised words only, so that a sentence ends the name.
WRITERS = ("journalist", "reporter", "writer", "editor", "correspondent", "columnist", "contributor", "author")
WRITER_JOINTS = (" for ", " at ", " with ")
WRITES_FOR = lazy_pattern(
    rf"\b(?:{'|'.join(WRITERS)})\s+(?:for|at|with)\s+"
    r"(?P<name>(?:the\s+|The\s+)?[A-Z][\w'’&-]*(?:\s+(?:(?:of|and|the|for)\s+)?[A-Z][\w'’&-]*){0,4})"
)
LOGIN_VERBS = ("connect", "comment", "log in", "login", "sign in", "signin", "register", "subscribe")
CONNECT_WITH = lazy_pattern(rf"(?:{'|'.join(LOGIN_VERBS)})\s+with\s+(?:the\s+)?(?P<name>[A-Z][^.!?|]{{2,50}})")
EMAIL = lazy_pattern(r"[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
FREE_MAIL = words(
    """gmail googlemail hotmail outlook yahoo aol icloud protonmail proton gmx web live msn mail yandex qq 163 naver
    daum hanmail"""
)
GUESSES = frozenset({"title", "copyright", "bio"})
RIGHTS = lazy_pattern(r"(?:19|20)\d\d|rights|rechte|droits|derechos|direitos|diritti|rechten|права|版权|無断|권", re.I)
MAX_LOGIN_WORDS, MAX_LOGIN_CHARS = 20, 240
MAX_FOOTER_BLOCKS = 40  # a copyright line stands among the last blocks of a page


@dataclass(frozen=True, slots=True)
class _Name:
    source: str
    name: str


def read_outlet(article: Article) -> Choice[Outlet] | None:
    """The outlet, by the site's rule or by what the page says; `source` is what named it.

    A page that names nobody still has a domain, if its address is known or a byline gives an e-mail address.
    """
    chosen = first_choice((_name.source, _name.name) for _name in _ranked_names(article))
    domain, domain_by = next(((value, source) for source, value in _domains(article) if value), (None, ""))
    if chosen is None and domain is None:
        return None
    source = chosen.source if chosen is not None else domain_by
    outlet = Outlet(
        name=chosen.value if chosen is not None else None,
        domain=domain,
        country=article.facts.country,
        source=source,
    )
    return Choice(outlet, source, chosen.rejected if chosen is not None else ())


def _ranked_names(article: Article) -> list[_Name]:
    """Rules first; then the offers that something on the page confirms, then the rest, weak forms last."""
    from_rules = [_Name("rule:outlet", article.facts.outlet)] if article.facts.outlet else []
    from_rules += [_Name(c.source, c.parts.get("outlet") or c.value) for c in site_offers(article, "outlet")]
    found = [_Name(source, name) for source, raw in _offers(article) if (name := clean_name(raw)) is not None]
    if found:
        title = article.page.signals.title or ""
        in_title = frozenset(form for start, stop in title_parts(title) for form in bare_forms(title[start:stop]))
        labels = [label for label in article.site_names.labels if len(label) > 1]
        found.sort(key=lambda offer: _doubt(offer, in_title, labels))
    return from_rules + found


def _doubt(offer: _Name, in_title: frozenset[str], labels: list[str]) -> int:
    """How little speaks for a name, 0–3: 0 where the host or the title repeats it.

    A host is a poor name (2: "n-tv.de"), and a guess that nothing confirms a worse one (3: the photographer behind ©).
    """
    guessed = offer.source in GUESSES
    if HOST_LIKE.fullmatch(offer.name) or count_words(offer.name) > MAX_NAME_WORDS:
        return 3 if offer.source == "copyright" else 2
    forms = bare_forms(offer.name)
    if not guessed and not forms.isdisjoint(in_title):
        return 0
    in_host = any(label in form or form in label for form in forms for label in labels)
    return 0 if in_host else 3 if guessed else 1


def _offers(article: Article) -> Iterator[tuple[str, str]]:
    yield from ((name.source, name.text) for name in article.declared.names)
    yield from (("title", name) for name in _title_names(article))
    yield from (("copyright", name) for name in _copyright_names(article))
    yield from (("bio", name) for name in _bio_names(article))


def _title_names(article: Article) -> Iterator[str]:
    """A part of <title> that the host confirms, or its last that stands elsewhere on the page by itself (a logo)."""
    title = article.page.signals.title or ""
    parts = [title[start:stop].strip() for start, stop in title_parts(title)]
    if len(parts) < 2:
        return
    known = SiteNames(frozenset(), host_labels(article.declared.host_url))
    yield from (part for part in reversed(parts[1:]) if known.is_one(part))
    if known.is_one(parts[0]):
        yield parts[0]
    last = parts[-1].casefold()
    if count_words(parts[-1]) <= MAX_NAME_WORDS and bare(last) not in article.declared.headings:
        length = len(parts[-1])  # few lines are as long: no others are folded
        printed = [block.text.casefold() for block in article.page.blocks if len(block.text) == length]
        alts = [image.alt for image in article.page.signals.images if image.alt]
        if last in printed or last in [alt.casefold() for alt in alts if len(alt) == length]:
            yield parts[-1]


def _copyright_names(article: Article) -> Iterator[str]:
    marked = article.blocks_as(Role.COPYRIGHT, Role.FOOTER)
    for block in (*marked, *article.page.blocks[: -MAX_FOOTER_BLOCKS - 1 : -1]):
        text = block.text
        if "©" not in text:
            plain = text.lower()
            if "copy" not in plain and "(c)" not in plain:
                continue  # most lines: the pattern has nothing to begin with
        match = COPYRIGHT.search(text)
        if match is not None and RIGHTS.search(text):  # without a year or a claim it is a picture's credit
            yield match["name"]


def _bio_names(article: Article) -> Iterator[str]:
    """The paper in an author's biography, or in a login line for its readers; the line may be broken in two."""
    outside = [block.text for block in _outside_body(article)]
    whole = " ".join(outside)
    if any(_stands_before(WRITERS, joint, whole) for joint in WRITER_JOINTS):
        yield from (match["name"] for text in outside if (match := WRITES_FOR.search(text)))
    blocks = article.page.blocks
    for block in blocks:
        text = block.text
        if len(text) > MAX_LOGIN_CHARS or "ith " not in text:
            continue
        if block.index > 0 and text.startswith(("with ", "With ")):
            text = f"{blocks[block.index - 1].text} {text}"
        if _stands_before(LOGIN_VERBS, " with ", text):
            yield from _login_names(text)


def _stands_before(words: tuple[str, ...], joint: str, text: str) -> bool:
    """Whether one of the words stands before the joint: asked before a pattern that begins with these two."""
    at = text.find(joint)
    while at >= 0:
        if text.endswith(words, 0, at):
            return True
        at = text.find(joint, at + 1)
    return False


def _login_names(text: str) -> Iterator[str]:
    """ "Log in … to connect with the Harbour Daily": where a comment form names its paper."""
    match = CONNECT_WITH.search(text) if count_words(text) <= MAX_LOGIN_WORDS else None
    if match is not None:
        yield match["name"]


def _outside_body(article: Article) -> Iterator[Block]:
    last = article.body[-1].index if article.body else -1
    return iter(article.page.blocks[last + 1 :])


def clean_name(raw: str) -> str | None:
    """A name without its company's legal form and quotes; None for what names nobody."""
    name = LEGAL_FORM.sub("", collapse(raw).strip(" ,;:|-–—®™"))
    name = name.strip(" .,;:|-–—")
    if len(name) < 2 or NOT_A_NAME.search(name) or bare(name) in EMPTY_NAMES:
        return None
    return name if count_words(name) <= 2 * MAX_NAME_WORDS else None


def _domains(article: Article) -> Iterator[tuple[str, str | None]]:
    signals = article.page.signals
    yield "rule:site", article.facts.domain
    yield "url", registrable_domain(article.page.document.url)
    yield "link:canonical", registrable_domain(signals.canonical)
    yield "meta:og:url", registrable_domain(signals.first_meta("og:url"))
    for block in article.blocks_as(Role.BYLINE, Role.BIO, Role.FOOTER, Role.COPYRIGHT):
        yield from _email_domains(block.text)
    for block in _outside_body(article):
        if "@" in block.text and count_words(block.text) <= MAX_NAME_WORDS:
            yield from _email_domains(block.text)


def _email_domains(text: str) -> Iterator[tuple[str, str | None]]:
    for match in EMAIL.finditer(text):
        host = match["host"].lower()
        if host.split(".")[0] not in FREE_MAIL and host_of(f"https://{host}"):
            yield "email", registrable_domain(f"https://{host}")

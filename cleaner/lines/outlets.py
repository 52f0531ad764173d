"""Lines that name an outlet or its company: claims of rights, e-mail addresses and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.phrases import Phrases
from cleaner.text import bare, collapse, count_words
from cleaner.urls import registrable_domain
from cleaner.vocabulary import alternatives, ordered_words, words_of

# What a company adds to the name of its paper: "Ediciones EL PAÍS S.L.", "ООО «Гавань»", "港新聞株式会社".
LEGAL_FORMS = Phrases(ordered_words("legal_forms"))
LEGAL_FORMS_IN_FRONT = Phrases(ordered_words("legal_forms_in_front"))
COMPANY_WORDS = Phrases(ordered_words("company_words"))
COMPANY_WORDS_AND_JOINTS = Phrases((*ordered_words("company_words"), "&", "und", "and", "et", "y", "e", "og", "och"))
HOST_LIKE = lazy_pattern(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,10}")
NOT_A_NAME = lazy_pattern(r"https?:|[@#{}<>\[\]=]|^\W*$|^\d+$")
EDGES = " .,;:|-–—®™"
IN_BRACKETS = lazy_pattern(r"(?<=\w)\s*\([^()]*\)$")  # "Voice of America (VOA News)"
QUOTED = lazy_pattern(r'["«„“](?P<name>[^"«»„“”]+)["»“”]')

MARK = lazy_pattern(r"[©ⓒ℗]|\(c\)|&copy;|\bcopyrights?\b|\bcopr\.", re.IGNORECASE)
CLAIM = lazy_pattern(rf"(?:{alternatives(ordered_words('rights_claims'))})[^|©•·。।]*", re.IGNORECASE)
# Without a year or a claim what stands behind the sign is a picture's credit.
YEAR_OR_CLAIM = lazy_pattern(rf"(?:19|20)\d\d|{alternatives(ordered_words('rights_words'))}", re.IGNORECASE)
UNTIL_NOW = alternatives(words_of("until_now"))
YEARS = rf"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|{UNTIL_NOW})\b)?"
IN_FRONT_OF_THE_HOLDER = lazy_pattern(
    rf"(?:[\s®@*,.:|–—-]|[©ⓒ℗]|\(c\)|&copy;|copyrights?\b|{YEARS}|(?:by|von|par|por|da|av|af|door|przez)\s)+",
    re.IGNORECASE,
)
FORM = alternatives(ordered_words("legal_forms"))
FORM_INSIDE = lazy_pattern(rf"(?<![\s,])[\s,]++(?:{FORM})(?!\w)", re.IGNORECASE)  # its full stop ends no name
# A comma ends no name that goes on to a legal form: "Harbour Post, LLC", "Hafen, Kai & Co. Ltd."
BEHIND_THE_HOLDER = lazy_pattern(
    rf"""\s*(?: [|©ⓒ•·;:。।!(] | ,?\s*{YEARS} | (?<=[^\W\d_]{{2}})\.(?:\s|$) | \s[-–—/]\s
    | \s(?:or|and)\s(?:its|affiliated)\s
    | [,–—]\s(?![^,.|©]{{0,40}}?\b(?:{FORM})(?!\w)) )""",
    re.IGNORECASE | re.VERBOSE,
)
ADDRESS = lazy_pattern(
    r"(?<![\w.+-])(?P<mail>[\w.+-]{1,64}+@)?(?P<host>(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,10})(?![\w@-])"
)
EMAIL = lazy_pattern(r"(?<![\w.+-])[\w.+-]++@(?P<host>[\w-]+(?:\.[\w-]+)+)")
MIN_NAME_CHARS, MAX_NAME_WORDS = 2, 14
MAX_INITIALS = 2


# A house whose name ends so is a company, though the word is no word of its own: "Tamedia", "Zeitungsverlag".
COMPANY_ENDINGS = ("media", "medien", "verlag", "gruppe", "holding", "publishing", "förlag", "mediahuis")
AFFILIATES = lazy_pattern(r"\baffiliate[sd]?\b|\bsubsidiar(?:y|ies)\b", re.IGNORECASE)


class House(NamedTuple):
    """Who claims the rights, by a name without legal form. core: without the words of a company, too.

    company: as printed; empty where neither a legal form nor a word tells a company.
    """

    name: str
    core: str
    company: str


def clean_name(raw: str) -> str:
    """A name without its company's legal form and quotes; empty for what names nobody."""
    name = _without_forms(collapse(raw).strip(" ,;:|-–—®™")).strip(EDGES)
    name = IN_BRACKETS.sub("", name)
    is_nobody = NOT_A_NAME.search(name) is not None or bare(name) in words_of("empty_site_names")
    is_long = count_words(name) > MAX_NAME_WORDS
    return "" if len(name) < MIN_NAME_CHARS or is_nobody or is_long else name


def _without_forms(name: str) -> str:
    """The name without legal forms, of which it may have two: "Hafen Verlag GmbH & Co. KG", "PT Harian Teluk Tbk"."""
    for _ in range(2):
        name = LEGAL_FORMS.cut_end(name, " ,").rstrip(" ,")
    rest = LEGAL_FORMS_IN_FRONT.cut_front(name, may_touch=True)
    quoted = QUOTED.fullmatch(rest) if rest != name else None
    return quoted["name"] if quoted is not None else rest


def house_of(raw: str) -> House:
    """The name of a house, and what it says of a company."""
    printed_name = collapse(raw).strip(" ,;:|-–—®™")
    name = clean_name(printed_name)
    core = _without_company_words(name)
    is_company = len(name) < len(printed_name.strip(EDGES)) or core != name or name.casefold().endswith(COMPANY_ENDINGS)
    return House(name, core.strip(EDGES), printed_name if name and is_company else "")


def _without_company_words(name: str) -> str:
    """The name without the words of a company at its ends, and what joins them: "Grupo Puerto Media & Verlag"."""
    before, name = name, COMPANY_WORDS.cut_end(name, " -")
    while name != before:
        before, name = name, COMPANY_WORDS_AND_JOINTS.cut_end(name, " -")
    before, name = name, COMPANY_WORDS.cut_front(name)
    while name != before:
        before, name = name, COMPANY_WORDS.cut_front(name)
    return name


def is_company(name: str) -> bool:
    """Whether a name ends in a company's legal form: "Harbour Web GmbH".

    What may be initials or a surname ("Anil S.A.", "Richard Sia") is one behind a word of companies: "Hafen Verlag AG".
    """
    core = LEGAL_FORMS.cut_end(name, " ,")
    form = bare(name[len(core) :])
    is_cut_word = name.endswith(".") and name[-2:-1].islower() and name.rpartition(" ")[2].istitle()  # "Co."
    is_short = sum(map(str.isalpha, form)) <= MAX_INITIALS and not is_cut_word
    is_like_name = is_short or form in words_of("legal_forms_like_names")
    return core != name and (not is_like_name or bool(house_of(core).company))


def has_affiliates(line: str) -> bool:
    """Whether a claim of rights is that of a company with others below it: "… or its affiliated companies"."""
    return AFFILIATES.search(line) is not None


def is_host(name: str) -> bool:
    """Whether a name is a host: "n-tv.de"."""
    return HOST_LIKE.fullmatch(name) is not None


def rights_holder(line: str) -> str:
    """Who claims the copyright of the page; empty where nobody does.

    He stands behind the sign ("© 2024 Harbour Post"), else before it ("Harbour Post © 2024").
    """
    is_claim = not line.isascii() or "opyr" in line.lower() or "(c)" in line.lower()
    mark = MARK.search(line) if is_claim else None
    if mark is None or not YEAR_OR_CLAIM.search(line):
        return ""
    before, behind = line[: mark.start()], line[mark.end() :]
    return _holder(CLAIM.sub("|", behind)) or _holder_before(CLAIM.sub("|", before))


def claimant(line: str) -> str:
    """What stands right before the words of a claim: "港口日報 版權所有 © 2024 Harbour Daily"."""
    claim = CLAIM.search(line)
    words = line[: claim.start()].split() if claim is not None else []
    return words[-1] if words else ""


def _holder(text: str) -> str:
    """The name a text begins with, years and "by" left out."""
    in_front = IN_FRONT_OF_THE_HOLDER.match(text)
    rest = text[in_front.end() :] if in_front is not None else text
    behind = BEHIND_THE_HOLDER.search(rest)
    end = behind.start() if behind is not None else len(rest)
    form = FORM_INSIDE.search(rest)
    name = rest[: max(end, form.end()) if form is not None and form.start() <= end else end].strip()
    return name if name[:1].isalpha() or name[:1] in '"«„“(' else ""


def _holder_before(text: str) -> str:
    """The last name of a text."""
    parts = re.split(r"[|•·;:。।]|\.\s", text)
    return next((part.strip() for part in reversed(parts) if part.strip()[:1].isalpha()), "")


def printed_hosts(line: str) -> Iterator[tuple[str, bool]]:
    """The registered names in the addresses of a line, and whether each is that of an e-mail address."""
    if "." not in line:
        return
    for match in ADDRESS.finditer(line):
        host = match["host"]
        ending = host.rpartition(".")[2]
        if not (ending.islower() or host.isupper()):  # a full stop without a space: "…in Albania.Foto"
            continue
        domain = registrable_domain(f"https://{host.lower()}") or ""
        label = domain.partition(".")[0]
        is_name = len(label) > 1 and not label.isdigit() and label not in words_of("function_words")
        if is_name and label not in words_of("other_sites") and label not in words_of("free_mail"):
            yield domain, match["mail"] is not None


def mail_domains(text: str) -> Iterator[str]:
    """The registrable domains of the e-mail addresses in a line, those of free mail left out."""
    for match in EMAIL.finditer(text) if "@" in text else ():
        domain = registrable_domain(f"https://{match['host'].lower()}")
        if domain and domain.partition(".")[0] not in words_of("free_mail"):
            yield domain

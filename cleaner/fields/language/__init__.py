"""The language of the text, told from the body; what the page declares is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import first_choice
from cleaner.fields.language.detectors import Ranked, detect
from cleaner.fields.language.function_words import lacks_words, language_of_few_words, language_of_words
from cleaner.fields.language.kindred import are_kindred, may_be_written_so, undetectable
from cleaner.fields.language.scripts import language_of_letters, language_of_script
from cleaner.libraries import NoAnswer
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice, Language, Role

SAMPLE_CHARS = 500  # as right as the whole text (418 of 425 public articles), in a third of the time
MIN_LETTERS = 40  # shorter texts are names and menus: langdetect answers, and is wrong
SURE = 0.9  # below, a declared language that detection holds possible is believed
QUOTES = tuple("\"'“”„«»‹›‘’‚「『–—-")  # a quotation begins so; a dash is one in Spanish and Russian
UNKNOWN = "und"  # BCP 47 for "undetermined"
NO_LANGUAGE_GUESS = "no_language_guess"  # the flag of a record
TAG = lazy_pattern(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-.*)?", re.IGNORECASE
)
RENAMED = {
    "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "kr": "ko", "cn": "zh", "gr": "el", "cz": "cs", "ua": "uk",
    "dk": "da", "se": "sv",
}  # fmt: skip
SOURCES = (
    "html:lang", "jsonld:inLanguage", "meta:content-language", "meta:og:locale", "meta:dc.language", "meta:language",
)  # fmt: skip
NOT_DECLARED = Choice("", "")
Found = tuple[str, float | None]  # a language, and how sure it is
# What tells a language by itself, the surest first.
EVIDENCE: Mapping[str, Callable[[str], Found | None]] = {
    "script": language_of_script,
    "function words": language_of_words,
    "letters": language_of_letters,
}


def read_language(article: Article) -> Choice[Language] | None:
    """Detect the language of the body's first characters. Deterministic; None only where nothing is known at all.

    The code is a BCP 47 language ("en", "zh"); the declared tag keeps its region ("en-GB"). Too little text: `und`.
    """
    declared = first_choice(_declared(article)) or NOT_DECLARED
    tag, base = declared.value or None, declared.value.partition("-")[0]
    sample = _sample(article)
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return Choice(Language(UNKNOWN, declared=tag), declared.source) if tag else None
    found = _language_of(sample, Choice(base, declared.source))
    code, confidence = found.value
    rejected = () if base in ("", code) else ((base, declared.source),)
    return Choice(Language(code, confidence, tag), found.source, rejected, found.flags)


def _sample(article: Article) -> str:
    """The first characters of the body, without quotations, which may be in another language, if there is more."""
    told = [block for block in article.body if block.text[:1] not in QUOTES and article.role_of(block) != Role.QUOTE]
    own, whole = ("\n".join(block.text for block in blocks) for blocks in (told, article.body))
    return (own if len(own) >= SAMPLE_CHARS else whole)[:SAMPLE_CHARS]


def _language_of(sample: str, declared: Choice[str]) -> Choice[Found]:
    """The language of a text by its script, else by its small words or letters, else as a detector says.

    A declaration decides among languages that these do not part; and of a language that no detector knows, where
    nothing refutes it.
    """
    for source, find in EVIDENCE.items():
        found = find(sample)
        if found is not None:
            return _declared_kin(found, source, declared) or Choice(found, source)
    if may_be_written_so(declared.value, sample):
        return Choice((declared.value, None), declared.source)
    ranked, detector = detect(sample)
    if isinstance(ranked, NoAnswer):
        return Choice((UNKNOWN, None), detector, flags=(NO_LANGUAGE_GUESS,))
    likely = _likely(ranked, declared.value)
    if likely[0] != declared.value and lacks_words(likely[0], sample):
        return Choice(language_of_few_words(sample) or (UNKNOWN, None), "function words")
    return Choice(likely, detector)


def _declared_kin(found: Found, source: str, declared: Choice[str]) -> Choice[Found] | None:
    """The declared language, where what was found does not part the two; None where it does."""
    is_kin = declared.value != found[0] and are_kindred(declared.value, found[0])
    if is_kin and (source == "script" or declared.value in undetectable()):
        return Choice((declared.value, None), declared.source)
    return None


def _likely(ranked: Ranked, declared: str) -> Found:
    """The likeliest language; where the detector is not sure, the declared one if it is among the likely."""
    if not ranked:
        return UNKNOWN, None
    code, confidence = ranked[0]
    others = dict(ranked)
    if confidence < SURE and declared in others:
        return declared, round(others[declared], 3)
    return code, round(confidence, 3)


def language_tag(raw: str) -> str:
    """A declared language as BCP 47 spells it: "en_us" → "en-US", "zh-hans-cn" → "zh-Hans-CN"; empty for no tag."""
    match = TAG.fullmatch(raw.strip().replace("_", "-"))
    if match is None:
        return ""
    tag = match.groupdict("")
    language = tag["language"].lower()
    parts = (RENAMED.get(language, language), tag["script"].title(), tag["region"].upper())
    return "-".join(filter(None, parts))


def _declared(article: Article) -> Iterator[tuple[str, str]]:
    for source, text in article.declared.first_texts(*SOURCES):
        yield source, language_tag(text)
    for language in article.facts.languages[:1]:
        yield "rule:outlet", language_tag(language)

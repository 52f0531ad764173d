"""The language of the text, told from the body; what the page declares is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import first_choice
from cleaner.fields.language.detectors import Ranked, detect
from cleaner.fields.language.function_words import language_of_words
from cleaner.fields.language.scripts import language_of_script
from cleaner.libraries import NoAnswer
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice, Language
from cleaner.vocabulary import words_of

SAMPLE_CHARS = 500  # as right as the whole text (418 of 425 public articles), in a third of the time
MIN_LETTERS = 40  # shorter texts are names and menus: langdetect answers, and is wrong
SURE = 0.9  # below, a declared language that detection holds possible is believed
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


def read_language(article: Article) -> Choice[Language] | None:
    """Detect the language of the body's first characters. Deterministic; None only where nothing is known at all.

    The code is a BCP 47 language ("en", "zh"); the declared tag keeps its region ("en-GB"). Too little text: `und`.
    """
    declared = first_choice(_declared(article)) or NOT_DECLARED
    tag, base = declared.value or None, declared.value.partition("-")[0]
    sample = "\n".join(block.text for block in article.body)[:SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return Choice(Language(UNKNOWN, declared=tag), declared.source) if tag else None
    found = _language_of(sample, Choice(base, declared.source))
    code, confidence = found.value
    rejected = () if base in ("", code) else ((base, declared.source),)
    return Choice(Language(code, confidence, tag), found.source, rejected, found.flags)


def _language_of(sample: str, declared: Choice[str]) -> Choice[Found]:
    """The language of a text by its script, else by its small words, else as a detector says."""
    by_script = language_of_script(sample)
    if by_script is not None:
        return Choice(by_script, "script")
    if declared.value in words_of("undetectable_languages"):
        return Choice((declared.value, None), declared.source)
    by_words = language_of_words(sample)
    if by_words is not None:
        return Choice(by_words, "function words")
    ranked, detector = detect(sample)
    if isinstance(ranked, NoAnswer):
        return Choice((UNKNOWN, None), detector, flags=(NO_LANGUAGE_GUESS,))
    return Choice(_likely(ranked, declared.value), detector)


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

"""The language of the text, told from the body; what the page declares is kept beside it."""

from __future__ import annotations

import re

from cleaner.article import Article
from cleaner.fields.language.detectors import Ranked, detect
from cleaner.fields.language.function_words import language_of_words
from cleaner.fields.language.scripts import language_of_script
from cleaner.json_ld import texts
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
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jp": "ja",
    "kr": "ko",
    "cn": "zh",
    "gr": "el",
    "cz": "cs",
    "ua": "uk",
    "dk": "da",
    "se": "sv",
}


def read_language(article: Article) -> Choice[Language] | None:
    """Detect the language of the body's first characters. Deterministic; None only where nothing is known at all.

    The code is a BCP 47 language ("en", "zh"); the declared tag keeps its region ("en-GB"). Too little text: `und`.
    """
    declared, declared_by = _declared(article)
    base = declared.split("-")[0] if declared else None
    sample = _sample(article)
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return Choice(Language(UNKNOWN, declared=declared), declared_by) if declared else None
    flags: tuple[str, ...] = ()
    found: tuple[str, float | None] | None
    found, source = language_of_script(sample), "script"
    if found is None and base in words_of("undetectable_languages"):
        return Choice(Language(base, declared=declared), declared_by)
    if found is None:
        found, source = language_of_words(sample), "function words"
    if found is None:
        ranked, source = detect(sample)
        if isinstance(ranked, NoAnswer):
            ranked, flags = (), (NO_LANGUAGE_GUESS,)
        found = _likely(ranked, base)
    code, confidence = found
    rejected = ((base, declared_by),) if base is not None and base != code else ()
    return Choice(Language(code, confidence, declared), source, rejected, flags)


def _likely(ranked: Ranked, declared: str | None) -> tuple[str, float | None]:
    """The detector's language and probability; where it is not sure, the declared one if it is likely."""
    if not ranked:
        return UNKNOWN, None
    likely = dict(ranked)
    code, confidence = ranked[0]
    if confidence < SURE and declared in likely:
        code = declared
    return code, round(likely[code], 3)


def language_tag(raw: str | None) -> str | None:
    """A declared language in BCP 47's own spelling: "en_us" → "en-US", "zh-hans-cn" → "zh-Hans-CN"; None for no tag."""
    match = TAG.fullmatch((raw or "").strip().replace("_", "-"))
    if match is None:
        return None
    language = match["language"].lower()
    parts = [RENAMED.get(language, language)]
    parts += [match["script"].title()] if match["script"] else []
    parts += [match["region"].upper()] if match["region"] else []
    return "-".join(parts)


def _declared(article: Article) -> tuple[str | None, str]:
    signals = article.page.signals
    offers = [("html:lang", signals.language)]
    offers += [("jsonld:inLanguage", text) for text in texts(article.node, "inLanguage")[:1]]
    offers += [
        (f"meta:{name}", signals.first_meta(name))
        for name in ("content-language", "og:locale", "dc.language", "language")
    ]
    offers += [("rule:outlet", language) for language in article.facts.languages[:1]]
    return next(((tag, source) for source, raw in offers if (tag := language_tag(raw))), (None, "html:lang"))


def _sample(article: Article) -> str:
    parts, length = [], 0
    for block in article.body:
        parts.append(block.text)
        length += len(block.text) + 1
        if length >= SAMPLE_CHARS:
            break
    return "\n".join(parts)[:SAMPLE_CHARS]

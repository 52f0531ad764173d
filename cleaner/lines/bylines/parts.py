"""Cut from a printed byline what is not about who wrote: addresses, labels, dates, buttons, other people's work."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word
from cleaner.lines.words import LABELS, MONTHS_AND_DAYS, OTHER_WORK, PREFIXES, ROLE_MODIFIERS, ROLES, TAIL

EMAIL = lazy_pattern(r"(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})", re.I)
HANDLE = lazy_pattern(r"(?<![.@])@(\w{2,30})\b")  # "Jane Doe@janedoe": e-mail addresses are out already
ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net)/\S+", re.I)
UNSEEN = lazy_pattern(r"[\u200b-\u200f\u2060\ufeff\u00ad\U0001f000-\U0001faff\u2600-\u27bf]|\\[nrt]")
EMPTY_BRACKETS = lazy_pattern(r"[(\[（【<]\s*[)\]）】>]")
AND_OTHERS = lazy_pattern(
    r"""\s+(?:and|und|et|y|e|&|\+)\s+\d+\s+(?:more|others?|weitere|autres|más|altri).*$
      | \s*외\s*\d+\s*[명인].*$ | \s*[他ほか]+\d+[名人].*$""",
    re.VERBOSE | re.IGNORECASE,
)
# "워싱턴=홍길순", "(서울=연합뉴스) 홍길순", "ワシントン＝山本太一"
PLACE_BEFORE = lazy_pattern(
    r"^(?:[(\[][\uac00-\ud7a3/·]{2,10}\s*[=＝]\s*[\w]{2,10}[)\]]|[\uac00-\ud7a3/·]{2,10}\s*[=＝]"
    r"|[\u30a0-\u30ff]{2,10}[=＝](?=[\u4e00-\u9fff]{2}))\s*"
)
# "新华社记者王小溪"
HOUSE_BEFORE = lazy_pattern(r"^[\u4e00-\u9fff]{1,8}[社报報网網台刊](?=(?:特约|本报)?(?:记者|記者))")
# "文｜王小溪", "作者 | 王小溪": the bar is the label's colon
BAR_LABEL = lazy_pattern(
    r"(?<![\u4e00-\u9fff])(作者|记者|記者|文字?|撰文|编辑|編輯|责编|采写|编译|图|摄影|校对)\s*[|｜丨]\s*"
)
EDITORS = frozenset(
    {"编辑", "編輯", "责编", "責編", "责任编辑", "責任編輯", "редактор"}
)  # nobody else named: the author
CJK_LABELS = tuple(sorted((label for label in LABELS if JOINED_SCRIPT.search(label)), key=lambda x: (-len(x), x)))
AFTER_LABEL = " 　/／=＝・●|｜:："
DATE_START = lazy_pattern(r"(?:19|20)\d\d\b|\d{1,4}[./:-]\d")
DATE_PART = lazy_pattern(r"\d[\d./:-]*(?:st|nd|rd|th|h|am|pm)?(?:,\d+)?$|\d+月\d*日?|\d+년")
DATE_WORD = lazy_pattern(r"\(?\d|['’]\d\d$")
BY_WORDS = (" by", " von", " de", " di", " par", " por", " av", " af")
# These prefixes are names too ("Von Miller", "Di Canio"): not stripped from a single word.
NAMES_TOO = frozenset({"von", "di", "af", "av", "od", "par", "door", "theo", "haber"})
TRANSLATIONS = frozenset(
    {"übersetzung", "translation", "traduction", "traducción", "traduzione", "tradução", "перевод"}
)
MAX_PHRASE_WORDS = 5
DIGIT = lazy_pattern(r"\d")
# First words, without which no phrase need be put together.
PREFIX_STARTS = frozenset(phrase.partition(" ")[0].strip(".,:- ") for phrase in PREFIXES)
TAIL_STARTS = frozenset(phrase.partition(" ")[0] for phrase in TAIL | OTHER_WORK)
COLON = lazy_pattern("[:：՝]")
GLUE = lazy_pattern(r"(?<=[a-zß-ÿа-яё])(?=[A-ZА-ЯЁ][a-zа-я])|\b[Bb]y(?=[A-Z])")
DATE_GLUE = lazy_pattern(
    r"(?<=[^\W\d_])(?=\d{1,4}[./-]\d)|(?<=\d{4})(?=[^\W\d_])"
    r"|(?<=[^\W\d_])(?=\d{1,2}\s(?:hours?|minutes?|mins?|days?|weeks?|months?|Stunden|Minuten|Tage)\b)"
)
# Whether a text has any GLUE, and may have any DATE_GLUE: patterns that begin with a rare character are searched for in
# a fraction of the time.
HAS_GLUE = lazy_pattern(r"[A-ZА-ЯЁ](?:(?<=[a-zß-ÿа-яё].)[a-zа-я]|(?<=\b[Bb]y[A-Z]))")
MAY_HAVE_DATE_GLUE = lazy_pattern(r"\d(?:[^\W\d_]|(?<=[^\W\d_].))")
GLUED = (
    ROLES
    | ROLE_MODIFIERS
    | {"published", "updated", "posted", "twitter", "facebook", "linkedin", "email", "follow", "bio", "in"}
)


def tidy(line: str) -> str:
    """Entities undone, invisible characters and emoji out."""
    plain = html.unescape(line) if "&" in line else line
    if plain.isascii() and "\\" not in plain:
        return plain.strip()
    plain = UNSEEN.sub(" ", plain).replace("\xa0", " ").strip()
    return plain if plain.isascii() else BAR_LABEL.sub(r"\1：", plain)


def without_addresses(text: str) -> tuple[str, list[str], list[str]]:
    """The text without e-mail and web addresses and handles; the e-mail addresses; the handles."""
    emails: list[str] = []
    handles: list[str] = []
    has_at = "@" in text
    if has_at:
        emails, text = EMAIL.findall(text), EMAIL.sub(" ", text)
    if "/" in text or "www." in text.lower():
        text = ADDRESS.sub(" ", text)
    if has_at:
        handles, text = HANDLE.findall(text), HANDLE.sub(" ", text)
    return EMPTY_BRACKETS.sub(" ", text), emails, handles


def unglued(text: str) -> str:
    """The text with a space where two elements of the page met without one: "ByJane Doe", "Jane DoeStaff Writer"."""
    spaced = DATE_GLUE.sub(" ", text) if MAY_HAVE_DATE_GLUE.search(text) else text
    if not HAS_GLUE.search(spaced):
        return spaced
    return " ".join(unglued_word(word) for word in spaced.split(" "))


def unglued_word(word: str) -> str:
    """A word parted before a role, month or button, and behind "By"."""
    if word[:2] in ("By", "by") and word[2:3].isupper():
        return f"By {unglued_word(word[2:])}"
    for joint in GLUE.finditer(word):
        rest = fold_word(word[joint.start() :]).strip(".,:;|")
        if rest in GLUED or (len(rest) > 3 and rest.rstrip("0123456789") in MONTHS_AND_DAYS):
            return f"{word[: joint.start()]} {word[joint.start() :]}"
    return word


def text_parts(segment: str) -> Iterator[str]:
    """The parts of a line that say who wrote: "Text: Jane Doe, Fotos: Bob Lee" → "Jane Doe"."""
    start, is_text, is_named = 0, True, False
    for colon in COLON.finditer(segment):
        words = segment[start : colon.start()].split()
        for count in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1):
            label = fold_word(" ".join(words[-count:])).strip("([ ")
            if label in LABELS or label in OTHER_WORK:
                if is_text and count < len(words):
                    is_named = True
                    yield " ".join(words[:-count])
                start, is_text = colon.end(), label in LABELS and not (is_named and label in EDITORS)
                break
    if is_text:
        yield segment[start:]


def without_date(text: str) -> str:
    """The text without a date before the byline: "March 3, 2024 by Jane Doe", "Updated 12.3.2024 Von Lisa Müller"."""
    words = text.split()
    start = 0
    while start < len(words) and is_date_word(fold_word(words[start]).strip(".,:;()")):
        start += 1
    if start < 2 and words and fold_word(words[0]).strip(":") in TAIL:  # "입력 2024.01.16 19:12", "Publicado el 3 de"
        dated = [is_date_word(fold_word(word).strip(".,:;()")) or word in ("de", "del", "a", "la") for word in words]
        end = dated.index(False, 1) if False in dated[1:] else len(words)
        start = next((n for n in range(end, 1, -1) if words[n - 1][0].isdigit()), 0)
    if start < 2 and not DATE_START.match(text):
        return text
    # what is left of the date may hold words in between ("12 hours ago by Jane Doe")
    by = next((n for n in range(start, min(start + 4, len(words) - 1)) if fold_word(words[n]) in PREFIXES), start)
    return " ".join(words[by:]).lstrip("·•|-–—/ ")


def without_prefix(text: str) -> str:
    """The text without "By", "Von", "Written by" … before the name, more than once where it is printed so."""
    words = text.split()
    if len(words) < 2:
        return text
    first = fold_word(words[0]).partition(" ")[0].strip(".,:- ")
    if first and first not in PREFIX_STARTS:
        return text
    for count in range(min(MAX_PHRASE_WORDS, len(words) - 1), 0, -1):
        phrase = fold_word(" ".join(words[:count])).strip(".,:- ")
        if phrase in PREFIXES and not (phrase in NAMES_TOO and words[0][0].isupper() and len(words) == count + 1):
            return without_prefix(" ".join(words[count:]))
    return text


def without_label(text: str) -> tuple[str, str | None]:
    """The text without a label that is stuck to the name ("記者王小明", "文／王小明"), and the label."""
    if text.isascii() or not JOINED_SCRIPT.search(text):
        return text, None
    bare = PLACE_BEFORE.sub("", PLACE_BEFORE.sub("", text.strip()).strip("()（）[]【】 =＝"))
    bare = HOUSE_BEFORE.sub("", bare)
    for label in CJK_LABELS:
        rest = bare.removeprefix(label)
        # one character may begin a name as well: 文在寅
        if rest != bare and rest.strip(AFTER_LABEL) and (len(label) > 1 or rest[0] in AFTER_LABEL):
            return rest.strip(AFTER_LABEL), label
    return bare, None


def cut_tail(text: str) -> str:
    """The text up to the first date, counter, button or other person's work behind the name."""
    words = (AND_OTHERS.sub("", text) if DIGIT.search(text) else text).split()
    folded = [fold_word(word).strip(".,:;()") for word in words]
    for at, start in enumerate(folded):
        if not words[at].isalpha() and DATE_WORD.match(words[at]):
            if at:
                return without_date_words(words[:at])
            if all(map(is_date_word, folded)):
                return ""
        if start not in TAIL_STARTS and " " not in start:
            continue
        for count in range(min(MAX_PHRASE_WORDS, len(words) - at), 0, -1):
            phrase = " ".join(folded[at : at + count])
            if phrase in TAIL or (phrase in OTHER_WORK and is_other_work(phrase, at, at + count == len(words))):
                return without_date_words(words[:at])
    return " ".join(words)


def is_other_work(phrase: str, at: int, is_last: bool) -> bool:
    """Whether the phrase begins another person's part: "Illustration by …"; "翻訳者 …" inside the line."""
    return (
        phrase.endswith(BY_WORDS)
        or (phrase in TRANSLATIONS and not is_last)
        or (at > 0 and not is_last and JOINED_SCRIPT.search(phrase) is not None)
    )


def without_date_words(words: list[str]) -> str:
    """The words without month, weekday and the like at their end."""
    while words and (is_date_word(fold_word(words[-1]).strip(".,:;()|-–—·")) or not any(map(str.isalnum, words[-1]))):
        words = words[:-1]
    return " ".join(words)


def is_date_word(word: str) -> bool:
    """Whether the folded word belongs to a date."""
    return word in MONTHS_AND_DAYS or (not word.isalpha() and DATE_PART.match(word) is not None)


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    words = [fold_word(word).strip(".,:;()") for word in text.split()]
    return bool(words) and all(map(is_date_word, words)) and any(map(str.isdigit, text))

"""Cut from a printed byline what is not about who wrote: addresses, labels, dates, buttons, other people's work."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from cleaner.lines.bylines.phrases import joined_talk
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import HAN, HANGUL, JOINED_SCRIPT, KANA, plain_word
from cleaner.lines.words import (
    AND,
    BEFORE_DATE_LABELS,
    DATE_JOINTS,
    DATE_LABELS_WITH_COLON,
    DATE_WORDS,
    EDITOR_LABELS,
    FILING_LABELS,
    HOUSE_LABELS,
    LABELS,
    LABELS_BEHIND_A_HOUSE,
    MONTHS,
    MONTHS_AND_DAYS,
    ORGANISATION_ENDINGS,
    OTHER_WORK,
    PREFIXES,
    PREFIXES_THAT_ARE_NAMES,
    ROLE_MODIFIERS,
    ROLES,
    SOURCE_LABELS,
    TAIL,
    WEEKDAYS,
)
from cleaner.text import EAST_ASIAN
from cleaner.vocabulary import alternatives, words_of

EMAIL = lazy_pattern(r"(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})", re.I)
HANDLE = lazy_pattern(r"(?<![.@])@(\w{2,30})\b")  # "Jane Doe@janedoe": e-mail addresses are out already
WEB_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net)/\S+", re.I)
UNSEEN = lazy_pattern(r"[\u200b-\u200f\u2060\ufeff\u00ad\U0001f000-\U0001faff\u2600-\u27bf]|\\[nrt]")
# "[A man in a field of barley]", "[https://img.example/…]", "[jane_doe]": what a dump prints of a picture.
ALTERNATIVE = lazy_pattern(
    r"\[(?:https?:[^\]]*|[^\s\]]*\.(?:jpe?g|png|gif|webp)[^\s\]]*|[\w.-]*[_.-][\w.-]*|(?<!\S\[)[a-z]+|(?:[^\s\[\]=＝@]+\s+){3,}[^\[\]]*)(?:\]|$)"
)
# "Headshot of Jane Doe", "jane doe.jpg By Jane Doe": the same, where nothing marks it
PORTRAIT = lazy_pattern(
    rf"^(?:(?:{alternatives(words_of('portrait_openers'))})(?=\s)|[\w .-]{{1,60}}\.(?:jpe?g|png|gif|webp)(?=\s))", re.I
)
ADDRESS_SIGNS = frozenset("@./")  # one of which each address holds
EMPTY_BRACKETS = lazy_pattern(r"[(\[（【<]\s*[)\]）】>]")
COLON = lazy_pattern("([:：՝])")
# Where two elements of the page met without a space: always one, and one before a word that begins an element.
GLUE = lazy_pattern(
    r"(?<=\b[Bb]y)(?=[A-Z])|(?<=[^\W\d_])(?=\d{1,4}[./-]\d)|(?<=\d{4})(?=[^\W\d_年년])|(?<=\b20\d\d)(?=\d\s)"
)
WORD_GLUE = lazy_pattern(
    r"(?<=[a-zß-ÿа-яё])(?<!Linked)(?=([A-ZА-ЯЁ][a-zа-я]\S*)) | (?<=[^\W\d_])(?=\d{1,2}\.?\s(?:d[eio]\s)?([^\W\d_]+))",
    re.VERBOSE,
)
FULL_DATE = lazy_pattern(r"(?:19|20)\d\d|\d{1,4}(?:[./:-]\d+)+|(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
DATE_PART = lazy_pattern(r"\d[\d./:-]*(?:st|nd|rd|th|h|am|pm)?(?:,\d+)?$|\d+月\d*日?|\d+년")
# Over the letters of date_class(). A day and its month, either first; then what else there is of date and time, a month
# only before a figure ("3 March 2024 Jan Kowal"); last, what stands between the date and "by".
LEADING_DATE = re.compile(
    r"""(?:[twk]*d[wj]*m | [twkm]+[dD] | D | d[wkdD])
        (?:[dDwk] | j*m(?=j*[dD]) | j+(?=[dDwk]))*
        (?:.{0,3}?(?=b.))?""",
    re.VERBOSE,
)
DATE_BEGINNINGS = frozenset("twkmdD")
DATE_ONLY = re.compile(r"[wkmj]*[dD][dDwkmj]*")
# "워싱턴=홍길순", "(서울=연합뉴스) 홍길순", "ワシントン＝山本太一"; "여수, 목포 홍길순 기자": places have two syllables
PLACE_BEFORE = lazy_pattern(
    rf"^(?:[{HANGUL}/·]{{2,10}}\s*[=＝]\s*(?:\w{{2,10}}[)\]]\s*)?|[{KANA}]{{2,10}}[=＝](?=[{HAN}]{{2}})"
    rf"|(?:[{HANGUL}]{{2}}[,·/\s]\s?){{1,4}}(?=[{HANGUL}]{{3}}\s?(?:기자|특파원|통신원)))"
)
HOUSE_BEFORE = lazy_pattern(  # "新华社记者王小溪"
    rf"^[{HAN}]{{0,7}}(?:{'|'.join(ORGANISATION_ENDINGS)})(?={'|'.join(LABELS_BEHIND_A_HOUSE)})"
)
BRACKETS = " ()（）[]【】=＝"
BEHIND_LABEL = " 　/／=＝・●|｜:："
SIGNS = "·•|-–—/@»(,.:;&+ "

JOINED_LABELS = sorted((label for label in LABELS if EAST_ASIAN.search(label)), key=lambda x: (-len(x), x))
SLASHED_LABEL = lazy_pattern(  # "文/王小溪 图/李明"
    rf"(?:^|(?<=[{HAN}])\s+)({alternatives(filter(EAST_ASIAN.search, LABELS | OTHER_WORK))})\s?[/／]\s?(?=[{HAN}])",
    east_asian=True,
)
PAIRED_LABELS = lazy_pattern(  # "Text / Foto: Jane Doe / Bob Lee", "Text und Foto: Jane Doe"
    rf"(?P<first>[^\W\d_][^:：/]{{1,30}}?)(?:\s?/\s?|\s(?:{alternatives(AND)})\s)"
    r"(?P<second>[^\W\d_][^:：/]{1,30}?)\s?[:：]\s*(?P<names>[^:：]+)",
    re.I,
)
BETWEEN_PRINTINGS = PREFIXES | {""}
OTHERS_LABELS = OTHER_WORK | HOUSE_LABELS | SOURCE_LABELS | FILING_LABELS
ALL_LABELS = LABELS | PREFIXES | OTHERS_LABELS | DATE_LABELS_WITH_COLON
DATE_CLASSES = {
    **dict.fromkeys(PREFIXES, "b"),
    **dict.fromkeys(DATE_JOINTS, "j"),
    **dict.fromkeys(BEFORE_DATE_LABELS | TAIL, "t"),
    **dict.fromkeys(DATE_WORDS, "w"),
    **dict.fromkeys(WEEKDAYS, "k"),
    **dict.fromkeys(MONTHS, "m"),
}
MAX_PHRASE_WORDS = 5
MAX_NAME_END = 3  # of a word that may end a name as well as be a month: "Thomas McMay"
MAX_NAME_BEGINNING = 4  # before a capital in a name: "FitzGerald"
MAX_DATE_WORDS = 16
BEGINNINGS_OF_TAILS = {phrase.partition(" ")[0] for phrase in TAIL}
LONG_BEGINNINGS = {word for word in BEGINNINGS_OF_TAILS if len(word) > MAX_NAME_END}
BEGINNINGS_OF_ELEMENTS = ROLES | ROLE_MODIFIERS | TAIL | LONG_BEGINNINGS


def tidy(line: str) -> str:
    """The line without entities, invisible characters, emoji, and what dumps print of pictures and scripts' names."""
    text = UNSEEN.sub(" ", html.unescape(line)).replace("\xa0", " ").strip()
    return SLASHED_LABEL.sub(r"|\1：", PORTRAIT.sub("", ALTERNATIVE.sub("|", joined_talk(text)))).strip("|")


def without_alternatives(text: str) -> str:
    """The text without what dumps print of pictures: "Jane Doe[A man in a field of barley]"."""
    return PORTRAIT.sub("", ALTERNATIVE.sub(" ", text)).strip()


def without_addresses(text: str) -> tuple[str, list[str], list[str]]:
    """The text without e-mail and web addresses and handles; the e-mail addresses; the handles."""
    if ADDRESS_SIGNS.isdisjoint(text):
        return text, [], []
    emails = EMAIL.findall(text)
    text = WEB_ADDRESS.sub(" ", EMAIL.sub(" ", text))
    handles = HANDLE.findall(text)
    return EMPTY_BRACKETS.sub(" ", HANDLE.sub(" ", text)), emails, handles


def unglued(text: str) -> str:
    """The text with a space where two elements of the page met without one: "ByJane Doe", "Jane DoeStaff Writer"."""
    return WORD_GLUE.sub(parting_sign, GLUE.sub(" ", text))


def parting_sign(glue: re.Match[str]) -> str:
    """What parts the word behind the glue: a role, date word or button, or what is counted: a month's days, views."""
    word = plain_word(glue[1] or glue[2]).rstrip("0123456789")
    if glue[2]:
        is_month = word in MONTHS_AND_DAYS and len(word) >= MAX_NAME_END  # "am" is of a time
        return " " if is_month or word in LONG_BEGINNINGS else ""
    before, next_word = (glue.string[part].strip() for part in (slice(0, glue.start()), slice(glue.end(1), None)))
    next_word = plain_word(next_word.partition(" ")[0])
    is_date = word in MONTHS_AND_DAYS and (len(word) > MAX_NAME_END or next_word[:1].isdigit())
    if is_date or word in BEGINNINGS_OF_ELEMENTS:
        return " "
    return ", " if next_word in ROLES and len(before.rpartition(" ")[2]) > MAX_NAME_BEGINNING else ""


def once(text: str) -> str:
    """The text, once where it is printed twice: "Jane Doe Jane Doe", "Jane DoeJane Doe", "Jane Doe by Jane Doe"."""
    half = len(text) // 2
    first = text[:half].rstrip()
    if " " in first and text == first + first:
        return first
    words = text.split()
    count = len(words) // 2
    between = " ".join(words[count:-count])
    is_twice = count > 1 and words[:count] == words[-count:]
    return " ".join(words[:count]) if is_twice and plain_word(between) in BETWEEN_PRINTINGS else text


def text_parts(segment: str, *, by_editors: bool = False) -> list[str]:
    """The parts of a line that say who wrote, or who edited: "Text: Jane Doe, Fotos: Bob Lee" → "Jane Doe"."""
    parts = [(label, text) for label, text in labelled_parts(segment) if text.strip(BRACKETS)]
    return [text for label, text in parts if label not in OTHERS_LABELS and (label in EDITOR_LABELS) == by_editors]


def labelled_parts(segment: str) -> Iterator[tuple[str, str]]:
    """The label and text of each part of a line; the label of a first part without one is empty."""
    label, text = "", ""
    if paired := paired_parts(segment):
        yield label, text
        yield from paired
        return
    *pieces, end = COLON.split(segment)
    for head, colon in zip(pieces[::2], pieces[1::2], strict=True):
        words = f"{text}{head}".split()
        starts = range(max(len(words) - MAX_PHRASE_WORDS, 0), len(words))
        start = next((n for n in starts if is_label(" ".join(words[n:]))), None)
        if start is None:
            text = f"{text}{head}{colon}"
        else:
            yield label, " ".join(words[:start])
            label, text = plain_word(" ".join(words[start:])), ""
    yield label, text + end


def paired_parts(segment: str) -> list[tuple[str, str]]:
    """The parts of a line with two labels before its colon: each label's, or all the writer's; none of other lines."""
    pair = PAIRED_LABELS.fullmatch(segment)
    if pair is None or not (is_label(pair["first"]) and is_label(pair["second"])):
        return []
    labels = sorted(map(plain_word, pair.group("first", "second")), key=OTHERS_LABELS.__contains__)
    names = pair["names"].split("/")
    if len(names) == len(labels):
        return list(zip(map(plain_word, pair.group("first", "second")), names, strict=True))
    return [(labels[0], pair["names"])]


def is_label(text: str) -> bool:
    """Whether a text before a colon says whose name follows."""
    return plain_word(text) in ALL_LABELS


def says_other_work(text: str) -> bool:
    """Whether the text ends in a phrase for what others did: "… Fact-checked by", "Aus dem Englischen von"."""
    words = [plain_word(word) for word in text.split()[-MAX_PHRASE_WORDS:]]
    return any(" ".join(words[at:]) in OTHER_WORK for at in range(len(words)))


def phrase_length(words: Sequence[str], phrases: frozenset[str]) -> int:
    """How many of the first words the longest phrase has that they begin with; 0 for none. Words and phrases plain."""
    for count in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1):
        if " ".join(words[:count]) in phrases:
            return count
    return 0


def without_date(text: str) -> str:
    """The text without a date before the byline: "March 3, 2024 by Jane Doe", "Updated 12.3.2024 Von Lisa Müller"."""
    words = text.split()
    if not words or date_class(words[0]) not in DATE_BEGINNINGS:
        return text
    date = LEADING_DATE.match("".join(map(date_class, words[:MAX_DATE_WORDS])))
    return " ".join(words[date.end() :]).lstrip(SIGNS) if date else text


def date_class(word: str) -> str:
    """What the word can be in a date, as a letter.

    D: a date, year or time in figures. d: another figure. m: a month. k: a weekday. w: another word in dates ("at").
    j: a joint ("de"). t: a word before a date ("Aktualisiert"). b: "by". x: anything else.
    """
    plain = plain_word(word).rstrip(")]")
    if not plain[:1].isdigit():
        return DATE_CLASSES.get(plain, "x")
    if FULL_DATE.fullmatch(plain):
        return "D"
    return "d" if DATE_PART.match(plain) else "x"


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    return DATE_ONLY.fullmatch("".join(map(date_class, text.split()))) is not None


def is_date_word(word: str) -> bool:
    """Whether the folded word belongs to a date."""
    return word in MONTHS_AND_DAYS or (word[:1].isdigit() and DATE_PART.match(word) is not None)


def without_prefix(text: str) -> str:
    """The text without "By", "Von", "Written by" … before the name, more than once where it is printed so."""
    count = 1
    while count:
        words = text.lstrip(SIGNS).split()
        count = phrase_length([plain_word(word) for word in words[:-1][:MAX_PHRASE_WORDS]], PREFIXES)
        if len(words) == 2 and words[0][0].isupper() and plain_word(words[0]) in PREFIXES_THAT_ARE_NAMES:
            break
        text = " ".join(words[count:]) if count else text
    return text


def without_label(text: str) -> tuple[str, str | None]:
    """The text without a label that is stuck to the name ("記者王小明", "文／王小明"), and the label."""
    if not JOINED_SCRIPT.search(text):
        return text, None
    bare = HOUSE_BEFORE.sub("", PLACE_BEFORE.sub("", text.strip(BRACKETS)))
    for label in JOINED_LABELS:
        rest = bare.removeprefix(label)
        name = rest.strip(BEHIND_LABEL)
        # one character may begin a name as well: 文在寅
        if rest != bare and name and (len(label) > 1 or rest != name):
            return name, label
    return bare, None

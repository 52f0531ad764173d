"""Every file of words: readable, its languages known, its words in the form in which texts are looked up, each once."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cleaner.text import fold
from cleaner.vocabulary import by_language

FOLDER = files("cleaner.vocabulary")
TOPICS = sorted({file.name.removesuffix(".txt") for file in FOLDER.iterdir() if file.name.endswith(".txt")})
# Those of the months, and more; zxx is "no language": signs, "n/a".
LANGUAGES = (
    set(by_language("months"))
    | set(by_language("weekdays"))
    | set(by_language("undetectable_languages"))
    | {"cy", "gd", "ja", "ko", "ky", "ml", "nb", "ne", "tk", "tl", "vi", "so", "sw", "zh", "zxx"}
    | {"bs", "ga", "ha", "km", "my", "uz", "xh", "zu"}
)
# Topics that the readers of dates compare with a text in lower case, and phrases with N for a number or … for a gap.
NOT_FOLDED = {
    "ago", "modified_words", "notice_correction", "notice_republished_from", "notice_update",
    "published_words", "relative_days",
}  # fmt: skip


def topic_lines(topic: str) -> list[str]:
    return FOLDER.joinpath(f"{topic}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_says_what_it_is_for(topic: str) -> None:
    assert topic_lines(topic)[0].startswith("# ")


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_is_readable(topic: str) -> None:
    for line in topic_lines(topic):
        _, separator, words = line.partition(": ")
        assert line.startswith("# ") or (separator and words == words.strip() and "" not in words.split(" | ")), line


@pytest.mark.parametrize("topic", TOPICS)
def test_languages_of_a_topic_are_known(topic: str) -> None:
    assert {language.partition("-")[0] for language in by_language(topic)} <= LANGUAGES


@pytest.mark.parametrize("topic", sorted(set(TOPICS) - NOT_FOLDED))
def test_words_of_a_topic_are_folded(topic: str) -> None:
    assert [word for words in by_language(topic).values() for word in words if fold(word) != word] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_language_has_each_word_once(topic: str) -> None:
    for language, listed in by_language(topic).items():
        words = [word for word in listed if word != "-"]  # of a table: no form
        assert len(words) == len(set(words)), (language, [word for word in words if words.count(word) > 1])

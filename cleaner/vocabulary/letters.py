"""How common letters are in a language, as langdetect's profiles have counted them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

# Languages that langdetect does not know: one with most of their letters, and the others.
LIKE = {"is": ("da", "áéíóúýðþö"), "be": ("ru", "ўі"), "sr": ("mk", "ђћ")}
SHARE_OF_OTHERS = 0.01


@cache
def letter_shares(language: str) -> Mapping[str, float]:
    """Letter → the logarithm of its share in texts of the language. Read in 5 ms, once per process."""
    from importlib.resources import files  # 5 ms that only pages in undeclared encodings need

    like, others = LIKE.get(language, (language, ""))
    profile = json.loads(files("langdetect").joinpath("profiles", like).read_text(encoding="utf-8"))
    whole = profile["n_words"][0]
    shares = {sign: math.log(count / whole) for sign, count in profile["freq"].items() if len(sign) == 1}
    return shares | dict.fromkeys(others, math.log(SHARE_OF_OTHERS))


@cache
def han_classes() -> Mapping[str, str]:
    """Chinese character → the one under whose name its profiles count it."""
    from langdetect.utils.ngram import NGram  # 10 ms that only pages in undeclared encodings need

    classes: Mapping[str, str] = NGram.CJK_MAP
    return classes

"""Names of classes and ids: which of them a rule may be built on, and which change with the next build of the site."""

from __future__ import annotations

import re

# Class names that a build step makes.
HASHED = re.compile(
    r"""^(?:
        (?:css|jsx|sc|svelte|emotion|styled|makeStyles|jss)-(?:[0-9]+|(?=[a-z-]*\d)[0-9a-z-]{4,}|(?=[a-z]*[A-Z])[A-Za-z]{5,7}
            |(?=[A-Za-z]*\d)[A-Za-z0-9]{4,8}-\d+)     # styled-components: sc-Qz81a-0
        | .*__(?=[^_]*[0-9A-Z])[A-Za-z0-9+-]{5}      # CSS modules: ArticleBody_text__1x9Kd
        | _?(?=[^-]*\d)(?=[^-]*[a-z])[0-9a-f]{8,}    # a bare hash
        | .*[-_](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}
    )$""",
    re.X,
)
PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]*")  # with digits a name numbers a page or a column
MODULE = re.compile(r".+__(?P<end>[\w+-]{5})")  # of CSS modules too: ArticleBody_text__wu_cm, but not block__inner
MIN_CHARS, MAX_CHARS = 3, 40  # of a name that says something
MAX_MADE_CHARS = 7  # of a name that a library makes up: ldhbtc, YeebQ
VOWELS = frozenset("aeiouyAEIOUY")


def is_hashed(name: str) -> bool:
    """Whether a class or id looks made by a build step."""
    return HASHED.match(name) is not None


def is_lasting(name: str) -> bool:
    """Whether a class or id is a word or some, and will be there tomorrow."""
    is_word = MIN_CHARS <= len(name) <= MAX_CHARS and PLAIN.fullmatch(name) is not None
    return is_word and not is_hashed(name) and not _is_module(name) and not _is_made_up(name)


def _is_module(name: str) -> bool:
    module = MODULE.fullmatch(name)
    return module is not None and not (module["end"].isalpha() and module["end"].islower())


def _is_made_up(name: str) -> bool:
    """Whether a short name is no word: without a vowel, or with capitals where no word begins."""
    if len(name) > MAX_MADE_CHARS or not name.isalpha():
        return False
    return VOWELS.isdisjoint(name) or not (name[1:].islower() or name.isupper())

"""Load the table of news agencies and picture distributors, vocabulary/agencies.json: one agency a line.

A spelling is compared without regard to case, except short ones (see agencies.py): "SID" is an agency, "Sid" a name.
The canonical name is what the agency calls itself in its own credit line (AP, AFP, dpa, Yonhap …).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from cleaner.structs import resolved
from cleaner.vocabulary import file_text


@resolved
class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """kind `news`: writes and photographs; `picture`: passes on other people's pictures, or stock.

    country: ISO 3166, of the head office, for news agencies. spellings: by language, BCP 47; the name is one of them.
    """

    name: str
    kind: Literal["news", "picture"]
    spellings: Mapping[str, tuple[str, ...]]
    country: str | None = None

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """The spellings of all languages."""
        return tuple(spelling for own in self.spellings.values() for spelling in own)


@lru_cache(maxsize=1)  # a constant of the package: read when it is first asked for, not on import
def agencies() -> tuple[Agency, ...]:
    """All agencies, in the order of the file: of two that share a short spelling the first keeps it."""
    return msgspec.json.decode(file_text("agencies.json"), type=tuple[Agency, ...])

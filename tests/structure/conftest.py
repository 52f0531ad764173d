"""Pages around a piece of a story, cleaned."""

from __future__ import annotations

import pytest
from story_pieces import URL, CleanPiece, page_around

from cleaner import RawPage, clean
from cleaner.model import Record
from cleaner.rulebook import Rulebook


@pytest.fixture
def clean_piece(general_rules: Rulebook) -> CleanPiece:
    """Clean a page with a piece of HTML in the middle of its story."""

    def cleaned(piece: str, *, url: str | None = URL, head: str = "") -> Record:
        return clean(RawPage(page_around(piece, head), url=url), general_rules)

    return cleaned

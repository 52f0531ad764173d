"""Pages around a piece of a story: prose before and after it, so that it stands in the body as on a real page."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.model import BodyBlock, Record

URL = "https://news.example.com/town/harbour"
BEFORE = "The harbour of Osterby opened again on Monday after the longest closure in its history, the port master said."
AFTER = (
    "Ships from nine countries had waited in the bay for a week, and the last of them is expected on Thursday evening."
)
PAGE = (
    "<html lang='en'><head><title>Harbour opens again</title>{head}</head><body><nav><a href='/'>Start</a></nav>"
    "<main><article><h1>Harbour opens again after a week</h1><p>{before}</p>{piece}<p>{after}</p></article></main>"
    "<footer><a href='/imprint'>Imprint</a></footer></body></html>"
)

CleanPiece = Callable[..., Record]


def page_around(piece: str, head: str = "") -> str:
    return PAGE.format(head=head, before=BEFORE, piece=piece, after=AFTER)


def between(record: Record) -> list[BodyBlock]:
    """The blocks between the prose before the piece and that after it."""
    texts = [block.text for block in record.body]
    return list(record.body[texts.index(BEFORE) + 1 : texts.index(AFTER)])


def marked(block: BodyBlock) -> list[tuple[str, str, str | None]]:
    """The spans of a block: kind, text, address."""
    return [(span.kind, block.text[span.start : span.end], span.url) for span in block.spans]

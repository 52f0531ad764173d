"""A decoded page to an ordered list of blocks; HTML and text dumps differ here and nowhere later."""

from __future__ import annotations

from cleaner.model import Document, Options, Page
from cleaner.stages.segment.html import segment_html


def segment(document: Document, options: Options, *, with_noscript: bool = False) -> Page:
    """Cut a document into blocks and read its signals.

    Returns a Page with at most options.max_blocks blocks (`truncated` says whether there were more). A document
    without text has no blocks. with_noscript: read what is there for browsers without script, too. Raises
    nothing: any text parses.
    """
    if document.kind == "html":
        return segment_html(document, options, with_noscript=with_noscript)
    from cleaner.stages.segment.text import segment_text  # with all that knows dumps: 8 ms

    return segment_text(document, options)

"""Records written out: what each format looks like, and files that are whole or not there."""

from collections.abc import Mapping
from importlib import import_module

from cleaner.sinks.destination import open_file, open_stdout
from cleaner.sinks.rows import Row, Sink

# Format → the module here that writes it, and its function.
SINKS: Mapping[str, tuple[str, str]] = {
    "jsonl": ("json_rows", "write_json_lines"),
    "json": ("json_rows", "write_json"),
    "text": ("plain", "write_text"),
    "markdown": ("markdown", "write_markdown"),
    "html": ("html", "write_html"),
    "tei": ("tei", "write_tei"),
    "csv": ("tables", "write_csv"),
}
# Ending of an output file → the format meant, where none is named.
FORMATS: Mapping[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xml": "tei",
    ".csv": "csv",
    ".xlsx": "xlsx",
}

__all__ = ["FORMATS", "SINKS", "Row", "Sink", "open_file", "open_stdout", "sink_of"]


def sink_of(format_name: str) -> Sink:
    """What writes a format, imported now: one run needs one of them."""
    module, function = SINKS[format_name]
    sink: Sink = getattr(import_module(f"{__name__}.{module}"), function)
    return sink

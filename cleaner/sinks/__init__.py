"""Records written out: what each format looks like, and files that are whole or not there."""

from collections.abc import Mapping

from cleaner.sinks.destination import open_file, open_stdout
from cleaner.sinks.html import write_html
from cleaner.sinks.json_rows import write_json, write_json_lines
from cleaner.sinks.markdown import write_markdown
from cleaner.sinks.plain import write_text
from cleaner.sinks.rows import Row, Sink
from cleaner.sinks.tables import write_csv
from cleaner.sinks.tei import write_tei

SINKS: Mapping[str, Sink] = {
    "jsonl": write_json_lines,
    "json": write_json,
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "tei": write_tei,
    "csv": write_csv,
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

__all__ = ["FORMATS", "SINKS", "Row", "Sink", "open_file", "open_stdout"]

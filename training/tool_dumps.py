"""Dumps of a data set by tools people use: `python -m training.tool_dumps SET… --out FOLDER`.

What the block model learns of dumps beside the two that a data set has: lynx with and without numbers of links, w3m,
html2text. On Debian: apt install lynx w3m html2text.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.model import Options
from cleaner.stages.decode import Undecodable, decode
from training.data_sets import read_raw, read_truths

TOOLS: Mapping[str, tuple[str, ...]] = {
    "lynx": ("lynx", "-dump", "-nolist", "-width=1000", "-display_charset=utf-8", "-force_html"),
    "lynx-links": ("lynx", "-dump", "-display_charset=utf-8", "-force_html"),
    "w3m": ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", "100"),
    "html2text": ("html2text", "-utf8", "-width", "100"),
}
SECONDS = 30.0  # a tool may take for a page
DECLARED = re.compile(r"<meta[^>]*charset[^>]*>", re.I)
UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>", re.I | re.S)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 2 with one line for what the caller can mend."""
    parser = argparse.ArgumentParser(prog="python -m training.tool_dumps", description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="data set with truth.jsonl and pages/")
    parser.add_argument("--out", type=Path, required=True, help="gets SET/dumps/ID.TOOL.txt.gz")
    given = parser.parse_args(arguments)
    try:
        missing = [command[0] for command in TOOLS.values() if shutil.which(command[0]) is None]
        if missing:
            raise CleanerError(f"not installed: {', '.join(sorted(set(missing)))}")
        for folder in given.sets:
            made = sum(1 for _ in make_dumps(folder, given.out / folder.name))
            print(f"{folder.name}: {made} dumps")
    except CleanerError as error:
        print(f"cleaner: {error}", file=sys.stderr)
        return 2
    return 0


def make_dumps(folder: Path, out: Path) -> Iterator[Path]:
    """Every page of a data set dumped by every tool; the files made, in order."""
    (out / "dumps").mkdir(parents=True, exist_ok=True)
    for row in read_truths(folder):
        raw = read_raw(folder, row, "html")
        if raw is None:
            continue
        try:
            page = decode(raw, Options()).text
        except Undecodable:
            continue
        for tool, command in TOOLS.items():
            text = dump(page, command)
            if text is not None:
                path = out / "dumps" / f"{row['id']}.{tool}.txt.gz"
                path.write_bytes(gzip.compress(text, mtime=0))
                yield path


def dump(page: str, command: Sequence[str]) -> bytes | None:
    """What a tool prints of a page; None where it takes too long or fails."""
    shown = UNSEEN.sub("", DECLARED.sub("", page))
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(b'<meta charset="utf-8">' + shown.encode())
        file.flush()
        try:
            done = subprocess.run(
                [*command, file.name], capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL, check=True
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return None
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

"""Pages made to exhaust a parser: each ends, with a status, in a process that is ended if it hangs."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HANG_SECONDS = 60  # a guard against a page that never ends, no promise of speed

STORY = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement.",
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
)
BEFORE = f"<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1><p>{STORY[0]}</p>"
AFTER = f"<p>{STORY[1]}</p></article></body></html>"
LD_START, LD_END = '<script type="application/ld+json">', "</script>"


def inside(text: str) -> str:
    """A page with this text between its two paragraphs."""
    return BEFORE + text + AFTER


def in_head(text: str) -> str:
    return inside("").replace("<head>", f"<head>{LD_START}{text}{LD_END}")


HOSTILE: dict[str, Callable[[], str]] = {
    "a million nested tags": lambda: "<div>" * 1_000_000 + inside(""),
    "a million nested tags of two kinds": lambda: "<b><i>" * 500_000 + inside(""),
    "paragraphs never closed": lambda: inside("<p>" * 100_000),
    "words between br": lambda: inside("word<br>" * 30_000),
    "br": lambda: inside("<br>" * 30_000),
    "a long line": lambda: inside("<p>" + "word " * 100_000 + "</p>"),
    "a word of a megabyte": lambda: inside("<p>" + "w" * 1_000_000 + "</p>"),
    "a dump of one line": lambda: "word " * 100_000,
    "a dump of many lines": lambda: "\n".join(STORY * 15_000),
    "a dump of one-word lines": lambda: "word\n" * 30_000,
    "spaces": lambda: inside("<p>" + " " * 2_000_000 + "x</p>"),
    "a huge attribute": lambda: inside('<p data-x="' + "y" * 3_000_000 + '">x</p>'),
    "attributes": lambda: inside("<p " + " ".join(f"a{n}=1" for n in range(10_000)) + ">x</p>"),
    "attributes without values": lambda: inside("<p " + " ".join(f"a{n}" for n in range(200_000)) + ">x</p>"),
    "attributes with signs in quotes": lambda: inside("<p" + "".join(f' a{n}=">"' for n in range(200_000)) + ">x</p>"),
    "author metas": lambda: inside("".join(f'<meta name=author content="Jo Lee {n}">' for n in range(20_000))),
    "captions without a picture": lambda: inside("<div class=caption>Ships at sea</div>" * 20_000),
    "pictures in one figure": lambda: inside("<figure>" + "<img src=a><i class=credit>A</i>" * 20_000 + "</figure>"),
    "a state that holds itself in many places": lambda: inside(
        f'<script id="__NUXT_DATA__">{json.dumps([{"a": n + 1, "b": n + 1} for n in range(100)])}</script>'
    ),
    "copyright signs": lambda: inside("<p>" + "© " * 100_000 + "</p>"),
    "a dump of lines that run on": lambda: "The ship of\n" + "and so the\n" * 200_000,
    "a dump of commas": lambda: "Harbour reopens\nThe " + "a," * 500_000,
    "class tokens": lambda: inside('<p class="' + " ".join(f"t{n}" for n in range(100_000)) + '">x</p>'),
    "a comment that never ends": lambda: inside("") + "<!--" + "-" * 1_000_000,
    "a tag that never ends": lambda: inside("") + "<p " * 300_000,
    "angle brackets": lambda: inside("") + "<" * 200_000,
    "entities": lambda: inside("<p>" + "&amp;" * 300_000 + "</p>"),
    "JSON-LD that opens only": lambda: in_head("[" * 200_000),
    "JSON-LD in JSON-LD": lambda: in_head('{"a":' * 100_000 + "1" + "}" * 100_000),
    "JSON-LD of many authors": lambda: in_head(
        json.dumps({"@type": "NewsArticle", "author": [{"name": f"Jo Lee {n}"} for n in range(5_000)]})
    ),
    "table rows": lambda: inside("<table>" + "<tr><td>a<td>b" * 30_000 + "</table>"),
    "tables in tables": lambda: inside("<table><tr><td>" * 5_000 + "x"),
    "lists in lists": lambda: inside("<ul><li>" * 100_000 + "x"),
    "links": lambda: inside("<a href=/x>word</a> " * 20_000),
    "right-to-left marks": lambda: inside("<p>" + "\u202e\u200d\u0301" * 30_000 + "</p>"),
    "nearly a byline": lambda: inside("<p>By " + "A " * 50_000 + "</p>"),
    "nearly a dateline": lambda: inside("<p>" + "A, " * 50_000 + "</p>"),
    "nearly a mail address": lambda: inside("<p>" + "a." * 100_000 + "@</p>"),
    "nearly a copyright line": lambda: inside("<p>© " + "2024 " * 50_000 + "</p>"),
    "a long title": lambda: inside("").replace("<title>", "<title>" + "word - " * 50_000),
}
CHILD = """
import json, sys
sys.path.insert(0, sys.argv[1])
from test_hostile_pages import HOSTILE
from cleaner import RawPage, clean, load_rules
rules = load_rules()
for name in sys.stdin:
    record = clean(RawPage(body=HOSTILE[name.strip()]()), rules)
    print(json.dumps({"status": record.status, "reason": record.reason}), flush=True)
"""


class Child:
    """A process that cleans one page after the other; a page on which it hangs or dies costs the process."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def clean(self, name: str) -> dict[str, str | None]:
        if self.process is None:
            command = [sys.executable, "-c", CHILD, str(Path(__file__).parent)]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], HANG_SECONDS)
        answer = self.process.stdout.readline() if ready else ""
        if not answer:
            self.end()
            pytest.fail(f"no answer within {HANG_SECONDS} s" if not ready else "the process died")
        found: dict[str, str | None] = json.loads(answer)
        return found

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.end()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_ends_with_a_status(name: str, child: Child) -> None:
    record = child.clean(name)
    assert record["status"] != "crashed"
    assert record["status"] == "ok" or record["reason"]

"""Clean pages on request, with the `cleaner` of whatever checkout is first on the path; checkouts.py starts this.

One request a line on standard input, one answer a line on standard output, both JSON. The first answer says which
`cleaner` it is. Nothing here is imported from the project but what every commit of it has.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

import cleaner
from cleaner import RawPage, load_rules
from cleaner.pipeline import trace

IGNORED = ("version", "rules_digest")  # of record.tool: they name the commit


def main() -> None:
    rules = load_rules(sites="--no-sites" not in sys.argv)
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    _write(answers, {"package": cleaner.__file__})
    for line in sys.stdin:
        _write(answers, _clean(json.loads(line), rules))


def _write(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
    answers.flush()


def _clean(request: dict[str, Any], rules: Any) -> dict[str, Any]:
    """seconds: of the cleaning alone. record: as JSON. roles: of each block, if requested, and who gave it."""
    body = gzip.decompress(Path(request["path"]).read_bytes())
    is_dump = request["kind"] == "text"
    raw = RawPage(body.decode(), kind="text") if is_dump else RawPage(body, request.get("url"))
    started = time.perf_counter()
    try:
        traced = trace(raw, rules)
    except Exception as error:  # a commit that crashes on a page is a difference like another
        return {"seconds": time.perf_counter() - started, "record": json.dumps({"raised": repr(error)})}
    answer: dict[str, Any] = {"seconds": time.perf_counter() - started}
    record = traced.record.to_dict()
    for name in IGNORED:
        record["tool"].pop(name, None)
    answer["record"] = json.dumps(record, ensure_ascii=False)
    if request.get("roles"):
        labels = traced.story.labels.labels if traced.story is not None else ()
        answer["roles"] = [f"{label.role.value} by {label.by}" if label is not None else None for label in labels]
    return answer


if __name__ == "__main__":
    main()

"""The fuzzer itself: a seed decides its cases, it notices what must not be, and makes findings small."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cleaner import RawPage, load_rules
from cleaner.model import Label, Role
from cleaner.pipeline import Trace, trace
from fuzz.batches import MAKERS, SIZES
from fuzz.cases import Case, PageFacts, chance_of, load_case
from fuzz.checks import only_below, silent_libraries
from fuzz.findings import failure_of, keep, leave_out, minimise, signature
from fuzz.invariants import BAD, EITHER, OPEN, Broken, check_record, check_rows, check_same, check_trace
from fuzz.make_pages import ROOT, STORY, Seeds
from fuzz.mutate_bytes import BYTE_MUTATIONS
from fuzz.mutate_markup import MARKUP_MUTATIONS
from fuzz.watch import TooMuchWork, within_calls, within_seconds


@pytest.fixture(scope="module")
def traced() -> Trace:
    return trace(RawPage(STORY, url="https://example.com/story"), load_rules())


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_seed_makes_the_same_cases(kind: str) -> None:
    def made(seed: int) -> list[Case]:
        return [MAKERS[kind](chance_of(seed, number), Seeds()) for number in range(5)]

    assert made(1) == made(1)
    assert made(1) != made(2)


@pytest.mark.parametrize("mutate", MARKUP_MUTATIONS)
def test_every_mutation_changes_a_page(mutate: Callable[..., str]) -> None:
    assert {mutate(chance_of(1, number), STORY, STORY) for number in range(20)} - {STORY}


@pytest.mark.parametrize("mutate", BYTE_MUTATIONS)
def test_every_mutation_bears_no_bytes_and_changes_some(mutate: Callable[..., bytes]) -> None:
    assert isinstance(mutate(chance_of(1), b""), bytes)
    assert {mutate(chance_of(1, number), STORY.encode()) for number in range(20)} - {STORY.encode()}


def test_a_story_keeps_all_invariants(traced: Trace) -> None:
    check_trace(traced)


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"text": "something else"}, "the text is the joined body"),
        ({"title": 3}, "a record is valid by its schema"),
        ({"removed": {"paragraph": 2}}, "removed is counted by role"),
        ({"removed": {"share": 0}}, "what is counted as removed is more than none"),
        ({"status": "empty"}, "another status than ok has a reason"),
    ],
)
def test_record_that_breaks_an_invariant_is_noticed(traced: Trace, members: dict[str, Any], rule: str) -> None:
    with pytest.raises(Broken) as raised:
        check_record(replace(traced.record, **members))
    assert raised.value.rule == rule


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        (None, "every block has a role"),
        (Label(Role.SHARE, "somebody", ""), "every role has a reason"),
        (Label(Role.SHARE, "somebody", "a reason"), "removed counts add up"),
    ],
)
def test_block_that_breaks_an_invariant_is_noticed(traced: Trace, label: Label | None, rule: str) -> None:
    assert traced.story is not None
    labels = traced.story.labels
    changed = replace(traced.story, labels=replace(labels, labels=(label, *labels.labels[1:])))
    removed = {name: count for name, count in traced.record.removed.items() if name != "navigation"} | {"navigation": 9}
    with pytest.raises(Broken) as raised:
        check_trace(replace(traced, story=changed, record=replace(traced.record, removed=removed)))
    assert raised.value.rule == rule


@pytest.mark.parametrize(
    ("items", "rows", "rule"),
    [
        (["a", "b"], ["a"], "n items in, n rows out"),
        (["a", BAD], ["a", "b"], "what is no page is an error in its place"),
        (["a", "b"], [BAD, "b"], "one bad item costs no other item its row"),
        (["a", "b"], ["b", "a"], "a page is what was put in"),
    ],
)
def test_rows_that_break_an_invariant_are_noticed(items: list[str], rows: list[str], rule: str) -> None:
    with pytest.raises(Broken) as raised:
        check_rows(items, rows)
    assert raised.value.rule == rule


def test_rows_may_be_what_is_open() -> None:
    check_rows(["a", OPEN, EITHER, EITHER, BAD], ["a", "b", "c", BAD, BAD])


def test_another_record_of_the_same_page_is_noticed(traced: Trace) -> None:
    one, other = traced.record.to_json(), replace(traced.record, title="another").to_json()
    check_same([one], [one], "again")
    with pytest.raises(Broken, match=r"the same again \(title\)"):
        check_same([one], [other], "again")


def test_file_outside_the_folder_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "beside").write_text("x")
    (tmp_path / "below" / "link").symlink_to(tmp_path / "beside")
    with only_below(tmp_path / "below"):
        (tmp_path / "below" / "own").write_text("x")
    with pytest.raises(Broken, match="no request"), only_below(tmp_path / "below"):
        (tmp_path / "below" / "link").read_text()


def test_library_that_writes_into_the_log_is_noticed() -> None:
    with silent_libraries():
        logging.getLogger("a.library").info("nothing to see")
    with pytest.raises(Broken, match=r"\(a\.library\)"), silent_libraries():
        logging.getLogger("a.library").warning("parsed tree length: 0")


def test_too_much_work_is_counted_and_no_guard_takes_it_for_a_fault() -> None:
    def work(times: int) -> None:
        try:
            for _ in range(times):
                len("")
        except Exception:
            pytest.fail("a guard took it")

    with within_calls(0):
        work(1000)
    with pytest.raises(TooMuchWork), within_calls(0):
        work(10_000_000)


def test_what_takes_too_long_is_ended() -> None:
    def work() -> None:
        while True:
            pass

    with pytest.raises(TooMuchWork), within_seconds(0.05):
        work()


def test_pieces_are_left_out_as_far_as_the_rest_fails() -> None:
    assert leave_out(list("..a....b...c."), lambda kept: {"a", "c"} <= set(kept)) == ["a", "c"]
    assert leave_out([], lambda kept: True) == []


def test_finding_is_made_small_and_kept(tmp_path: Path) -> None:
    def check(case: Case) -> None:
        if b"<b>" in case.body and case.page.charset == "x":
            raise ValueError(case.body)

    facts = PageFacts("https://example.com/\ud83d", charset="x", fetched_at="0001-01-01T00:00:00+14:00")
    case = Case("page", b"<p>\xff\n<b>text</b>\n<p>more", page=facts)
    small = minimise(case, lambda candidate: failure_of(check, candidate) is not None)
    assert small == Case("page", b"<b>", page=PageFacts(charset="x"))
    error = failure_of(check, case)
    assert error is not None
    path = keep(case, error, tmp_path, origin="seed 1, batch 2")
    assert load_case(path) == case
    assert json.loads(path.read_text())["origin"] == "seed 1, batch 2"


def test_equal_findings_have_one_signature() -> None:
    def failure(body: bytes) -> str:
        def check(case: Case) -> None:
            trace(case, load_rules())  # type: ignore[arg-type]  # fails in the package, whatever the body

        error = failure_of(check, Case("page", body))
        assert error is not None
        return signature(error)

    assert failure(b"a") == failure(b"b")
    assert failure(b"a").startswith("InputError in pipeline.py:as_page")
    assert signature(Broken("a rule", "detail")) == signature(Broken("a rule", "another")) == "Broken: a rule"


@pytest.mark.slow
def test_campaign_of_a_seed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def run() -> str:
        arguments = ["--minutes", "0.02", "--seed", "5", "--only", "answer", "--processes", "1", "--out", str(tmp_path)]
        command = [sys.executable, "-m", "fuzz", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.stdout, done.stderr
        return done.stdout.splitlines()[-1]

    first, then = run(), run()
    batches = [json.loads(line)["batch"] for line in (tmp_path / "seed-5.jsonl").read_text().splitlines()]
    assert batches == list(range(len(batches)))
    assert first.startswith("pages 0, files 0, ")
    assert then.endswith("seed 5")
    assert f"answers {SIZES['answer'] * len(batches):,}," in then

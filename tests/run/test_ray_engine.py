"""`--engine ray` on two nodes: the rows of a local run, byte for byte, whatever dies on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray", reason="needs pip install 'news-cleaner[ray]'")

import ray
from ray_cluster import two_nodes

from cleaner import CleanerError, RawPage
from cleaner.model import Status
from cleaner.rulebook import Rulebook
from cleaner.run import ray_engine
from cleaner.run.engines import ENGINES
from cleaner.run.pool import run_local
from cleaner.run.ray_engine import Parcel, parcels, run_on_ray
from cleaner.run.tasks import Job, Limits, Task

pytestmark = pytest.mark.slow

PAGE = (
    "<html><head><title>{0} reopens</title></head><body><article><h1>{0} reopens</h1>"
    "<p>The harbour of {0} reopens on Tuesday after four months of dredging, the port authority said on Sunday.</p>"
    "<p>Ships of up to nine metres of draught can enter again, two more than before the works began in spring.</p>"
    "<p>The work cost eleven million crowns, of which the ministry of transport paid a third, it said.</p>"
    "</article></body></html>"
)
# What a worker process runs before anything else; a page that holds one of the words is poison.
STUB = """
import os, signal, sys, time
if "cleaner.run.worker" in " ".join(sys.orig_argv):
    import cleaner.pipeline
    real = cleaner.pipeline.decode
    def decode(raw, options):
        body = raw.body if isinstance(raw.body, bytes) else raw.body.encode()
        if b"SEGFAULT" in body:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"FOREVER" in body:
            time.sleep(600)
        if b"KILL-ACTOR" in body:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        return real(raw, options)
    cleaner.pipeline.decode = decode
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a cluster whose worker processes know the poison; local ones in this module do as well."""
    folder = tmp_path_factory.mktemp("stub")
    (folder / "sitecustomize.py").write_text(STUB)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
        patched.syspath_prepend(str(folder))
        with two_nodes() as cluster:
            yield cluster.address


def tasks(count: int, poison: dict[int, str] | None = None) -> list[Task]:
    made = []
    for number in range(count):
        body = PAGE.format((poison or {}).get(number, f"Varde {number}"))
        made.append(Task(number, f"{number}.html", RawPage(body.encode(), url=f"https://example.com/{number}")))
    return made


def statuses(rows: list[bytes]) -> dict[int, str]:
    """Of the rows that are not ok, by number."""
    import json

    read = [json.loads(row) for row in rows]
    return {number: row["status"] for number, row in enumerate(read) if row["status"] != Status.OK}


def test_rows_are_those_of_the_local_run(address: str, rules: Rulebook) -> None:
    given = [*tasks(70), Task(70, "gone.html", problem="gone.html: no such file or folder")]
    made = list(run_on_ray(iter(given), Job(rules, address=address)))
    assert made == list(run_local(iter(given), Job(rules, workers=1)))
    assert statuses(made) == {70: "error"}


def test_poison_is_a_row_like_the_local_one(address: str, rules: Rulebook) -> None:
    given = tasks(40, {3: "SEGFAULT", 17: "FOREVER"})
    job = Job(rules, limits=Limits(seconds=2.0), workers=2, address=address)
    made = list(run_on_ray(iter(given), job))
    assert statuses(made) == {3: "crashed", 17: "error"}
    assert made == list(run_local(iter(given), job))


def test_page_that_kills_its_actor_loses_itself_only(address: str, rules: Rulebook) -> None:
    given = tasks(6, {2: "KILL-ACTOR"})
    made = list(run_on_ray(iter(given), Job(rules, workers=2, address=address)))
    assert statuses(made) == {2: "crashed"}
    assert b"ends its Ray actor" in made[2]


def test_actors_that_are_killed_lose_nothing(address: str, rules: Rulebook) -> None:
    given = tasks(200)
    made: list[bytes] = []
    killed = 0
    with closing(run_on_ray(iter(given), Job(rules, workers=2, address=address))) as rows:
        for row in rows:
            made.append(row)
            if len(made) in (1, 60):
                killed += kill_one_actor()
    assert killed == 2
    assert made == list(run_local(iter(given), Job(rules, workers=1)))


def kill_one_actor() -> int:
    """Kill an actor of the cluster this process has started, and no other process."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and is_own_actor(folder):
            os.kill(int(folder.name), signal.SIGKILL)
            return 1
    return 0


def is_own_actor(folder: Path) -> bool:
    try:
        if not (folder / "cmdline").read_bytes().startswith(b"ray::WorkerActor"):
            return False
        while folder.name not in ("0", "1"):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                return True
            folder = folder.with_name(parent)
    except OSError:
        return False
    return False


def test_tasks_are_taken_as_they_are_needed(address: str, rules: Rulebook) -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield Task(taken - 1, "x.html", RawPage(b"<p>x</p>"))

    with closing(run_on_ray(endless(), Job(rules, workers=1, address=address))) as rows:
        assert len([next(rows) for _ in range(100)]) == 100
    assert taken < 100 + 2 * ray_engine.PARCEL_TASKS * ray_engine.PARCELS_PER_ACTOR


def test_more_workers_than_cores_is_no_reason_to_wait(address: str, rules: Rulebook) -> None:
    given = tasks(200)
    made = list(run_on_ray(iter(given), Job(rules, workers=5, address=address)))
    assert made == list(run_local(iter(given), Job(rules, workers=1)))


def test_actors_that_cannot_start_are_one_clear_error(
    address: str, rules: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoActor(ray_engine.WorkerActor):
        def __init__(self, *_: Any) -> None:
            raise ModuleNotFoundError("No module named 'cleaner'")

    monkeypatch.setattr(ray_engine, "WorkerActor", NoActor)
    with pytest.raises(CleanerError, match=r"end as they start; is news-cleaner .* on every node\?.*No module named"):
        list(run_on_ray(iter(tasks(2)), Job(rules, workers=1, address=address)))


def test_node_with_another_version_is_one_clear_error(
    address: str, rules: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_engine, "__version__", "0.0.7")
    with pytest.raises(CleanerError, match=r"a Ray node has news-cleaner .*, and this is 0.0.7: install the same one"):
        list(run_on_ray(iter(tasks(2)), Job(rules, workers=1, address=address)))


def test_cluster_of_somebody_else_stays_connected(address: str, rules: Rulebook) -> None:
    ray.init(address=address, log_to_driver=False)
    try:
        assert len(list(run_on_ray(iter(tasks(2)), Job(rules, workers=1)))) == 2
        assert ray.is_initialized()
    finally:
        ray.shutdown()


def test_rules_that_differ_on_a_node_are_told(address: str, tmp_path: Path) -> None:
    from cleaner import load_rules

    path = tmp_path / "harbour.example.yaml"
    rule = "rule: 1\nsite: harbour.example\nversion: {}\nmatch: {{hosts: [harbour.example]}}\nbody: {{css: article}}\n"
    path.write_text(rule.format(1))
    book = load_rules(tmp_path)
    path.write_text(rule.format(2))
    with pytest.raises(CleanerError, match="the rules here are not those the rulebook was made from"):
        list(run_on_ray(iter(tasks(2)), Job(book, workers=1, address=address)))


def test_address_where_nobody_is_is_one_clear_error(rules: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise ConnectionError("Ray cluster is not reachable\nmore lines")

    monkeypatch.setattr(ray, "init", refuse)
    with pytest.raises(CleanerError, match=r"no Ray cluster can be reached at 127.0.0.1:1: Ray cluster is not reach"):
        list(run_on_ray(iter(tasks(1)), Job(rules, address="127.0.0.1:1")))


def test_engine_is_in_the_table() -> None:
    assert ENGINES["ray"]() is run_on_ray


def test_parcels_end_at_their_count_and_at_their_size() -> None:
    assert [len(parcel.tasks) for parcel in parcels(iter(tasks(70)))] == [32, 32, 6]
    large = Task(0, "x", RawPage(b"x" * 5_000_000))
    assert [len(parcel.tasks) for parcel in parcels(iter([large] * 5))] == [2, 2, 1]
    assert Parcel([large]).rows is None

"""How many cores an actor of Ray Data takes, so that reading and writing have one. Needs no Ray."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs pip install 'news-cleaner[parquet]'")

from cleaner.adapters.ray_data import clean_dataset


class Dataset:
    def map_batches(self, mapper: object, **options: Any) -> dict[str, Any]:
        return options


@pytest.mark.parametrize(
    ("cores", "actors", "share"),
    [(1, 1, 0), (2, 1, 1), (2, 2, 0.5), (64, 32, 1), (0, 8, 1), (2, (1, 8), 1)],
)
def test_actors_leave_a_core_for_reading(
    monkeypatch: pytest.MonkeyPatch, cores: int, actors: int | tuple[int, int], share: float
) -> None:
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(cluster_resources=lambda: {"CPU": float(cores)}))
    made: Any = clean_dataset(Dataset(), actors=actors)  # type: ignore[arg-type]
    assert made["num_cpus"] == share
    made = clean_dataset(Dataset(), actors=actors, cores_per_actor=0.25)  # type: ignore[arg-type]
    assert made["num_cpus"] == 0.25

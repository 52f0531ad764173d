"""The engines of `cleaner run --engine`, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cleaner.run.tasks import Engine


def _local() -> Engine:
    from cleaner.run.pool import run_local

    return run_local


def _ray() -> Engine:
    from cleaner.run.ray_engine import run_on_ray

    return run_on_ray


# Name → a function that imports the engine when it is chosen (an engine may need an extra).
# It raises CleanerError that names the pip command where the extra is missing.
ENGINES: Mapping[str, Callable[[], Engine]] = {"local": _local, "ray": _ray}

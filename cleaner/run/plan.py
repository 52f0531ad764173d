"""What a run is to do, and whether that is what its folder was begun with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cleaner._version import __version__
from cleaner.errors import OutputError
from cleaner.run.folder import RunFile, Settings
from cleaner.run.reader import Survey
from cleaner.run.selection import ALL_PAGES, Selection
from cleaner.run.tasks import Engine, Job
from cleaner.sinks.compressed import Compression
from cleaner.sources import ReadOptions

SHARD_PAGES = 10_000  # 150 MB of JSON lines
SHOWN_CHARS = 60
LEADING_CHARS = 20  # before the first that differs
SHOWN_DIGEST_CHARS = 12


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to be done. arguments: files, folders, addresses, `-`; out: the folder of the run.

    start_over: remove what an earlier run left in the folder; continue_anyway: go on with it though the version, the
    rules or the input files have changed. may_have_grown: there may be new input files behind those that were read,
    which have not changed: a finished run goes on with them, whatever the inputs are called now.
    """

    arguments: tuple[str, ...]
    out: Path
    reading: ReadOptions
    job: Job
    engine: Engine
    format: str = "jsonl"
    compression: Compression | None = None
    shard_pages: int = SHARD_PAGES
    start_over: bool = False
    continue_anyway: bool = False
    may_have_grown: bool = False
    selection: Selection = ALL_PAGES


def settings_of(plan: RunPlan, survey: Survey) -> Settings:
    """What decides the rows and the shards."""
    columns = plan.reading.columns
    return Settings(
        version=__version__,
        rules_digest=plan.job.rules.digest,
        arguments=plan.arguments,
        survey=survey,
        url=plan.reading.url,
        kind=plan.reading.kind,
        columns=(columns.page, columns.file, columns.url, columns.date),
        format=plan.format,
        compression=plan.compression,
        shard_pages=plan.shard_pages,
        keep=columns.keep,
        selection=plan.selection,
    )


def check_difference(plan: RunPlan, run: RunFile, now: Settings) -> None:
    """Raise OutputError for settings that are not those of the run, unless it can and may be gone on with."""
    then = run.settings
    over = "--start-over removes its records and begins anew"
    for name, what in (
        ("arguments", "inputs"),
        ("url", "--url"),
        ("kind", "--kind"),
        ("columns", "columns"),
        ("keep", "--keep"),
        ("format", "format"),
        ("compression", "compression"),
        ("shard_pages", "pages per shard"),
        ("selection", "filters"),
    ):
        old, new = getattr(then, name), getattr(now, name)
        is_same_folder = plan.may_have_grown and name == "arguments"  # its name depends on where one stands
        if old != new and not is_same_folder:
            values = _difference(old, new)
            raise OutputError(f"{plan.out}: begun with other {what} ({values}); name a new folder, or {over}")
    if plan.continue_anyway:
        return
    changed = [
        f"{what} ({str(old)[:SHOWN_DIGEST_CHARS]}, now {str(new)[:SHOWN_DIGEST_CHARS]})"
        for what, old, new in (
            ("version", then.version, now.version),
            ("rules", then.rules_digest, now.rules_digest),
            ("input files", then.survey.digest, now.survey.digest),
        )
        if old != new and not (plan.may_have_grown and what == "input files")
    ]
    if not changed:
        return
    has_rest = not run.is_finished or then.survey.digest != now.survey.digest
    ways = f"--continue-anyway makes the rest with what is there now, {over}" if has_rest else over
    begun = "finished" if run.is_finished else "begun"
    raise OutputError(f"{plan.out}: {begun} with other {', '.join(changed)}; {ways}")


def _difference(old: object, new: object) -> str:
    """What two settings differ in: `none, now url`; of filters `since 2026-05-01, now 2026-05-04`."""
    if isinstance(old, Selection) and isinstance(new, Selection):
        names = [name for name in old.__struct_fields__ if getattr(old, name) != getattr(new, name)]
        return "; ".join(f"{name} {_difference(getattr(old, name), getattr(new, name))}" for name in names)
    before, after = _text(old), _text(new)
    same = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = 0 if max(len(before), len(after)) <= SHOWN_CHARS else max(0, same - LEADING_CHARS)
    return f"{_short(before, start)}, now {_short(after, start)}"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_text, value)) or "none"
    return "none" if value is None else str(value)


def _short(text: str, start: int) -> str:
    """A part of the text from its start on."""
    end = start + SHOWN_CHARS
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"

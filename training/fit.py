"""From the data sets to the block model's weights: read pages, cross-validate, fit, write weights and manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from rich.console import Console

from cleaner.errors import CleanerError
from cleaner.labelers.block_model.context import feature_names
from cleaner.labelers.block_model.forest import Forest
from cleaner.labelers.block_model.weights import MANIFEST, KindManifest, Manifest
from cleaner.model import DocumentKind
from cleaner.rulebook import load_rules
from cleaner.vocabulary import words_of
from training.composed import Stock
from training.data_sets import FORMS, digest_of, read_truths
from training.examples import Example, read_examples, read_made, read_tool_dumps
from training.fold_weights import write_fold
from training.forests import Learned, Settings, fit_forest, folds_of, learn_words, rows_out_of_fold
from training.validation import calibrate, cross_validate, report

# Data set → what one of its pages weighs, and under what licence it came.
SETS: Mapping[str, tuple[float, str]] = {
    "fundus_unit_dev": (4.0, "test data of Fundus (MIT)"),
    "fundus_unit_more": (4.0, "test data of Fundus (MIT)"),
    "wcxb_dev": (1.0, "WCXB by Murrough Foley (CC BY 4.0)"),
    "trafilatura_eval": (1.0, "evaluation set of trafilatura (Apache-2.0)"),
}
# Of these sets every so-manieth page is learned from a second time, with other pages' prose set into it.
COMPOSED: Mapping[str, int] = {"fundus_unit_dev": 1, "fundus_unit_more": 1, "wcxb_dev": 2}
COMPOSED_WEIGHT = 1.0
PROCESSES = 2
WITHOUT_STORY = 3  # every third page is held against the model a second time, its story cut out
THRESHOLDS: Mapping[DocumentKind, float] = {"html": 0.5, "text": 0.45}  # figures flat 0.4–0.55; docs/decisions/0008


def train(
    data: Path,
    out: Path,
    kinds: Sequence[DocumentKind],
    settings: Settings,
    tool_dumps: Path | None,
    folds_to: Path | None,
) -> None:
    """Write KIND.npz and manifest.json into out. Raises CleanerError where the data is not there.

    tool_dumps: what training.tool_dumps has made. folds_to: where the weights of the cross-validation go too.
    """
    folders = [data / name for name in SETS if (data / name).is_dir()]
    if not folders:
        raise CleanerError(f"{data}: none of {', '.join(SETS)} is there")
    small_words = _small_words()
    console = Console(stderr=True)
    manifests = _manifests_so_far(out)
    for kind in kinds:
        with console.status(f"reading pages ({kind})"):
            examples = _read(folders, kind, frozenset(small_words.split()), tool_dumps)
        console.print(f"{kind}: {len(examples)} pages, {sum(len(e.texts) for e in examples)} blocks")
        keep = _fold_keeper(folds_to, kind, examples, settings)
        scores = cross_validate(examples, settings, console, keep) if settings.folds else None
        tokens, words = learn_words(examples)
        forest = fit_forest(rows_out_of_fold(examples, settings), examples, settings)
        manifests[kind] = KindManifest(
            tuple(feature_names(kind)),
            THRESHOLDS[kind],
            calibrate(examples, scores, THRESHOLDS[kind]) if scores else ((0.0, 0.0), (1.0, 1.0)),
            report(examples, scores, THRESHOLDS[kind], console) if scores else {},
            tokens,
            words,
        )
        out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            out / f"{kind}.npz",
            columns=forest.columns,
            borders=forest.borders,
            leaves=forest.leaves,
            bias=np.int64(forest.bias),
        )
    manifest = Manifest(
        command=f"python -m training.train {data.name} --folds {settings.folds} --trees {settings.trees}"
        + (" --tool-dumps DUMPS" if tool_dumps is not None else ""),
        data={folder.name: digest_of(folder) for folder in folders},
        sources={folder.name: SETS[folder.name][1] for folder in folders},
        settings={name: float(value) for name, value in msgspec.structs.asdict(settings).items()},
        small_words=small_words,
        kinds=dict(sorted(manifests.items())),
    )
    text = json.dumps(msgspec.to_builtins(manifest), ensure_ascii=False, indent=1)
    (out / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _fold_keeper(
    folder: Path | None, kind: DocumentKind, examples: Sequence[Example], settings: Settings
) -> Callable[[int, Forest, Learned], None]:
    """Writes the weights of each fold into the folder."""
    folds = folds_of(examples, settings.folds, settings.seed) if settings.folds else []
    for path in folder.glob(f"{kind}-*") if folder is not None else ():
        path.unlink()  # of a training before, which may have had more folds

    def keep(number: int, forest: Forest, learned: Learned) -> None:
        if folder is not None:
            unseen = [example.outlet for example, fold in zip(examples, folds, strict=True) if fold == number]
            write_fold(folder, f"{kind}-{number}", forest, learned, unseen)

    return keep


def _small_words() -> str:
    """Function words of all languages there are lists of; single letters say nothing."""
    return " ".join(sorted(word for word in words_of("function_words") if len(word) > 1))


def _manifests_so_far(out: Path) -> dict[str, KindManifest]:
    path = out / MANIFEST
    return dict(msgspec.json.decode(path.read_bytes(), type=Manifest).kinds) if path.is_file() else {}


class Part(Struct, frozen=True):
    """Pages to read: a data set in one form. is_made: with other pages' prose set into them. tool_dumps: made of it."""

    folder: Path
    form: str = ""
    is_made: bool = False
    tool_dumps: Path | None = None


class Reader:
    """Reads the pages of parts. lenders: data sets whose prose is set into other pages."""

    def __init__(self, lenders: Sequence[Path], small_words: frozenset[str]) -> None:
        self.rules = load_rules(sites=False)
        self.stock = Stock(truth for folder in lenders for truth in read_truths(folder))
        self.small_words = small_words

    def read(self, part: Part) -> list[Example]:
        folder, form = part.folder, part.form
        if part.tool_dumps is not None:
            found = list(read_tool_dumps(part.tool_dumps, folder, self.rules, self.small_words))
            _weigh(found, SETS[folder.name][0], form)
        elif part.is_made:
            every = COMPOSED[folder.name]
            found = list(read_made(folder, form, self.rules, self.small_words, self.stock, every))
            _weigh(found, COMPOSED_WEIGHT, form)
        else:
            found = list(read_examples(folder, form, self.rules, self.small_words, without_story=WITHOUT_STORY))
            _weigh(found, SETS[folder.name][0], form)
        return found


_reader: list[Reader] = []  # of a process of the pool


def _begin(lenders: Sequence[Path], small_words: frozenset[str]) -> None:
    _reader[:] = [Reader(lenders, small_words)]


def _read_part(part: Part) -> list[Example]:
    return _reader[0].read(part)


def _read(
    folders: Sequence[Path], kind: DocumentKind, small_words: frozenset[str], tool_dumps: Path | None = None
) -> list[Example]:
    """The examples of all parts, in order."""
    forms = FORMS[:1] if kind == "html" else FORMS[1:]
    lenders = [folder for folder in folders if folder.name in COMPOSED]
    parts = [
        Part(folder, form, is_made)
        for folder in folders
        for form in forms
        for is_made in ((False, True) if folder in lenders else (False,))
    ]
    if kind == "text" and tool_dumps is not None:
        parts += [Part(folder, tool_dumps=tool_dumps / folder.name) for folder in folders]
    with Pool(PROCESSES, _begin, (lenders, small_words)) as pool:
        return [example for found in pool.imap(_read_part, parts) for example in found]


def _weigh(examples: Sequence[Example], weight: float, form: str) -> None:
    """Give the pages of a set their weight; a page has two dumps, each of which counts half."""
    for example in examples:
        example.weights = example.weights * weight / (1 if form == "html" else 2)

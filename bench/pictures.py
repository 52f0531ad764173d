"""How well the pictures of stories are found, with caption and credit, on pages labelled by hand.

    python -m bench.pictures --data FOLDER [--labels bench/pictures.json] [--unread] [--errors]

FOLDER/SET/truth.jsonl and FOLDER/SET/pages/ID.html.gz. The labels: per page, `SET/ID`, the pictures that a reader sees
in the story, each with its address, the first characters and the number of words of its caption, and its credit.
`optional`: neither missed nor wrong, as the still of a video. `open`: parts that are not compared. `unread`: pages
whose errors nobody looks at, so that they stay a fair measure; --unread measures these alone.

A picture is found where the record names one of the addresses that its element has for it, or a copy that the page
declares: a file of that name. A picture that the record
takes from the page's metadata alone, without a place, is no error where no label has it; `declared` counts them.
Captions and credits are compared by their letters and digits. Exit code 2: a page or the labels are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from cleaner import Rulebook, clean, load_rules
from cleaner.errors import CleanerError
from cleaner.model import Image
from cleaner.text import bare
from cleaner.urls import is_picture_file
from training.data_sets import read_raw, read_truths

LABELS = Path(__file__).parent / "pictures.json"
MIN_FILE_CHARS = 6  # of the name of a file that is one picture's on a page
WORDS_APART = 1  # a caption may have so many words more or less: "1980 – 1990" is three or one
ADDRESS = re.compile(r"(?:https?:)?/[^\s\"']{4,}")  # with the commas that sizes in an address have
SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)")
ASKED = re.compile(r"(?:src|url|image)=(https?:[^\s&?]+|/[^\s&?]+)")  # "imrs.php?src=https://…/gate.jpg&w=440"

Label = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page with what was found on it. groups: addresses, each list of one picture."""

    name: str
    labels: Sequence[Label]
    images: Sequence[Image]
    groups: Sequence[frozenset[str]]


@dataclass(slots=True)
class Score:
    """Counts of one measure: right, wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Figures:
    """pictures: found at all; captioned: found with the right caption, or rightly without; credits: of those found."""

    pictures: Score = field(default_factory=Score)
    captioned: Score = field(default_factory=Score)
    credits: Score = field(default_factory=Score)
    declared: int = 0
    errors: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("CLEANER_BENCH"), help="default: $CLEANER_BENCH")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--unread", action="store_true", help="only the pages whose errors nobody looks at")
    parser.add_argument("--errors", action="store_true", help="print each error")
    given = parser.parse_args()
    if given.unread and given.errors:
        parser.error("--errors: the pages of --unread stay unread")
    if given.data is None or not given.data.is_dir():
        parser.error(f"{given.data or '--data'}: no such folder; name the data sets with --data or CLEANER_BENCH")
    try:
        labels = json.loads(given.labels.read_text(encoding="utf-8"))
        chosen = {name: page["pictures"] for name, page in labels.items() if page["unread"] == given.unread}
        figures = measure(read_pages(given.data, chosen, load_rules(sites=False)))
    except (CleanerError, OSError, ValueError, KeyError) as error:
        parser.error(f"{given.labels}: {error}")
    if given.errors:
        print("\n".join(figures.errors))
    print_figures(len(chosen), figures)
    return 0


def read_pages(data: Path, labels: Mapping[str, Sequence[Label]], rules: Rulebook) -> Iterator[Page]:
    """The labelled pages, cleaned. Raises CleanerError where a data set does not have one of them."""
    truths = {name: {row["id"]: row for row in read_truths(data / name)} for name in {n.split("/")[0] for n in labels}}
    for name, pictures in labels.items():
        set_name, _, page_id = name.partition("/")
        row = truths[set_name].get(page_id)
        raw = read_raw(data / set_name, row, "html") if row is not None else None
        if raw is None:
            raise CleanerError(f"{name}: no such page in {data}")
        yield Page(name, pictures, clean(raw, rules).images, list(picture_groups(raw.body_bytes(), raw.url)))


def picture_groups(body: bytes, url: str | None) -> Iterator[frozenset[str]]:
    """The addresses of each picture element of a page: its own, those of the <picture> around it."""
    for image in html.document_fromstring(body).iter("img", "amp-img"):
        around = next(image.iterancestors("picture"), image)
        values = [value for element in around.iter("img", "amp-img", "source") for value in element.values()]
        own = (image.get("src", ""), image.get("data-src", ""))
        found = [address.rstrip(",") for value in values for address in ADDRESS.findall(str(value))]
        addresses = [*own, *found, *(address.partition(",")[0] for address in found)]
        yield frozenset(path_of(urljoin(url or "", address)) for address in addresses if address.strip())


def path_of(address: str | None) -> str:
    """What two addresses of one file have in common: host and path without scheme, size, query; a script's file."""
    parts = urlsplit(unquote(unquote(address or "")).strip().replace(" ", "%20"))
    asked = () if is_picture_file(parts.path) else ASKED.findall(parts.query)
    if asked:
        return path_of(asked[0])
    return f"{parts.netloc.removeprefix('www.')}{SIZE.sub('', parts.path)}"


def file_of(path: str) -> str:
    """The name of a file without its ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def measure(pages: Iterator[Page]) -> Figures:
    figures = Figures()
    for page in pages:
        left = list(page.images)
        for label in page.labels:
            image = next((image for image in left if _is_of(label, image, page.groups)), None)
            if image is not None:
                left.remove(image)
            if not label.get("optional"):
                _count(page.name, label, image, figures)
        for image in left:
            if image.block is None and image.url:
                figures.declared += 1
                figures.errors.append(f"{page.name}\n  declared {image.url}")
                continue
            figures.pictures.wrong += 1
            figures.captioned.wrong += 1
            figures.credits.wrong += image.credit is not None
            figures.errors.append(f"{page.name}\n  wrong {image}")
    return figures


def _is_of(label: Label, image: Image, groups: Sequence[frozenset[str]]) -> bool:
    """Whether an image of the record is the labelled one: by its address or, where either has none, its caption."""
    if not image.url or not label["url"]:
        return bool(label.get("caption")) and _is_caption(label, image.caption)
    path, other = path_of(image.url), path_of(label["url"])
    name = file_of(path)
    is_copy = image.block is not None and name == file_of(other) and len(name) >= MIN_FILE_CHARS and "=" not in name
    return path == other or is_copy or any(path in group and other in group for group in groups)


def _count(name: str, label: Label, image: Image | None, figures: Figures) -> None:
    if image is None:
        for score in (figures.pictures, figures.captioned):
            score.missed += 1
        figures.credits.missed += "credit" in label
        figures.errors.append(f"{name}\n  missed {label}")
        return
    figures.pictures.right += 1
    unscored = label.get("open", ())
    if "caption" in unscored or _is_caption(label, image.caption):
        figures.captioned.right += 1
    else:
        figures.captioned.wrong += 1
        figures.captioned.missed += 1
        figures.errors.append(f"{name}\n  caption {image.caption!r}\n  for {label}")
    found, true = image.credit.raw if image.credit else None, label.get("credit")
    if "credit" in unscored or (not found and not true):
        return
    if found and true and bare(found) == bare(true):
        figures.credits.right += 1
        return
    figures.credits.wrong += bool(found)
    figures.credits.missed += bool(true)
    figures.errors.append(f"{name}\n  credit {found!r}\n  for {label}")


def _is_caption(label: Label, caption: str | None) -> bool:
    if not caption or not label.get("caption"):
        return not caption and not label.get("caption")
    is_long_enough = abs(len(caption.split()) - label["words"]) <= WORDS_APART
    return is_long_enough and bare(caption).startswith(bare(label["caption"]))


def print_figures(pages: int, figures: Figures) -> None:
    print(f"{pages} pages; {figures.declared} pictures only declared")
    for name in ("pictures", "captioned", "credits"):
        score: Score = getattr(figures, name)
        print(f"{name:10} F1 {score.f1:.3f}  right {score.right}  wrong {score.wrong}  missed {score.missed}")


if __name__ == "__main__":
    sys.exit(main())

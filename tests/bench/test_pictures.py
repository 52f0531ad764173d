"""pictures: what counts as found, and what of it as wrong."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.pictures import LABELS, measure, path_of, picture_groups, read_pages
from cleaner.rulebook import Rulebook

ROOT = Path(__file__).parent.parent.parent
PROSE = "<p>The harbour of Osterby opened again on Monday after the longest closure in its history, they said.</p>" * 3
PAGE = (
    f"<html><body><article><h1>Harbour opens again</h1>{PROSE}"
    "<figure><picture><source srcset='/i/gate.webp 900w'><img src=/i/gate-300.jpg></picture>"
    f"<figcaption>The gate at noon (Photo: Ada Blau)</figcaption></figure>{PROSE}<img src=/i/pier.jpg>{PROSE}</article>"
)
GATE = {"url": "https://one.example/i/gate-300.jpg", "caption": "The gate at noon", "words": 4, "credit": "Ada Blau"}
PIER = {"url": "https://one.example/i/pier.jpg"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "small" / "pages").mkdir(parents=True)
    (tmp_path / "small" / "pages" / "one.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    row = {"id": "one", "url": "https://one.example/harbour"}
    (tmp_path / "small" / "truth.jsonl").write_text(json.dumps(row) + "\n")
    return tmp_path


@pytest.mark.parametrize(
    ("labels", "pictures", "captioned", "credits"),
    [
        ([GATE, PIER], (2, 0, 0), (2, 0, 0), (1, 0, 0)),
        ([GATE], (1, 1, 0), (1, 1, 0), (1, 0, 0)),
        ([GATE, {**PIER, "optional": True}], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
        ([{**GATE, "caption": "The pier"}, PIER], (2, 0, 0), (1, 1, 1), (1, 0, 0)),
        ([{**GATE, "caption": "The pier", "open": ["caption"]}, PIER], (2, 0, 0), (2, 0, 0), (1, 0, 0)),
        ([GATE, {**PIER, "credit": "Ada Blau"}], (2, 0, 0), (2, 0, 0), (1, 0, 1)),
        ([GATE, PIER, {"url": "https://one.example/i/quay.jpg"}], (2, 0, 1), (2, 0, 1), (1, 0, 0)),
    ],
)
def test_counts(
    data: Path,
    general_rules: Rulebook,
    labels: list[dict[str, object]],
    pictures: tuple[int, ...],
    captioned: tuple[int, ...],
    credits: tuple[int, ...],
) -> None:
    figures = measure(read_pages(data, {"small/one": labels}, general_rules))
    counts = [
        (score.right, score.wrong, score.missed) for score in (figures.pictures, figures.captioned, figures.credits)
    ]
    assert counts == [pictures, captioned, credits]


def test_page_that_is_not_there_is_an_error_that_names_it(data: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"small/two": {"unread": False, "pictures": []}}))
    command = [sys.executable, "-m", "bench.pictures", "--data", str(data), "--labels", str(labels)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "small/two: no such page" in done.stderr


def test_two_addresses_of_one_file() -> None:
    assert path_of("https://www.one.example/a%20b.jpg?w=9") == path_of("http://one.example/a b.jpg")
    assert path_of("https://one.example/size?w=9&src=https%3A%2F%2Ftwo.example%2Fa.jpg") == "two.example/a.jpg"
    assert path_of("https://one.example/size?src=https://two.example/b.jpg&w=9") == "two.example/b.jpg"


def test_commas_of_an_address_are_its_own() -> None:
    page = b"<picture><source srcset='/a/w_9,c_limit/gate.jpg 9w, /a/pier.jpg 8w'><img src=/a/quay.jpg></picture>"
    (group,) = picture_groups(page, "https://one.example/")
    assert {f"one.example/a/{name}.jpg" for name in ("w_9,c_limit/gate", "pier", "quay")} <= group


def test_labels_hold_no_texts() -> None:
    pages = json.loads(LABELS.read_text(encoding="utf-8"))
    pictures = [picture for page in pages.values() for picture in page["pictures"]]
    assert (len(pages), sum(page["unread"] for page in pages.values())) == (343, 0)
    assert max(len(picture.get("caption", "")) for picture in pictures) <= 40

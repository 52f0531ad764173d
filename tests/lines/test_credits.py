"""Captions and credits as printed, one case each: cases/credits.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import split_caption

FILE = Path(__file__).parent / "cases" / "credits.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
IDS = [f"{case['language']}: {case['text']}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_caption_is_parted_from_its_credit(case: dict[str, Any]) -> None:
    assert split_caption(case["text"]) == (case.get("caption") or "", case.get("raw") or "")


@pytest.mark.parametrize("case", [case for case in CASES if "raw" in case], ids=lambda case: str(case["raw"]))
def test_credit_names_photographer_agency_distributor(case: dict[str, Any]) -> None:
    credit = parse_credit(case["raw"])

    assert credit is not None
    assert credit.photographer == case.get("photographer")
    assert list(credit.agency) == case.get("agency", [])
    assert credit.distributor == case.get("distributor")


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("(AP Photo) AP Photo", "AP Photo"),
        ("(AP Photo/Jane Doe) AP Photo", "AP Photo/Jane Doe"),
        ("(Jane Doe) Reuters", "(Jane Doe) Reuters"),
        ("Jane Doe/\u200bHarbour Agency/\u200bdpa", "Jane Doe/Harbour Agency/dpa"),
        ("Jane Doe, Wszystkie prawa zastrzeżone", "Jane Doe"),
    ],
)
def test_credit_is_given_once_and_as_it_is_seen(text: str, raw: str) -> None:
    credit = parse_credit(text)

    assert credit is not None
    assert credit.raw == raw


@pytest.mark.parametrize(
    "text", ["© ℗ Wszystkie prawa zastrzeżone", "Licencja na publikację", "https://unsplash.com/photos/M9jrKDXOQoU"]
)
def test_claim_of_rights_and_address_are_no_credits(text: str) -> None:
    assert parse_credit(text) is None


def test_marked_credit_is_cut_out_of_the_caption() -> None:
    assert split_caption("Ein Haus in Kiel (Foto: Max Muster)", "Max Muster") == ("Ein Haus in Kiel", "Max Muster")


@pytest.mark.parametrize("text", ["", "()", "Foto:", "©", "[]", "Credit", "Photo by", "/", "（）"])
def test_line_without_a_name_is_no_credit(text: str) -> None:
    assert split_caption(text).credit == ""


def test_long_text_is_no_caption_and_costs_no_more_than_a_short_one() -> None:
    text = "Foto: " * 1000

    assert split_caption(text) == (text.strip(), "")


def test_person_in_the_picture_is_not_cut_out_as_its_credit() -> None:
    assert split_caption("港口何时重开？ CFP供图") == ("港口何时重开？", "CFP供图")
    assert split_caption("Jane Doe leads a rally in Oslo.", "Jane Doe").caption == "Jane Doe leads a rally in Oslo."


def test_label_left_over_before_a_marked_credit_goes_too() -> None:
    assert split_caption("Ein Haus in Kiel. Bild © Max Muster", "Max Muster").caption == "Ein Haus in Kiel."


def test_label_before_the_sign_of_copyright_is_no_part_of_the_credit() -> None:
    credit = parse_credit("Bild © Max Muster")

    assert credit is not None
    assert (credit.raw, credit.photographer) == ("Max Muster", "Max Muster")

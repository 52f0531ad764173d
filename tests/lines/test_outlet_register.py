"""The register of outlets: what it knows, and a table of one's own over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.lines.outlet_register import outlet_register
from cleaner.model import Options


def test_register_knows_outlets_by_host_and_name() -> None:
    listed = outlet_register().at(None, "theguardian.com")

    assert listed is not None
    assert (listed.names[0], listed.country, listed.language) == ("The Guardian", "GB", "en")
    assert outlet_register().named("le figaro") is outlet_register().at("lefigaro.fr")


def test_every_entry_says_where_it_is_from() -> None:
    table = Path(__file__).parents[2] / "cleaner/vocabulary/outlets.tsv"
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert len(lines) > 1000
    assert all(set(line.split("\t")[5]) <= set("fhcng") and line.split("\t")[5] for line in lines)


def test_own_table_comes_before_the_register(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# ours\nsaltmarsh.example\tSaltmarsh Gazette\n", encoding="utf-8")
    page = RawPage(body="<p>Storm closes the harbour.</p>", url="https://saltmarsh.example/storm")

    record = clean(page, load_rules(sites=False), Options(outlets=str(own)))

    assert record.outlet is not None
    assert (record.outlet.name, record.outlet.source) == ("Saltmarsh Gazette", "register")


def test_page_is_believed_before_the_register(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("saltmarsh.example\tSaltmarsh Gazette\n", encoding="utf-8")
    page = RawPage(
        body='<meta property="og:site_name" content="The Marsh"><p>Storm.</p>', url="https://saltmarsh.example/a"
    )

    record = clean(page, load_rules(sites=False), Options(outlets=str(own)))

    assert record.outlet is not None
    assert record.outlet.name == "The Marsh"


def test_entry_without_a_name_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("saltmarsh.example\n", encoding="utf-8")

    with pytest.raises(ValueError, match="host, a tab and a name"):
        outlet_register(str(own))

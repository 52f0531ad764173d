"""What a person may name as the place to scrape, and say of how; mistakes are refused before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="scrapy is not installed: pip install 'news-cleaner[scrape]'")

from cleaner.cli import main
from cleaner.errors import InputError
from cleaner.rulebook import load_rules
from cleaner.scrape.targets import read_targets

RULES = load_rules(None, sites=False)


@pytest.mark.parametrize(
    ("argument", "url", "purpose"),
    [
        ("www.example.com", "https://www.example.com/", "front"),
        ("Example.COM/sport", "https://example.com/sport", "front"),
        ("example.com:8080", "https://example.com:8080/", "front"),
        ("https://example.com/2026/05/the-quay-opens", "https://example.com/2026/05/the-quay-opens", "article"),
        ("http://localhost:8000/", "http://localhost:8000/", "front"),
        ("http://[::1]:8000/", "http://[::1]:8000/", "front"),
        ("127.0.0.1", "https://127.0.0.1/", "front"),
        ("https://name:secret@example.com/", "https://example.com/", "front"),
    ],
)  # fmt: skip
def test_targets(argument: str, url: str, purpose: str) -> None:
    [found] = read_targets((argument,), RULES, list_only=False)
    assert (found.url, found.purpose) == (url, purpose)


@pytest.mark.parametrize(
    "argument",
    ["", ".example.com", "example..com", "exa mple.com", "localhost", "addresses.txt", "./addresses.txt", "ftp://example.com/",
     "http://example.com:99999/", "https://", "..", "https://[bad/"],
)  # fmt: skip
def test_what_is_no_target_is_refused(argument: str) -> None:
    with pytest.raises(InputError, match=r"no web address|no file"):
        list(read_targets((argument,), RULES, list_only=False))


@pytest.mark.parametrize("argument", [f"https://example.com/{'a' * 15_000}", "a" * 15_000])
def test_long_target_that_is_refused_is_shortened(argument: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_targets((argument,), RULES, list_only=False))
    assert len(str(caught.value)) < 400


def test_lists_of_addresses(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\ufeffhttps://example.com/a\n\n# a remark\nexample.com/b\n", encoding="utf-8")
    found = read_targets((str(path),), RULES, list_only=False)
    assert [one.url for one in found] == ["https://example.com/a", "https://example.com/b"]
    path.write_text("# nothing\n")
    with pytest.raises(InputError, match="no address in it"):
        list(read_targets((str(path),), RULES, list_only=False))
    path.write_text("https://example.com/a\nno address\n")
    with pytest.raises(InputError, match=r"list.txt:2: no address"):
        list(read_targets((str(path),), RULES, list_only=False))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "2026-05-02", "--until", "2026-05-01"], "is not after --since"),
        (["--delay", "nan"], "is no number"),
        (["--delay", "inf"], "not in the range"),
        (["--recheck", "1e9"], "not in the range"),
        (["--contact", "\u00fc@example.org"], "one line of ASCII"),
        (["--contact", "a\nb"], "one line of ASCII"),
        (["--contact", " "], "one line of ASCII"),
        (["--resolve", "www.example.com=nowhere"], "--resolve takes HOST=ADDRESS"),
        (["--shard", "3/2"], "is no share"),
        (["--match", "("], "no pattern"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["scrape", "www.example.com", "--out", str(out), *options]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_target_that_is_none_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scrape", "nowhere.txt", "--out", str(tmp_path / "out")]) == 2
    assert "nowhere.txt: no file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

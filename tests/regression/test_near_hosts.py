"""A host in a rule that is one sign from another one is likely a slip, and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.regression.near_hosts import OF_RULES, OF_SAMPLES, is_near, near_hosts


@pytest.mark.parametrize(
    "host", ["tidepots.example", "tidpost.example", "tidepoost.example", "tidepast.example", "tidepostt.example"]
)
def test_one_sign_away_is_near(host: str) -> None:
    assert is_near(host, "tidepost.example", OF_SAMPLES)
    assert is_near(f"www.{host}", "www.tidepost.example", OF_RULES) is (len(host) > len("tidpost.example"))


@pytest.mark.parametrize(
    "host",
    ["tidepost.example", "www.tidepost.example", "tidepost.test", "tidemost.com", "tdiepots.example", "post.example"],
)
def test_the_same_another_country_and_two_signs_are_not(host: str) -> None:
    assert not is_near(host, "tidepost.example", OF_SAMPLES)


def test_short_names_may_be_two_papers() -> None:
    assert not is_near("bild.example", "bold.example", OF_SAMPLES)


def _rule(folder: Path, site: str, host: str) -> None:
    (folder / "sites").mkdir(exist_ok=True)
    text = f"rule: 1\nsite: {site}\nmatch:\n  hosts:\n    - {host}\nbody: {{css: ['div.story']}}\n"
    (folder / "sites" / f"{site}.yaml").write_text(text, encoding="utf-8")


def _sample(folder: Path, url: str) -> None:
    place = folder / "samples" / "some.example" / "harbour"
    place.mkdir(parents=True)
    (place / "page.yaml").write_text(f"url: {url}\n", encoding="utf-8")


def test_a_host_nearly_that_of_a_sample_is_named_with_its_line(tmp_path: Path) -> None:
    _rule(tmp_path, "gulls.example", "tidepots.example")
    _sample(tmp_path, "https://tidepost.example/harbour")
    (found,) = near_hosts(tmp_path, tmp_path / "samples")
    assert (Path(found.file).name, found.line) == ("gulls.example.yaml", 5)
    assert "'tidepost.example'" in found.problem


def test_a_host_nearly_its_own_sites_or_another_rules_is_named(tmp_path: Path) -> None:
    _rule(tmp_path, "tidepost.example", "tidepots.example")
    _rule(tmp_path, "harbourtimes.example", "harbourtimes.example")
    _rule(tmp_path, "other.example", "harbortimes.example")
    assert len(near_hosts(tmp_path, tmp_path / "none")) == 3


def test_a_host_whose_samples_are_its_own_is_not_named(tmp_path: Path) -> None:
    _rule(tmp_path, "tidepost.example", "tidepost.example")
    _sample(tmp_path, "https://news.tidepost.example/harbour")
    assert not near_hosts(tmp_path, tmp_path / "samples")


def test_the_rules_that_ship_have_none() -> None:
    assert not near_hosts(None, Path("none"))

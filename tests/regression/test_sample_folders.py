"""Sample folders: found by folder, run, added, accepted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaner.errors import SampleError
from cleaner.regression.samples import find_samples, read_sample, run_samples
from cleaner.regression.write import accept, add_sample
from cleaner.rulebook import Rulebook


def expected_of(samples: Path) -> Path:
    return samples / "example.com" / "ferry" / "expected.json"


def test_missing_expectation_fails(samples: Path, rules: Rulebook) -> None:
    (result,) = run_samples(samples, rules).wrong
    assert result.problem is not None
    assert result.problem.startswith(f"{expected_of(samples)}: missing")


def test_accepted_sample_is_right(samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    report = run_samples(samples, rules)
    assert [result.name for result in report.results] == ["example.com/ferry"]
    assert report.wrong == ()


def test_expectation_holds_no_version(samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    tool = json.loads(expected_of(samples).read_text())["tool"]
    assert not {"version", "rule_version", "rules_digest"} & tool.keys()


def test_changed_field_is_reported_by_name(samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    changed = json.loads(expected_of(samples).read_text()) | {"title": "Another title"}
    expected_of(samples).write_text(json.dumps(changed))
    (result,) = run_samples(samples, rules).wrong
    assert [difference.field for difference in result.differences] == ["title"]


def test_accept_returns_the_difference_and_writes(samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    changed = json.loads(expected_of(samples).read_text()) | {"title": "Another title"}
    expected_of(samples).write_text(json.dumps(changed))
    (result,) = accept(samples, rules)
    assert [difference.field for difference in result.differences] == ["title"]
    assert accept(samples, rules) == ()


def test_accept_refuses_in_ci(samples: Path, rules: Rulebook) -> None:
    with pytest.raises(SampleError, match="not accepted in CI"):
        accept(samples, rules, in_ci=True)
    assert not expected_of(samples).exists()


def test_accept_does_not_write_what_a_human_contradicts(samples: Path, rules: Rulebook) -> None:
    facts = samples / "example.com" / "ferry" / "page.yaml"
    facts.write_text("url: https://example.com/ferry\ncheck: {title: Something else}\n")
    (result,) = accept(samples, rules)
    assert result.is_contradicted
    assert not expected_of(samples).exists()


@pytest.mark.parametrize("only", ["example.com", "example.com/ferry", "example.com/ferry/"])
def test_one_site_or_sample_can_be_chosen(samples: Path, rules: Rulebook, only: str) -> None:
    assert len(run_samples(samples, rules, only=only).results) == 1


def test_choosing_nothing_is_an_error(samples: Path, rules: Rulebook) -> None:
    with pytest.raises(SampleError, match=r"no sample 'example\.com/bus'; there are: example\.com/ferry"):
        run_samples(samples, rules, only="example.com/bus")


@pytest.mark.parametrize("missing", ["page.html", "page.yaml"])
def test_folder_without_its_files_is_a_failure(samples: Path, rules: Rulebook, missing: str) -> None:
    accept(samples, rules)
    (samples / "example.com" / "ferry" / missing).unlink()
    (result,) = run_samples(samples, rules).wrong
    assert result.problem is not None


def test_two_pages_in_one_folder_are_ambiguous(samples: Path) -> None:
    folder = samples / "example.com" / "ferry"
    (folder / "page.txt").write_text("x")
    with pytest.raises(SampleError, match="and has 2"):
        read_sample(folder)


def test_one_broken_sample_does_not_stop_the_others(samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    (samples / "example.com" / "broken").mkdir()
    report = run_samples(samples, rules)
    assert [result.name for result in report.wrong] == ["example.com/broken"]
    assert len(report.results) == 2


@pytest.mark.parametrize("text", ["[]", "{", '{"titel": "A"}'])
def test_expectation_that_is_no_record_is_reported(samples: Path, text: str) -> None:
    expected_of(samples).write_text(text)
    with pytest.raises(SampleError, match=r"expected\.json"):
        read_sample(expected_of(samples).parent).expected()


def test_folder_without_samples_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match="no samples in it"):
        find_samples(tmp_path)
    with pytest.raises(SampleError, match="no such folder"):
        find_samples(tmp_path / "nowhere")


def test_added_sample_fails_until_accepted(tmp_path: Path, rules: Rulebook) -> None:
    made = add_sample(
        b"<p>A page.</p>",
        folder=tmp_path,
        site="example.com",
        slug="new-one",
        kind="html",
        url="https://example.com/new",
        charset="utf-8",
        fetched_at=datetime(2024, 3, 1, tzinfo=UTC),
        note="shows: nothing",
    )
    sample = read_sample(made)
    assert sample.raw_page().body == b"<p>A page.</p>"
    assert sample.facts.url == "https://example.com/new"
    assert sample.facts.fetched_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert sample.facts.note == "shows: nothing"
    assert len(run_samples(tmp_path, rules).wrong) == 1


def test_added_page_is_copied_byte_for_byte(tmp_path: Path) -> None:
    source = tmp_path / "dump.txt"
    source.write_bytes(b"\xbe\xc8\r\n\x00")
    made = add_sample(source, folder=tmp_path / "samples", site="example.com", slug="dump", kind="text")
    assert (made / "page.txt").read_bytes() == b"\xbe\xc8\r\n\x00"


@pytest.mark.parametrize(("site", "slug"), [("..", "a"), ("a/b", "c"), ("example.com", ""), ("example.com", "../x")])
def test_name_cannot_leave_the_folder(tmp_path: Path, site: str, slug: str) -> None:
    with pytest.raises(SampleError, match="is no name for a sample folder"):
        add_sample(b"", folder=tmp_path, site=site, slug=slug, kind="html")


def test_existing_sample_is_not_overwritten(samples: Path) -> None:
    with pytest.raises(SampleError, match="exists"):
        add_sample(b"", folder=samples, site="example.com", slug="ferry", kind="html")

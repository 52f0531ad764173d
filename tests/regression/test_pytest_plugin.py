"""The plugin, in a pytest run of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.regression.compare import FIELDS
from cleaner.regression.write import accept
from cleaner.rulebook import Rulebook

TESTS_PER_SAMPLE = len(FIELDS) + 1  # each field, and "complete"


def run(pytester: pytest.Pytester, samples: Path, *options: str) -> pytest.RunResult:
    return pytester.runpytest("-p", "no:cacheprovider", "--cleaner-samples", str(samples), *options)


def test_one_test_per_sample_and_field(pytester: pytest.Pytester, samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    run(pytester, samples).assert_outcomes(passed=TESTS_PER_SAMPLE)


@pytest.mark.slow
def test_two_workers_agree_on_what_there_is(pytester: pytest.Pytester, samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    run(pytester, samples, "-n", "2").assert_outcomes(passed=TESTS_PER_SAMPLE)


def test_wrong_field_fails_under_its_name(pytester: pytest.Pytester, samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    path = samples / "example.com" / "ferry" / "expected.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"title": "Another title"}))
    result = run(pytester, samples)
    result.assert_outcomes(passed=TESTS_PER_SAMPLE - 1, failed=1)
    result.stdout.fnmatch_lines(["*example.com/ferry: title*", "*+ Ferry returns*"])


def test_missing_expectation_fails(pytester: pytest.Pytester, samples: Path) -> None:
    result = run(pytester, samples)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*expected.json: missing*"])


def test_list_of_a_human_is_a_test_of_its_own(pytester: pytest.Pytester, samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    facts = samples / "example.com" / "ferry" / "page.yaml"
    facts.write_text("url: https://example.com/ferry\ncheck: {title: Something else}\n")
    run(pytester, samples).assert_outcomes(passed=TESTS_PER_SAMPLE, failed=1)


def test_samples_run_beside_other_tests(pytester: pytest.Pytester, samples: Path, rules: Rulebook) -> None:
    accept(samples, rules)
    pytester.makepyfile("def test_one(): pass")
    run(pytester, samples, ".").assert_outcomes(passed=TESTS_PER_SAMPLE + 1)


def test_folder_that_is_not_there_is_a_usage_error(pytester: pytest.Pytester, tmp_path: Path) -> None:
    result = run(pytester, tmp_path / "nowhere")
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_nothing_is_collected_unasked(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_plugin_costs_other_projects_nothing() -> None:
    script = "import sys, cleaner.regression.pytest_plugin; print({'lxml', 'msgspec', 'yaml'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"

"""Loading: what ships, the user's folder on top, and start-up that does not read what no page needs."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.rulebook import Rulebook, check, load_all_errors, load_rules, write_index
from tests.counted import Work


def site_text(host: str, more: str = "") -> str:
    return f"rule: 1\nsite: {host}\nmatch: {{hosts: [{host}]}}\n{more}"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the rules that ship."""
    folder = tmp_path / "shipped"
    write(
        folder,
        {
            "sites/example.com": site_text("example.com"),
            "platforms/press": "rule: 1\nplatform: press\n",
            "shared/lists": "rule: 1\nlabel: [{role: related, line: Related, why: x}]\n",
        },
    )
    monkeypatch.setattr("cleaner.rulebook.load.shipped_folder", lambda: folder)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were read."""
    names: list[str] = []
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        names.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    return names


def test_the_index_of_something_else_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    path.write_text('{"pages": 3}', encoding="utf-8")
    with pytest.raises(RuleError, match="no rule files here"):
        write_index(tmp_path)
    assert path.read_text(encoding="utf-8") == '{"pages": 3}'


def test_the_rulebook_says_what_it_holds(shipped: Path) -> None:
    rules = load_rules()

    assert repr(rules).startswith("Rulebook(3 files: 1 sites, 1 platforms, 1 shared; ")


def test_without_sites_no_site_file_is_read(shipped: Path, opened: list[str]) -> None:
    write(shipped, {"sites/broken.com": "rule: ["})

    rules = load_rules(sites=False)

    assert rules.ids("sites") == ()
    assert "broken.com.yaml" not in opened


def test_site_files_in_the_index_are_not_read_at_start_nor_for_other_hosts(shipped: Path, opened: list[str]) -> None:
    write(shipped, {f"sites/news{n}.example": site_text(f"news{n}.example") for n in range(300)})
    write_index(shipped)
    opened.clear()

    rules = load_rules()
    found = rules.site_for("www.news7.example", "/a")
    assert found is not None
    rules.file(found[0])
    rules.file(found[0])

    assert sorted(opened) == ["index.json", "lists.yaml", "news7.example.yaml", "press.yaml"]


def test_a_shared_file_is_parsed_at_start_only_where_it_is_not_the_one_in_the_index(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_index(shipped)
    parsed: list[str] = []
    whole = check.parse_rule
    monkeypatch.setattr(check, "parse_rule", lambda content, file: parsed.append(file) or whole(content, file))
    plain = load_rules()
    assert parsed == []

    path = shipped / "shared/lists.yaml"
    path.write_bytes(path.read_bytes().replace(b"Related", b"Ralated"))  # as long as it was
    changed = load_rules()
    assert parsed == [str(path)]
    assert plain.digest != changed.digest


def test_what_the_index_holds_of_a_file_is_what_the_file_says(shipped: Path) -> None:
    parsed = {file.id: file for file in load_rules().shared}
    write_index(shipped)
    for file in load_rules().shared:
        statements = [(s.label, s.where, s.max_words) for s in file.rest.statements]
        assert statements == [(s.label, s.where, s.max_words) for s in parsed[file.id].rest.statements]


def test_a_site_file_that_the_index_holds_is_not_parsed_and_has_its_lines(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = "label:\n  - {role: tool, css: p.x}\n  - {role: tool, line: 'Tides .*', why: tides}\n"
    write(shipped, {"sites/example.com": site_text("example.com", label)})
    before = load_rules().file("example.com").rest.statements
    write_index(shipped)
    monkeypatch.setattr(check, "parse_rule", None)
    after = load_rules().file("example.com").rest.statements
    assert [(one.line, one.label, one.where) for one in after] == [(one.line, one.label, one.where) for one in before]
    assert before[1].line


def test_a_damaged_row_of_a_site_is_an_error_when_it_is_needed(shipped: Path) -> None:
    write(shipped, {"sites/example.com": site_text("example.com", "body: {css: p}\n")})
    index = write_index(shipped)
    index.write_bytes(index.read_bytes().replace(b'"css":"p"', b'"css":{"p":1}'))
    rules = load_rules()
    with pytest.raises(RuleError, match="write it anew with `cleaner rules index`"):
        rules.file("example.com")


def test_a_new_site_file_is_read_at_start(shipped: Path, opened: list[str]) -> None:
    write_index(shipped)
    write(shipped, {"sites/new.example": site_text("new.example")})
    opened.clear()

    rules = load_rules()

    assert "new.example.yaml" in opened
    assert "example.com.yaml" not in opened
    assert rules.site_for("new.example", "/") == ("new.example", "new.example")


def test_a_changed_site_file_is_read_at_start(shipped: Path) -> None:
    write_index(shipped)
    write(shipped, {"sites/example.com": site_text("example.com", "version: x\n")})

    with pytest.raises(RuleError, match=r"example\.com\.yaml:4: 'version' must be a whole number"):
        load_rules()


def test_a_site_file_with_another_match_than_the_index_is_an_error_when_it_is_needed(shipped: Path) -> None:
    write(shipped, {"sites/example.com": site_text("example.com", "# a\n")})
    write_index(shipped)
    path = shipped / "sites/example.com.yaml"
    path.write_text(path.read_text().replace("[example.com]", "[example.org]"))

    rules = load_rules()

    with pytest.raises(RuleError, match="cleaner rules index"):
        rules.file("example.com")


def test_a_wrong_site_file_of_the_same_size_is_an_error_when_it_is_needed(shipped: Path) -> None:
    write(shipped, {"sites/example.com": site_text("example.com", "version: 1\n")})
    write_index(shipped)
    path = shipped / "sites/example.com.yaml"
    path.write_text(path.read_text().replace("version: 1", "version: x"))

    rules = load_rules()

    with pytest.raises(RuleError, match=r"example\.com\.yaml:4"):
        rules.file("example.com")


def test_a_site_file_that_is_gone_is_an_error_when_it_is_needed(shipped: Path) -> None:
    write_index(shipped)
    rules = load_rules()
    (shipped / "sites/example.com.yaml").unlink()

    with pytest.raises(RuleError, match="cannot be read"):
        rules.file("example.com")


@pytest.mark.parametrize("content", ["{", '{"index": 1, "sites": {}, "common": {}}', '{"index": 4}', '{"more": 1}'])
def test_a_broken_index_and_one_of_another_version_are_errors(shipped: Path, content: str) -> None:
    (shipped / "index.json").write_text(content)

    with pytest.raises(RuleError, match=r"index\.json: broken index"):
        load_rules()


def test_the_index_is_the_same_whoever_writes_it(shipped: Path) -> None:
    write(shipped, {f"sites/{name}.example": site_text(f"{name}.example") for name in "bca"})

    first = write_index(shipped).read_bytes()
    second = write_index(shipped).read_bytes()

    assert first == second
    assert first.count(b"\n") == 14  # a line a file, two of a site


def test_the_digest_depends_on_content_and_name_alone(shipped: Path, tmp_path: Path) -> None:
    first = load_rules().digest
    write_index(shipped)
    assert load_rules().digest == first
    os.utime(shipped / "sites/example.com.yaml", (1, 1))
    assert load_rules().digest == first

    write(shipped, {"shared/lists": "rule: 1\n"})

    assert load_rules().digest != first


def test_a_rulebook_survives_pickling(shipped: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", {"sites/example.org": site_text("example.org")})
    rules = load_rules(mine)

    copy = pickle.loads(pickle.dumps(rules))

    assert isinstance(copy, Rulebook)
    assert copy.digest == rules.digest
    assert copy.ids("sites") == ("example.com", "example.org")


def test_a_copy_made_where_the_rules_differ_is_an_error(shipped: Path) -> None:
    packed = pickle.dumps(load_rules())
    write(shipped, {"shared/lists": "rule: 1\n"})

    with pytest.raises(RuleError, match="not those the rulebook was made from"):
        pickle.loads(packed)


def test_a_file_of_ones_own_replaces_the_one_that_ships(shipped: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", {"sites/example.com": site_text("example.com", "version: 7\n")})

    assert load_rules(mine).file("example.com").version == 7


def test_a_shared_file_of_ones_own_replaces_the_one_that_ships(shipped: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", {"shared/lists": "rule: 1\nversion: 7\n"})

    assert [file.version for file in load_rules(mine).shared] == [7]


def test_a_flat_folder_holds_site_files(shipped: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", {"example.org": site_text("example.org")})

    assert load_rules(mine).ids("sites") == ("example.com", "example.org")


def test_ones_own_file_takes_its_hosts_from_one_that_ships(shipped: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", {"mine.example": "rule: 1\nsite: mine.example\nmatch: {hosts: [EXAMPLE.com]}\n"})

    assert load_rules(mine).site_for("www.example.com", "/") == ("mine.example", "example.com")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("sites/z.example", site_text("z.example").replace("[z.", "[example.com, z."), "z.example.yaml:3: two rules for the host 'example.com'"),
        ("sites/b.example", site_text("b.example", "extends: [platforms/pres]\n"), "b.example.yaml:4: extends 'platforms/pres', which is no rule file (did you mean 'platforms/press'?)"),
        ("sites/b.example", site_text("b.example", "extends: [example.com]\n"), "b.example.yaml:4: extends 'example.com', which is no rule file"),
        ("platforms/press", "rule: 1\nextends: [shared/lists, platforms/press]\n", "press.yaml:2: extends itself: platforms/press → platforms/press"),
    ],
)  # fmt: skip
def test_mistakes_between_files_are_errors(shipped: Path, name: str, text: str, expected: str) -> None:
    write(shipped, {name: text})

    with pytest.raises(RuleError) as error:
        load_rules()

    assert expected in str(error.value)


def test_a_longer_cycle_is_named_whole(shipped: Path) -> None:
    write(
        shipped,
        {"platforms/a": "rule: 1\nextends: [platforms/b]\n", "platforms/b": "rule: 1\nextends: [platforms/a]\n"},
    )

    with pytest.raises(RuleError, match="platforms/a → platforms/b → platforms/a"):
        load_rules()


def test_one_host_may_have_two_rules_with_other_paths(shipped: Path) -> None:
    more = "match: {hosts: [example.com], paths: ['/sport/.*']}\n"
    write(shipped, {"sites/sport.example.com": f"rule: 1\nsite: sport.example.com\n{more}"})
    rules = load_rules()

    assert rules.site_for("example.com", "/sport/1") == ("sport.example.com", "example.com")
    assert rules.site_for("example.com", "/1/sport/1") == ("example.com", "example.com")


def test_another_ending_is_named(shipped: Path) -> None:
    (shipped / "sites/b.yml").write_text("rule: 1\n")

    with pytest.raises(RuleError, match=r"b\.yml: rule files end in \.yaml"):
        load_rules()


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_rules_is_an_error(shipped: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(RuleError, match=r"no such folder|no rule files here"):
        load_rules(tmp_path / name)


def test_all_errors_of_all_files_are_listed(shipped: Path, tmp_path: Path) -> None:
    mine = write(
        tmp_path / "mine",
        {
            "sites/a.example": site_text("a.example", "x1: 1\ny2: 2\n"),
            "sites/b.example": "rule: [",
            "shared/c": "rule: 1\nlabel: [{role: related}]\n",
            "sites/d.example": site_text("d.example", "extends: [shared/nothing]\n"),
        },
    )

    found = [Path(error.file).stem for error in load_all_errors(mine)]

    assert found == ["a.example", "a.example", "b.example", "c", "d.example"]


def test_all_errors_reads_files_that_the_index_knows(shipped: Path) -> None:
    write(shipped, {"sites/example.com": site_text("example.com", "version: 1\n")})
    write_index(shipped)
    path = shipped / "sites/example.com.yaml"
    path.write_text(path.read_text().replace("version: 1", "version: x"))

    assert [error.line for error in load_all_errors()] == [4]


def test_an_index_that_is_behind_its_files_is_an_error_of_the_check(shipped: Path) -> None:
    write_index(shipped)
    assert load_all_errors() == []
    write(shipped, {"sites/new.example": site_text("new.example")})

    assert [str(error) for error in load_all_errors()] == [
        f"{shipped}/index.json: it is behind the rule files: write it anew with `cleaner rules index`"
    ]


def test_right_rules_have_no_errors(shipped: Path) -> None:
    assert load_all_errors() == []


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_an_error(shipped: Path) -> None:
    (shipped / "shared/lists.yaml").chmod(0)

    with pytest.raises(RuleError, match="cannot be read"):
        load_rules()


def test_a_site_that_the_index_knows_costs_a_start_next_to_nothing(shipped: Path) -> None:
    def work_with(sites: int) -> int:
        write(shipped, {f"sites/p{n}.example": site_text(f"p{n}.example") for n in range(sites)})
        write_index(shipped)
        load_rules()
        return Work().measure(load_rules)

    few, many = work_with(5), work_with(45)
    assert many - few < 40 * 450  # of work as tests/counted.py counts it

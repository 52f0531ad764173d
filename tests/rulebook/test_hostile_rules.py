"""Rule files that are traps: each is one line with file and line, before any page, and none takes long or much memory."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rule_pages import make_page
from test_errors import HEAD, problems, the_problem

from cleaner.errors import RuleError
from cleaner.model import RawPage, Status
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook, book, load_all_errors, load_rules, write_index
from cleaner.rulebook.check import MAX_PROBLEMS
from cleaner.rulebook.compiled import CompiledFile
from cleaner.rulebook.selectors import compile_css, compile_xpath
from cleaner.rulebook.suggestions import nearest
from cleaner.rulebook.xpath import SelectorProblem
from cleaner.rulebook.yaml_nodes import MAX_FILE_BYTES

LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 18))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &a [*a]\nrule: 1\n", "1: nested more than 20 levels deep, or an alias"),
        ("a: &a {b: *a}\nrule: 1\n", "1: nested more than 20 levels deep, or an alias"),
        ("rule: 1\na: &a\n - b: [*a]\n", "3: nested more than 20 levels deep, or an alias"),
        ("rule: 1\na: " + "[" * 100, "2: nested more than 20 levels deep"),
        ("rule: 1\na: " + "[" * 200_000, "2: not valid YAML: exceeded maximum nesting depth"),
        ("rule: 1\na: " + "{a: " * 900, "2: nested more than 20 levels deep"),
        ("- " * 5_000 + "x", "1: nested more than 20 levels deep"),
        ("? " * 5_000 + "x", "1: nested more than 20 levels deep"),
        ("rule: 1\n" + LAUGHS, "3: more than 20,000 values: aliases that unfold without end?"),
        ("rule: 1\n" + "#" * MAX_FILE_BYTES, "2: larger than 1,000,000 bytes"),
        (HEAD + "version: " + "9" * 5_000 + "\n", "4: 'version' must be a whole number"),
        (HEAD + "version: 99999999999999999999\n", "4: 'version' must be a whole number"),
        (HEAD + "version: !!int '٣'\n", "4: 'version' must be a whole number"),
        (HEAD + "version: .inf\n", "4: 'version' must be a whole number"),
        (HEAD + "version: 1e3\n", "4: 'version' must be a whole number"),
        (HEAD + "about: !!python/object/apply:os.system ls\n", "4: unknown tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
        (HEAD + "outlet: !!set {name: X}\n", "4: unknown tag 'tag:yaml.org,2002:set'"),
        (HEAD + "about: !!binary aGk=\n", "4: unknown tag 'tag:yaml.org,2002:binary'"),
        (HEAD + "outlet: !mine {name: X}\n", "4: unknown tag '!mine'"),
        (HEAD + "about: !replace x\n", "4: unknown tag '!replace'; the only one is !replace, before a list"),
        (HEAD + "outlet: &o {name: X}\n<<: *o\n", "5: unknown key '<<'"),
        (HEAD + "? [a, b]\n: c\n", "4: a key must be a plain word"),
        (HEAD + "'a` - at `$.label[5]': 1\n", "4: a key must be a plain word"),
        (HEAD + '"a\\nb": 1\n', "4: a key must be a plain word"),
        (HEAD + '"\\e[31mred": 1\n', "4: a key must be a plain word"),
        (HEAD + 'about: "\\0"\n', "4: the character U+0000 is on no page"),
        (HEAD + 'label:\n - {role: related, css: "a\\e"}\n', "5: the character U+001B is on no page"),
        (HEAD + "about: \x00\n", "4: not valid YAML: the character U+0000 is not allowed"),
        (HEAD + "%YAML " + "9" * 5_000 + ".1\n", "4: not valid YAML"),
        (HEAD + 'about: "\\UFFFFFFFF"\n', "4: not valid YAML"),
        (HEAD + "layouts:\n - {name: a, since: 2024-01-01T12:00:00Z}\n", "5: 'since' is a day such as 2024-03-31"),
        (HEAD + "layouts:\n - {name: a, since: 0000-00-00}\n", "5: 'since' is a day such as 2024-03-31"),
        (HEAD + "fields: {published: {from: [{css: time}], formats: ['%Y %Y']}}\n", "4: the format '%Y %Y' is no strptime format: redefinition of group name"),
        (HEAD + "fields: {published: {from: [{css: time}], formats: ['%']}}\n", "4: the format '%' is no strptime format"),
        (HEAD + "fields: {published: {from: [{css: time}], formats: ['" + "%c" * 100 + "']}}\n", "4: 'formats': Expected `str` of length <= 100"),
        (HEAD + "outlet: {timezone: ../../etc/passwd}\n", "4: there is no time zone '../../etc/passwd'"),
        (HEAD + "outlet: {timezone: " + "a/" * 9_000 + "}\n", "4: there is no time zone 'a/a/"),
        (HEAD + "extends: [" + "shared/a, " * 51 + "]\n", "4: 'extends': Expected `array` of length <= 50"),
        (HEAD.replace("[example.com]", "[" + "a" * 300 + "]"), "3: 'hosts' is a list of hosts"),
        (HEAD + "label:\n - {role: related, why: x, line: '(a{1000}){1000}'}\n", "5: the pattern '(a{1000}){1000}' does not compile"),
        (HEAD + "label:\n - {role: related, why: x, line: '" + "(" * 5_000 + "'}\n", "5: the pattern '((((("),
        (HEAD + "label:\n - {role: related, why: x, line: 'a(?=b)'}\n", "5: the pattern 'a(?=b)' does not compile"),
        (HEAD + "label:\n - {role: related, css: '" + "a > " * 900 + "a'}\n", "5: the selector 'a > a > a"),
    ],
)  # fmt: skip
def test_a_trap_is_one_line_with_its_line(text: str, expected: str) -> None:
    found = the_problem(text)
    assert found.startswith(f"example.com.yaml:{expected}"), found
    assert found.isprintable()
    assert len(found) < 700


@pytest.mark.parametrize("text", ["version: 0x10", "version: 1_0", "version: 1:30", "about: 2024-01-01"])
def test_odd_scalars_are_what_is_written(text: str) -> None:
    found = problems(f"{HEAD}{text}\n")
    assert all(problem.startswith("example.com.yaml:4: 'version' must be a whole number") for problem in found)
    assert bool(found) == text.startswith("version")


def test_many_mistakes_are_named_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("cleaner.rulebook.check.nearest", lambda word, words: asked.append(word) or "")
    monkeypatch.setattr(
        "cleaner.rulebook.parse.nearest", lambda word, words: asked.append(word) or nearest(word, words)
    )
    unknown = problems(HEAD + "".join(f"key{n}: 1\n" for n in range(5_000)))
    zones = "".join(
        f" - {{name: n{n}, when: {{css: p}}, fields: {{published: {{timezone: Mars}}}}}}\n" for n in range(150)
    )
    found = problems(HEAD + "layouts:\n" + zones)
    assert len(unknown) == 20
    assert len(found) == MAX_PROBLEMS
    assert len(asked) < 400


def test_layouts_that_inherit_too_much_are_refused() -> None:
    chain = "".join(f" - {{name: n{n}, when: {{css: p}}, base: n{n + 1}}}\n" for n in range(1_999))
    found = problems(HEAD + "layouts:\n" + chain + " - {name: n1999}\n")
    assert found == [
        "example.com.yaml:4: 2000 layouts in a file of 10,004 values inherit more than 200,000; split the file"
    ]


def test_patterns_that_are_too_large_together_are_found_before_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.rulebook.patterns.SET_MEMORY_BYTES", 50_000)
    lines = ", ".join(f"'{'[a-zà-ÿ]' * 60}{n}'" for n in range(300))
    label = f"label:\n - {{role: related, why: x, line: [{lines}]}}\n"
    assert the_problem(HEAD + label).startswith("example.com.yaml:4: the line patterns together need more than")
    dump = HEAD.replace("]}", f"], dump: [{lines}]}}")
    assert the_problem(dump).startswith("example.com.yaml:3: the line patterns together need more than")


def test_paths_that_are_too_large_together_are_found_before_any_page() -> None:
    paths = ", ".join(f"'/{n}(?:[^a-z]{{300}}){{3}}.*'" for n in range(600))
    found = problems(HEAD.replace("]}", f"], paths: [{paths}]}}"))
    assert len(found) == 1
    assert found[0].startswith("example.com.yaml:3: the pattern '(?:/0(?:")
    assert len(found[0]) < 700


# ------------------------------------------------------------------ selectors


@pytest.mark.parametrize(
    ("xpath", "expected"),
    [
        ("//article[$x]", "there is no variable here"),
        ("//article[foo(.)]", "there is no function foo() here"),
        ("//article[re:test(., 'a')]", "there is no function re:test() here"),
        ("//article[svg:path]", "there is no namespace 'svg' here"),
        ("//*[count(" * 12 + "//*" + ")>0]" * 12, "it searches within conditions of conditions"),
        ("//a[.//b[.//c[.//d]]]", "it searches within conditions of conditions"),
        ("//a[//b[.//c]]", "it searches within conditions of conditions"),
        ("//a[following::b[preceding::c]]", "it searches within conditions of conditions"),
        ("//p" + "[1]" * 2_000, "longer than 4,000 characters"),
        ("(" * 1_900 + "a" + ")" * 1_900, "Recursion limit exceeded"),
        ("//a\ud800", "surrogates not allowed"),
        ("//a\x00", "NULL bytes or control characters"),
        ("]]//a[[", "Invalid expression"),
    ],
)
def test_an_xpath_that_cannot_be_run_is_refused(xpath: str, expected: str) -> None:
    with pytest.raises(SelectorProblem, match="does not compile") as caught:
        compile_xpath(xpath)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "xpath",
    ["//a['$x re:y(z)']", "//div[.//ul[.//a]]", "//p[//meta[@a='//b[//c[//d]]']]", "//p[not(ancestor::div)]|//a[text()='x']", "//ul/li[a and (b or c)]", "a[//b]//c[.//d]"],
)  # fmt: skip
def test_an_xpath_as_people_write_them_is_right(xpath: str) -> None:
    assert compile_xpath(xpath).gives_elements()


@pytest.mark.parametrize(
    "css", [" ".join("a" * 1_500), "a > " * 900 + "a", ":not(" * 900 + "a", "[" * 3_000, "\\d800 [a='\\0", "a" * 5_000, ":has(" * 9 + "a" + ")" * 9, "a:nth-child(9n+" + "9" * 4_000, "ns|a", "::x::y", "a,,b"]
)  # fmt: skip
def test_a_css_selector_that_cannot_be_run_is_refused(css: str) -> None:
    with pytest.raises(SelectorProblem, match="does not compile"):
        compile_css(css)


def test_an_xpath_that_fails_on_a_page_is_the_error_of_that_page(tmp_path: Path) -> None:
    (tmp_path / "example.com.yaml").write_text(
        HEAD + "label:\n - {role: related, xpath: \"//article[count('a') = 1]\"}\n"
    )
    rules = load_rules(tmp_path)
    page = make_page("<article><p>x</p></article>").document
    record = clean(RawPage(page.text, url="https://example.com/a"), rules)
    assert record.status is Status.ERROR
    assert record.reason is not None
    assert "the selector '//article[count('a') = 1]' cannot be run on this page: Invalid type" in record.reason
    assert clean(RawPage("<p>no such element</p>", url="https://example.com/a"), rules).status is not Status.ERROR


# ------------------------------------------------------------------ folders


def common(root: Path, name: str, text: str) -> None:
    path = root / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_rule_that_extends_itself_through_others_is_named_with_the_way(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        common(tmp_path, f"platforms/{one}", f"rule: 1\nextends: [platforms/{other}]\n")
    [error] = load_all_errors(tmp_path)
    assert "extends itself: platforms/a → platforms/b → platforms/c → platforms/a" in str(error)


@pytest.mark.parametrize("is_circle", [True, False])
def test_a_long_chain_of_files_is_read(is_circle: bool, tmp_path: Path) -> None:
    for n in range(1_200):
        common(tmp_path, f"platforms/p{n}", f"rule: 1\nextends: [platforms/p{n + 1}]\n")
    common(tmp_path, "platforms/p1200", "rule: 1\nextends: [platforms/p0]\n" if is_circle else "rule: 1\n")
    if is_circle:
        [error] = load_all_errors(tmp_path)
        assert "extends itself: platforms/p" in str(error)
        assert len(str(error)) < 1_000
    else:
        rules = load_rules(tmp_path)
        assert len(rules.extended_by(rules.file("platforms/p0"))) == 1_200


def test_files_that_extend_the_same_ones_are_each_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(40):  # each way through them would be one of 2 ** 40
        both = f"[platforms/a{n + 1}, platforms/b{n + 1}]"
        common(tmp_path, f"platforms/a{n}", f"rule: 1\nextends: {both}\n")
        common(tmp_path, f"platforms/b{n}", f"rule: 1\nextends: {both}\n")
    common(tmp_path, "platforms/a40", "rule: 1\n")
    common(tmp_path, "platforms/b40", "rule: 1\n")
    rules = load_rules(tmp_path)
    looked_at: list[str] = []
    file = Rulebook.file

    def counted(self: Rulebook, name: str) -> CompiledFile:
        looked_at.append(name)
        return file(self, name)

    monkeypatch.setattr(book.Rulebook, "file", counted)
    names = [found.id for found in rules.extended_by(rules.file("platforms/a0"))]
    assert names[:3] == ["platforms/b1", "platforms/b2", "platforms/b3"]
    assert names[-1] == "platforms/a1"
    assert len(names) == 80
    assert len(looked_at) < 100


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    common(tmp_path, "sites/example.com", HEAD)
    os.mkfifo(tmp_path / "sites/pipe.yaml")
    (tmp_path / "sites/circle.yaml").symlink_to("circle.yaml")
    (tmp_path / "sites/gone.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "sites/folder.yaml").mkdir()
    (tmp_path / "sites/up").symlink_to("..")
    (tmp_path / "shared").symlink_to("shared")
    with (tmp_path / "sites/large.yaml").open("wb") as large:
        large.truncate(50_000_000)
    found = {Path(error.file).stem: error.problem for error in load_all_errors(tmp_path)}
    assert set(found) == {"pipe", "circle", "gone", "folder", "large"}
    assert all(problem.startswith("cannot be read: ") for problem in found.values())


def test_a_site_file_that_became_a_circle_of_links_is_named(tmp_path: Path) -> None:
    common(tmp_path, "sites/example.com", HEAD)
    write_index(tmp_path)
    (tmp_path / "sites/example.com.yaml").unlink()
    (tmp_path / "sites/example.com.yaml").symlink_to("example.com.yaml")
    with pytest.raises(RuleError, match=r"example\.com\.yaml: cannot be read: Too many levels"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"css":"p"', b'"css":"p["'), (b'"css":"p"', b'"name":"p"'), (b'"index"', b"\xff"), (b"{", b"[" * 100_000), (b'"index": 3', b'"index": ' + b"9" * 5_000)],
)  # fmt: skip
def test_a_damaged_index_is_named(old: bytes, new: bytes, tmp_path: Path) -> None:
    common(tmp_path, "shared/own", "rule: 1\nlabel: [{role: related, css: p}]\n")
    path = write_index(tmp_path)
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(RuleError, match="write it anew with `cleaner rules index`"):
        load_rules(tmp_path)

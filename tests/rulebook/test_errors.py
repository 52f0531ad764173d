"""What is wrong in a rule file, said with line and way out before any page is touched."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import pytest
from msgspec import Struct

from cleaner.rulebook import schema
from cleaner.rulebook.check import compile_file
from cleaner.rulebook.parse import STRUCTS
from cleaner.rulebook.schema import FieldRule, Source

HEAD = "rule: 1\nsite: example.com\nmatch: {hosts: [example.com]}\n"


def problems(text: str | bytes, *, folder: str = "sites", stem: str = "example.com") -> list[str]:
    content = text if isinstance(text, bytes) else text.encode()
    compiled, found = compile_file(content, f"{stem}.yaml", folder, stem)
    assert (compiled is None) == bool(found)
    return [str(problem) for problem in found]


def the_problem(text: str | bytes, **where: str) -> str:
    found = problems(text, **where)
    assert len(found) == 1, found
    return found[0]


def test_a_right_file_has_no_problem() -> None:
    assert problems(HEAD) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "remoove: 1\n", "example.com.yaml:4: unknown key 'remoove'; known here: rule, site"),
        (HEAD + "lable: []\n", "example.com.yaml:4: unknown key 'lable' (did you mean 'label'?)"),
        (HEAD + "label:\n - role: related\n   tokns: [x]\n", "example.com.yaml:6: unknown key 'tokns' (did you mean 'tokens'?)"),
        (HEAD + "outlet: {nam: X}\n", "example.com.yaml:4: unknown key 'nam' (did you mean 'name'?)"),
        (HEAD + "fields:\n  titel: []\n", "example.com.yaml:5: unknown field 'titel' (did you mean 'title'?)"),
        (HEAD + "fields:\n  author: []\n", "example.com.yaml:5: unknown field 'author' (did you mean 'authors'?)"),
        (HEAD + "label:\n - {role: related, css: a, why: boxes, old and new}\n", "example.com.yaml:5: the key 'old and new' has no value; a text with a comma in it needs quotes"),
        (HEAD + "layouts:\n - name: a\n   when: {cs: p}\n", "example.com.yaml:6: unknown key 'cs' (did you mean 'css'?)"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_named_with_the_nearest(text: str, expected: str) -> None:
    assert the_problem(text).startswith(expected)


def test_every_place_of_the_schema_has_keys_to_name() -> None:
    structs = {kind for kind in vars(schema).values() if isinstance(kind, type) and issubclass(kind, Struct)}

    assert structs - {Struct} == {*STRUCTS.values(), Source, FieldRule}


def test_the_mistakes_of_all_statements_are_named_at_once() -> None:
    statements = " - role: relatd\n   css: p\n - css: a\n - role: related\n   css: p\n - role: teasr\n   css: b\n"
    for text in (
        HEAD + "label:\n" + statements,
        HEAD + "layouts:\n - name: a\n   label:\n" + statements.replace(" - ", "   - ").replace("   css", "     css"),
    ):
        _, problems = compile_file(text.encode(), "example.com.yaml", "sites", "example.com")
        assert [one.problem.split(" (")[0] for one in problems] == [
            "unknown role 'relatd'", "the key 'role' is missing", "unknown role 'teasr'",
        ]  # fmt: skip
        assert [(one.line or 0) - (problems[0].line or 0) for one in problems] == [0, 2, 5]


def test_all_unknown_keys_are_named_at_once() -> None:
    found = problems(HEAD + "a1: 1\nlabel:\n - {role: related, b2: 1}\n - {role: related, c3: 1}\n")

    assert [problem.split(":")[1] for problem in found] == ["4", "6", "7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "label:\n - role: relatd\n   css: p\n", "example.com.yaml:5: unknown role 'relatd' (did you mean 'related'?)"),
        (HEAD + "version: one\n", "example.com.yaml:4: 'version' must be a whole number, not text"),
        (HEAD + "version: 010\n", "example.com.yaml:4: 'version' must be a whole number, not text"),
        (HEAD + "label: {role: related}\n", "example.com.yaml:4: 'label' must be a list, not keys"),
        (HEAD + "label:\n - css: p\n", "example.com.yaml:5: the key 'role' is missing"),
        (HEAD + "label:\n - {role: related, css: [p, 3]}\n", "example.com.yaml:5: 'css' must be text, not a whole number"),
        (HEAD + "label:\n", "example.com.yaml:4: the key 'label' has no value"),
        (HEAD + "outlet: {country: kr}\n", "example.com.yaml:4: 'country' is two capital letters by ISO 3166, such as KR"),
        (HEAD + "outlet: {country: XX}\n", "example.com.yaml:4: country: XX is no code of ISO 3166; write two capital letters such as KR, or leave it out"),
        (HEAD + "outlet: {country: UK}\n", "example.com.yaml:4: country: UK is no code of ISO 3166; write GB"),
        (HEAD + "outlet: {languages: [pt-BR, gsw, greek]}\n", "example.com.yaml:4: languages: 'greek' begins with no code of ISO 639; write one such as ko, or pt-BR"),
        (HEAD + "outlet: {languages: [xx]}\n", "example.com.yaml:4: languages: 'xx' begins with no code of ISO 639; write one such as ko, or pt-BR"),
        (HEAD + "outlet: {timezone: Asia/Soul}\n", "example.com.yaml:4: there is no time zone 'Asia/Soul' (did you mean 'Asia/Seoul'?)"),
        (HEAD + "fields: {published: {timezone: Mars}}\n", "example.com.yaml:4: there is no time zone 'Mars'"),
        (HEAD + "label:\n - {role: byline, css: p, max_words: 0}\n", "example.com.yaml:5: 'max_words': Expected `int` >= 1"),
        (HEAD.replace("[example.com]", "[a.com, 'https://b.com/']"), "example.com.yaml:3: 'hosts' is a list of hosts without scheme, port or path, such as example.com (which is also news.example.com)"),
        (HEAD + "outlet: {name: ~}\n", "example.com.yaml:4: the key 'name' has no value"),
        (HEAD + "layouts:\n - {name: a, since: 2024-02-30}\n", "example.com.yaml:5: 'since' is a day such as 2024-03-31"),
        ("- rule: 1\n", "example.com.yaml:1: a rule file starts with keys such as `rule: 1`"),
        (HEAD.replace("rule: 1", "rule: 2"), "example.com.yaml:1: rule: 2 is not known here; this version reads rule: 1"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(text: str, expected: str) -> None:
    assert the_problem(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "example.com.yaml: the file is empty"),
        (b"# only a comment\n", "example.com.yaml: the file is empty"),
        (b"rule: 1\nsite: [a\n", "example.com.yaml:3: not valid YAML: "),
        (b"rule: 1\n\tsite: a\n", "example.com.yaml:2: not valid YAML: "),
        (b"rule: 1\n---\nrule: 1\n", "example.com.yaml:2: not valid YAML: "),
        (b"rule: 1\nsite: caf\xe9\n", "example.com.yaml:2: not UTF-8 (byte 0xe9); save the file as UTF-8"),
        (b"rule: 1\nlabel: *nowhere\n", "example.com.yaml:2: not valid YAML: "),
    ],
)  # fmt: skip
def test_what_is_no_yaml_is_said_with_its_line(text: bytes, expected: str) -> None:
    assert the_problem(text).startswith(expected)  # the rest is in the words of the YAML library


def test_control_characters_are_no_yaml() -> None:
    assert "not valid YAML" in the_problem(b"rule: 1\x00\n")


def test_a_key_that_stands_twice_is_an_error() -> None:
    expected = "example.com.yaml:5: the key 'version' stands twice (first in line 4); one of them would be lost"

    assert the_problem(HEAD + "version: 1\nversion: 2\n") == expected


def test_an_unknown_tag_is_an_error() -> None:
    assert "unknown tag '!append'" in the_problem(HEAD + "extends: !append [a]\n")


def test_aliases_that_unfold_without_end_are_stopped() -> None:
    rows = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'x'}]\n" for n in range(9))

    assert "aliases that unfold" in the_problem(HEAD + rows)


def test_a_country_called_no_is_text() -> None:
    compiled, _ = compile_file((HEAD + "outlet: {country: NO}\n").encode(), "x", "sites", "example.com")

    assert compiled.outlet.country == "NO"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("{role: related}", "a statement has exactly one of css, xpath, tokens, line, list, before, after, repeated; this one has none"),
        ("{role: related, css: p, tokens: [a]}", "this one has css and tokens"),
        ("{role: related, repeated: false}", "this one has none"),
        ("{role: related, line: Related}", "`line` needs a `why`"),
        ("{role: related, list: Related}", "`list` needs a `why`"),
        ("{role: related, after: Related}", "`after` needs a `why`"),
        ("{role: related, line: 'a(?=b)', why: x}", "RE2 runs in linear time and has no look-around and no back references"),
        ("{role: related, line: '(a', why: x}", "the pattern '(a' does not compile: missing )"),
        ("{role: related, css: 'p..x'}", "the selector 'p..x' does not compile"),
        ("{role: related, xpath: 'count(//p)'}", "the selector 'count(//p)' gives no elements"),
        ("{role: related, xpath: '//p['}", "the selector '//p[' does not compile"),
        ("{role: related, tokens: ['.ad']}", "'.ad' is no token: write class and id names without . # or spaces"),
        ("{role: related, tokens: ['a b']}", "'a b' is no token"),
        ("{role: related, tokens: []}", "`tokens` is empty"),
        ("{role: byline, line: 'By (?P<autor>.+)', why: x}", "unknown group 'autor' (did you mean 'author'?)"),
        ("{role: byline, list: 'By (?P<author>.+)', why: x}", "named groups feed fields from `line` only"),
        ("{role: credit, line: 'x', why: x, keep: true}", "`keep: true` cuts named groups out of a line"),
        ("{role: credit, css: p, keep: true}", "`keep: true` cuts named groups out of a line"),
        ("{role: caption, repeated: {of: titel}}", "`of` is a role, title or alt, not 'titel' (did you mean 'title'?)"),
        ("{role: related, css: p, name: 'a:b'}", "a name is a plain word, without colon"),
        ("{role: related, after: {css: p, line: x}, why: x}", "a place has exactly one of css, xpath, tokens, line"),
    ],
)  # fmt: skip
def test_a_wrong_statement_is_named(statement: str, expected: str) -> None:
    problem = the_problem(HEAD + f"label:\n - {statement}\n")

    assert problem.startswith("example.com.yaml:5: ")
    assert expected in problem


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title: [{jsonld: a, meta: b}]", "a source has exactly one of"),
        ("title: [{attr: x}]", "a source has exactly one of"),
        ("title: [{jsonld: a, attr: x}]", "`attr` belongs to css or xpath"),
        ("title: [{meta: a, of: caption}]", "`of` belongs to line"),
        ("title: [{css: 'p['}]", "does not compile"),
        ("title: [{url: '('}]", "does not compile"),
        ("authors: [{line: '(?P<title>.+)'}]", "the group 'title' does not feed 'authors'; known here: author, authors, name"),
        ("credits: [{line: '(?P<author>.+)'}]", "the group 'author' does not feed 'credits'; known here: credit"),
        ("authors: {from: [{meta: author}], drop: ['(']}", "does not compile"),
        ("published: {formats: ['%d.%Q']}", "the format '%d.%Q' is no strptime format"),
    ],
)  # fmt: skip
def test_a_wrong_source_is_named(field: str, expected: str) -> None:
    problem = problems(HEAD + f"fields:\n  {field}\n")[0]

    assert problem.startswith("example.com.yaml:5: ")
    assert expected in problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rule: 1\nmatch: {hosts: [example.com]}\n", "a site file needs `site: example.com`"),
        ("rule: 1\nsite: example.org\nmatch: {hosts: [a]}\n", "2: site 'example.org' and file name 'example.com.yaml' must be the same"),
        ("rule: 1\nsite: example.com\n", "`match` names no hosts and no dump lines"),
        (HEAD + "platform: wix\n", "4: `platform` belongs into a file in platforms/"),
        (HEAD + "auto: false\n", "4: `auto` belongs into a file in shared/"),
        ("rule: 1\nsite: example.com\nmatch: {hosts: [a], html: [p]}\n", "3: `html` belongs into a file in platforms/"),
        ("rule: 1\nsite: example.com\nmatch: {dump: ['(']}\n", "3: the pattern '(' does not compile"),
    ],
)  # fmt: skip
def test_a_key_in_the_wrong_kind_of_file_is_named(text: str, expected: str) -> None:
    assert expected in the_problem(text)


@pytest.mark.parametrize(
    ("folder", "text", "expected"),
    [
        ("shared", "rule: 1\nbody: {css: p}\n", "2: a shared file that applies to every page may not name the body"),
        ("shared", "rule: 1\nmatch: {hosts: [a]}\n", "2: `hosts` belongs into a file in sites/"),
        ("platforms", "rule: 1\nmatch: {dump: [a, a]}\n", "2: a platform's dump needs at least two different lines"),
        ("platforms", "rule: 1\nlayouts: [{name: a}]\n", "2: `layouts` belongs into a file in sites/"),
        ("platforms", "rule: 1\nmatch: {html: ['p[']}\n", "2: the selector 'p[' does not compile"),
    ],
)
def test_platform_and_shared_files_have_limits(folder: str, text: str, expected: str) -> None:
    assert expected in the_problem(text, folder=folder, stem="x")


@pytest.mark.parametrize(
    ("layouts", "expected"),
    [
        (["{name: a, since: 2024-01-01}", "{name: b, until: 2024-01-01}"], "6: the layouts 'a' and 'b' overlap"),
        (["{name: a, since: 2024-01-01}", "{name: b, since: 2023-01-01, when: {css: p}}"], "6: the layouts 'a' and 'b' overlap"),
        (["{name: a}", "{name: b, until: 2024-01-01}"], "5: the layout 'a' has no since, until or when"),
        (["{name: a, since: 2024-01-01}", "{name: a, until: 2023-12-31}"], "6: two layouts are named 'a'"),
        (["{name: a, since: 2024-01-02, until: 2024-01-01}"], "5: since 2024-01-02 is after until 2024-01-01"),
        (["{name: a, base: c}"], "5: there is no layout 'c'"),
        (["{name: new, since: 2024-01-01, base: old}", "{name: old, until: 2023-12-31, base: new}"], "is its own base"),
        (["{name: a, when: {}}"], "5: a place has exactly one of css, xpath, tokens, line"),
        (["{name: a, body: {}}"], "5: a body needs css, xpath, jsonld or state"),
    ],
)  # fmt: skip
def test_wrong_layouts_are_named(layouts: list[str], expected: str) -> None:
    found = problems(HEAD + "layouts:\n" + "".join(f" - {layout}\n" for layout in layouts))

    assert expected in found[0]


@pytest.mark.parametrize(
    "layouts",
    [
        ["{name: a, since: 2024-01-01}", "{name: b, until: 2023-12-31}"],
        ["{name: a, since: 2024-01-01, when: {css: p}}", "{name: b, since: 2023-01-01, when: {css: a}}"],
        ["{name: a, when: {css: p}}", "{name: b}"],
        ["{name: a, since: 2024-01-01}", "{name: b}"],
    ],
)
def test_layouts_that_something_tells_apart_are_right(layouts: list[str]) -> None:
    assert problems(HEAD + "layouts:\n" + "".join(f" - {layout}\n" for layout in layouts)) == []


def test_a_mistake_that_layouts_inherit_is_named_once() -> None:
    text = HEAD + "label:\n - {role: related, css: 'p['}\nlayouts:\n - {name: a, when: {css: p}}\n - {name: b}\n"

    assert len(problems(text)) == 1


def test_a_tab_is_called_a_tab() -> None:
    assert the_problem("rule: 1\nmatch:\n\thosts: [example.com]\n") == (
        "example.com.yaml:3: not valid YAML: a tab; indent with spaces"
    )


def test_a_list_that_is_not_closed_is_no_tab() -> None:
    assert "a tab" not in the_problem("rule: 1\nx: [\n")


@pytest.mark.parametrize(
    ("line", "way_out"),
    [
        ("  - {role: tool, css: p.x", "the bracket of line 3 is not closed"),
        ("  - {role: tool, line: 'Read on, why: a}\n  - {role: tool, css: p.x}", "the quote of line 3 is not closed"),
        ("  - role: tool\n    line: Read more: this", "single quotes"),
        ("  - role: tool\n    line: @quay", "single quotes"),
        ('  - {role: tool, line: "\\d+"}', "single quotes"),
    ],
)
def test_what_is_no_yaml_names_the_way_out(line: str, way_out: str) -> None:
    assert way_out in the_problem(f"rule: 1\nlabel:\n{line}\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "label:\n  - role: related\n   css: p\n",
        "outlet:\n  name: X\n country: US\n",
        "label:\n  - role: related\n      css: p\n",
    ],
)
def test_a_wrong_indent_is_said_with_the_way_out(text: str) -> None:
    assert the_problem(HEAD + text).startswith("example.com.yaml:6: not valid YAML: ")
    assert the_problem(HEAD + text).endswith("; a key begins in the same column as the keys beside it")

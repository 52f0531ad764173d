"""Lint: what is right in a rule file and still bad."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import SITE, make_book, make_page

from cleaner.errors import RuleError
from cleaner.labelers.rules import answering_sources, label_blocks
from cleaner.rulebook.lint import Finding, LintSample, is_hashed, lint
from cleaner.stages.resolve import resolve_site

PROSE = "The council met on Monday to vote on the budget, and it took the members most of the night."
HTML = f'<nav>Menu</nav><div class="body"><p>{PROSE}</p><p class="x">{PROSE} Again.</p><p class="x">{PROSE} Last.</p><p>{PROSE} End.</p></div>'  # fmt: skip


def findings(folder: Path, text: str, *pages: str) -> list[tuple[int, str]]:
    """Lint one site file against pages that its own rules have labelled."""
    path = folder / "sites" / "example.com.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    samples = []
    for page in [make_page(page, url="https://example.com/a") for page in pages]:
        match = resolve_site(page, make_book({"sites/example.com": text}))
        labels = label_blocks(page, match)
        sources = answering_sources(page, match, labels)
        samples.append(LintSample("example.com", page, labels, match.facts.layout, sources))
    found = lint(folder, samples)
    assert all(finding.file == str(path) for finding in found)
    return [(finding.line, finding.problem) for finding in found]


def test_a_good_file_has_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, SITE + "body: {css: .body}\nlabel: [{role: navigation, css: nav}]\n", HTML) == []


def test_a_site_without_sample_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, SITE) == [(0, "no sample: nothing shows that this file does what it says")]


def test_a_dead_statement_is_found_with_its_line(tmp_path: Path) -> None:
    text = SITE + "label:\n - {role: navigation, css: nav}\n - {role: related, css: .gone}\n"

    assert findings(tmp_path, text, HTML) == [
        (6, "'example.com:related[0]' matches nothing in any sample of its layout")
    ]


def test_a_dead_body_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, SITE + "body: {css: .gone}\n", HTML) == [
        (4, "the body matches nothing in any sample of its layout")
    ]


def test_a_dump_line_that_is_the_outlets_name_alone_is_found(tmp_path: Path) -> None:
    text = SITE.replace(
        "match: {hosts: [example.com]}",
        "match:\n  hosts: [example.com]\n  dump:\n    - '© \\d+ The Quay'\n    - The Quay",
    )
    problem = "the dump line 'The Quay' is the outlet's name alone, which dumps of other papers print too"

    assert (7, problem) in findings(tmp_path, text + "outlet: {name: The Quay}\n", HTML)


@pytest.mark.parametrize(
    ("pattern", "is_found"), [("Follow", True), ("(?i)share|More from us", True), ("More from us", False)]
)
def test_one_word_from_which_on_all_is_taken_is_found(tmp_path: Path, pattern: str, is_found: bool) -> None:
    text = SITE + f"label: [{{role: related, after: '{pattern}', why: x}}]\n"
    found = [problem for _, problem in findings(tmp_path, text, HTML) if "one word may stand anywhere" in problem]

    assert len(found) == is_found


def test_a_dead_selector_among_several_of_a_body_is_named(tmp_path: Path) -> None:
    text = SITE + "body: {css: [.gone, .body, 'div.body']}\n"

    assert findings(tmp_path, text, HTML) == [(4, "the body '.gone' matches nothing in any sample of its layout")]


def test_a_statement_that_takes_nothing_of_what_it_finds_is_found(tmp_path: Path) -> None:
    text = SITE + "label:\n - {role: navigation, css: nav}\n - {role: related, css: nav}\n"
    ((line, problem),) = findings(tmp_path, text, HTML)

    assert line == 6
    assert "finds something and takes none of it" in problem


def test_a_statement_that_one_sample_needs_is_alive(tmp_path: Path) -> None:
    text = SITE + "label: [{role: related, line: More, why: x}]\n"

    assert findings(tmp_path, text, HTML, "More\n") == []


def test_a_statement_that_only_cuts_is_alive(tmp_path: Path) -> None:
    text = SITE + "label: [{role: related, css: b}]\n"

    assert findings(tmp_path, text, f"<p>{PROSE} <b>More</b></p>") == []


@pytest.mark.parametrize(
    ("source", "page", "is_alive"),
    [
        ("state: page.title", '<script id="__NEXT_DATA__">{"page": {"title": "Fire"}}</script>', True),
        ("state: page.tilte", '<script id="__NEXT_DATA__">{"page": {"title": "Fire"}}</script>', False),
        ("jsonld: author.name", '<script type="application/ld+json">{"author": {"name": "Jane"}}</script>', True),
        ("jsonld: author.nmae", '<script type="application/ld+json">{"author": {"name": "Jane"}}</script>', False),
        ("css: .title", '<h1 class="title">Fire</h1>', True),
        ("css: .tilte", '<h1 class="title">Fire</h1>', False),
        ("line: '^Menu$'", "", True),
        ("role: byline", "", False),
    ],
)
def test_a_field_source_that_no_sample_answers_is_found(tmp_path: Path, source: str, page: str, is_alive: bool) -> None:
    expected = [] if is_alive else [(5, f"the source '{source}' matches nothing in any sample of its layout")]

    assert findings(tmp_path, f"{SITE}fields:\n  title: [{{{source}}}]\n", page + HTML) == expected


def test_a_source_after_one_that_has_a_value_is_alive(tmp_path: Path) -> None:
    text = SITE + "fields:\n  title: [{css: nav}, {css: p}, {css: .gone}]\n"

    assert findings(tmp_path, text, HTML) == [
        (5, "the source 'css: .gone' matches nothing in any sample of its layout")
    ]


LAYOUTS = (
    SITE
    + """layouts:
 - {name: new, when: {css: .new}, label: [{role: related, css: .new}]}
 - {name: old}
label: [{role: related, css: .both}]
"""
)


def test_a_layout_without_sample_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, LAYOUTS, '<p class="new">One</p><p class="both">Two</p>')

    assert found == [(0, "the layout 'old' has no sample")]


def test_an_inherited_statement_is_alive_where_one_layout_needs_it(tmp_path: Path) -> None:
    assert findings(tmp_path, LAYOUTS, '<p class="new">One</p>', '<p class="both">Two</p>') == []


def test_a_statement_that_takes_most_of_the_body_is_found(tmp_path: Path) -> None:
    html = HTML.replace(f"<p>{PROSE} End.</p>", "<p>End.</p>")

    found = findings(tmp_path, SITE + "body: {css: .body}\nlabel: [{role: related, css: p.x}]\n", html)

    assert [line for line, _ in found] == [5]
    assert "'example.com:related[0]' takes 6" in found[0][1]


def test_a_statement_that_takes_text_behind_the_body_is_right(tmp_path: Path) -> None:
    html = (
        HTML
        + f'<div class="c"><p>{PROSE} 1.</p><p>{PROSE} 2.</p><p>{PROSE} 3.</p><p>{PROSE} 4.</p><p>{PROSE} 5.</p></div>'
    )

    assert findings(tmp_path, SITE + "body: {css: .body}\nlabel: [{role: comments, css: .c}]\n", html) == []


@pytest.mark.parametrize("body", ["css: '.body p'", "css: 'div > p'", "xpath: '//div/p'", "css: 'div p:not(.x)'"])
def test_a_body_that_ends_in_p_is_found(tmp_path: Path, body: str) -> None:
    assert any("ends in p" in problem for _, problem in findings(tmp_path, SITE + f"body: {{{body}}}\n", HTML))


@pytest.mark.parametrize(
    "statement",
    ["{role: related, css: 'div.css-1a2b3c'}", "{role: related, tokens: [jsx-3817298]}", "{role: related, xpath: '//p[@class=\"sc-bdVaJa\"]'}"],
)  # fmt: skip
def test_a_hashed_name_is_found(tmp_path: Path, statement: str) -> None:
    found = findings(tmp_path, SITE + f"label: [{statement}]\n", HTML)

    assert any("looks made by a build step" in problem for _, problem in found)


@pytest.mark.parametrize(
    "name",
    ["css-1a2b3c", "jsx-3817298", "sc-bdVaJa", "svelte-1x2y3z", "ArticleBody_text__1x9Kd", "Page-module__aB3dE", "e4d909c290d0fb1c", "body-9f86d081"],
)  # fmt: skip
def test_names_of_build_steps(name: str) -> None:
    assert is_hashed(name)


@pytest.mark.parametrize(
    "name",
    ["article-body", "css-only", "post__title", "c-article__body", "ArticleBody", "entry-2024", "h1", "col-md-8", "jsx-page", "related_articles", "block__inner", "sc-article", "defaced-page"],
)  # fmt: skip
def test_names_that_people_write(name: str) -> None:
    assert not is_hashed(name)


def test_a_wrong_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        findings(tmp_path, "rule: 1\n")


def test_a_finding_says_where() -> None:
    assert Finding("a.yaml", 3, "x") == ("a.yaml", 3, "x")


WHOLE = (
    ("xpath: //*", "the page"),
    ("css: body", "the page"),
    ("css: '[class]'", "the page"),
    ("css: div", "all of its paragraphs"),
    ("css: p", "all of its paragraphs"),
    ("css: h1", "its headline"),
    ("css: 'h1, h2'", "its headline and more"),
)


@pytest.mark.parametrize(("where", "expected"), WHOLE)
def test_a_statement_that_takes_too_much_of_any_page_is_found(where: str, expected: str, tmp_path: Path) -> None:
    text = SITE + f"label:\n - {{role: related, {where}}}\n"

    problems = [problem for line, problem in findings(tmp_path, text) if line == 5]

    assert any(problem.endswith(f"takes {expected}, on any page") for problem in problems)


@pytest.mark.parametrize(
    "statement", ["role: paragraph, css: p", "role: headline, css: h1", "role: related, css: .x p"]
)
def test_a_statement_that_takes_what_its_role_is_for_is_none(statement: str, tmp_path: Path) -> None:
    text = SITE + f"label: [{{{statement}}}]\n"

    assert [line for line, _ in findings(tmp_path, text) if line] == []


def labelled(folder: Path, text: str, html: str, title: str) -> list[str]:
    """What lint says of a site file, with one page whose title is known."""
    (folder / "sites").mkdir()
    (folder / "sites" / "example.com.yaml").write_text(text)
    page = make_page(html, url="https://example.com/a")
    labels = label_blocks(page, resolve_site(page, make_book({"sites/example.com": text})))
    return [finding.problem for finding in lint(folder, [LintSample("example.com", page, labels, title=title)])]


def test_a_statement_that_takes_the_body_element_of_a_sample_is_found(tmp_path: Path) -> None:
    text = SITE + "label: [{role: related, tokens: [single]}]\n"

    found = labelled(tmp_path, text, f'<body class="single"><p>{PROSE}</p></body>', "")

    assert "'example.com:related[0]' takes <html> or <body>, which is the whole page" in found
    assert "'example.com:related[0]' takes all prose of a page" in found


def test_a_statement_that_takes_the_headline_of_a_sample_is_found(tmp_path: Path) -> None:
    text = SITE + "label: [{role: navigation, css: .top}]\n"

    found = labelled(
        tmp_path, text, f'<div class="top"><h1>Fire at the quay</h1></div><p>{PROSE}</p>', "Fire at the Quay"
    )

    assert found == ["'example.com:navigation[0]' takes the headline: Fire at the Quay"]

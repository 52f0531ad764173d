"""Hostile pages: rules stay linear in them. Each of these took minutes where something was quadratic."""

from __future__ import annotations

from rule_pages import labelled, make_page, site

from cleaner.rulebook.selectors import compile_css


def test_thousands_of_list_headings() -> None:
    html = "<div>" * 200 + "<p>Related</p>" * 5_000 + "<p><a href='/'>Link</a></p>" + "</div>" * 200
    _, labels = labelled(html, site("- {role: related, list: Related, why: x}"))

    assert all(label is not None for label in labels.labels)


def test_thousands_of_nested_elements() -> None:
    html = "<div class='ad'>" * 1_500 + "<p>One</p>" * 3_000 + "</div>" * 1_500
    _, labels = labelled(html, site("- {role: advert, tokens: [ad]}", body="{css: div}"))

    assert all(label is not None for label in labels.labels)


def test_a_long_chain_of_ancestors() -> None:
    page = make_page("<div class='x'>" * 1_500 + "<p>One</p>" * 500 + "</div>" * 1_500)

    assert page.tree is not None
    assert compile_css(".y .x .x .x p").find(page.tree) == []


def test_thousands_of_cuts_in_one_block() -> None:
    html = "<p>" + "word <b>bold</b> " * 5_000 + "</p>"
    _, labels = labelled(html, site("- {role: share, css: b}"))

    assert len(labels.cuts) == 5_000

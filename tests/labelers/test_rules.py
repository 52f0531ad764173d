"""Statements: which blocks they label, in which order, and what they leave alone."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import pytest
from rule_pages import SITE, labelled, make_page, roles, site

from cleaner.labelers.roles import body_role
from cleaner.model import Role
from cleaner.text import without_spans

PROSE = "The council met on Monday to vote on the budget, and it took the members most of the night."


def test_a_page_without_rules_has_no_labels() -> None:
    _, labels = labelled("<p>One</p><p>Two</p>", {}, url=None)

    assert labels.labels == (None, None)
    assert labels.body_by is None


@pytest.mark.parametrize(
    "where",
    [
        "css: .ad",
        "css: 'div.ad'",
        "css: 'body > div, section'",
        "css: 'div:first-child'",
        "xpath: '//div[@class]'",
        "tokens: [ad]",
        "tokens: ad",
    ],
)
def test_a_statement_labels_the_blocks_inside_its_elements(where: str) -> None:
    found = roles(
        '<body><div class="ad"><p>Buy</p><p>Now</p></div><p>Story</p></body>', site(f"- {{role: advert, {where}}}")
    )

    assert found == {"Buy": "advert", "Now": "advert", "Story": None}


def test_tokens_are_whole_tokens() -> None:
    html = (
        '<div class="header ad-free"><p>One</p></div><div id="ad"><p>Two</p></div><div class="x ad"><p>Three</p></div>'
    )

    assert roles(html, site("- {role: advert, tokens: [ad]}")) == {"One": None, "Two": "advert", "Three": "advert"}


def test_a_line_matches_from_end_to_end() -> None:
    found = roles("Share\n\nShare prices fell\n", site("- {role: share, line: Share, why: button}"))

    assert found == {"Share": "share", "Share prices fell": None}


def test_one_statement_serves_the_page_and_its_dump() -> None:
    rule = site("- {role: tool, line: 'Print(?: this)?', why: button}")

    assert roles("<p>Print this</p>", rule) == roles("Print this\n", rule) == {"Print this": "tool"}


def test_the_first_statement_that_matches_wins() -> None:
    rule = site("- {role: related, css: p}\n- {role: advert, tokens: [ad]}")

    assert roles('<p class="ad">One</p>', rule) == {"One": "related"}


def test_the_site_wins_over_platform_and_shared() -> None:
    files = {
        "sites/example.com": SITE + "extends: [platforms/press]\nlabel: [{role: tool, line: One, why: x}]\n",
        "platforms/press": "rule: 1\nlabel: [{role: share, line: One|Two, why: x}]\n",
        "shared/all": "rule: 1\nlabel: [{role: advert, line: One|Two|Three, why: x}]\n",
    }

    assert roles("One\n\nTwo\n\nThree\n", files) == {"One": "tool", "Two": "share", "Three": "advert"}


def test_of_several_extended_files_the_last_wins() -> None:
    files = {
        "sites/example.com": SITE + "extends: [platforms/a, platforms/b]\n",
        "platforms/a": "rule: 1\nlabel: [{role: share, line: One, why: x}]\n",
        "platforms/b": "rule: 1\nlabel: [{role: tool, line: One, why: x}]\n",
    }

    assert roles("One\n", files) == {"One": "tool"}


def test_replace_drops_what_extended_files_say_but_not_shared_ones() -> None:
    files = {
        "sites/example.com": SITE + "extends: [platforms/a]\nlabel: !replace [{role: tool, line: One, why: x}]\n",
        "platforms/a": "rule: 1\nlabel: [{role: share, line: Two, why: x}]\n",
        "shared/b": "rule: 1\nlabel: [{role: advert, line: Three, why: x}]\n",
    }

    assert roles("One\n\nTwo\n\nThree\n", files) == {"One": "tool", "Two": None, "Three": "advert"}


LAYOUTS = (
    SITE
    + """layouts:
  - {name: new, base: old, when: {line: New}, label: [{role: tool, line: One, why: x}]}
  - {name: old, label: [{role: share, line: One|Two, why: x}]}
label: [{role: advert, line: One|Two|Three, why: x}]
"""
)


@pytest.mark.parametrize(("first", "one"), [("New", "tool"), ("Old", "share")])
def test_a_layout_goes_before_its_base_and_the_file(first: str, one: str) -> None:
    found = roles(f"{first}\n\nOne\n\nTwo\n\nThree\n", {"sites/example.com": LAYOUTS})

    assert found == {first: None, "One": one, "Two": "share", "Three": "advert"}


def test_replace_in_a_layout_drops_base_and_file() -> None:
    text = LAYOUTS.replace("label: [{role: tool", "label: !replace [{role: tool")

    assert roles("New\n\nOne\n\nTwo\n", {"sites/example.com": text}) == {"New": None, "One": "tool", "Two": None}


@pytest.mark.parametrize(
    ("statement", "by", "why"),
    [
        ("{role: advert, css: p}", "example.com:advert[1]", "css p"),
        ("{role: advert, name: box, css: p}", "example.com:box", "css p"),
        ("{role: advert, tokens: [a, b, x, c], why: the box}", "example.com:advert[1]", "the box"),
        ("{role: share, tokens: [a, b, x, c]}", "example.com:share[0]", "tokens a, b, x …"),
    ],
)
def test_a_label_says_who_and_why(statement: str, by: str, why: str) -> None:
    _, labels = labelled('<p class="x">One</p>', site(f"- {{role: advert, css: h1}}\n- {statement}"))

    label = labels.labels[0]
    assert label is not None
    assert (label.by, label.why) == (by, why)


def test_a_shared_statement_is_named_with_its_folder() -> None:
    _, labels = labelled("One\n", {"shared/tools": "rule: 1\nlabel: [{role: tool, line: One, why: x}]\n"})

    assert labels.labels[0] is not None
    assert labels.labels[0].by == "shared/tools:tool[0]"


def test_an_element_with_more_words_than_allowed_is_left_alone() -> None:
    html = (
        '<div class="byline"><p>By Jane Doe</p></div><div class="byline"><p>By Jane Doe</p><p>for our readers</p></div>'
    )
    rule = site("- {role: byline, tokens: [byline], max_words: 4}")

    _, labels = labelled(html, rule)

    assert [label is not None for label in labels.labels] == [True, False, False]


def test_an_element_with_fewer_words_than_asked_for_is_left_alone() -> None:
    html = '<p class="dek">Short</p><p class="dek">A dek of five words</p>'

    found = roles(html, site("- {role: subtitle, css: .dek, min_words: 4}"))

    assert found == {"Short": None, "A dek of five words": "subtitle"}


def test_a_line_with_more_words_than_allowed_is_left_alone() -> None:
    rule = site("- {role: byline, line: 'By .+', max_words: 4, why: x}")

    assert roles("By Jane Doe\n\nBy noon the square was full\n", rule) == {
        "By Jane Doe": "byline",
        "By noon the square was full": None,
    }


def test_a_tag_narrows_to_blocks_of_that_tag() -> None:
    html = '<div class="x"><h2>One</h2><p>Two</p></div>'

    assert roles(html, site("- {role: related, tokens: [x], tag: h2}")) == {"One": "related", "Two": None}
    assert roles(html, site("- {role: related, line: One|Two, why: x, tag: [h2, h3]}")) == {
        "One": "related",
        "Two": None,
    }


def test_a_tag_does_not_narrow_a_dump() -> None:
    assert roles("One\n", site("- {role: related, line: One, why: x, tag: h2}")) == {"One": "related"}


class TestCuts:
    """Elements and groups that are only part of a block."""

    def cut_texts(self, html: str, label: str) -> list[tuple[str, str]]:
        page, labels = labelled(html, site(label))
        assert labels.labels[0] is None
        return [(page.blocks[cut.block].text[cut.start : cut.end].strip(), str(cut.label.role)) for cut in labels.cuts]

    @pytest.mark.parametrize("where", ["css: .card", "css: 'p > span'", "xpath: //span", "tokens: [card]"])
    def test_an_inline_element_is_cut_out_of_its_block(self, where: str) -> None:
        html = '<p>The mayor <span class="card">Mayor since 2019</span> spoke.</p>'

        assert self.cut_texts(html, f"- {{role: related, {where}}}") == [("Mayor since 2019", "related")]

    def test_an_inline_element_that_is_all_of_a_block_labels_it(self) -> None:
        assert roles('<p><a class="more">Read more</a></p>', site("- {role: related, tokens: [more]}")) == {
            "Read more": "related"
        }

    def test_punctuation_around_an_inline_element_goes_with_it(self) -> None:
        assert roles('<p>[<a class="more">Read more</a>]</p>', site("- {role: related, tokens: [more]}")) == {
            "[Read more]": "related"
        }

    def test_inline_elements_that_leave_nothing_label_the_block(self) -> None:
        html = '<p><a class="more">One</a> | <a class="more">Two</a></p>'
        _, labels = labelled(html, site("- {role: related, tokens: [more]}"))

        assert labels.cuts == ()
        assert labels.labels[0] is not None
        assert labels.labels[0].role is Role.RELATED

    def test_overlapping_cuts_are_one_under_the_first_label(self) -> None:
        html = '<p>Text <span class="a">outer <b class="b">inner</b></span> text</p>'

        assert self.cut_texts(html, "- {role: share, css: .b}\n- {role: related, css: .a}") == [
            ("outer inner", "share")
        ]

    @pytest.mark.parametrize(
        ("cut", "left"),
        [
            *(("a", "6 m | 12 | 14"), ("b", "Boat | 12 | 14"), ("c", "Boat | 6 m | 14"), ("d", "Boat | 6 m | 12")),
            *(("ab", "12 | 14"), ("bc", "Boat | 14"), ("cd", "Boat | 6 m"), ("ad", "6 m | 12"), ("abc", "14")),
        ],
    )
    def test_a_cell_is_cut_out_of_its_row_with_the_stroke_beside_it(self, cut: str, left: str) -> None:
        cells = zip("abcd", ("Boat", "6 m", "12", "14"), strict=True)
        row = "".join(f"<td class={name}>{text}</td>" for name, text in cells)
        statement = f"- {{role: tool, css: '{', '.join(f'.{name}' for name in cut)}'}}"
        page, labels = labelled(f"<table><tr>{row}</tr></table>", site(statement))
        assert without_spans(page.blocks[0].text, [(one.start, one.end) for one in labels.cuts]) == left

    def test_cuts_apart_stay_apart(self) -> None:
        html = '<p>Text <b class="b">one</b> and <b class="b">two</b> text</p>'

        assert self.cut_texts(html, "- {role: share, css: .b}") == [("one", "share"), ("two", "share")]

    def test_nothing_is_cut_out_of_a_block_that_a_statement_names_body(self) -> None:
        rule = site("- {role: paragraph, css: p}\n- {role: share, css: b}")
        _, labels = labelled("<p>Text <b>one</b> text</p>", rule)

        assert labels.cuts == ()

    def test_a_credit_is_cut_out_of_a_caption_and_offered_to_its_field(self) -> None:
        html = "<figure><figcaption>A ship. <span>AP/Lee</span></figcaption></figure>"
        _, labels = labelled(html, site("- {role: caption, css: figcaption}\n- {role: credit, css: 'figcaption span'}"))

        assert [str(cut.label.role) for cut in labels.cuts] == ["credit"]
        assert [(found.field, found.value, found.source) for found in labels.found] == [
            ("credit", "AP/Lee", "rule:example.com:credit[0]")
        ]

    def test_keep_cuts_the_group_and_keeps_the_rest_as_body(self) -> None:
        line = "BERLIN (dpa) - The council met on Monday."
        rule = site("- {role: source, line: '.+ (?P<source>\\(dpa\\)) - .+', keep: true, why: x}")
        page, labels = labelled(line, rule)

        assert labels.labels == (None,)
        assert [page.blocks[0].text[cut.start : cut.end] for cut in labels.cuts] == ["(dpa)"]
        assert [(found.field, found.value) for found in labels.found] == [("sources", "(dpa)")]


class TestGroups:
    """Named groups of a line feed fields."""

    def test_name_and_email_are_parts_of_one_author(self) -> None:
        rule = site("- {role: byline, line: 'BY (?P<name>.+?) \\[(?P<email>[^\\]]+)\\]', why: x}")
        _, labels = labelled("BY JANE DOE [jane@example.com]\n", rule)

        (found,) = labels.found
        assert (found.field, found.value, found.block) == ("authors", "JANE DOE", 0)
        assert dict(found.parts) == {"name": "JANE DOE", "email": "jane@example.com"}
        assert found.source == "rule:example.com:byline[0]"

    def test_one_line_feeds_several_fields(self) -> None:
        rule = site("- {role: caption, line: '(?P<caption>.+) \\[(?P<credit>.+)\\]', why: x}")
        _, labels = labelled("A ship at sea [AP]\n", rule)

        assert [(found.field, found.value) for found in labels.found] == [
            ("caption", "A ship at sea"),
            ("credit", "AP"),
        ]

    def test_a_group_that_took_no_part_gives_nothing(self) -> None:
        rule = site("- {role: byline, line: 'By (?P<author>.+?)(?: on (?P<published>.+))?', why: x}")
        _, labels = labelled("By Jane Doe\n", rule)

        assert [found.field for found in labels.found] == ["authors"]

    def test_the_same_line_twice_gives_one_candidate(self) -> None:
        _, labels = labelled("By Jane\n\nBy Jane\n", site("- {role: byline, line: 'By (?P<author>.+)', why: x}"))

        assert len(labels.found) == 1

    def test_a_line_that_an_earlier_statement_took_feeds_nothing(self) -> None:
        rule = site("- {role: related, line: By Jane, why: x}\n- {role: byline, line: 'By (?P<author>.+)', why: x}")
        _, labels = labelled("By Jane\n", rule)

        assert labels.found == ()


class TestBeforeAndAfter:
    """Everything up to, or from, a block."""

    def test_after_takes_the_block_and_all_behind_it(self) -> None:
        found = roles("Story\n\nComments\n\nNice\n", site("- {role: comments, after: Comments, why: x}"))

        assert found == {"Story": None, "Comments": "comments", "Nice": "comments"}

    def test_before_takes_all_up_to_the_block(self) -> None:
        found = roles("Skip\n\nMenu\n\nTitle\n\nStory\n", site("- {role: navigation, before: Title, why: x}"))

        assert found == {"Skip": "navigation", "Menu": "navigation", "Title": None, "Story": None}

    @pytest.mark.parametrize("spot", ["{css: h1}", "{xpath: //h1}", "{tokens: [t]}", "{line: Title}"])
    def test_the_block_may_be_named_by_any_place(self, spot: str) -> None:
        html = '<p>Menu</p><h1 class="t">Title</h1><p>Story</p>'

        found = roles(html, site(f"- {{role: navigation, before: {spot}, why: x}}"))

        assert found == {"Menu": "navigation", "Title": None, "Story": None}

    @pytest.mark.parametrize("where", ["before", "after"])
    def test_without_the_block_nothing_is_taken(self, where: str) -> None:
        assert roles("Story\n", site(f"- {{role: comments, {where}: Comments, why: x}}")) == {"Story": None}

    def test_the_first_of_several_blocks_counts(self) -> None:
        found = roles("One\n\nEnd\n\nTwo\n\nEnd\n", site("- {role: comments, after: End, why: x}"))

        assert found == {"One": None, "End": "comments", "Two": "comments"}

    def test_long_blocks_may_be_left_alone(self) -> None:
        found = roles(f"End\n\nTwo\n\n{PROSE}\n", site("- {role: comments, after: End, max_words: 5, why: x}"))

        assert found == {"End": "comments", "Two": "comments", PROSE: None}


class TestRepeated:
    """Texts that stand twice."""

    def labels_of(self, text: str, label: str) -> list[str | None]:
        _, labels = labelled(text, site(label))
        return [str(found.role) if found else None for found in labels.labels]

    def test_the_second_of_two_equal_texts_is_labelled(self) -> None:
        text = "Putin meets the envoy’s team\n\nMore\n\nPutin Meets the Envoy's Team\n"

        assert self.labels_of(text, "- {role: headline, repeated: true}") == [None, None, "headline"]

    def test_short_texts_may_stand_twice(self) -> None:
        assert self.labels_of("Read more now\n\nRead more now\n", "- {role: related, repeated: true}") == [None, None]

    def test_of_a_role_labels_what_a_block_of_that_role_says(self) -> None:
        label = "- {role: byline, css: .by}\n- {role: boilerplate, repeated: {of: byline}}"
        html = '<p class="by">By Jane</p><p>Text</p><p>By Jane</p><p>Text</p>'

        assert self.labels_of(html, label) == ["byline", None, "boilerplate", None]

    def test_of_title_labels_the_title_in_the_page(self) -> None:
        html = "<html><head><title>Fire!</title></head><body><p>FIRE!</p><p>Story</p></body></html>"

        assert self.labels_of(html, "- {role: headline, repeated: {of: title}}") == ["headline", None]

    def test_of_alt_labels_what_a_picture_says(self) -> None:
        html = '<p>A ship at sea</p><img src="/a.jpg" alt="A ship at sea"><p>Story</p>'

        assert self.labels_of(html, "- {role: caption, repeated: {of: alt}}") == ["caption", None]


class TestBody:
    """A rule that names the body."""

    HTML = f'<nav><p>Menu</p></nav><div class="body"><h2>Head</h2><p>{PROSE}</p><ul><li>Item</li></ul></div><p>Foot</p>'

    def test_inside_by_tag_outside_boilerplate(self) -> None:
        _, labels = labelled(self.HTML, site(body="{css: .body}"))

        assert [str(label.role) for label in labels.labels if label] == [
            "boilerplate", "heading", "paragraph", "list_item", "boilerplate",
        ]  # fmt: skip
        assert labels.body_by == "rule"
        assert labels.labels[0] is not None
        assert labels.labels[0].by == "example.com:body[0]"
        assert labels.labels[0].why == "outside the body that the rule names"

    def test_statements_go_before_the_body(self) -> None:
        files = site("- {role: navigation, css: nav}", body="{css: .body}")
        files["shared/x"] = "rule: 1\nlabel: [{role: related, line: Item, why: x}]\n"

        found = roles(self.HTML, files)

        assert (found["Menu"], found["Item"], found["Foot"]) == ("navigation", "related", "boilerplate")

    @pytest.mark.parametrize(
        "body", ["{css: [.nowhere, .body]}", "{css: .nowhere, xpath: '//div'}", "[{css: .nowhere}, {css: .body}]"]
    )
    def test_the_first_place_with_text_wins(self, body: str) -> None:
        assert roles(self.HTML, site(body=body))[PROSE] == "paragraph"

    def test_an_empty_container_is_no_body(self) -> None:
        html = f'<div class="a"><p>Loading</p></div><div class="b"><p>{PROSE}</p></div>'

        assert roles(html, site(body="{css: [.a, .b]}")) == {"Loading": "boilerplate", PROSE: "paragraph"}

    def test_several_chunks_are_one_body(self) -> None:
        html = f'<div class="a"><p>{PROSE}</p></div><p>Ad</p><div class="a"><p>{PROSE[:-1]}</p></div>'

        assert roles(html, site(body="{css: .a}")) == {PROSE: "paragraph", "Ad": "boilerplate", PROSE[:-1]: "paragraph"}

    def test_a_page_without_the_body_is_left_to_the_general_voices(self) -> None:
        _, labels = labelled(self.HTML, site("- {role: navigation, css: nav}", body="{css: .nowhere}"))

        assert labels.body_by is None
        assert [label is not None for label in labels.labels] == [True, False, False, False, False]

    def test_a_dump_is_left_to_the_general_voices(self) -> None:
        assert labelled(f"Menu\n\n{PROSE}\n", site(body="{css: .body}"))[1].body_by is None

    def test_a_rule_that_is_not_sure_says_where_the_body_is_likely_and_leaves_it_to_the_labelers(self) -> None:
        page, labels = labelled(self.HTML, site("- {role: navigation, css: nav}", body="{css: .body, sure: false}"))
        assert labels.body_by is None
        assert labels.labels[1:] == (None,) * 4
        assert labels.likely == {block.index for block in page.blocks if "body" in block.tokens}
        assert "rule_missed" not in labels.flags

    def test_an_extended_file_may_name_the_body(self) -> None:
        files = site(top="extends: [platforms/press]\n") | {"platforms/press": "rule: 1\nbody: {css: .body}\n"}

        assert labelled(self.HTML, files)[1].body_by == "rule"

    def test_replace_in_the_body_drops_that_of_an_extended_file(self) -> None:
        files = site(top="extends: [platforms/press]\n", body="{css: !replace [.nowhere]}")
        files["platforms/press"] = "rule: 1\nbody: {css: .body}\n"

        assert labelled(self.HTML, files)[1].body_by is None

    def test_text_with_line_breaks_in_the_body_itself_is_inside(self) -> None:
        html = f'<div class="body">{PROSE}<br><br>Second</div><p>Foot</p>'

        assert roles(html, site(body="{css: .body}")) == {
            PROSE: "paragraph",
            "Second": "paragraph",
            "Foot": "boilerplate",
        }

    def test_blocks_of_a_json_ld_text_are_the_body(self) -> None:
        body = f"{PROSE}Yes.&nbsp;The vote was close, and the mayor’s side won."
        html = (
            f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
            f"<p>Yes.</p><p>{PROSE}</p><p>Yes.</p><p>Ad</p><p>The vote was close, and the mayor's side won.</p><p>Yes.</p>"
        )
        _, labels = labelled(html, site(body="{jsonld: articleBody}"))

        assert [str(label.role) for label in labels.labels if label] == [
            "boilerplate", "paragraph", "paragraph", "boilerplate", "paragraph", "boilerplate",
        ]  # fmt: skip


def test_labelling_twice_gives_the_same() -> None:
    html = TestBody.HTML

    assert labelled(html, site(body="{css: .body}"))[1] == labelled(html, site(body="{css: .body}"))[1]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<h2>One</h2>", "heading"),
        ("<ul><li>One</li></ul>", "list_item"),
        ("<ul><li><p>One</p></li></ul>", "list_item"),
        ("<dl><dd>One</dd></dl>", "list_item"),
        ("<blockquote>One</blockquote>", "quote"),
        ("<blockquote><p>One</p></blockquote>", "quote"),
        ("<blockquote><ul><li>One</li></ul></blockquote>", "quote"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "table"),
        ("<pre>One</pre>", "preformatted"),
        ("<p>One</p>", "paragraph"),
        ("<div>One</div>", "paragraph"),
    ],
)
def test_the_tag_gives_the_role_in_the_body(html: str, role: str) -> None:
    assert str(body_role(make_page(html).blocks[0])) == role

"""Where a page shows no story: without the rule that took it, without script, from the page's data."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from invented_pages import HEAD, STORY, TITLE, article, has_story, page, paragraphs, record_of, texts_of

OTHER = "The ferry to the islands has been sold to a man who collects ferries. He has four of them now, and a bridge."
TEASERS = "".join(f"<div><a href=/{n}>Another story, the one of number {n}</a><p>{OTHER}</p></div>" for n in range(2))
RELATED = [{"title": "Another story", "text": OTHER}] * 3
SHELL = "<div id=root></div>"


def json_ld(body: str, **more: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "articleBody": body, **more}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def next_data(story: dict[str, Any]) -> str:
    data = {"props": {"pageProps": {"article": {"title": TITLE, **story}, "related": RELATED}}}
    return f"<script id=__NEXT_DATA__ type=application/json>{json.dumps(data)}</script>"


def pushed(stream: str) -> str:
    parts = (stream[:100], stream[100:])
    return "".join(f"<script>self.__next_f.push({json.dumps([1, part])})</script>" for part in parts)


def spans(text: str) -> list[dict[str, Any]]:
    """A text in the runs of rich text."""
    return [{"text": text[:30], "marks": []}, {"text": text[30:], "marks": ["em"]}]


def linked(text: str) -> list[dict[str, Any]]:
    """A text with a link in it, as Contentful has it."""
    link = {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": text[30:40]}]}
    return [{"nodeType": "text", "value": text[:30]}, link, {"nodeType": "text", "value": text[40:]}]


@pytest.mark.parametrize(
    "body",
    ["\n".join(STORY), "\n\n".join(STORY), paragraphs(), html.escape(paragraphs())],
    ids=["lines", "empty lines", "markup", "escaped markup"],
)
def test_a_shell_with_the_text_in_json_ld(body: str) -> None:
    shell = page(SHELL, head=json_ld(body))

    assert has_story(shell)
    assert record_of(shell).tool.body_by == "jsonld:articleBody"


def test_a_shell_whose_menus_were_taken_for_a_text() -> None:
    menu = "".join(f"<li><a href='/{n}'>Section number {n} of the paper</a></li>" for n in range(5))
    shell = page(
        f"<div class=x1><ul>{menu}</ul></div><h1>{TITLE}</h1><div id=root></div>", head=json_ld("\n".join(STORY))
    )

    assert has_story(shell)


def test_a_teaser_with_the_whole_text_in_json_ld() -> None:
    teaser = page(f"<article>{HEAD}{paragraphs(STORY[:1])}</article>", head=json_ld("\n".join(STORY)))

    assert has_story(teaser)
    assert record_of(teaser).status == "ok"


def test_a_page_with_its_story_needs_no_data() -> None:
    shown = page(f"<article>{HEAD}{paragraphs()}</article>", head=json_ld("\n".join(STORY) + "\n" + OTHER))

    assert has_story(shown)
    assert record_of(shown).tool.body_by == "block-model"


@pytest.mark.parametrize(
    "story",
    [
        {"body": paragraphs()},
        {"text": "\n\n".join(STORY)},
        {"paragraphs": list(STORY)},
        {"blocks": [{"type": "p", "text": text} for text in STORY]},
        {"content": {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in STORY]}},
        {"body": [{"_type": "block", "children": spans(text)} for text in STORY]},
        {"content": {"root": {"children": [{"type": "paragraph", "children": spans(text)} for text in STORY]}}},
        {"body": {"json": {"content": [{"nodeType": "paragraph", "content": linked(text)} for text in STORY]}}},
        {"answer": json.dumps({"title": TITLE, "body": paragraphs()})},
        {"content": json.dumps({"blocks": [{"data": {"text": text}} for text in STORY]})},
        {"contents": [{"model": {"blocks": [{"model": {"text": text, "blocks": spans(text)}}]}} for text in STORY]},
    ],
    ids=[
        "html",
        "text",
        "strings",
        "blocks",
        "editor.js",
        "portable text",
        "lexical",
        "contentful",
        "answer",
        "JSON",
        "nested",
    ],
)
def test_a_shell_with_the_text_in_its_state(story: dict[str, Any]) -> None:
    shell = page(SHELL + next_data(story))

    assert has_story(shell)
    assert record_of(shell).tool.body_by == "state:__NEXT_DATA__"


ARTICLE = {"title": TITLE, "body": paragraphs()}
APOLLO = {
    "Article:1": {"title": TITLE, "body": [{"__ref": f"Text:{n}"} for n in range(len(STORY))]},
    **{f"Text:{n}": {"__typename": "Paragraph", "text": text} for n, text in enumerate(STORY)},
}
FUSION = {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": text} for text in STORY]}
NUXT = [{"data": 1}, {"article": 2}, {"title": 3, "body": 4}, TITLE, paragraphs()]
ELEMENTS = [["$", "p", str(n), {"children": [t[:20], ["$", "em", None, {"children": t[20:30]}], t[30:]]}] for n, t in enumerate(STORY)]  # fmt: skip  # noqa: E501
ROOT = ["$", "article", None, {"children": [["$", "h1", None, {"children": TITLE}], *ELEMENTS]}]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        (f"<script>window.__APOLLO_STATE__={json.dumps(APOLLO)};</script>", "__APOLLO_STATE__"),
        (f"<script>Fusion.globalContent={json.dumps(FUSION)};Fusion.spa=1</script>", "Fusion.globalContent"),
        (f"<script id=__NUXT_DATA__ type=application/json>{json.dumps(NUXT)}</script>", "__NUXT_DATA__"),
        (f"<script>window.__NUXT__={json.dumps({'data': [ARTICLE]})}</script>", "__NUXT__"),
        (f"<script>var a=1;window.__remixContext = {json.dumps(ARTICLE)};b()</script>", "__remixContext"),
        (f'<script>window["_data"]={json.dumps(ARTICLE)}</script>', "_data"),
        (f'<div data-page="{html.escape(json.dumps(ARTICLE))}"></div>', "data-page"),
        (f"<script type=application/json>{json.dumps(ARTICLE)}</script>", "json"),
        (f"<script>window.S=JSON.parse({json.dumps(json.dumps(ARTICLE))})</script>", "json"),
        (pushed(f'2:["$","$L3",null,{{"article":{json.dumps(ARTICLE)}}}]\n'), "self.__next_f"),
        (pushed(f"2:T{len(paragraphs().encode()):x},{paragraphs()}3:[]\n"), "self.__next_f"),
        (pushed(f"0:{json.dumps(ROOT)}\n"), "self.__next_f"),
    ],
)
def test_states_of_frameworks(script: str, name: str) -> None:
    shell = page(SHELL + script)

    assert has_story(shell)
    assert record_of(shell).tool.body_by == f"state:{name}"


def test_comments_and_other_stories_in_a_state_are_no_story() -> None:
    comments = [{"text": text, "user": "Otto"} for text in STORY]

    shell = page(SHELL + next_data({"comments": comments, "relatedArticles": [{"html": paragraphs()}]}))

    assert record_of(shell).status == "not_article"


def test_broken_data_are_no_story() -> None:
    for script in ("__NEXT_DATA__ = {", 'self.__next_f.push([1,"2:Tzz,"])', "JSON.parse('{\\x')", "x:" + "[" * 90_000):
        assert record_of(page(SHELL + f"<script>{script}</script>")).status == "not_article"


def test_the_text_for_browsers_without_script() -> None:
    bare = page(f"{SHELL}<noscript><article>{HEAD}{paragraphs()}</article></noscript>")

    assert has_story(bare)
    assert record_of(bare).tool.body_by == "noscript"
    assert set(STORY) <= set(texts_of(page(f"{TEASERS}<noscript><article>{HEAD}{paragraphs()}</article></noscript>")))
    assert has_story(article(f"{paragraphs()}<noscript>{paragraphs()}</noscript>"))


def test_a_template_in_the_place_of_the_story() -> None:
    assert has_story(article(f"<script type='text/template'>{paragraphs()}</script>"))
    cookies = f"<script type='text/template'>{paragraphs([OTHER] * 9)}</script>"
    assert record_of(page(SHELL + cookies)).status == "not_article"


@pytest.mark.parametrize(
    "body",
    [
        f"<div role=dialog aria-modal=true>{HEAD}{paragraphs()}</div>",
        f"<dialog open><h2>{TITLE}</h2>{paragraphs()}</dialog>",
        f"<div class=modal-content>{HEAD}{paragraphs()}</div>",
        f"<nav><a href=/>Home</a>{HEAD}{paragraphs()}</nav>",
        f"<div class='sidebar' id='sidebar-primary'><article>{HEAD}{paragraphs()}</article></div>",
        f"<div id=comments><article>{HEAD}{paragraphs()}</article></div>",
        f"<div class=newsletter>{paragraphs()}</div>",
    ],
)
def test_boilerplate_holds_neither_the_headline_nor_all_prose(body: str) -> None:
    assert has_story(page(body))


def test_boilerplate_is_not_the_page() -> None:
    assert has_story(page(f"<article>{HEAD}{paragraphs()}</article>", attributes=" class='single fb_comments disqus'"))


def test_a_statement_that_took_the_story_is_left_out_and_named() -> None:
    each = "".join(f"<section>{paragraphs([text])}</section>" for text in STORY)  # like comments

    taken = page(f"<div class=disqus>{each}</div>")

    assert has_story(taken)
    assert record_of(taken).tool.body_by == "block-model without shared/comments:disqus"


def test_references_in_a_circle_end() -> None:
    circle = {name: {"title": TITLE, "body": [{"__ref": other} for other in "ab"] * 9} for name in "ab"}

    shell = page(SHELL + f"<script>window.__APOLLO_STATE__={json.dumps(circle)}</script>")

    assert record_of(shell).status == "not_article"


@pytest.mark.parametrize("named", ["a text", ["a", "list"], 7, None])
def test_references_to_what_is_no_object_give_nothing(named: object) -> None:
    state = {"page": [{"__ref": "other"}], "other": named}

    shell = page(SHELL + f"<script>window.__APOLLO_STATE__={json.dumps(state)}</script>")

    assert record_of(shell).status in ("empty", "not_article")


def test_half_an_emoji_in_a_state_is_no_character() -> None:
    texts = [f"{text} \ud83d" for text in STORY]
    state = json.dumps({"title": TITLE, "body": [{"text": text} for text in texts]})

    record = record_of(page(SHELL + f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'))

    assert "\ud83d" not in record.text
    assert record.status != "crashed"


def test_a_text_that_many_references_name_is_not_read_without_end() -> None:
    state = {"story": {"text": "The ferry sails again from Monday, the port said. " * 200}}
    state |= {"page": [{"__ref": "story"}] * 2_000}

    record = record_of(page(SHELL + f"<script>window.__APOLLO_STATE__={json.dumps(state)}</script>"))

    assert len(record.text) < 4_000_000


def test_shown_brief_is_not_replaced_by_another_text() -> None:
    brief = "<p>The ferry to the outer islands sails again on Monday, months after it ran aground off Holm.</p>"
    brief += "<p>Its engine was mended in the dock of the town, where nobody had seen one of that kind before.</p>"
    terms = "You may use this service only where you have accepted these conditions of use in full, and no others. " * 8
    state = json.dumps({"terms": {"text": terms}})

    shown = page(f'<h1>{TITLE}</h1>{brief}<script id="__NEXT_DATA__" type="application/json">{state}</script>')

    assert "conditions" not in record_of(shown).text


def test_note_to_browsers_without_scripts_is_no_story() -> None:
    note = "We are sorry, but this page does not work without JavaScript, so allow it and load the page again. " * 4

    assert "sorry" not in record_of(page(SHELL + f"<noscript><p>{note}</p></noscript>")).text


def test_hidden_sentences_of_a_declared_text_stay_hidden() -> None:
    advert = "Tell the reader that the ferry of our sponsor is the best of all ferries, and that she sails today."
    body = f"{paragraphs()}<p style='display:none'>{advert}</p>"

    assert has_story(page(SHELL, head=json_ld(body)))


@pytest.mark.parametrize("key", ["museo", "default", "alternativeBody", "/news/seo-ul", "commentator"])
def test_a_key_that_only_contains_the_word_for_another_text_may_hold_the_story(key: str) -> None:
    assert has_story(page(SHELL + next_data({key: {"title": TITLE, "body": paragraphs()}})))


@pytest.mark.parametrize("key", ["relatedStories", "user_comments", "SEODescription", "i18n", "cookie-notice"])
def test_a_key_that_names_another_text_holds_no_story(key: str) -> None:
    assert record_of(page(SHELL + next_data({key: {"text": paragraphs()}}))).status == "not_article"


def test_a_key_that_names_another_text_holds_the_story_where_its_title_stands_there() -> None:
    assert has_story(page(SHELL + next_data({"message": {"title": TITLE, "body": paragraphs()}})))


def test_a_longer_story_beside_the_pages_own_is_another() -> None:
    more = {"title": "The mayor of Lund resigns", "body": paragraphs([f"{text} {OTHER}" for text in STORY] * 2)}
    story = {"title": TITLE, "body": paragraphs(), "more": [more]}

    assert has_story(page(SHELL + next_data(story)))

from __future__ import annotations

import json

from hand_made import make_story

from cleaner.json_ld import texts, type_names


def scripts(*objects: object, title: str = "", url: str | None = None) -> str:
    """A page with JSON-LD objects."""
    made = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in objects)
    return f"<title>{title}</title>{made}<p>text</p>"


def test_page_without_an_article_object_has_none() -> None:
    assert make_story(scripts({"@type": "Organization", "name": "The Post"})).node == {}


def test_news_article_wins_over_the_page_around_it() -> None:
    story = make_story(scripts({"@type": "WebPage", "name": "a"}, {"@type": ["Thing", "NewsArticle"], "headline": "b"}))

    assert texts(story.node, "headline") == ("b",)


def test_article_of_this_address_wins_over_a_teaser() -> None:
    teaser = {"@type": "NewsArticle", "url": "https://example.com/other", "headline": "Teaser"}
    own = {"@type": "Article", "url": "http://www.example.com/own/?utm_source=x", "headline": "Own"}
    story = make_story(scripts(teaser, own), url="https://example.com/own")

    assert texts(story.node, "headline") == ("Own",)


def test_article_with_the_pages_headline_wins_over_the_first() -> None:
    story = make_story(
        scripts(
            {"@type": "NewsArticle", "headline": "Another story"},
            {"@type": "NewsArticle", "headline": "Storm closes the harbour"},
            title="Storm closes the harbour - The Post",
        )
    )

    assert texts(story.node, "headline") == ("Storm closes the harbour",)


def test_article_inside_the_page_object_is_found() -> None:
    story = make_story(scripts({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Inner"}}))

    assert texts(story.node, "headline") == ("Inner",)


def test_reference_to_another_object_is_followed() -> None:
    person = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    story = make_story(scripts({"@type": "NewsArticle", "author": [{"@id": "#jane"}]}, person))

    assert texts(story.node, "author.name") == ("Jane Doe",)


def test_string_stands_for_the_object_of_that_name() -> None:
    assert texts({"author": ["Jane Doe", {"name": ["Bob Lee", "B. Lee"]}]}, "author.name") == (
        "Jane Doe",
        "Bob Lee",
        "B. Lee",
    )


def test_strings_are_read_as_a_reader_would_see_them() -> None:
    assert texts({"headline": " Storm &amp;amp; <b>rain</b>\n "}, "headline") == ("Storm & rain",)


def test_path_to_nothing_has_no_texts() -> None:
    assert texts({"author": {"name": None, "url": True}}, "author.name.first") == ()
    assert texts({}, "author") == ()


def test_types_lose_their_vocabulary() -> None:
    assert type_names({"@type": ["https://schema.org/NewsArticle", "schema:Report"]}) == ("NewsArticle", "Report")

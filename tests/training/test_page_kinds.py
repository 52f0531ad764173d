"""What the page type is learned from: front pages made of articles, dumps made of pages."""

from __future__ import annotations

from cleaner.model import Document, Options, RawPage
from cleaner.stages.decode import decode
from training.composed import Stock
from training.flatten import bare_dump, layout_dump
from training.front_pages import FrontPages

SENTENCE = "The council met on Monday evening and agreed to repair the old bridge number {} before the winter comes."
STORY = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(6))
PAGE = (
    "<html><head><title>Bridge</title><meta property=og:type content=article></head><body><ul><li>News</li></ul>"
    f"<main><div><h1>Bridge</h1>{STORY}</div></main>"
    "<p>Imprint <b>and</b> contact</p><script>var a</script></body></html>"
)
SALE = "Mill {} {} is to be sold to the county next year."
OTHERS = [{"title": f"Mill {n}", "text": "\n".join(SALE.format(n, line) for line in range(4))} for n in range(5)]


def document(html: str = PAGE) -> Document:
    return decode(RawPage(html, "https://herald.example/news/bridge"), Options())


def test_front_page_has_other_stories_where_the_story_stood() -> None:
    fronts = FrontPages(Stock(OTHERS))
    made = fronts.make(document(), "one", None)
    assert made is not None
    html = str(made.body)
    assert "old bridge" not in html
    assert html.count("<a href") >= 4
    assert "Imprint" in html
    assert 'content="article"' not in html, "what the page declares of its story goes"
    assert made.url != "https://herald.example/news/bridge"
    again = fronts.make(document(), "one", None)
    assert again is not None
    assert again.body == made.body


def test_page_without_paragraphs_makes_no_front_page() -> None:
    assert FrontPages(Stock(OTHERS)).make(document("<p>Bridge</p>"), "one", None) is None


def test_layout_dump_has_bullets_and_empty_lines_around_paragraphs() -> None:
    lines = layout_dump(document()).split("\n")
    assert lines[0] == "  * News"
    assert lines[lines.index(SENTENCE.format(0)) + 1] == ""


def test_bare_dump_breaks_at_every_element() -> None:
    lines = bare_dump(document()).split("\n")
    assert lines[-3:] == ["Imprint", "and", "contact"]
    assert "var a" not in lines

"""Records as HTML and TEI: the same texts and links as in the record, and nothing that a page could have slipped in."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from cleaner.model import BodyBlock, Cell, Credit, Image, Language, LiveEntry, Moment, Record, Span
from cleaner.sinks import html, tei
from cleaner.sinks.rows import Row

RecordWith = Callable[..., Record]
SIGNS = [*"abc 12 .,<>[]()!&;:#\\\"'“”’-💧é", "&amp;", "</p>", "<script>", "]]>", "<!--", "the "]
KINDS = ["link", "strong", "emphasis", "code", "superscript", "subscript", "quote"]
BODY = (
    BodyBlock("paragraph", "The old port", spans=(Span("strong", 0, 7), Span("link", 4, 12, "https://e.com/?a&b"))),
    BodyBlock("heading", "Part", level=3),
    BodyBlock("list_item", "one", level=1, ordered=False, number=1, group=1),
    BodyBlock("list_item", "four", level=2, ordered=True, number=4, group=1),
    BodyBlock("list_item", "five", level=2, ordered=True, number=5, group=1),
    BodyBlock("list_item", "more", level=2, ordered=True, number=5, group=1),
    BodyBlock("list_item", "point", level=2, ordered=False, number=1, group=1),
    BodyBlock("list_item", "two", level=1, ordered=False, number=2, group=1),
    BodyBlock("table", "Ships", group=2, cells=(Cell("", header=True), Cell("Ships", colspan=2)), caption="By port"),
    BodyBlock("quote", "We wait.", group=3, source="Ada Blau"),
    BodyBlock("preformatted", "a", group=4),
    BodyBlock("preformatted", "b < c", group=4, indent=2, gap=1),
)


def article(row: Row) -> Any:
    [found] = lxml_html.document_fromstring(html.page_of(row)).iter("article")
    return found


def test_each_kind_of_block_has_its_element(record_with: RecordWith) -> None:
    made = html.article_of(Row("a", record_with(body=BODY, authors=(), published=None, language=Language("en"))))
    assert made == (
        '<article lang="en">\n<h1>Harbour reopens</h1>\n'
        "<p><strong>The </strong>"
        '<a href="https://e.com/?a&amp;b"><strong>old</strong> port</a></p>\n<h3>Part</h3>\n'
        '<ul><li>one<ol><li value="4">four</li><li>five<p>more</p></li></ol>'
        "<ul><li>point</li></ul></li><li>two</li></ul>\n"
        '<table><caption>By port</caption><tr><th></th><td colspan="2">Ships</td></tr></table>\n'
        "<blockquote><p>We wait.</p><footer>Ada Blau</footer></blockquote>\n<pre>a\n\n  b &lt; c</pre>\n"
        '<footer><span class="outlet">Coast Daily</span></footer>\n</article>'
    )


def test_pictures_and_facts_are_shown(record_with: RecordWith) -> None:
    image = Image("https://e.com/a.jpg?x=1&y", "The port", Credit("Ada Blau/AP"), 'Ships"', lead=True)
    made = article(Row("a", record_with(images=(image, Image("javascript:x", "No")), kicker="Sea", subtitle="Sub")))
    assert [(img.get("src"), img.get("alt")) for img in made.iter("img")] == [("https://e.com/a.jpg?x=1&y", 'Ships"')]
    assert [caption.text for caption in made.iter("figcaption")] == ["The port (Ada Blau/AP)", "No"]
    assert [part.get("class") for part in made.iter("p") if part.get("class")] == [
        "kicker", "subtitle", "byline", "published",
    ]  # fmt: skip
    assert [time.get("datetime") for time in made.iter("time")] == ["2024-03-01T08:30:00+09:00"]


def test_outlet_tags_and_last_change_are_shown(record_with: RecordWith) -> None:
    made = article(Row("a", record_with(modified=Moment("2024-03-02", "day"), tags=("sea", "ice & fog"))))
    assert [time.get("datetime") for time in made.iter("time")] == ["2024-03-01T08:30:00+09:00", "2024-03-02"]
    assert [span.text for span in made.iter("span")] == ["Coast Daily", "sea, ice & fog"]


@pytest.mark.parametrize("address", ["javascript:x()", " java\nscript:x()", "\x01javascript:x()", "data:text/html,x"])
def test_address_that_runs_is_no_link(address: str, record_with: RecordWith) -> None:
    body = (BodyBlock("paragraph", "The port", spans=(Span("link", 0, 3, address),)),)
    row = Row("a", record_with(body=body, url=address))
    for made in (html.page_of(row), tei.document_of(row).replace("<idno", "")):
        assert "<a " not in made
        assert "<ref" not in made


def random_block(chance: random.Random) -> BodyBlock:
    text = " ".join(("a" + "".join(chance.choices(SIGNS, k=12)) + "z").split())
    spans: list[Span] = []
    end = 0
    for _ in range(chance.randrange(5)):
        start, stop = sorted(chance.sample(range(len(text) + 1), 2))
        kind = chance.choice(KINDS)
        if kind == "link" and start < end:
            continue
        end = stop if kind == "link" else end
        url = f"https://e.com/{chance.choice(SIGNS)}{chance.choice(SIGNS)}x" if kind == "link" else None
        spans.append(Span(kind, start, stop, url))  # type: ignore[arg-type]  # one of the kinds
    return BodyBlock("paragraph", text, spans=tuple(spans))


def test_any_text_with_spans_is_read_back_with_its_links(record_with: RecordWith) -> None:
    html5lib = pytest.importorskip("html5lib", reason="an extra of tests")
    chance = random.Random(3)
    blocks = tuple(random_block(chance) for _ in range(1500))
    row = Row("a", record_with(body=blocks, authors=(), published=None))
    page = html5lib.parse(html.page_of(row), namespaceHTMLElements=False)
    read = list(page.iter("p"))
    assert ["".join(element.itertext()) for element in read] == [block.text for block in blocks]
    found = [(a.get("href"), "".join(a.itertext())) for element in read for a in element.iter("a")]
    assert found == [
        (span.url, block.text[span.start : span.end])
        for block in blocks
        for span in block.spans
        if span.kind == "link"
    ]  # fmt: skip
    assert {element.tag for element in page.iter()} <= {
        "html", "head", "meta", "title", "body", "article", "h1", "p", "a", "strong", "em", "code", "sup", "sub",
        "span", "footer",
    }  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_subset.rng")))


def test_tei_is_valid_with_each_kind_of_block(record_with: RecordWith, schema: Any) -> None:
    row = Row("a", record_with(body=BODY, section=("Sea",), url="https://e.com/a", language=Language("en")))
    document = etree.fromstring(tei.page_of(row).encode())
    schema.assertValid(document)
    assert "".join(document.find(".//{*}div/{*}p").itertext()) == "The old port"
    assert [ref.get("target") for ref in document.iter("{*}ref")] == ["https://e.com/?a&b"]


def test_tei_has_the_subtitle_beside_the_title(record_with: RecordWith, schema: Any) -> None:
    document = etree.fromstring(tei.page_of(Row("a", record_with(subtitle="Ships < boats"))).encode())
    schema.assertValid(document)
    assert [title.text for title in document.iterfind(".//{*}title[@type='sub']")] == ["Ships < boats"] * 2


def test_corpus_is_valid_whatever_the_texts_hold(record_with: RecordWith, schema: Any) -> None:
    chance = random.Random(4)
    rows = [Row("<a>", record_with(title="<&>", body=tuple(random_block(chance) for _ in range(n)))) for n in range(9)]
    heading = BodyBlock("heading", "Only a heading")
    rows.append(Row("b", record_with(body=(heading, heading))))
    stream = StringIO()
    tei.write_tei(rows, stream, many=True)
    corpus = etree.fromstring(stream.getvalue().encode())
    schema.assertValid(corpus)
    texts = ["".join(part.itertext()) for part in corpus.iter("{*}p") if part.getparent().tag.endswith("div")]
    assert [text for text in texts if text] == [block.text for row in rows[:9] for block in row.record.body]


def test_entries_of_a_live_blog_have_their_times(record_with: RecordWith) -> None:
    time = Moment("2024-03-01T08:00:00+09:00", "second")
    entries = (LiveEntry(0, 1, time, "8 a.m.", author="<Ada>"), LiveEntry(1, 2, author="Cem"), LiveEntry(7, 9))
    made = html.article_of(Row("a", record_with(entries=entries)))
    line = '<p class="entry"><time datetime="2024-03-01T08:00:00+09:00">8 a.m.</time> · &lt;Ada&gt;</p>'
    assert f'{line}\n<p>Ships sailed.</p>\n<p class="entry">Cem</p>\n<p>Nobody waved.</p>' in made


def test_page_of_many_has_a_title(record: Record) -> None:
    stream = StringIO()
    html.write_html([Row("a", record), Row("b", record)], stream, many=True)
    assert "<title>News stories</title>" in stream.getvalue()


def test_tei_has_the_pictures_in_their_places(record_with: RecordWith, schema: Any) -> None:
    pictures = (
        Image("https://e.com/a b.jpg?x&y", "The <port>", Credit("AP"), lead=True),
        Image("https://e.com/c.jpg", block=1),
        Image("javascript:x", "Fog", block=2),
        Image("javascript:x", block=2),
    )
    body = (BodyBlock("heading", "Sea"), BodyBlock("paragraph", "Ships."))
    document = etree.fromstring(tei.page_of(Row("a", record_with(images=pictures, body=body))).encode())
    schema.assertValid(document)
    places = [[etree.QName(part).localname for part in div] for div in document.iter("{*}div")]
    assert places == [["figure", "p"], ["head", "figure", "p", "figure"]]
    assert [part.get("url") for part in document.iter("{*}graphic")] == [
        "https://e.com/a%20b.jpg?x&y",
        "https://e.com/c.jpg",
    ]
    assert [part.text for part in document.iterfind(".//{*}figure/{*}p")] == ["The <port> (AP)", "Fog"]

"""A page with an invented story: what is kept, what is invented, and that the program finds the same in it."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache

import pytest

from cleaner import RawPage, Record, clean, load_rules
from cleaner.anonymise.check import differences
from cleaner.anonymise.page import Shared, anonymise, flattened
from cleaner.anonymise.pruning import Cuts
from cleaner.anonymise.words import Inventor
from cleaner.errors import InputError
from cleaner.rulebook import Rulebook
from tests.invented_pages import MENU, STORY, TITLE, paragraphs

ADDRESS = "https://www.marlepost.example/news/2026/05/04/marle-closes-its-leaking-bath-1234/"
TEASERS = [f"{name} wins the rowing race of {place}" for name in ("Petra", "Igor", "Maud") for place in ("Elm", "Oak")]
LINKED = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "url": ADDRESS,
    "datePublished": "2026-05-04T08:00:00Z", "author": [{"@type": "Person", "name": "Eva Holm"}],
    "publisher": {"@type": "Organization", "name": "Marle Post"}, "articleSection": "Region", "wordCount": 120,
    "potentialAction": {"@type": "SubscribeAction", "target": "https://pay.example"},
}  # fmt: skip
PAGE = f"""<html lang=en><head><title>{TITLE} | Marle Post</title><meta property=og:title content="{TITLE}">
<meta property=og:site_name content="Marle Post"><meta name=author content="Eva Holm">
<meta name=google-site-verification content=abcdef><link rel=canonical href="{ADDRESS}?utm_source=feed">
<link rel=stylesheet href=/a.css><style>p {{ color: red }}</style><script>track("user-4711")</script>
<script type=application/ld+json>{json.dumps(LINKED)}</script></head><body>
<header><a href=/>Marle Post</a><nav>{MENU}</nav></header><!-- built by Eva -->
<main><article class="story sc-1a2b3c md:w-[32px]" onclick="go()" data-user-id=88231><h1>{TITLE}</h1>
<p class=byline>By <a rel=author href="/authors/eva-holm?ref=top">Eva Holm</a></p>
<p>Published <time datetime=2026-05-04T08:00:00Z>May 4, 2026</time></p>
<figure><picture><source srcset="/b.webp">
<img src="/pictures/old-brewery-bath-in-marle.jpg?w=900" alt="The old brewery">
</picture><figcaption>The bath in the old brewery of Marle. Photo: Nils Berg/AFP</figcaption></figure>
<div class=text>{paragraphs()}</div><p class=share>Share this article</p></article>
<aside class=related><h2>Read more</h2><ul>
{"".join(f"<li><a href=/news/{i}>{t}</a></li>" for i, t in enumerate(TEASERS))}
</ul></aside></main><svg><path d=M0></svg><iframe src="https://ads.example/x"></iframe>
<footer><a href=/privacy>Privacy</a><p>© 2026 Marle Post. All rights reserved.</p></footer></body></html>"""


@cache
def _rules() -> Rulebook:
    return load_rules()


@cache
def _shared(paragraphs: int | None = None) -> Shared:
    return anonymise(RawPage(PAGE, url=ADDRESS), _rules(), Cuts(paragraphs=paragraphs))


def test_player_without_an_end_takes_nothing_with_it() -> None:
    page = PAGE.replace("<div class=text>", '<div class=text><embed src="https://ads.example/x.swf" hidden>')
    shared = anonymise(RawPage(page, url=ADDRESS), _rules(), Cuts())
    made = clean(shared.raw, _rules())
    assert len(made.body) == len(clean(RawPage(PAGE, url=ADDRESS), _rules()).body)
    assert b"<embed" not in shared.raw.body_bytes()


def _html() -> str:
    return _shared().raw.body_bytes().decode()


def _record() -> Record:
    return clean(_shared().raw, _rules())


@pytest.mark.parametrize(
    "text",
    ["Eva", "Holm", "eva-holm", "Nils", "Berg", "brewery", "leaking", "Jonas", "Wirt", "eighty", "rowing", "Petra"],
)
def test_names_and_words_of_stories_are_gone(text: str) -> None:
    assert re.search(rf"\b{text}\b", _html(), re.I) is None


@pytest.mark.parametrize(
    "text",
    ["Marle Post", ">News<", "By ", "Published", "May 4, 2026", "2026-05-04T08:00:00Z", "Photo:", "AFP", "Read more",
     "Share this article", "All rights reserved.", 'class="byline"', "Region"],
)  # fmt: skip
def test_interface_words_days_agencies_and_the_outlet_stay(text: str) -> None:
    assert text in _html()


@pytest.mark.parametrize(
    "text",
    ["track(", "stylesheet", "color: red", "built by", "onclick", "88231", "verification", "svg", "ads.example",
     "utm_source", "potentialAction", "wordCount\": 120, \"potential", "md:w"],
)  # fmt: skip
def test_scripts_styles_tracking_and_comments_are_gone(text: str) -> None:
    assert text not in _html()


def test_a_short_line_of_the_interface_stays_and_a_sentence_of_it_is_invented_and_still_known() -> None:
    short, legal = "Sign up for our newsletter", "subscribe to our morning letter and hear first of whatever happens in"
    sentence = f"By signing up you agree to our privacy policy and {legal} the towns along the river"
    form = f"<div class=newsletter><p>{short}</p><p>{sentence}</p></div>"
    raw = RawPage(PAGE.replace("<p class=share>", f"{form}<p class=share>"), url=ADDRESS)
    shared = anonymise(raw, _rules(), Cuts())
    made = shared.raw.body_bytes().decode()
    assert short in made
    assert "By signing up you agree to our" in made
    assert "hear first of whatever happens" not in made
    assert not any(" ".join(run) in made for run in _runs(sentence.split(), 8))
    assert differences(shared, _rules()) == []


def _runs(words: list[str], length: int) -> list[list[str]]:
    return [words[start : start + length] for start in range(len(words) - length + 1)]


def test_one_text_is_invented_once() -> None:
    record, linked = _record(), json.loads(_html().partition('ld+json">')[2].partition("</script>")[0])
    title = str(record.title)
    assert title != TITLE
    assert len(title.split()) == len(TITLE.split())
    assert linked["headline"] == title
    assert f'content="{title}"' in _html()
    assert [author.name for author in record.authors] == [linked["author"][0]["name"]]
    assert record.canonical_url == _shared().raw.url


def test_an_address_keeps_its_shape_and_has_the_words_of_the_title() -> None:
    address = str(_shared().raw.url)
    assert address.startswith("https://www.marlepost.example/news/2026/05/04/")
    assert address.endswith("-1234/")
    slug = str(_record().title).lower().replace(" ", "-")
    assert slug in address


def test_each_paragraph_keeps_its_length_and_its_marks() -> None:
    texts = _record().text.split("\n\n")
    assert [len(text) for text in texts] == [len(text) for text in STORY]
    assert [text[-1] for text in texts] == [text[-1] for text in STORY]
    assert not set(texts) & set(STORY)


def test_the_program_finds_the_same_in_it() -> None:
    assert differences(_shared(), _rules()) == []


def test_what_is_found_otherwise_is_said() -> None:
    shared = _shared()
    broken = Shared(RawPage(shared.raw.body_bytes().replace(b"<h1>", b"<p>")), shared.original, shared.survivors[:-1])
    assert any(line.startswith("blocks:") for line in differences(broken, _rules()))


def test_long_lists_are_cut_and_the_middle_of_a_long_story() -> None:
    assert _html().count("/news/") - _html().count("/news/2026") == 3
    short = clean(_shared(3).raw, _rules())
    whole = _record().text.split("\n\n")
    assert short.text.split("\n\n") == [*whole[:2], whole[-1]]


def test_it_is_deterministic_and_another_page_has_other_words() -> None:
    again = anonymise(RawPage(PAGE, url=ADDRESS), _rules(), Cuts())
    assert again.raw.body == _shared().raw.body
    other = anonymise(RawPage(PAGE.replace("station", "harbour"), url=ADDRESS), _rules(), Cuts())
    assert clean(other.raw, _rules()).title != _record().title


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Совет города закрыл старую купальню во вторник", "CYRILLIC"),
        ("مجلس المدينة أغلق المسبح القديم يوم الثلاثاء", "ARABIC"),
        ("市議会は古い水泳場を閉鎖することを決定した", "CJK"),
        ("시의회는 오래된 수영장을 폐쇄하기로 했다", "HANGUL"),
        ("नगर परिषद ने पुराने तालाब को बंद कर दिया", "DEVANAGARI"),
    ],
)
def test_words_of_all_scripts_are_invented_in_their_script(text: str, script: str) -> None:
    made = Inventor([text]).text(text)
    assert made != text
    assert len(made) == len(text)
    assert any(unicodedata.name(letter, "").startswith(script) for letter in made)


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("Write to jonas.wirt@marle.example", ".example", "jonas"),
        ("See https://marle.example/jonas-wirt-talks", "https://marle.example/", "jonas"),
        ("Call 0441998877", "", "0441998877"),
        ("WIRT and McWirt", " and ", "Wirt"),
    ],
)
def test_mail_addresses_links_and_numbers(text: str, kept: str, gone: str) -> None:
    made = Inventor([text], names=["wirt"]).text(text)
    assert kept in made
    assert gone not in made
    assert [letter.isupper() for letter in made] == [letter.isupper() for letter in text]


def test_the_dump_has_a_line_for_each_block_a_reader_sees() -> None:
    lines = flattened(_shared()).splitlines()
    record = _record()
    assert record.title in lines
    assert set(record.text.split("\n\n")) <= set(lines)
    assert "  * News" in lines


def test_a_dump_is_refused() -> None:
    with pytest.raises(InputError, match="--dump"):
        anonymise(RawPage("Marle closes its bath\n\nThe council voted.", kind="text"), _rules(), Cuts())


@pytest.mark.parametrize("number", ["555-0140", "+49 40 555-0140", "(040) 555 01 40", "555.0140"])
def test_telephone_numbers_are_invented(number: str) -> None:
    inventor = Inventor(["Write to us"])
    for made in (inventor.text(f"Call {number} now"), inventor.interface(f"Call {number} now")):
        assert number not in made
        assert re.sub(r"\d", "0", number) in re.sub(r"\d", "0", made)


@pytest.mark.parametrize(
    "day", ["2024-03-31 11:06", "31.03.2024, 11.06", "31. 3. 2024 12.30", "2019-2024", "1,234,567"]
)
def test_days_and_counts_are_no_telephone_numbers(day: str) -> None:
    assert Inventor(["Write to us"]).interface(f"On {day} again") == f"On {day} again"


def test_hosts_of_mail_addresses_are_invented_but_the_outlets_and_anybodys() -> None:
    inventor = Inventor(["Write to us"], own=["marlepost"])
    made = inventor.text("eva@oakmill.example eva@marlepost.example eva@gmail.com")
    assert "oakmill" not in made
    assert ".example" in made
    assert "@marlepost.example" in made
    assert "@gmail.com" in made


def test_a_headline_that_is_left_is_said() -> None:
    shared = _shared()
    page = _html().replace('<p class="share">', f'<p class="share" title="{TITLE}">')
    kept = Shared(RawPage(page, url=shared.raw.url, kind="html"), shared.original, shared.survivors)
    assert any("a headline of the page is left in it" in line for line in differences(kept, _rules()))
    assert not any("a headline" in line for line in differences(shared, _rules()))


def test_names_of_profiles_and_of_authors_that_the_record_does_not_take_are_invented() -> None:
    signed = PAGE.replace(f'"{TITLE}", "url"', f'"{TITLE}", "creator": {{"name": "Runa Weil"}}, "url"')
    signed = signed.replace("<p>Published <time", "<p>Runa Weil, published <time")
    profile = '<div id="author-bio"><span>The author</span> <b>Runa Weil</b></div></article>'
    page = RawPage(signed.replace("</article>", profile, 1), url=ADDRESS)
    record = clean(page, _rules())
    assert [author.name for author in record.authors] == ["Eva Holm"]

    shared = anonymise(page, _rules(), Cuts()).raw.body_bytes().decode()

    assert "Runa" not in shared
    assert "Weil" not in shared

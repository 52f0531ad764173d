"""What lists, shops and forums print and write into their pages."""

from __future__ import annotations

from functools import partial

import pytest

from cleaner import RawPage
from cleaner.labelers.page_type import says_no_story
from cleaner.labelers.page_type.declared import declares_no_story, root_classes, terms_of
from cleaner.labelers.page_type.signs import SIGN_NAMES, shown_signs, sign_numbers
from cleaner.model import Labels, Options, Page, Story
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment

WORDS = "<p>The harbour of Millbrook was dredged in the spring, and larger boats can moor there again.</p>"


def page(body: str = WORDS, url: str | None = None, root: str = "", head: str = "") -> Page:
    html = f"<html lang=en><head><title>Millbrook</title>{head}</head><body {root}><main>{body}</main></body></html>"
    return segment(decode(RawPage(html, url), Options()), Options())


def signs(*arguments: str, **named: str) -> dict[str, float]:
    return dict(zip(SIGN_NAMES, sign_numbers(page(*arguments, **named)), strict=True))


@pytest.mark.parametrize(
    ("url", "sign"),
    [
        ("https://shop.example/kategorie/kessel", "index_above"),
        ("https://shop.example/en/collections", "index_last"),
        ("https://shop.example/produkt/kessel-rot", "product_above"),
        ("https://angler.example/threads/which-rod.1234/", "forum_above"),
        ("https://angler.example/viewtopic.php?t=12", "forum_last"),
        ("https://forum.angler.example/12", "forum_host"),
    ],
)
def test_known_parts_of_an_address_are_signs(url: str, sign: str) -> None:
    assert signs(url=url)[sign] == 1
    assert signs(url="https://herald.example/news/harbour-dredged-at-last")[sign] == 0
    assert signs()[sign] == -1  # no address: not known


def test_host_that_is_only_a_domain_is_no_sign() -> None:
    assert signs(url="https://forum.example/12")["forum_host"] == 0


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        ("In den Warenkorb", "cart_lines"),
        ("Répondre (3)", "forum_lines"),
        ("Показать ещё", "index_lines"),
        ("€ 19,90", "prices"),
        ("129 Kč", "prices"),
        ("#12", "post_numbers"),
        ("12 May 2024, 18:06", "time_lines"),
    ],
)
def test_lines_of_many_languages_are_signs(lines: str, sign: str) -> None:
    assert signs(WORDS + f"<p>{lines}</p>" * 3)[sign] == pytest.approx(1.386, abs=0.001)  # log of 1 + 3
    assert signs(WORDS)[sign] == 0


def test_line_that_stands_under_each_item_is_counted() -> None:
    assert signs(WORDS + "<p>Details</p>" * 7)["most_repeats"] > signs(WORDS + "<p>Details</p>")["most_repeats"]


def test_systems_say_what_they_show() -> None:
    assert signs(root="class='woocommerce single-product'")["root_product"] == 1
    assert signs(root="id=phpbb class=section-viewtopic")["root_forum"] == 2
    assert signs(root="class='post-template-default single-post'")["root_article"] == 2
    assert signs(head="<meta name=generator content='Discourse 3.5'>")["forum_generator"] == 1
    assert signs(WORDS + "<div class=single-product><p>Our shop</p></div>")["root_product"] == 0


def test_microdata_is_counted_by_group() -> None:
    comment = "<div itemscope itemtype='https://schema.org/Comment'><p>Me too, said the angler.</p></div>"
    found = signs(f"<div itemscope itemtype='https://schema.org/QAPage'>{WORDS}{comment * 3}</div>")
    assert (found["items_thread"], found["items_comments"], found["items_product"]) == (1, 3, 0)


def test_names_of_a_query_are_terms() -> None:
    terms = terms_of(page(url="https://shop.example/kessel?srsltid=1&variant=red"))["address"]
    assert {"query srsltid", "query variant"} <= terms


def test_page_declares_that_it_has_no_story() -> None:
    article = '<script type=application/ld+json>{"@type": "NewsArticle", "headline": "x"}</script>'
    product = "<meta property=og:type content=product.group>"
    root = partial(page, root="class=single-product")
    assert declares_no_story(page(head=product))
    assert declares_no_story(root())
    assert declares_no_story(page(head="<meta name=generator content=vBulletin>"))
    assert not declares_no_story(root(head=article))
    assert not declares_no_story(page())


GOODS = "<p>Steel kettle</p><p>€ 49,00</p><p>In den Warenkorb</p>"
POST = "<p>old_tom</p><p>Mitglied</p><p>Zitieren</p>" + WORDS
TITLE = "<h3><a href=/a/{0}>Harbour number {0} is dredged at last</a></h3>" + WORDS
COMMENT = f"<div itemscope itemtype='https://schema.org/Comment'>{WORDS}</div>"
THREAD = "<div itemscope itemtype='https://schema.org/DiscussionForumPosting'>{}</div>"
ARTICLE = '<script type=application/ld+json>{"@type": "NewsArticle", "headline": "x"}</script>'


@pytest.mark.parametrize(
    ("shown", "not_enough"),
    [
        (page(GOODS * 3), page("<p>€ 49,00</p>" * 3)),
        (page(GOODS + "<p>€ 59,00</p>"), page(GOODS)),
        (page("".join(f"<p>€ {n},00</p>" for n in range(6))), page("".join(f"<p>€ {n},00</p>" for n in range(4)))),
        (page(GOODS, url="https://laden.example/produkt/kessel"), page(GOODS)),
        (page("<div itemscope itemtype='https://schema.org/Product'>" + GOODS + "</div>"), page(GOODS)),
        (page(THREAD.format(COMMENT * 3)), page(THREAD.format(COMMENT))),
        (page(POST * 2, url="https://angler.example/threads/which-rod.1234/"), page(POST * 2)),
        (page("".join(map(TITLE.format, range(6))), "https://herald.example/tag/harbour"), page(TITLE * 6)),
        (page("".join(map(TITLE.format, range(6))), root="class=archive"), page(TITLE * 3, root="class=archive")),
    ],
)
def test_what_only_shops_forums_and_lists_show(shown: Page, not_enough: Page) -> None:
    assert shown_signs(shown)
    assert not shown_signs(not_enough)


def test_article_that_shows_goods_is_an_article() -> None:
    assert not shown_signs(page(GOODS * 3, head=ARTICLE))


def test_terms_of_a_shop_are_a_text() -> None:
    kettle, terms = (page(GOODS * 3, url=f"https://laden.example/seiten/{step}") for step in ("kessel", "agb-shop"))
    assert says_no_story(Story(kettle, Labels((None,) * len(kettle.blocks)), body=()), {})
    assert not says_no_story(Story(terms, Labels((None,) * len(terms.blocks)), body=()), {})


def test_page_without_text_and_a_dump_have_no_root() -> None:
    assert root_classes(()) == set()
    dump = segment(
        decode(RawPage("Harbour dredged\n\nLarger boats can moor there again.", kind="text"), Options()), Options()
    )
    assert root_classes(dump.blocks) == set()
    assert not shown_signs(dump)

"""Authors by what markup says of an element, by who signs and is not declared, and by whose site it is."""

from __future__ import annotations

import pytest
from hand_made import json_ld, make_page, make_story, meta, with_outlet

from cleaner.article import Article
from cleaner.fields.authors import read_authors
from cleaner.model import Role

TITLE = "Storm closes the harbour of the old town"
HEADLINE = f"<h1>{TITLE}</h1>"


def names(story: Article) -> list[str]:
    choice = read_authors(story)
    return [author.name for author in choice.value] if choice is not None else []


@pytest.mark.parametrize(
    "line",
    [
        '<div><a class="harbour-author-name" href="/j">Jane Doe</a>, 01. Dez. 2017, 12:01 Uhr 3 min Kommentare 4</div>',
        '<div><span>The Courier</span> <span>02/10/2020</span> <span class="authorname-txt">Jane Doe</span></div>',
        '<ul><li class="entry-meta"><span class="article__autor">Jane Doe</span></li></ul>',
    ],
)
def test_element_whose_class_holds_a_word_for_author_names_it(line: str) -> None:
    assert names(make_story(make_page(above=HEADLINE + line))) == ["Jane Doe"]


def test_single_word_counts_where_it_is_the_link_of_an_author_s_class() -> None:
    linked = '<div class="meta"><a class="theme-author-name" href="/jana/">Jana</a> <a href="/t">follow</a></div>'
    unlinked = '<div class="meta"><b class="theme-author-name">Report</b> <a href="/t">follow</a></div>'

    assert names(make_story(make_page(above=HEADLINE + linked))) == ["Jana"]
    assert names(make_story(make_page(above=HEADLINE + unlinked))) == []


@pytest.mark.parametrize("token", ["comment-author", "quote-author", "license-author"])
def test_author_of_something_else_is_not_the_story_s(token: str) -> None:
    line = f'<p>A storm, says <a class="{token} name" href="/b">Bob Lee</a> of the old harbour.</p>'

    assert names(make_story(make_page(above=HEADLINE + line))) == []


@pytest.mark.parametrize(
    "line",
    [
        '<div class="harbour-quote"><p>The best boats.</p><p class="quote__source">Bob Lee, Harbour Chief</p></div>',
        '<div class="c-testimonial"><p>Bob Lee</p></div>',
        '<div class="license-info"><span class="author-name"><a href="/b">Bob Lee</a></span></div>',
    ],
)
def test_source_of_a_testimonial_and_holder_of_a_licence_sign_nothing(line: str) -> None:
    assert names(make_story(make_page(above=HEADLINE + line))) == []


def test_end_of_a_declared_headline_signs_nothing() -> None:
    title = "Quay House of the Old Town Collection by Harbour Officially Opens"

    assert names(make_story(make_page(meta("og:title", title), above=f"<h1>{title}</h1>"))) == []


def test_place_of_an_author_is_nobody() -> None:
    place = '<p class="author_location">Porto, Los Barcos</p><p class="author_note">Porto, Los Barcos</p>'

    assert names(make_story(make_page(above=f"{HEADLINE}{place}<div>3 May 2024</div>"))) == []


def test_author_of_a_sound_is_not_the_story_s() -> None:
    line = '<p>Audio 03:07 Min. | <b class="media-byline__item">Bob Lee</b></p>'

    assert names(make_story(make_page(meta("author", "Newsroom"), above=HEADLINE + line))) == ["Newsroom"]


def test_marked_line_below_buttons_signs_where_no_other_does() -> None:
    buttons = "".join(f'<div class="tag"><a href="/{n}">Harbour {n}</a></div>' for n in range(9))
    signed = '<span class="news-list-author">By Jane Doe</span>'
    teasers = "".join(f'<div class="news-list-author">By {name}</div>' for name in ("Bob Lee", "Bob Lee"))

    assert names(make_story(make_page(above=HEADLINE, below=f"{buttons}<div>{signed}</div>"))) == ["Jane Doe"]
    assert names(make_story(make_page(above=HEADLINE, below=buttons + teasers))) == []


def test_items_below_a_label_are_the_authors() -> None:
    listed = "<div>Authors</div><ul><li>Jane Doe</li><li>Bob Lee</li><li>Ada Lund</li></ul>"

    assert names(make_story(make_page(above=HEADLINE + listed))) == ["Jane Doe", "Bob Lee", "Ada Lund"]


def test_byline_of_a_teaser_with_its_own_title_and_date_adds_nobody() -> None:
    card = (
        '<div><a href="/b">Ships wait in front of the old town</a></div>'
        '<div class="byline">Bob Lee</div><div>2 May 2024</div>'
    )
    own = '<div class="byline">Jane Doe</div><div>3 May 2024</div>'

    assert names(make_story(make_page(above=HEADLINE + own + card))) == ["Jane Doe"]


@pytest.mark.parametrize("source", [json_ld(author="Ada Lund"), meta("author", "Ada Lund")])
def test_account_that_no_reader_is_shown_gives_way_to_who_signs(source: str) -> None:
    signed = f"{HEADLINE}<div>By Jane Doe</div>"

    assert names(make_story(make_page(source, above=signed))) == ["Jane Doe"]
    assert names(make_story(make_page(source, above=signed, below="<div>Ada Lund, editor</div>"))) == ["Ada Lund"]


@pytest.mark.parametrize("declared", ["Jane Ann Doe", "新間"])
def test_declared_name_in_another_form_is_kept(declared: str) -> None:
    html = make_page(json_ld(author=declared), above=f"{HEADLINE}<div>By Jane Doe</div>")

    assert names(make_story(html)) == [declared]


def test_initials_that_are_declared_refute_no_byline_below_the_text() -> None:
    html = make_page(json_ld(author="HP"), above=HEADLINE, below="<p><em>By Jane Doe</em></p>")

    assert names(make_story(html)) == ["Jane Doe"]


def test_house_that_signs_says_more_than_the_outlet() -> None:
    outlet = meta("og:site_name", "Harbourpost") + meta("author", "Harbourpost")

    assert names(make_story(make_page(outlet, above=f"{HEADLINE}<div>By Reuters</div>"))) == ["Reuters"]
    declared = meta("og:site_name", "Harbourpost") + meta("author", "The Associated Press")
    glued = f"{HEADLINE}<div>By THE ASSOCIATED PRESSJULY 3, 2016</div>"
    assert names(make_story(make_page(declared, above=glued))) == ["The Associated Press"]


def test_outlet_that_signs_is_named_whole() -> None:
    html = make_page(above=f"{HEADLINE}<div>Written by Harbour Today on May 3, 2024</div>")
    story = make_story(html, labels={"Written by Harbour Today on May 3, 2024": (Role.BYLINE, "example.com:byline")})
    desk = make_page(meta("og:site_name", "Siete"), above=f"{HEADLINE}<div>Por Redacción Diario Siete</div>")

    assert names(with_outlet(story, "Harbour Today")) == ["Harbour Today"]
    assert names(with_outlet(story, "Harbour Today Now")) == ["Harbour"]
    assert names(make_story(desk)) == ["Redacción Diario Siete"]


RIGHTS = "© 2012- Jane Doe. All rights reserved."


@pytest.mark.parametrize(
    ("url", "head", "below"),
    [
        ("https://janedoe.example/post", meta("og:site_name", "Jane Doe"), "<p>Hi, I'm Jane Doe.</p>"),
        ("https://janedoe.example/post", meta("og:site_name", "Jane Doe"), "<p>About me</p>"),
        ("https://www.janedoe-writes.example/post", "", f"<p>About me</p><footer>{RIGHTS}</footer>"),
        ("https://blog.jane-doe.example/", "<title>Jane Doe's Home | Storm</title>", "<p>About me</p>"),
        ("https://janed.dev/post", meta("og:site_name", "Janed Doe"), ""),
    ],
)
def test_site_that_bears_a_person_s_name_is_hers(url: str, head: str, below: str) -> None:
    labels = {RIGHTS: (Role.COPYRIGHT, "shared/copyright:mark")}
    story = make_story(make_page(head, above=HEADLINE, below=below), url=url, labels=labels)

    assert names(story) == ["Janed Doe" if "janed.dev" in url else "Jane Doe"]


@pytest.mark.parametrize(
    ("url", "name", "below"),
    [
        ("https://janedoe.example/post", "Jane Doe", "<nav><a href='/'>About us</a></nav>"),  # a firm
        ("https://janedoe.example/post", "Jane Doe", ""),  # perhaps
        ("https://tidepost.example/post", "Tide Post", "<footer>© 2026 Tide Post</footer>"),  # a paper
        ("https://tidepost.example/post", "Tide Post", "<nav>My newsletter</nav><p>This is Tide Post.</p>"),
        ("https://tide.me/post", "Tide Post", ""),  # Montenegro's
        ("https://harbourpost.example/post", "Jane Doe", "<p>About me</p>"),  # no name of the host
        ("https://janed.example/post", "Janed Doe", "<p>About me</p>"),  # a given name is a firm's as well
        ("https://ucharbour.example/post", "UC Harbour", "<p>About me</p>"),
        ("https://harbourreviews.example/post", "Harbour Reviews", "<p>About me</p>"),
    ],
)
def test_site_of_several_or_of_a_thing_is_nobody_s(url: str, name: str, below: str) -> None:
    story = make_story(make_page(meta("og:site_name", name), above=HEADLINE, below=below), url=url)

    assert names(story) == []


def test_site_of_several_is_one_s_where_it_speaks_as_one() -> None:
    below = "<nav><a href='/'>About us</a></nav><p>Hi, I'm Jane Doe and I write on harbours.</p>"
    html = make_page(meta("og:site_name", "Jane Doe"), above=HEADLINE, below=below)

    assert names(make_story(html, url="https://janedoe.example/")) == ["Jane Doe"]

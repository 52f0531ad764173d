from __future__ import annotations

import json

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta, with_outlet

from cleaner.article import Article
from cleaner.fields.authors import read_authors
from cleaner.lines.bylines import parse_byline
from cleaner.lines.bylines.pen_names import read_pen_name, read_signed
from cleaner.model import Author, Candidate, Role

HEADLINE = "<h1>Storm closes the harbour</h1>"
BYLINE = (Role.BYLINE, "shared/story:byline")


def authors(story: Article) -> tuple[list[str], str] | None:
    choice = read_authors(story)
    return ([author.name for author in choice.value], choice.source) if choice is not None else None


@pytest.mark.parametrize(
    ("html", "source"),
    [
        (make_page(json_ld(author={"@type": "Person", "name": "Jane Doe"})), "jsonld:author"),
        (make_page(json_ld(author=["Jane Doe"])), "jsonld:author"),
        (make_page(json_ld(creator="Jane Doe")), "jsonld:creator"),
        (make_page(meta("author", "By Jane Doe")), "meta:author"),
        (make_page(meta("article:author", "Jane Doe")), "meta:article:author"),
        (make_page(meta("parsely-author", "Jane Doe")), "meta:parsely-author"),
        (make_page(meta("example:author_name", "Jane Doe")), "meta:example:author_name"),
        (make_page(meta("twitter:label1", "Written by") + meta("twitter:data1", "Jane Doe")), "meta:twitter:data1"),
        (make_page(above=f'{HEADLINE}<a rel="author" href="/jane">Jane Doe</a>'), "people:rel"),
        (make_page(above=f"{HEADLINE}<div>By Jane Doe</div>"), "line:byline"),
        (make_page(above=f"{HEADLINE}<div>By</div><div>Jane Doe</div>"), "line:byline"),
        (make_page(above=f"{HEADLINE}<div>March 3, 2024 by Jane Doe</div>"), "line:byline"),
        (make_page(above=f'{HEADLINE}<div class="post-hero__author">Jane Doe</div>'), "line:class"),
        (make_page(above=f"{HEADLINE}<div>Jane Doe</div><div>3 March 2024</div>"), "line:name"),
        (f"Storm closes the harbour today\n\nJane Doe\n3 Min Read\n\n{TEXT}\n", "line:name"),
        (f"Storm closes the harbour today\n\n{TEXT}\n\nAuthor: Jane Doe\n", "line:byline"),
    ],
)
def test_author_is_read_where_the_page_names_one(html: str, source: str) -> None:
    assert authors(make_story(html)) == (["Jane Doe"], source)


def test_byline_block_names_the_author() -> None:
    story = make_story(
        make_page(above=f"{HEADLINE}<div>By Jane Doe, Editor</div>"), labels={"By Jane Doe, Editor": BYLINE}
    )

    assert authors(story) == (["Jane Doe"], "line:byline")


def test_outlet_behind_a_name_is_where_its_author_works() -> None:
    byline = f"{HEADLINE}<div>By Jane Doe Harbour Post</div>"
    story = make_story(make_page(meta("og:site_name", "The Harbour Post"), above=byline))

    assert authors(story) == (["Jane Doe"], "line:byline")


def test_biography_names_the_author() -> None:
    bio = "Jane Doe is a journalist for The Morning Post."
    story = make_story(make_page(below=f"<div>{bio}</div>"), labels={bio: (Role.BIO, "shared/bio:sentence")})

    assert authors(story) == (["Jane Doe"], "role:bio")


def test_link_to_a_site_is_no_biography_in_finnish() -> None:
    link = "Find Harbour Music on LinkedIn"
    story = make_story(make_page(below=f"<div>{link}</div>"), labels={link: (Role.BIO, "shared/bio:sentence")})

    assert read_authors(story) is None


def test_outlet_is_left_out_beside_its_desk() -> None:
    declared = json_ld(author=["The Harbour Post", "Harbour Desk"])
    story = make_story(make_page(meta("og:site_name", "The Harbour Post") + declared))

    assert authors(story) == (["Harbour Desk"], "jsonld:author")


def test_rule_wins_over_all_and_its_parts_are_kept() -> None:
    found = Candidate(
        "authors", "BY MORGAN LEHR", "rule:example.com:byline", 1, {"name": "MORGAN LEHR", "email": "m@example.com"}
    )
    story = make_story(make_page(json_ld(author="Jane Doe")), candidates={"authors": (found,)})

    choice = read_authors(story)

    assert choice is not None
    assert choice.value == (Author("Morgan Lehr", email="m@example.com", raw="BY MORGAN LEHR"),)
    assert choice.source == "rule:example.com:byline"
    assert choice.rejected == (("Jane Doe", "jsonld:author"),)


@pytest.mark.parametrize(
    ("by", "name"), [("example.com:byline", "Morgan Lehr"), ("shared/lines:byline", "Daniela Roth")]
)
def test_declared_name_that_the_sites_bylines_do_not_print_gives_way_to_them(by: str, name: str) -> None:
    below = "<div>Morgan Lehr</div><p>Daniela Roth keeps the pages of this site, and has done so for years.</p>"
    page = make_page(json_ld(author="Daniela Roth"), above=HEADLINE, below=below)

    assert authors(make_story(page, labels={"Morgan Lehr": (Role.BYLINE, by)}))[0] == [name]


def test_organisation_waits_for_a_person() -> None:
    story = make_story(
        make_page(json_ld(author={"@type": "Organization", "name": "Example Wire"}) + meta("author", "Jane Doe"))
    )

    assert authors(story) == (["Jane Doe"], "meta:author")


def test_organisation_is_the_author_when_nobody_else_is() -> None:
    choice = read_authors(make_story(make_page(json_ld(author={"@type": "Organization", "name": "Reuters"}))))

    assert choice is not None
    assert [(author.name, author.kind) for author in choice.value] == [("Reuters", "organisation")]


def test_outlet_is_left_out_beside_a_person() -> None:
    story = make_story(make_page(json_ld(author=["Jane Doe", "The Morning Post"])))

    assert authors(with_outlet(story, "The Morning Post")) == (["Jane Doe"], "jsonld:author")


def test_studio_of_the_outlet_in_capitals_is_no_person() -> None:
    story = with_outlet(make_story(make_page(json_ld(author="HBR SOUTH-COAST"))), "HBR")
    choice = read_authors(story)

    assert choice is not None
    assert [(author.name, author.kind) for author in choice.value] == [("HBR SOUTH-COAST", "organisation")]


@pytest.mark.parametrize(("printed", "names"), [("harbour7", ["harbour7"]), ("Storm", None)])
def test_login_that_only_a_meta_element_has_is_no_author(printed: str, names: list[str] | None) -> None:
    found = authors(make_story(make_page(meta("author", "harbour7"), above=f"<div>{printed}</div>")))

    assert (found and found[0]) == names


def test_outlet_alone_is_an_organisation() -> None:
    choice = read_authors(with_outlet(make_story(make_page(json_ld(author="Morning Post"))), "Morning Post"))

    assert choice is not None
    assert [(author.name, author.kind) for author in choice.value] == [("Morning Post", "organisation")]


def test_details_of_one_person_are_joined() -> None:
    html = make_page(
        json_ld(author={"@type": "Person", "name": "Jane Doe", "jobTitle": "Editor", "worksFor": {"name": "The Post"}}),
        above=f"{HEADLINE}<div>By Jane Doe [jane@example.com]</div>",
    )

    choice = read_authors(make_story(html))

    assert choice is not None
    assert choice.value == (
        Author("Jane Doe", role="Editor", email="jane@example.com", affiliation="The Post", raw="Jane Doe"),
    )


def test_address_in_a_byline_block_of_its_own_is_the_only_authors() -> None:
    dump = f"Storm closes the harbour today\n\nDaniela Roth\n\n{TEXT}\n\nDaniela Roth\ncontent@example.com\n"
    story = make_story(dump, labels={"Daniela Roth": BYLINE, "content@example.com": BYLINE}, candidates={
        "authors": (Candidate("authors", "Daniela Roth", "rule:example.com:byline", 1),)
    })  # fmt: skip

    choice = read_authors(story)

    assert choice is not None
    assert [(author.name, author.email) for author in choice.value] == [("Daniela Roth", "content@example.com")]


def test_list_of_teasers_names_no_author() -> None:
    teasers = "".join(f'<div class="teaser"><p>{n} short</p></div>' for n in range(12))
    story = make_story(make_page(above=HEADLINE, below=f"{teasers}<div>By Jane Doe</div>"))

    assert authors(story) is None


def test_related_block_names_no_author() -> None:
    story = make_story(
        make_page(below="<div>By Jane Doe</div>"), labels={"By Jane Doe": (Role.RELATED, "shared/related:list")}
    )

    assert authors(story) is None


def test_company_in_the_first_meta_gives_way_to_what_all_else_says() -> None:
    html = make_page(
        meta("author", "Castle Rock") + meta("article:author", "Jane Doe"),
        above=f'{HEADLINE}<a rel="author" href="/jane">Jane Doe</a><div>By Jane Doe</div>',
    )

    assert authors(make_story(html)) == (["Jane Doe"], "meta:article:author")


def test_source_that_forgot_most_of_the_authors_gives_way() -> None:
    html = make_page(json_ld(author="Jane Doe"), above=f"{HEADLINE}<div>By Jane Doe, Bob Lee and Ana Silva</div>")

    assert authors(make_story(html)) == (["Jane Doe", "Bob Lee", "Ana Silva"], "line:byline")


DUMP_TITLE = "Storm closes the harbour of the old town"


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("Daniela Roth\n3 March 2024", ["Daniela Roth"]),
        ("Daniela Roth\nPolitical correspondent\n3 March 2024", ["Daniela Roth"]),
        ("Daniela Roth, Reuters | 3 March 2024", ["Daniela Roth", "Reuters"]),
        ("Boats Stayed\n3 March 2024", None),  # words of the text
        ("Table of Contents\n3 March 2024", None),
        ("Courier Staff\n3 March 2024", ["Courier Staff"]),
        ("AFP", ["AFP"]),
        ("to read\n3 March 2024", None),
    ],
)
def test_line_of_a_dump_that_is_only_a_name_signs_it(above: str, names: list[str] | None) -> None:
    found = authors(make_story(f"{DUMP_TITLE}\n\n{above}\n\n{TEXT}\n\n{TEXT}\n"))

    assert (found[0] if found else None) == names


def test_byline_at_the_end_of_the_headlines_line_is_read() -> None:
    found = authors(make_story(f"{DUMP_TITLE} by Daniela Roth\n3 March 2024\n{TEXT}\n{TEXT}\n"))

    assert found == (["Daniela Roth"], "line:end")


def test_names_in_a_bracket_behind_the_text_sign_it() -> None:
    found = authors(make_story(make_page(below=f"<p>{TEXT} (Lisa Müller, Max Muster, 3.5.2024).</p>")))

    assert found == (["Lisa Müller", "Max Muster"], "text:end")


def test_photographer_under_a_label_of_a_bare_dump_signs_nothing() -> None:
    assert authors(make_story(f"{DUMP_TITLE}\nFoto:\nMax Muster\n3 March 2024\n{TEXT}\n{TEXT}\n")) is None


def test_person_in_the_headline_signs_less_than_another() -> None:
    names = "Daniela Roth\n3 March 2024\n\nMorgan Lehr\n3 March 2024"

    found = authors(make_story(f"Mayor Daniela Roth closes the old harbour\n\n{names}\n\n{TEXT}\n\n{TEXT}\n"))

    assert found is not None
    assert found[0] == ["Morgan Lehr"]


def test_byline_far_from_the_text_counts_where_nobody_stands_near() -> None:
    menu = "\n\n".join(f"Chapter {n} of the guide" for n in range(30))

    found = authors(make_story(f"{DUMP_TITLE}\n\nBy Daniela Roth\n\n{menu}\n\n{TEXT}\n\n{TEXT}\n"))

    assert found is not None
    assert found[0] == ["Daniela Roth"]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<a rel="author" href="/u">c1ph4</a>', "c1ph4"),
        ('<span class="author">Posted by Herr_Rein</span>', "Herr_Rein"),
        ('<span class="author">By JaneMakes in WorkshopWoodworking</span>', "JaneMakes"),
        ("<div>Veröffentlicht am 12. Juni 2017 von gizmo</div>", "gizmo"),
        ("<div>Posted on 2015-04-05 by marc | Leave a comment</div>", "marc"),
    ],
)
def test_pen_name_counts_where_the_page_says_that_an_author_stands_there(html: str, name: str) -> None:
    found = authors(make_story(make_page(above=f"{HEADLINE}{html}")))

    assert found is not None
    assert found[0] == [name]


@pytest.mark.parametrize(
    "text", ["admin", "more", "12.3.2024", "example.com", "by", "", "Leave a comment", "user1234567"]
)
def test_button_or_account_of_the_house_is_no_pen_name(text: str) -> None:
    assert read_pen_name(text) is None


@pytest.mark.parametrize("text", ["gizmo", "by gizmo", "12. Juni 2017", "The boats came in by night on 3 March"])
def test_line_without_by_and_date_signs_with_no_pen_name(text: str) -> None:
    assert read_signed(text) is None


@pytest.mark.parametrize("junk", ["admin", "https://example.com/jane", "Unknown", "2024-05-03", "5 min read"])
def test_better_none_than_junk(junk: str) -> None:
    assert authors(make_story(make_page(json_ld(author=junk) + meta("author", junk)))) is None


@pytest.mark.parametrize(
    "author",
    [
        ["https://harbour.example/#jane"],
        [{"@id": "https://harbour.example/#jane"}],
        {"@list": [{"@id": "https://harbour.example/#jane"}]},
        {"@type": "Person", "url": "https://harbour.example/jane"},
        {"@type": "Person", "givenName": "Jane", "familyName": "Doe"},
    ],
)
def test_json_ld_names_an_author_by_reference_or_in_parts(author: object) -> None:
    person = {
        "@type": "Person",
        "@id": "https://harbour.example/#jane",
        "url": "https://harbour.example/jane",
        "name": "Jane Doe",
    }
    article = {"@type": "NewsArticle", "headline": "Storm closes the harbour", "author": author}
    data = f'<script type="application/ld+json">{json.dumps({"@graph": [article, person]})}</script>'

    assert authors(make_story(make_page(data))) == (["Jane Doe"], "jsonld:author")


def test_a_listed_person_is_one_whatever_the_name_holds() -> None:
    people = [{"@type": "Person", "name": "Rui de Sousa e Melo Neto"}, {"@type": "Person", "name": "Emma Court"}]

    choice = read_authors(make_story(make_page(json_ld(author=people))))

    assert choice is not None
    assert [(author.name, author.kind) for author in choice.value] == [
        ("Rui de Sousa e Melo Neto", "person"),
        ("Emma Court", "person"),
    ]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ('itemscope itemtype="https://schema.org/NewsArticle"', (["Jane Doe"], "itemprop:author")),
        ("", (["Jane Doe"], "itemprop:author")),
        ('itemscope itemtype="https://schema.org/Comment"', None),
    ],
)
def test_microdata_item_may_hold_a_name_that_is_not_printed(kind: str, found: tuple[list[str], str] | None) -> None:
    person = '<div itemprop="author" itemscope><meta itemprop="name" content="Jane Doe"><link href="/jane"></div>'

    assert authors(make_story(make_page(above=f"{HEADLINE}<div {kind}>{person}</div>"))) == found


def test_author_of_a_picture_is_not_the_story_s() -> None:
    picture = (
        '<figure itemscope itemtype="https://schema.org/ImageObject"><span itemprop="author">Bob Lee</span></figure>'
    )

    assert authors(make_story(make_page(above=HEADLINE + picture))) is None


def test_declared_outlet_gives_way_to_a_name_under_the_headline() -> None:
    printed = f"{HEADLINE}<div>Jane Doe</div><div>3 March 2024</div>"
    head = meta("og:site_name", "Harbourpost") + meta("author", "Harbourpost")

    assert authors(make_story(make_page(head, above=printed))) == (["Jane Doe"], "line:name")


@pytest.mark.parametrize("line", ["Translation by Bob Lee", "Fact-checked by Bob Lee", "Hide Caption"])
def test_line_of_other_work_or_of_the_interface_names_nobody(line: str) -> None:
    assert authors(make_story(make_page(above=f"{HEADLINE}<div>{line}</div>"))) is None


def test_byline_of_two_linked_authors_is_fuller_than_metadata_that_names_one() -> None:
    names = "".join(f'<div><a rel="author" href="/{name[:2]}">{name}</a></div>' for name in ("Ada Lund", "Jane Doe"))
    html = make_page(json_ld(author="Jane Doe"), above=f"<h1>{DUMP_TITLE}</h1>{names}<div>3 May 2024</div>")

    assert authors(make_story(html)) == (["Ada Lund", "Jane Doe"], "people:rel")


@pytest.mark.parametrize("declared", ["harbourpost.com", "Post.gr", "harbour-post.co.uk, Harbour Media"])
def test_web_address_in_a_meta_element_is_the_sites_and_nobody(declared: str) -> None:
    assert read_authors(make_story(make_page(meta("author", declared)))) is None
    assert authors(make_story(make_page(meta("author", declared), above="<p>By Jane Doe</p>")))[0] == ["Jane Doe"]


def test_trail_is_no_author() -> None:
    assert parse_byline("Local News » Harbour Edition") == ()
    assert [author.name for author in parse_byline("Local News › Harbour | By Jane Doe")] == ["Jane Doe"]

"""judge: what came of a page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaner.model import (
    Access,
    Document,
    Label,
    Labels,
    Options,
    PageKind,
    PageType,
    Quality,
    Role,
    Status,
    Story,
)
from cleaner.stages.assemble import kept_blocks
from cleaner.stages.judge import judge, measure_quality
from cleaner.stages.segment import segment
from cleaner.text import count_words

SENTENCE = "The council met on Monday evening and agreed to repair the old bridge before the winter comes."
ARTICLE = f"<p>{SENTENCE}</p>" * 12
UNKNOWN = Access()
BODY = Label(Role.PARAGRAPH, "trafilatura", "")


def story(html: str, *, url: str | None = None, http: int | None = None, roles: dict[str, Role] | None = None) -> Story:
    """A story whose blocks are all body but those whose text begins with a key of roles."""
    page = segment(Document(html, "html", url, "utf-8", "given", "", len(html), status=http), Options())
    said = [
        next((Label(role, "rule", "") for start, role in (roles or {}).items() if block.text.startswith(start)), BODY)
        for block in page.blocks
    ]
    labels = Labels(tuple(said), body_by="trafilatura")
    return Story(page, labels, body=kept_blocks(page, labels))


def verdict(made: Story, access: Access = UNKNOWN) -> tuple[Status, str]:
    status, reason = judge(made, count_words("\n\n".join(block.text for block in made.body)), access)
    return status, reason or ""


def test_article_is_ok_without_a_reason() -> None:
    assert verdict(story(ARTICLE)) == (Status.OK, "")


@pytest.mark.parametrize(("html", "why"), [("", "body is empty"), ("<p> </p>", "no text"), ("<img src=a>", "no text")])
def test_page_without_text_is_empty(html: str, why: str) -> None:
    status, reason = verdict(story(html))
    assert status is Status.EMPTY
    assert why in reason


def test_page_built_by_script_says_so() -> None:
    html = "<div id=app></div><script id=__NEXT_DATA__ type='application/json'>{\"a\": 1}</script>"
    assert verdict(story(html)) == (Status.EMPTY, "no text outside scripts: the page is built by JavaScript")


def test_error_page_is_an_error() -> None:
    assert verdict(story(ARTICLE, http=404)) == (Status.ERROR, "the server answered with HTTP status 404")


def test_closed_page_with_little_text_is_a_teaser() -> None:
    status, reason = verdict(story(f"<p>{SENTENCE}</p>" * 3), Access(free=False))
    assert status is Status.TEASER_ONLY
    assert "words" in reason


def test_closed_page_with_all_its_text_is_ok() -> None:
    assert verdict(story(ARTICLE * 3), Access(free=False))[0] is Status.OK


def test_a_few_words_are_no_article_unless_the_page_says_it_is_one() -> None:
    short = "<p>Bridge closed until Friday, says the council.</p>"
    assert verdict(story(short))[0] is Status.NOT_ARTICLE
    assert verdict(story(f"<meta property=og:type content=article>{short}"))[0] is Status.OK


def test_list_of_links_is_no_article() -> None:
    front = "".join(f"<h2><a href=/{n}>Council {n} repairs the old bridge over the river</a></h2>" for n in range(12))
    status, reason = verdict(story(front))
    assert status is Status.NOT_ARTICLE
    assert "12 of 12 lines of its text are links" in reason


@pytest.mark.parametrize("kind", ["index", "product", "forum"])
def test_page_of_a_kind_without_story_is_no_article_whatever_stands_on_it(kind: PageKind) -> None:
    status, reason = judge(story(ARTICLE), 200, UNKNOWN, PageType(kind, 0.91))
    assert status is Status.NOT_ARTICLE
    assert reason == f"the page is of the kind {kind}, with a likelihood of 0.91"


@pytest.mark.parametrize("kind", ["article", "live_blog", "gallery", "service", "documentation", "other"])
def test_page_of_another_kind_is_ok_with_its_prose(kind: PageKind) -> None:
    assert judge(story(ARTICLE), 200, UNKNOWN, PageType(kind, 0.91))[0] is Status.OK


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_film_and_recording_are_articles_only_with_a_story(kind: PageKind) -> None:
    assert judge(story(SENTENCE), 18, UNKNOWN, PageType(kind, 0.9))[0] is Status.NOT_ARTICLE
    assert judge(story(ARTICLE), 200, UNKNOWN, PageType(kind, 0.9))[0] is Status.OK


@pytest.mark.parametrize(
    "head", ["<title>Page not found | The Herald</title>", "<title>Herald</title><h1>Seite nicht gefunden</h1>"]
)
def test_page_that_says_it_is_not_there_is_no_article(head: str) -> None:
    status, reason = verdict(story(f"{head}<p>{SENTENCE}</p>" * 3))
    assert status is Status.NOT_ARTICLE
    assert "not there" in reason


@pytest.mark.parametrize(
    ("heading", "notice"),
    [
        ("Hoppla!", "Die von Ihnen aufgerufene Seite konnte leider nicht gefunden werden."),
        ("¡Vaya! No encontramos esta página", "Puede que la hayamos movido."),
        ("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
        ("The Herald", "This domain is for sale. Make an offer."),
        ("451", "Unavailable due to legal reasons. We are sorry that you cannot read our stories where you live."),
        ("We'll be back", "The site is down for maintenance and comes back soon."),
    ],
)
def test_notice_in_place_of_a_story_is_no_article_whatever_teasers_stand_below(heading: str, notice: str) -> None:
    teasers = "".join(f"<h3><a href=/{n}>The council repairs bridge {n}</a></h3><p>{SENTENCE}</p>" for n in range(4))
    assert verdict(story(f"<h1>{heading}</h1><p>{notice}</p>{teasers}"))[0] is Status.NOT_ARTICLE


def test_story_that_quotes_a_notice_is_an_article() -> None:
    quote = "<p>Who looks for its account reads that “this account has been suspended”, and no more.</p>"
    assert verdict(story(f"<h1>The harbour is silent</h1><p>{SENTENCE}</p>{quote}<p>{SENTENCE}</p>"))[0] is Status.OK
    declared = f"<meta property=og:type content=article><h1>The harbour is silent</h1>{quote}<p>{SENTENCE}</p>"
    assert verdict(story(declared))[0] is Status.OK
    searched = declared.replace("<h1>", "<h3>Page not found</h3><h1>")
    assert verdict(story(searched))[0] is Status.OK


def test_banner_about_the_browser_is_no_notice() -> None:
    assert verdict(story(f"<div>Your browser is not supported.</div>{ARTICLE}"))[0] is Status.OK


def test_page_that_asks_for_a_password_is_no_article() -> None:
    why = "<p>Registered readers may save stories to read them later, and take part in all of our discussions.</p>" * 2
    form = "<form><input type=password></form>"
    status, reason = verdict(story(f"<title>Anmelden | Hafenbote</title>{form}{why}"))
    assert status is Status.NOT_ARTICLE
    assert "password" in reason
    assert verdict(story(f"<title>Bridge repaired | The Herald</title>{form}{why}"))[0] is Status.OK
    assert verdict(story(f"<title>Sign in | The Herald</title>{why}"))[0] is Status.OK
    assert verdict(story(f"<title>Welcome back: Keane returns | The Herald</title>{form}{why}"))[0] is Status.OK
    declared = "<title>Bridge repaired | Connexion</title><meta property=og:type content=article>"
    assert verdict(story(f"{declared}{form}{why}"))[0] is Status.OK
    assert verdict(story(f"<title>Bridge repaired</title><h2>Log in</h2>{form}{why}"))[0] is Status.OK


def test_story_about_missing_pages_is_an_article() -> None:
    assert verdict(story(f"<title>Why a page is not found | The Herald</title>{ARTICLE}"))[0] is Status.OK


def quality(made: Story, *, title: str | None = "A title", status: Status = Status.OK) -> Quality:
    text = "\n\n".join(block.text for block in made.body)
    return measure_quality(made, text, status, words=count_words(text), title=title)


def judged(made: Story, expected_f1: float, *, is_unsure: bool = False) -> Story:
    """The story as the block model leaves it, with the F1 it expects."""
    labels = replace(made.labels, body_by="block-model", expected_f1=expected_f1, is_unsure=is_unsure)
    return replace(made, labels=labels)


def test_quality_is_the_f1_the_model_expects() -> None:
    assert quality(judged(story(ARTICLE), 0.934)) == Quality(0.934, ())


def test_quality_of_a_body_the_model_is_unsure_of_says_so() -> None:
    assert quality(judged(story(ARTICLE), 0.5, is_unsure=True)) == Quality(0.5, ("unsure",))


def test_quality_of_a_body_a_rule_names_is_high() -> None:
    assert quality(story(ARTICLE)).score > 0.95


def test_quality_flags_say_what_speaks_against_the_body() -> None:
    assert quality(story(f"<p>{SENTENCE}</p>")).flags == ("short",)
    assert quality(story(ARTICLE), title=None).flags == ("no_title",)


def test_quality_of_no_text_and_of_walls_is_0() -> None:
    assert quality(story("")).score == 0.0
    assert quality(story(ARTICLE), status=Status.CONSENT_WALL).score == 0.0


def test_page_with_text_and_no_story_is_no_article() -> None:
    page = f"<p>{SENTENCE}</p>" * 3
    assert verdict(story(page, roles={"The council": Role.BOILERPLATE}))[0] is Status.NOT_ARTICLE
    assert verdict(story("<p>Menu</p>", roles={"Menu": Role.NAVIGATION}))[0] is Status.EMPTY

"""walls: consent dialogs and checks for robots, told from stories with a banner or about one."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.model import Document, Label, Labels, Options, Role, Status, Wall
from cleaner.stages.segment import segment
from cleaner.stages.walls import close_wall, find_wall

ARTICLE = "<p>The council met on Monday evening and agreed to repair the old bridge before the winter comes.</p>" * 12
DIALOG = "<p>We and our 842 partners use cookies to store data on your device.</p><p>Accept all</p><p>Settings</p>"
BODY = Label(Role.PARAGRAPH, "trafilatura", "")


def wall_of(html: str, roles: dict[str, Role] | None = None) -> tuple[Wall | None, Labels]:
    """The wall of a page whose blocks are all body but those whose text begins with a key of roles."""
    page = segment(Document(html, "html", None, "utf-8", "given", "", len(html)), Options())
    said = [
        next((Label(role, "rule", "") for start, role in (roles or {}).items() if block.text.startswith(start)), BODY)
        for block in page.blocks
    ]
    labels = Labels(tuple(said), body_by="trafilatura")
    return find_wall(page, labels), labels


BARS = {
    "en": ("Privacy & Cookies: This site uses cookies. By continuing to use this website, you agree to their use.",
           "To find out more, including how to control cookies, see here: Cookie Policy",
           "The plum tree has been cut down.", "I shall miss it, and so will the blackbird.", "December 5, 2019"),
    "de": ("Datenschutz & Cookies: Diese Website verwendet Cookies. Nutzt du sie weiterhin, stimmst du zu.",
           "Weitere Informationen, beispielsweise zur Kontrolle von Cookies, findest du hier: Cookie-Richtlinie",
           "Der Pflaumenbaum ist gefällt.", "Mir wird er fehlen, und der Amsel auch.", "5. Dezember 2019"),
    "fr": ("Confidentialité & Cookies : Ce site utilise des cookies. En continuant, vous acceptez leur usage.",
           "Pour en savoir plus, et sur la façon de contrôler les cookies, voir : Politique relative aux cookies",
           "Le prunier est abattu.", "Il va me manquer, et au merle aussi.", "5 décembre 2019"),
    "es": ("Privacidad y cookies: este sitio utiliza cookies. Al continuar utilizando esta web, aceptas su uso.",
           "Para obtener más información, incluido cómo controlar las cookies, mira aquí: Política de cookies",
           "Han talado el ciruelo.", "Lo voy a echar de menos, y el mirlo también.", "5 diciembre, 2019"),
}  # fmt: skip


def test_bot_wall_is_told_by_its_words() -> None:
    html = "<title>Just a moment...</title><h1>news.example</h1><p>Verify you are human by pressing here.</p>"
    wall, _ = wall_of(html)
    assert wall is not None
    assert wall.status is Status.BOT_WALL
    assert "Just a moment" in wall.reason


def test_check_for_robots_without_text_is_a_bot_wall() -> None:
    for script in ('src="/cdn-cgi/challenge-platform/h/b/orchestrate/x"', 'src="https://ct.captcha-delivery.com/c.js"'):
        wall, _ = wall_of(f"<title>news.example</title><script {script}></script><noscript>Please</noscript>")
        assert wall is not None
        assert wall.status is Status.BOT_WALL
    assert wall_of('<title>news.example</title><div id=app></div><script src="/app.js"></script>')[0] is None


def test_article_about_captchas_is_no_bot_wall() -> None:
    assert wall_of(f"<title>Are you a robot?</title><p>Every captcha costs time.</p>{ARTICLE}")[0] is None


def test_consent_dialog_is_a_wall() -> None:
    for roles in ({}, {"We and": Role.CONSENT}, {"We and": Role.CONSENT, "Accept": Role.CONSENT}):
        wall, _ = wall_of(DIALOG, roles)
        assert wall is not None
        assert wall.status is Status.CONSENT_WALL


def test_banner_over_a_story_is_no_wall() -> None:
    assert wall_of(DIALOG + ARTICLE, {"We and": Role.CONSENT, "Accept": Role.CONSENT})[0] is None
    assert wall_of(DIALOG + ARTICLE)[0] is None


def test_line_about_cookies_below_a_list_is_no_wall() -> None:
    titles = "".join(f"<h3><a href=/{n}>The council repairs bridge number {n}</a></h3>" for n in range(40))
    roles = {"The council": Role.RELATED, "We use": Role.CONSENT}
    assert wall_of(f"{titles}<p>We use cookies on this site.</p>", roles)[0] is None
    assert wall_of(f"{titles}{DIALOG * 2}", roles | {"We and": Role.CONSENT})[0] is not None


def test_what_was_taken_for_the_body_of_a_wall_is_none() -> None:
    wall, labels = wall_of(DIALOG)
    assert wall is not None
    closed = close_wall(labels, wall)
    assert {label.role for label in closed.labels if label is not None} == {Role.CONSENT}
    assert closed.body_by is None


def test_check_that_explains_itself_at_length_is_a_bot_wall_by_its_title() -> None:
    why = "<p>The site has set up a check, because programs that read all of it make it slow for others.</p>" * 6
    for title in ("Attention Required! | Shield", "Making sure you're not a bot!"):
        wall, _ = wall_of(f"<title>{title}</title>{why}")
        assert wall is not None
        assert wall.status is Status.BOT_WALL
    for title in ("Access denied to old harbour | The Herald", "Access denied: reporters wait outside the court"):
        assert wall_of(f"<title>{title}</title>{why}")[0] is None
    declared = '<title>Just a moment – a poem</title><script type="application/ld+json">{"@type": "Article"}</script>'
    assert wall_of(f"{declared}{why}")[0] is None


@pytest.mark.parametrize("language", BARS)
@pytest.mark.parametrize("is_first", [False, True])
@pytest.mark.parametrize("is_dated", [False, True])
def test_bar_about_cookies_at_a_short_post_is_no_wall(language: str, *, is_first: bool, is_dated: bool) -> None:
    bar, more, *story, date = BARS[language]
    form = f'<div class="widget_eu_cookie_law_widget"><form>{bar}<br>{more}</form></div>'
    dated = f'<div class="entry-meta">{date}</div>' if is_dated else ""
    post = f"<article><h1>Zwetschge</h1>{dated}<p>{story[0]}</p><p>{story[1]}</p></article>"
    page = form + post if is_first else post + form
    record = clean(f"<html lang={language}><title>Zwetschge – Garten</title>{page}</html>")
    assert str(record.status) in ("ok", "not_article")  # very short
    assert record.text == "\n\n".join(story)


def test_dialog_in_place_of_a_story_is_a_wall_though_the_head_is_the_storys() -> None:
    head = "<title>The old bridge is repaired | The Herald</title><meta property=og:type content=article>"
    for headline in ("<h1>Before you continue</h1>", "<h1>The old bridge is repaired</h1><p>By Eva Holm</p>"):
        roles = {"We and": Role.CONSENT, "Before": Role.HEADLINE, "The old": Role.HEADLINE, "By": Role.BYLINE}
        assert wall_of(head + headline + DIALOG, roles)[0] is not None
    assert wall_of(f"{head}<h1>Before you continue</h1><p>Accept all</p>{DIALOG}", roles)[0] is not None

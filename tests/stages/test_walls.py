"""walls: consent dialogs and checks for robots, told from stories with a banner or about one."""

from __future__ import annotations

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

"""A rule learned from pages of one site: right on them, plain, and none where none is better."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from cleaner import RawPage, clean, load_rules
from cleaner.learn.drafts import make_drafts
from cleaner.learn.dumps import MAX_LINES, _end, _lines, dumps_of
from cleaner.learn.judge import judge, unchanged
from cleaner.learn.learner import Learned, Refused, learn
from cleaner.learn.lessons import line_key, read_lessons
from cleaner.learn.paths import is_telling
from cleaner.learn.report import report_lines
from cleaner.learn.statements import LearnedStatement
from cleaner.learn.trials import Trial, without_idle
from cleaner.model import Role
from cleaner.rulebook import Rulebook
from cleaner.rulebook.class_names import is_lasting
from tests.learn.pages import LIGHTS, OFFER, SITE, page, pages, story, truths

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def general() -> Rulebook:
    return load_rules(sites=False)


@pytest.fixture(scope="module")
def learned(general: Rulebook) -> Learned:
    return learn(SITE, *read_lessons(pages(), general, truths()), general)


def _clean_with(learned: Learned, folder: Path, raw: RawPage) -> str:
    assert learned.draft is not None
    (folder / "sites").mkdir(exist_ok=True)
    (folder / "sites" / f"{SITE}.yaml").write_text(learned.draft.yaml(), encoding="utf-8")
    return clean(raw, load_rules(folder)).text or ""


def test_the_body_is_named_by_its_own_container(learned: Learned) -> None:
    assert learned.draft is not None
    assert learned.draft.layouts[0].bodies == ("div.story-text",)


def test_what_stands_inside_the_story_and_is_none_is_taken_out(learned: Learned, tmp_path: Path) -> None:
    unseen = RawPage(page(3), url=f"https://{SITE}/mill")
    text = _clean_with(learned, tmp_path, unseen)
    assert text.split("\n\n") == list(story(3))
    assert OFFER not in text
    assert LIGHTS not in text


def test_the_statements_name_what_says_what_it_is(learned: Learned) -> None:
    assert learned.draft is not None
    named = {(statement.where, statement.what) for statement in learned.draft.layouts[0].statements}
    assert {("tokens", "archive-box"), ("tokens", "quay-offer")} <= named


def test_a_dump_of_the_site_is_known_by_its_lines(learned: Learned, tmp_path: Path) -> None:
    assert learned.draft is not None
    assert learned.draft.dump_lines
    lines = [
        "Home",
        "Mill wheel turns",
        *story(3),
        OFFER,
        "More from the Tide Post pages",
        "Nets mended",
        "© 2024 Tide Post",
    ]
    raw = RawPage("\n".join(lines), kind="text")
    _clean_with(learned, tmp_path, raw)
    assert clean(raw, load_rules(tmp_path)).tool.rule == f"sites/{SITE}"


def test_each_page_left_out_is_as_good_by_the_rule_of_the_others(learned: Learned) -> None:
    assert [verdict.with_rule for verdict in learned.left_one_out] == [1.0, 1.0, 1.0]


def test_the_same_pages_give_the_same_rule(learned: Learned, general: Rulebook) -> None:
    again = learn(SITE, *read_lessons(pages(), general, truths()), general)
    assert again.draft is not None
    assert learned.draft is not None
    assert again.draft.yaml() == learned.draft.yaml()


def test_repetition_teaches_without_a_text_that_was_given(general: Rulebook) -> None:
    lessons, _ = read_lessons(pages(), general, {})
    for lesson in lessons:
        assert OFFER not in lesson.text(lesson.story)
        assert LIGHTS not in lesson.text(lesson.story)


def test_two_designs_with_days_of_their_own_are_two_layouts(general: Rulebook) -> None:
    old = [(f"old-{name}", raw) for name, raw in pages(2, design="chronicle", day="2021-06-01")]
    new = [(name, raw) for name, raw in pages(4)[2:]]
    given = truths() | {f"old-{name}": text for name, text in truths().items()}
    found = learn(SITE, *read_lessons([*old, *new], general, given), general)
    assert found.draft is not None
    newest, oldest = found.draft.layouts
    assert (newest.bodies, newest.since, newest.until) == (("div.story-text",), "2024-03-05", None)
    assert (oldest.bodies, oldest.since, oldest.until) == (("div.chronicle-text",), None, "2024-03-04")


def test_names_that_a_build_step_makes_are_not_learned(general: Rulebook) -> None:
    hashed = [(name, RawPage(str(raw.body).replace("story-text", "css-1a2b3c4"), url=raw.url)) for name, raw in pages()]
    found = learn(SITE, *read_lessons(hashed, general, truths()), general)
    assert found.draft is None or "css-1a2b3c4" not in found.draft.yaml()


@pytest.mark.parametrize("text", ["Home\nSea\n", "<html><body><p>Nothing here</p></body></html>", ""])
def test_a_page_that_teaches_nothing_is_left_out_with_the_reason(text: str, general: Rulebook) -> None:
    lessons, left_out = read_lessons([("odd", RawPage(text))], general, {})
    assert not lessons
    assert left_out[0].name == "odd"
    assert left_out[0].why


def test_without_lessons_there_is_no_rule(general: Rulebook) -> None:
    found = learn(SITE, [], [], general)
    assert found.draft is None
    assert "no rule: no page teaches anything" in list(report_lines(found))


@pytest.mark.parametrize("gains", [True, False])
def test_the_report_says_that_no_page_is_better_with_the_rule(gains: bool, learned: Learned) -> None:
    none = replace(learned, verdicts=tuple(map(unchanged, learned.lessons)), on_dumps=())
    lines = report_lines(learned if gains else none)
    assert any("no text or field of these pages is better" in line for line in lines) is not gains


def test_the_report_fits_eighty_columns(learned: Learned) -> None:
    refused = Refused("body: div.story-text", f"it makes the text of {'a page ' * 20}worse", learned.verdicts)
    lines = list(report_lines(replace(learned, refused=(refused,))))
    assert max(map(len, lines)) <= 80
    assert any("div.story-text" in line for line in lines)


def test_report_says_what_the_fields_are_held_against(general: Rulebook) -> None:
    known = {name: {"title": frozenset({"a title"})} for name, _ in pages()}
    lines = list(report_lines(learn(SITE, *read_lessons(pages(), general, truths(), known), general)))
    assert "held against what you gave: title" in lines
    assert "held against what the labelers find alone: language" in lines
    declared = lines.index("held against what the pages declare (JSON-LD, og:title and other metadata):")
    assert lines[declared + 1].strip() == "published"


def test_a_statement_of_one_page_that_changes_nothing_is_left_out(learned: Learned, general: Rulebook) -> None:
    assert learned.draft is not None
    layout, *_ = learned.draft.layouts
    name = learned.lessons[0].name
    few = tuple(replace(one, pages=(name,)) for one in layout.statements if one.where == "tokens")
    idle = LearnedStatement(Role.RELATED, "css", "nav", (name,), 2)
    draft = replace(learned.draft, layouts=(replace(layout, statements=(*few, idle)),))
    trial = Trial(draft, tuple(judge(draft, learned.lessons, general)))
    found = without_idle(trial, learned.lessons, general)
    assert found.draft.layouts[0].statements == few
    assert {one.what for one in few} == {"archive-box", "quay-offer"}
    assert found.verdicts == trial.verdicts
    assert without_idle(trial, learned.lessons[:2], general) is trial


def test_drafts_that_become_one_are_refused_once(general: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.learn.learner.make_drafts", lambda *given: [*make_drafts(*given)][-1:] * 2)
    plain = [(name, RawPage(str(raw.body).replace(OFFER, ""), url=raw.url)) for name, raw in pages(box=False)]
    found = learn(SITE, *read_lessons(plain, general, {}), general)
    assert found.draft is None
    assert len(found.refused) == 1
    assert any(line.startswith("look: nothing but the labelers") for line in report_lines(found))


LASTING = (
    ("story-body", True),
    ("css-1a2b3c", False),
    ("ldhbtc", False),
    ("YeebQ", False),
    ("Text_body__wu_cm", False),
    ("block__inner", True),
    ("p2", False),
)


@pytest.mark.parametrize(("name", "lasting"), LASTING)
def test_lasting_names(name: str, lasting: bool) -> None:
    assert is_lasting(name) is lasting


TELLING = (
    ("article__aside", True),
    ("items-center", False),
    ("whitespace-nowrap", False),
    ("newsletter-box", True),
    ("mb-l", False),
)


@pytest.mark.parametrize(("name", "telling"), TELLING)
def test_telling_names(name: str, telling: bool) -> None:
    assert is_telling(name) is telling


def test_lines_of_two_days_are_one() -> None:
    assert line_key("Updated 5 March 2024, 08:12") == line_key("Updated 17 April 2023, 21:40")
    assert line_key("Read 12 comments") != line_key("Read our letters")


def _with_tail(raw: RawPage, tail: str) -> RawPage:
    return RawPage(str(raw.body).replace("<p>More from", f"{tail}<p>More from"), url=raw.url)


def test_the_name_of_the_outlet_alone_is_no_sign_of_its_dumps(general: Rulebook) -> None:
    named = [(name, _with_tail(raw, "<p>The Tide Post</p><p>Tide Post</p>")) for name, raw in pages()]
    found = learn(SITE, *read_lessons(named, general, truths()), general)
    assert found.draft is not None
    assert not {"The Tide Post", "Tide Post"} & set(found.draft.dump_lines)
    assert "More from the Tide Post pages" in found.draft.dump_lines


@pytest.mark.parametrize(
    ("names", "outlet"),
    [
        (("Sea", "Sea", "Market", "Schools"), None),  # sections: none of them names the site
        (("Tide Post", "Tide Post", "Tide Post", "Schools"), "Tide Post"),
    ],
)
def test_the_outlet_has_the_name_that_most_pages_give(
    names: tuple[str, ...], outlet: str | None, general: Rulebook
) -> None:
    named = [
        (name, RawPage(str(raw.body).replace("Tide Post", said), url=raw.url))
        for (name, raw), said in zip(pages(4), names, strict=True)
    ]
    found = learn(SITE, *read_lessons(named, general, truths()), general)
    assert found.draft is not None
    assert found.draft.outlet == outlet


@pytest.mark.parametrize("button", ["Follow", "Sign up", "Teilen"])
def test_a_button_is_no_line_from_which_on_all_is_taken(button: str, general: Rulebook) -> None:
    made = [(name, _with_tail(raw, f"<p>{button}</p>")) for name, raw in pages()]
    found = learn(SITE, *read_lessons(made, general, truths()), general)
    assert found.draft is not None
    ends = [one.what for layout in found.draft.layouts for one in layout.statements if one.where == "after"]
    assert button not in ends


@pytest.mark.parametrize(("tag", "is_sure"), [("p", False), ("h2", True)])
def test_what_takes_all_that_follows_stands_at_one_place_or_is_a_heading(
    tag: str, is_sure: bool, general: Rulebook
) -> None:
    bios = ("<p>Ada Finn keeps the log.</p>" * count for count in range(3))
    without_offer = [(name, RawPage(str(raw.body).replace(OFFER, ""), url=raw.url)) for name, raw in pages()]
    made = [
        (name, _with_tail(raw, f"{bio}<{tag}>Seen from the pier</{tag}>"))
        for (name, raw), bio in zip(without_offer, bios, strict=True)
    ]
    lessons, _ = read_lessons(made, general, truths())
    ends = [one.what for one in _end(dumps_of(lessons, general))]
    assert ends == (["Seen from the pier"] if is_sure else [])


def test_of_thousands_of_lines_on_every_page_a_rule_takes_some(general: Rulebook) -> None:
    lessons, _ = read_lessons(pages(), general, truths())
    listed = tuple(f"Pier {chr(97 + number // 26)}{chr(97 + number % 26)} of Holm" for number in range(2 * MAX_LINES))
    dumps = [replace(dump, surplus=listed) for dump in dumps_of(lessons, general)]
    assert [one.what for one in _lines(dumps)] == list(listed[:MAX_LINES])


def _with_subhead(raw: RawPage, number: int, tag: str) -> RawPage:
    above = f"<p>{story(number)[3]}</p>"
    return RawPage(str(raw.body).replace(above, f"<{tag}>How it goes on</{tag}>{above}"), url=raw.url)


def test_a_subhead_that_comes_again_is_the_storys(general: Rulebook) -> None:
    made = [(name, _with_subhead(raw, number, "h2")) for number, (name, raw) in enumerate(pages())]
    found = learn(SITE, *read_lessons(made, general, {}), general)
    assert found.draft is not None
    assert "How it goes on" not in found.draft.yaml()


def test_the_heading_of_a_box_that_comes_again_is_none_of_the_story(general: Rulebook) -> None:
    lessons, _ = read_lessons(pages(), general, {})
    assert all("From the log" not in lesson.text(lesson.story) for lesson in lessons)


def test_a_body_that_few_pages_speak_for_is_likely_and_asks_the_labelers(general: Rulebook) -> None:
    found = learn(SITE, *read_lessons(pages(2), general, truths()), general)
    assert found.draft is not None
    assert "body: {css: ['div.story-text'], sure: false}" in found.draft.yaml()
    assert any("likely: the labelers are asked, too" in line for line in report_lines(found))


LINKS = ("Nets mended at Eyre", "Herring are late this year", "A bench for the ferrymen", "Tar is dear again")


def _plain(number: int, *, links: bool = False) -> tuple[str, RawPage]:
    """A page that the labelers read right; links: to other stories inside the story's container."""
    items = "".join(f"<li><a href='/{number}'>{text}</a></li>" for number, text in enumerate(LINKS))
    before = f"<p>{story(number)[4]}"
    made = page(number, box=False).replace(f"<p>{OFFER}</p>", "")
    made = made.replace(before, f"<div class='archive-list'><ul>{items}</ul></div>{before}") if links else made
    return f"{number}.html", RawPage(made, url=f"https://{SITE}/{number}")


def test_a_body_that_brings_a_box_of_a_page_left_out_with_it_is_likely(general: Rulebook) -> None:
    made = [_plain(0), _plain(1), _plain(3, links=True)]
    found = learn(SITE, *read_lessons(made, general, {f"{n}.html": "\n".join(story(n)) for n in range(4)}), general)
    assert found.draft is not None
    assert [layout.is_sure for layout in found.draft.layouts] == [False]
    assert found.refused[0].why == "on a page that it has not seen (3.html) it makes the text worse"


def test_a_box_that_only_an_unseen_page_has_is_left_to_the_labelers(general: Rulebook, tmp_path: Path) -> None:
    found = learn(SITE, *read_lessons([_plain(0), _plain(1)], general, {}), general)
    _, unseen = _plain(3, links=True)
    assert _clean_with(found, tmp_path, unseen).split("\n\n") == list(story(3))


def test_a_name_that_links_in_the_story_bear_too_is_not_learned(general: Rulebook) -> None:
    def linked(raw: RawPage, number: int) -> RawPage:
        word = story(number)[0].split()[2]
        body = str(raw.body).replace("quay-offer", "swift-colour").replace(word, f"<a class=swift-colour>{word}</a>", 1)
        return RawPage(body, url=raw.url)

    made = [(name, linked(raw, number)) for number, (name, raw) in enumerate(pages())]
    found = learn(SITE, *read_lessons(made, general, truths()), general)
    assert found.draft is not None
    assert "swift-colour" not in [one.what for layout in found.draft.layouts for one in layout.statements]


def test_on_a_page_of_another_design_a_likely_place_says_nothing(general: Rulebook, tmp_path: Path) -> None:
    found = learn(SITE, *read_lessons(pages(2), general, truths()), general)
    foot = f"<div class='story-text'><p>{OFFER}</p></div>"
    other = RawPage(
        page(3, design="chronicle", box=False).replace("<footer>", f"{foot}<footer>"), url=f"https://{SITE}/mill"
    )
    text = _clean_with(found, tmp_path, other)
    assert text.split("\n\n")[: len(story(3))] == list(story(3))
    assert "rule_missed" in clean(other, load_rules(tmp_path)).quality.flags

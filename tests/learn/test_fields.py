"""Fields in the judgement of learned rules: nothing that makes one worse is written, sources that mend one are."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.errors import InputError
from cleaner.learn.draft import Draft, DraftLayout, statements_of
from cleaner.learn.fields import Reference, refer, score
from cleaner.learn.judge import rules_of
from cleaner.learn.learner import Learned, learn
from cleaner.learn.lessons import read_lessons
from cleaner.learn.report import report_lines
from cleaner.learn.statements import LearnedStatement
from cleaner.learn.trials import rank_fields, try_draft
from cleaner.model import Role
from cleaner.rulebook import Rulebook
from tests.learn.pages import SITE, TOPICS, page, pages, truths

CAPTION = "The old quay of Holm before the flood of the year before"
LOG = "Entered in the log of the quay:"
QUILL, ROE = frozenset({"ida quill"}), frozenset({"jon roe"})


@pytest.fixture(scope="module")
def general() -> Rulebook:
    return load_rules(sites=False)


def _changed(old: str, new: str) -> list[tuple[str, RawPage]]:
    return [(name, RawPage(str(raw.body).replace(old, new.format(name)), url=raw.url)) for name, raw in pages()]


CONSENSUS = (
    ("authors", QUILL, [QUILL, ROE], QUILL, "declared"),
    ("authors", QUILL, [ROE, ROE], ROE, "declared"),
    ("authors", QUILL, [ROE], QUILL, "labelers"),
    ("authors", QUILL, [], QUILL, "labelers"),
    ("authors", frozenset(), [ROE], ROE, "declared"),
    ("subtitle", QUILL, [QUILL], QUILL, "declared"),
)


@pytest.mark.parametrize(("field", "own", "declared", "expected", "sure"), CONSENSUS)
def test_what_a_field_should_be_is_what_its_sources_agree_on(
    field: str, own: frozenset[str], declared: list[frozenset[str]], expected: frozenset[str], sure: str
) -> None:
    assert refer(field, own, declared) == Reference(expected, sure)


@pytest.mark.parametrize("declared", [[ROE], [ROE, ROE]])
def test_a_description_that_is_not_printed_is_no_subtitle(declared: list[frozenset[str]]) -> None:
    assert refer("subtitle", QUILL, declared) is None
    assert refer("subtitle", frozenset(), declared) is None


def test_values_the_labelers_alone_vouch_for_may_not_be_lost_and_may_have_company() -> None:
    assert score(QUILL | ROE, Reference(QUILL, "labelers")) == 1
    assert score(QUILL | ROE, Reference(QUILL, "given")) < 1
    assert score(ROE, Reference(QUILL, "labelers")) == 0


def test_a_statement_that_takes_the_authors_is_not_written_and_the_report_says_so(general: Rulebook) -> None:
    signed = _changed("</h1>", "</h1><div class='who'>By Ida Quill</div>")
    lessons, _ = read_lessons(signed, general, truths())
    statement = LearnedStatement(Role.BOILERPLATE, "tokens", "who", tuple(name for name, _ in signed), 9)
    draft = Draft(SITE, None, None, (), (DraftLayout("1", ("div.story-text",), (statement,)),))
    trial = try_draft(draft, lessons, {}, general)
    assert [(one.statement, one.fields) for one in trial.dropped] == [(statement, ("authors",))]
    assert statements_of(trial.draft.layouts) == []
    assert not any(verdict.lost for verdict in trial.verdicts)
    lines = report_lines(Learned(trial.draft, tuple(lessons), (), trial.verdicts, dropped=trial.dropped))
    assert "look: not written: tokens who, as it makes authors worse" in list(lines)


def test_naming_the_body_costs_no_byline_deck_or_caption_outside_it(general: Rulebook) -> None:
    deck = "The board has met for the twelfth time, and this time it ended well."
    figure = f"<figure><img src=/quay.jpg><figcaption>{CAPTION}</figcaption></figure>"
    head = f"</h1><p class='deck'>{deck}</p><div class='who'>By Ida Quill</div>{figure}"
    ((_, raw), *_) = _changed("</h1>", head)
    rules = rules_of(Draft(SITE, None, None, (), (DraftLayout("1", ("div.story-text",), ()),)), general)
    record = clean(raw, rules)
    assert record.tool.body_by == "rule"
    assert [author.name for author in record.authors] == ["Ida Quill"]
    assert [image.caption for image in record.images] == [CAPTION]
    assert record.subtitle == deck


def test_a_source_that_knows_better_is_written(general: Rulebook) -> None:
    logged = [
        (
            name,
            RawPage(
                str(raw.body).replace("<footer>", f"<div class='logbook-name'>{LOG} {name}</div><footer>"), raw.url
            ),
        )
        for name, raw in pages()
    ]
    known = {name: {"title": frozenset({f"{LOG} {name}".lower()})} for name, _ in logged}
    found = learn(SITE, *read_lessons(logged, general, truths(), known), general)
    assert found.draft is not None
    assert "title: [{css: 'div.logbook-name'}]" in found.draft.yaml()
    (line,) = [line for line in report_lines(found) if line.startswith("title*")]
    assert " 0 of 3   3 of 3 " in line
    unseen = page(3).replace("<footer>", f"<div class='logbook-name'>{LOG} mill</div><footer>")
    record = clean(RawPage(unseen, url=f"https://{SITE}/mill"), rules_of(found.draft, general))
    assert record.title == f"{LOG} mill"


def test_a_source_that_is_worse_on_a_page_left_out_is_not_written(general: Rulebook) -> None:
    known: dict[str, dict[str, frozenset[str]]] = {}
    logged: list[tuple[str, RawPage]] = []
    for number, (name, raw) in enumerate(pages()):
        printed = TOPICS[number][0]
        right = printed if number == 0 else f"{LOG} {name}"
        declared = "The log of the quay, opened" if number == 0 else right
        meta = f"<meta property='og:title' content='{declared}'></head>"
        text = (
            str(raw.body)
            .replace("</head>", meta)
            .replace("<footer>", f"<div class='logbook-name'>{right}</div><footer>")
        )
        logged.append((name, RawPage(text, url=raw.url)))
        known[name] = {"title": frozenset({right.lower()})}
    found = learn(SITE, *read_lessons(logged, general, truths(), known), general)
    assert found.ranked["title"][0].name == "css div.logbook-name"
    assert found.draft is not None
    assert "title:" not in found.draft.yaml()


def test_where_no_rule_is_better_the_report_says_why_and_what_to_do(general: Rulebook) -> None:
    plain = [
        (name, RawPage(str(raw.body).replace("story-text", "x1").replace("quay-offer", "x2"), url=raw.url))
        for name, raw in pages(1, box=False)
    ]
    found = learn(SITE, *read_lessons(plain, general, {}), general)
    lines = list(report_lines(found))
    assert found.draft is None
    assert any(line.startswith("not written: ") for line in lines)
    assert any(line.startswith("mean ") for line in lines)
    assert any(line.startswith("what to do next") for line in lines)


@pytest.mark.parametrize("site", ["../../evil", "/tmp/evil", "a\nb.example", "a b.example", "", "evil"])
def test_a_rule_for_what_is_no_host_cannot_be_made(site: str) -> None:
    with pytest.raises(InputError):
        Draft(site, None, None, (), ())


def test_of_sources_that_are_as_right_the_one_that_finds_fewest_elements_comes_first(general: Rulebook) -> None:
    head = "<span class='field'>Sea</span><span class='field writer-name'>Ada Quill</span><nav>"
    made = _changed("<nav>", head)
    known = {name: {"authors": frozenset({"ada quill"})} for name, _ in made}
    lessons, _ = read_lessons(made, general, {}, known)
    sources = [one.source.css for one in rank_fields(lessons)["authors"] if not one.wrong]
    assert sources[0] == "span.writer-name"
    assert sources[:1] != ["span.field"]

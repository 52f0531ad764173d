"""What is done where a page's text gives no story: it is read again without the rule that took it, or from its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from cleaner.declared import Declared
from cleaner.declared.script_data import attribute_values, script_values
from cleaner.declared.state_texts import state_story
from cleaner.declared.story_texts import StoryText, json_ld_story
from cleaner.labelers.hidden import hide
from cleaner.labelers.no_text import drop_no_text
from cleaner.labelers.open_blocks import label_open_blocks
from cleaner.labelers.roles import body_role
from cleaner.labelers.rules import label_blocks
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Label, Labels, Options, Page, Role, Voice
from cleaner.rulebook.match import SiteMatch
from cleaner.stages.segment import segment
from cleaner.text import count_words, fold, storable
from cleaner.tree import Element, text_of
from cleaner.vocabulary import words_of

NO_STORY_WORDS = 25  # a text of fewer words is a slogan, a menu, a form
SENTENCE_WORDS = 10
LONG_CHARS = 3_000  # more than SHELL_WORDS in any language: most pages, whose words need not be counted
SHELL_WORDS = 100  # with a text of fewer words a page may be the shell of one that a script fills in
MIN_GAIN = 2  # another reading gives so many times the words
MIN_STORY_WORDS = 50
MIN_TAKEN_WORDS = 80  # that a statement took: a dialog of fewer asks for consent
OPENING_CHARS = 60  # of a shown paragraph, by which it is found in another reading: it may be cut behind them
MAX_NOTE_WORDS = 150  # of a text that speaks of scripts, and is a note to those who have none
WHY_DECLARED = "the page shows no such text; its data hold it"
DECLARED_F1 = 0.9  # what is declared is the story, but for headings and lists; measured on few pages
MAX_LEVELS = 100  # elements around a template that are looked at
TEMPLATE_TYPES = frozenset({"text/template", "text/x-template", "text/html", "text/x-handlebars-template"})


class PageReading(NamedTuple):
    """A page, with what its blocks are called."""

    page: Page
    labels: Labels

    @property
    def texts(self) -> list[str]:
        """The texts of the body."""
        pairs = zip(self.page.blocks, self.labels.labels, strict=True)
        return [block.text for block, label in pairs if label is not None and label.role in BODY_ROLES]

    @property
    def words(self) -> int:
        """Words of the body."""
        return sum(map(count_words, self.texts))

    @property
    def chars(self) -> int:
        """Characters of the body."""
        return sum(map(len, self.texts))


def label(page: Page, match: SiteMatch, without: str | None = None) -> PageReading:
    """A page and its labels. without: the name of a statement that is left out."""
    return _label_rest(page, label_blocks(page, match, without))


def _label_rest(page: Page, ruled: Labels) -> PageReading:
    return PageReading(page, drop_no_text(page, label_open_blocks(page, ruled)))


def read_story(page: Page, match: SiteMatch, options: Options, ruled: Labels | None = None) -> PageReading:
    """The page and its labels; where they give no story, those of the first other reading that gives one.

    Readings of last resort, in this order: without the statement that took most of the text; with the text for browsers
    without script; the article's text in JSON-LD, which may be whole where the page shows how it begins; in templates;
    in the data of the page's scripts. `body_by` names it. ruled: the labels by rules, where they are known.
    """
    first = _label_rest(page, label_blocks(page, match) if ruled is None else ruled)
    has_declared = any("articleBody" in node or "text" in node for node in page.signals.json_ld)
    if page.tree is None or (first.chars > LONG_CHARS and not has_declared):
        return first
    words = first.words
    declared = _declared_story(page, words)
    if words >= SHELL_WORDS and declared is None:
        return first
    wanted = max(MIN_STORY_WORDS, MIN_GAIN * words)
    for other in _other_readings(first, match, options, declared):
        if other.words >= wanted:
            return other
    return first


def _holds(other: PageReading, first: PageReading) -> bool:
    """Whether another reading has most of the sentences that the page shows: else it is another story."""
    text = fold(" ".join(other.texts))
    sentences = [paragraph for paragraph in first.texts if count_words(paragraph) >= SENTENCE_WORDS]
    shown = [fold(paragraph)[:OPENING_CHARS] for paragraph in sentences]
    return 2 * sum(len(opening) for opening in shown if opening in text) >= sum(map(len, shown))


def _other_readings(
    first: PageReading, match: SiteMatch, options: Options, declared: StoryText | None
) -> Iterator[PageReading]:
    """Other readings of a page, best first; none is made before it is wanted. declared: the story in JSON-LD."""
    page = first.page
    if first.words < NO_STORY_WORDS:
        yield from _without_a_statement(first, match)
    if first.words < SHELL_WORDS:
        yield from _without_script(page, match, options)
    stories = [declared]
    if first.words < SHELL_WORDS:
        stories += [_template_story(page), _state_story(page)]
    for story in filter(None, stories if len(page.blocks) < options.max_blocks else ()):
        reading = _read_from_data(first, story, match, options)
        if first.words < NO_STORY_WORDS or _holds(reading, first):
            yield reading


def _without_a_statement(first: PageReading, match: SiteMatch) -> Iterator[PageReading]:
    """The page without the statement that took most of its text; comments below a sentence are no story."""
    others = {Role.CONSENT} if first.words < SENTENCE_WORDS else {Role.CONSENT, Role.COMMENTS}
    taken: Counter[str] = Counter()
    for block, given in zip(first.page.blocks, first.labels.labels, strict=True):
        if given is not None and given.voice.is_rule and given.role in BOILERPLATE_ROLES - others:
            taken[given.by] += count_words(block.text)
    for statement, words in taken.most_common(1):
        if words >= MIN_TAKEN_WORDS:
            again = label(first.page, match, statement)
            yield again._replace(labels=replace(again.labels, body_by=f"{again.labels.body_by} without {statement}"))


def _without_script(page: Page, match: SiteMatch, options: Options) -> Iterator[PageReading]:
    """The page as browsers without script show it."""
    text = fold(" ".join(text_of(element) for element in _elements(page, "noscript")))
    words = count_words(text)
    is_note = words <= MAX_NOTE_WORDS and any(word in text for word in words_of("script_words"))
    if words >= MIN_STORY_WORDS and not is_note:
        again = label(segment(page.document, options, with_noscript=True), match)
        yield again._replace(labels=replace(again.labels, body_by="noscript"))


def _declared_story(page: Page, words: int) -> StoryText | None:
    """The article's text in JSON-LD, where it is much longer than the text of the page."""
    wanted = max(MIN_STORY_WORDS, MIN_GAIN * words)
    declared = Declared(page)
    story = json_ld_story(page.signals.json_ld, declared.addresses, _titles(declared))
    return story if story is not None and story.words >= wanted else None


def _titles(declared: Declared) -> frozenset[str]:
    """The page's titles, folded, and the headings of the first rank."""
    return frozenset(fold(text) for text in (*(title.text for title in declared.titles), *declared.h1_texts))


def _template_story(page: Page) -> StoryText | None:
    """The longest template of the page that stands where a story does."""
    scripts = [script for script in _elements(page, "script") if script.get("type", "").lower() in TEMPLATE_TYPES]
    texts = [
        script.text or ""
        for script in scripts
        if any(map(_is_story_element, islice(script.iterancestors(), MAX_LEVELS)))
    ]
    return StoryText("template", storable(max(texts, key=len)), 0) if texts else None


def _is_story_element(element: Element) -> bool:
    return element.tag in ("article", "main") or element.get("itemprop") == "articleBody"


def _state_story(page: Page) -> StoryText | None:
    declared = Declared(page)
    scripts = [(script.get("type", ""), script.text or "") for script in _elements(page, "script")]
    others = [script for script in scripts if not script[0].endswith("ld+json")]
    elements = page.tree.root.iter() if page.tree is not None else ()
    attributes = ((str(name), str(text)) for element in elements for name, text in element.items())
    values = [*declared.states.items(), *script_values(others), *attribute_values(attributes)]
    return state_story(values, _titles(declared))


def _elements(page: Page, tag: str) -> list[Element]:
    return page.tree.by_tag.get(tag, []) if page.tree is not None else []


def _read_from_data(first: PageReading, story: StoryText, match: SiteMatch, options: Options) -> PageReading:
    """The page with the blocks of a story behind its own, and these no body. Rules for all sites label them, too."""
    page = first.page
    rest = replace(options, max_blocks=options.max_blocks - len(page.blocks))
    inner = segment(replace(page.document, text=f"<body>{story.html}", kind="html"), rest)
    general = replace(match, layers=tuple(layer for layer in match.layers if not layer.is_site))
    own = Label(Role.BOILERPLATE, story.source, "less than the story in the page's data", Voice.DECLARED)
    labels = [own if given is not None and given.role in BODY_ROLES else given for given in first.labels.labels]
    blocks = list(page.blocks)
    for block, given in zip(inner.blocks, hide(inner, label_blocks(inner, general).labels), strict=True):
        labels.append(given or Label(body_role(block), story.source, WHY_DECLARED, Voice.DECLARED))
        blocks.append(replace(block, index=len(blocks)))
    labelled = replace(
        first.labels, labels=tuple(labels), body_by=story.source, expected_f1=DECLARED_F1, numbers_of=None
    )
    tree = page.tree.followed_by(inner.tree) if page.tree is not None and inner.tree is not None else page.tree
    page = replace(page, blocks=tuple(blocks), tree=tree, truncated=page.truncated or inner.truncated)
    return PageReading(page, drop_no_text(page, labelled))

"""The story that a byline signs: where its headline and text stand, whom the page declares, the words it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from cleaner.article import Article
from cleaner.labelers.story_lines.bylines.line_signs import is_biography, is_date_line
from cleaner.lines.bylines import parse_byline
from cleaner.lines.dates.meanings import meaning_of
from cleaner.lines.names import fold_word, is_name
from cleaner.lines.words import HEADING_WORDS, PARTICLES
from cleaner.model import Author, Block, PersonSignal, Role

# In blocks: how far from headline and text a byline may stand; HEAD_BLOCKS where nothing looks like a headline.
ABOVE_HEADLINE, BELOW_HEADLINE, INTO_TEXT, BELOW_TEXT, HEAD_BLOCKS = 4, 10, 4, 8, 10
MAX_ALIKE_CHARS = 90
MAX_LABEL_CHARS = 20  # "Last updated on"
MIN_LIST = 2  # lines that make a list: its heading and a story
# A word, and a sign beside it.
FORMS = (
    *("{}", "{},", "{}.", "{};", "{}:", "{}?", "{}!", "{})", "({}"),
    *('"{}', '{}"', "“{}", "{}”", "„{}", "{}“", "«{}", "{}»"),
)
END_BLOCKS = 3  # of the text, that may say who wrote it
EDGES = " \t.,:;!?()[]{}\"'“”‘’«»„|/–—-"
LISTS = frozenset({Role.RELATED, Role.POPULAR})
BUTTONS = frozenset({Role.SHARE, Role.TOOL})
OTHERS = frozenset({Role.COMMENTS, Role.NAVIGATION, Role.FOOTER, Role.NEWSLETTER, Role.ADVERT, Role.CONSENT})


class SignedStory:
    """The page as the search for its byline sees it.

    first, last: of the text's blocks; second: in a dump the one behind a deck, which byline and date stand below.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks = article.page.blocks
        self.is_dump = article.page.document.kind == "text"
        self.headline = article.headline.index if article.headline is not None else None
        self.first = article.text_start
        self.last = article.text_end
        second = article.body[1].index if self.is_dump and len(article.body) > 1 else self.first
        head = self.blocks[self.first if self.headline is None else self.headline : second]
        self.second = second if any(is_date_line(block.text) for block in head) else self.first

    def near_blocks(self) -> Iterator[Block]:
        """The blocks around the headline and the ends of the text, in page order."""
        start = min(self.first, self.first - HEAD_BLOCKS if self.headline is None else self.headline)
        end = min(max(self.first + INTO_TEXT, start + BELOW_HEADLINE) + 1, self.end)
        # in a dump a list of teasers is known by its heading, and may take in the head of the story behind it
        others = OTHERS if self.is_dump else OTHERS | LISTS
        head = range(self.headline, self.first) if self.headline is not None else range(0)
        for block in self.blocks[max(0, start - ABOVE_HEADLINE) : end]:
            if block.index in head or self.article.role_of(block) not in others:
                yield block
        yield from self.blocks_between(
            max(end, self.last - INTO_TEXT), min(self.last + BELOW_TEXT + 1, self.end), OTHERS | LISTS
        )

    @cached_property
    def end(self) -> int:
        """Where what may be the story's ends: in a dump at a list of others behind it, which nothing else ends."""
        behind = self.blocks[self.last + 1 :] if self.is_dump else ()
        listed = (block.index for block in behind if self.article.role_of(block) in LISTS)
        return next(islice(listed, MIN_LIST - 1, None), len(self.blocks))

    def blocks_between(self, start: int, end: int, others: frozenset[Role]) -> Iterator[Block]:
        """The blocks from start to end without those of other roles."""
        return (block for block in self.blocks[max(0, start) : end] if self.article.role_of(block) not in others)

    def text_at(self, index: int) -> str:
        """The text of a block, empty outside the page."""
        return self.blocks[index].text if 0 <= index < len(self.blocks) else ""

    def is_over_date(self, index: int) -> bool:
        """Whether a date stands below a line, or below the label there: "Updated" over "3 May 2024"."""
        below = self.text_at(index + 1)
        is_label = len(below) <= MAX_LABEL_CHARS and meaning_of(below) is not None
        return is_date_line(below) or (is_label and is_date_line(self.text_at(index + 2)))

    def is_button(self, index: int) -> bool:
        """Whether a block is a button to share a story, print or save it: a newsroom stands beside these in no list."""
        return 0 <= index < len(self.blocks) and self.article.role_of(self.blocks[index]) in BUTTONS

    @cached_property
    def marked_names(self) -> Mapping[int, list[str]]:
        """What elements marked as author hold, by block."""
        return self._names_of(lambda person: person.ground not in ("mailto", "item", "word"))

    @cached_property
    def worded_names(self) -> Mapping[int, list[str]]:
        """What elements whose class names hold a word for author hold, by block: names, or a link's only word.

        A word alone is as often a label or a section.
        """
        names = self._names_of(lambda person: person.ground == "word" and (bool(person.href) or is_name(person.name)))
        return {index: inside for index, found in names.items() if (inside := self._inside(index, found))}

    def _inside(self, index: int, names: Iterable[str]) -> list[str]:
        """The names a block holds whole: an element around it may hold others, or be behind the last block."""
        return [name for name in names if name in self.text_at(index)]

    def _names_of(self, is_asked: Callable[[PersonSignal], bool]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for person in filter(is_asked, self.article.page.signals.people):
            found.setdefault(person.block, []).append(person.name)
        return found

    @cached_property
    def declared_people(self) -> tuple[Author, ...]:
        """The people the page declares as its authors, without the site itself and initials, which may be its."""
        names = self.article.declared.author_names
        people = [author for name in names for author in parse_byline(name) if author.kind == "person"]
        named = (author for author in people if " " in author.name or not author.name.isupper())
        return tuple(author for author in named if not self.article.site_names.is_one(author.name))

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The words of the text as printed, with the signs at their ends; of a dump those of all lines."""
        body = self.article.body
        text = self.article.page.document.text if self.is_dump else " ".join(block.text for block in body)
        return frozenset(text.split())

    def is_common(self, word: str) -> bool:
        """Whether headings are made of a word, or the text prints it in lower case."""
        if word in HEADING_WORDS:
            return True
        return word.islower() and not self.all_words.isdisjoint(form.format(word) for form in FORMS)

    def is_in_text(self, names: Sequence[str], index: int) -> bool:
        """Whether the text speaks of one of the people by full name; at its end it may be said who they are."""
        texts = [block.text for block in self.article.body[:-END_BLOCKS] if block.index != index]
        return any(name in text for text in texts for name in names)

    def has_biography(self, index: int, names: Sequence[str]) -> bool:
        """Whether below a name, or the role below it, stands who that is: "Jane Doe is a reporter"."""
        below = (self.text_at(index + 1), self.text_at(index + 2))
        return any(is_biography(text, name) for text in below for name in names)

    def is_house(self, name: str, index: int) -> bool:
        """Whether the page prints a name outside of its text too, where readers of a line may find it: a house's."""
        return not self.is_in_text([name], index) and any(
            block.text.endswith(name) for block in self.blocks if block.index != index
        )

    def count_alike(self, block: Block, names: Sequence[str]) -> int:
        """How many lines of other people have a figure in the same place and as many words: dates of other stories."""
        shape = shape_of(block.text)
        if "0" not in shape:
            return 0
        short = [other.text for other in self.blocks if other.tag == block.tag and len(other.text) <= MAX_ALIKE_CHARS]
        return sum(shape_of(text) == shape for text in short if not any(name in text for name in names))

    def count_common(self, words: Sequence[str]) -> int:
        """How many of a name's words the text uses as words, in lower case, or headings are made of."""
        return sum(map(self.is_common, bare_words(words)))

    def is_in_headline(self, words: Sequence[str]) -> bool:
        """Whether the headline prints one of a name's words."""
        headline = self.blocks[self.headline].text if self.headline is not None else ""
        return not bare_words(words).isdisjoint(bare_words(headline.split()))


def shape_of(text: str) -> str:
    """A letter for each word of a text: a figure, or not."""
    return "".join("0" if word[:1].isdigit() else "a" for word in text.split())


def bare_words(words: Sequence[str]) -> frozenset[str]:
    """The words in lower case, without the punctuation around them; initials and particles are left out."""
    bare = (fold_word(word).strip(EDGES) for word in words)
    return frozenset(word for word in bare if len(word) > 1 and word not in PARTICLES)

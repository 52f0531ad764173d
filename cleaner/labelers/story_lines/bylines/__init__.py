"""Find the lines that say who wrote the story."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from cleaner.article import Article
from cleaner.labelers.story_lines.bylines.features import score_line
from cleaner.labelers.story_lines.bylines.line_signs import has_date, is_date_line, is_unfinished
from cleaner.labelers.story_lines.bylines.lines import SignedLine, lines_afar, lines_near
from cleaner.labelers.story_lines.bylines.story import SignedStory
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.names import JOINED_SCRIPT
from cleaner.model import Author, Role

SURE = 0.0  # the score of a page where nobody is named
LESS_SURE = 1.5  # so much less a further line beside the surest may score: people of the story are named there too
BARE_NAME = "line:name"
COLUMNS = frozenset({BARE_NAME, "line:marked"})  # how names are found of which a list has one in each line
MIN_TITLE_WORDS = 5
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LINKED = 0.9  # of a title, by which a teaser leads to its story
GAP_BLOCKS = 4  # what parts one story's bylines from the next one's


def find_bylines(article: Article) -> list[LineCandidate]:
    """The surest byline near the story, with those that stand beside it; else those far from it that agree."""
    story = SignedStory(article)
    near = [line for line in lines_near(story) if not signs_teaser(story, line)]
    posts = {line.block.index for line in posts_in(story, near)}
    lines = [line for line in near if line.block.index not in posts]
    posters = accounts(lines) | first_names(lines)
    scored = [candidate_of(line, *score_line(story, line)) for line in lines if line.block.index not in posters]
    best = max(scored, key=attrgetter("score"), default=None)
    if best is None or best.score <= SURE:
        afar = [line for line in lines_afar(story) if line.block.index not in posts and not signs_teaser(story, line)]
        return [candidate_of(line, SURE, "the page's only byline") for line in afar]
    least = max(SURE, best.score - LESS_SURE)
    run = beside(best, signing(story, [line for line in scored if line is best or line.span is None], least))
    people = {line.block.index: {author.name for author in line.authors if author.kind == "person"} for line in lines}
    same = {index for index, names in people.items() if names and names == people[best.block]}
    others = {index for index, names in people.items() if names.isdisjoint(people[best.block])}
    own = [line for line in run if line.block not in others or not is_parted(story, line, best)]
    text = same & {block.index for block in article.body}
    again = (line for line in scored if line.score > SURE and line.block in text and line.span is None)
    signed = sorted({*own, *again}, key=attrgetter("block"))
    return without_pictured(signed, {line.block.index for line in lines if is_spoken_of(story, line)})


def accounts(lines: Sequence[SignedLine]) -> set[int]:
    """The blocks that name an account alone, over a reporter in full: "by Harbour D | 3 May 2024", "JANE DOE"."""
    pairs = [(one, other) for one, other in pairwise(lines) if other.block.index == one.block.index + 1]
    signed = [(one, other) for one, other in pairs if one.source == "line:byline" and other.source == BARE_NAME]
    return {one.block.index for one, _ in signed if has_date(one.block.text) and not any(map(has_names, one.authors))}


def first_names(lines: Iterable[SignedLine]) -> set[int]:
    """The blocks that name by first name alone whom others name in full: "Articles by Jane", "Jane Doe"."""
    names = {author.name for line in lines for author in line.authors if author.kind == "person"}
    first = {name.partition(" ")[0] for name in names if " " in name}
    return {line.block.index for line in lines if first.issuperset(author.name for author in line.authors)}


def has_names(author: Author) -> bool:
    """Whether a name has two words that are no initials, or is of a script that joins them."""
    words = [word for word in author.name.split() if len(word.strip(".")) > 1]
    return len(words) > 1 or JOINED_SCRIPT.search(author.name) is not None


def posts_in(story: SignedStory, lines: Sequence[SignedLine]) -> list[SignedLine]:
    """The lines that sign comments, or teasers: dated ones below the text's start, apart, of several people."""
    start = {"line:byline": story.second, "line:class": story.last}
    below = [line for line in lines if line.block.index > start.get(line.source, line.block.index)]
    posts = [line for line in below if has_date(line.block.text) or is_beside_date(story, line)]
    are_apart = any(after.block.index > before.block.index + 1 for before, after in pairwise(posts))
    people = {author.name for line in posts for author in line.authors}
    return posts if are_apart and len(people) > 1 else []


def is_beside_date(story: SignedStory, line: SignedLine) -> bool:
    """Whether a date stands by itself right above or below a line."""
    return any(is_date_line(story.text_at(line.block.index + step)) for step in (-1, 1))


def signs_teaser(story: SignedStory, line: SignedLine) -> bool:
    """Whether a line behind the text stands right below a heading that is a link; a line of tags is one, too."""
    above = story.blocks[line.block.index - 1]
    is_title_of_other = above.tag in HEADINGS and above.index != story.headline and is_title(above.text)
    return line.block.index > story.last and is_title_of_other and above.link_share >= LINKED


def signing(story: SignedStory, candidates: Sequence[LineCandidate], least: float) -> list[LineCandidate]:
    """The candidates that score more than the least, and those above them that are of the same list of names."""
    found: list[LineCandidate] = []
    for line in reversed(candidates):
        is_next = bool(found) and found[-1].block == line.block + 1
        is_column = is_next and line.source == found[-1].source and line.source in COLUMNS and line.score > SURE
        if line.score > least or is_column or (is_next and is_unfinished(story.text_at(line.block))):
            found.append(line)
    return found[::-1]


def is_parted(story: SignedStory, line: LineCandidate, best: LineCandidate) -> bool:
    """Whether a date and a title stand between a line and the best one, as in a list of stories."""
    first, last = sorted((line.block, best.block))
    between = [story.text_at(index) for index in range(first + 1, last)]
    return any(map(is_date_line, between)) and any(map(is_title, between))


def is_title(text: str) -> bool:
    """Whether a line is as long as a title, and no date."""
    return len(text.split()) >= MIN_TITLE_WORDS and not has_date(text)


def without_pictured(candidates: list[LineCandidate], spoken_of: Container[int]) -> list[LineCandidate]:
    """The candidates without bare names of whom the text speaks, where there are others beside them.

    Dumps print the texts of pictures, which name the people in them, in lines of their own.
    """
    return [candidate for candidate in candidates if candidate.block not in spoken_of] or candidates


def is_spoken_of(story: SignedStory, line: SignedLine) -> bool:
    """Whether a line is a bare name of somebody in the text."""
    names = [author.name for author in line.authors]
    return line.source == BARE_NAME and story.is_in_text(names, line.block.index)


def candidate_of(line: SignedLine, score: float, why: str) -> LineCandidate:
    """A line as a candidate for the role."""
    return LineCandidate(line.block.index, Role.BYLINE, score, line.source, why, span=line.span)


def beside(best: LineCandidate, candidates: Iterable[LineCandidate]) -> list[LineCandidate]:
    """The best of the candidates and those around it, as far as no gap parts them. candidates: in page order."""
    run: list[LineCandidate] = []
    for candidate in candidates:
        if run and candidate.block - run[-1].block > GAP_BLOCKS:
            if best in run:
                break
            run = []
        run.append(candidate)
    return run

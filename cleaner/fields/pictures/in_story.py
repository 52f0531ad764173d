"""Whether a picture stands in the story: with a caption near it, or between its headline and its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from cleaner.article import Article
from cleaner.fields.pictures.files import is_gif
from cleaner.lines.credits.captions import Captioned, is_button
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, ImageSignal, Role

BELOW_BLOCKS = 6  # a picture with a caption may stand so far behind the body
MAX_BLOCKS_BEHIND = 3  # a loose caption stands at most so far behind its picture
STORY_ROLES = BODY_ROLES | {Role.HEADLINE, Role.SUBTITLE}
HEAD_ROLES = frozenset({Role.SECTION, Role.KICKER, Role.BYLINE, Role.TIMESTAMP})  # of lines above a headline
SIGNATURE_ROLES = frozenset({Role.BYLINE, Role.TIMESTAMP})
OTHER_ROLES = BOILERPLATE_ROLES - {Role.BOILERPLATE, Role.FOOTER}  # a figure may have a <footer>


def is_in_story(article: Article, signal: ImageSignal, last: int, captions: Sequence[Captioned]) -> bool:
    """Whether a picture belongs to the story: with a caption, or between its headline and the end of the body.

    last: the last block of the story so far, body or caption. captions: its own, all of them near the story.
    """
    if signal.is_apart and not captions:
        return False
    if captions:
        return signal.block <= last + BELOW_BLOCKS
    if not article.body or not pictures_start(article, signal) <= signal.block <= pictures_end(article, signal):
        return False
    is_head = signal.block <= article.text_start and signal.around[0] < article.text_start
    if is_head and (signal.leads_to == "away" or is_gif(signal.url)):  # a banner, a button
        return False
    beside = article.page.blocks[slice(*signal.around)]
    if any(article.role_of(block) in STORY_ROLES and not is_button(block.text) for block in beside):
        return True
    around = [block for block in beside if not is_button(block.text)]
    if around and all(article.role_of(block) in SIGNATURE_ROLES for block in around):  # a portrait of the author
        return False
    following = article.page.blocks[signal.block : signal.block + 1]  # none where the picture ends the page
    if any(article.role_of(block) in OTHER_ROLES and not is_button(block.text) for block in following):
        return False
    return not any(article.role_of(block) in OTHER_ROLES - {Role.TOOL} for block in around)


def pictures_start(article: Article, signal: ImageSignal) -> int:
    """Index of the first block above which a picture of the story may stand: its headline, or its lines above that.

    Or what stands above the headline in the box that holds both.
    """
    start, stop = signal.around
    if article.first_block - MAX_BLOCKS_BEHIND <= start <= article.first_block < stop:
        return start
    above = reversed(article.page.blocks[: article.first_block])
    lines = list(takewhile(lambda block: article.role_of(block) in HEAD_ROLES, above))
    return lines[-1].index if lines else article.first_block


def pictures_end(article: Article, signal: ImageSignal) -> int:
    """Index of the last block before which a picture of the story may stand; one behind, where it ends their box."""
    start, stop = signal.around
    is_last = start < article.text_end == stop - 1 and not signal.leads_to
    return article.text_end + is_last

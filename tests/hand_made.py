"""Stories made by hand: a page through the real segmenter, labels as the test says, the story's lines named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from cleaner.article import Article
from cleaner.labelers.story_lines import name_story_lines
from cleaner.model import Block, Candidate, Label, Labels, Options, Outlet, RawPage, Role, SiteFacts, Story, Voice
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment
from cleaner.stages.structure import with_pictures

BODY_WORDS = 12  # a paragraph of so many words is body, unless the test labels it
TEXT = "The harbour of the town was closed on the morning of the storm, and the boats stayed in."


def make_story(
    body: str,
    *,
    url: str | None = None,
    labels: Mapping[str, tuple[Role, str]] | None = None,
    candidates: Mapping[str, tuple[Candidate, ...]] | None = None,
    facts: SiteFacts | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """A story of a page (HTML) or a dump (text). labels: by the block's text, (role, who said so)."""
    page = segment(decode(RawPage(body=body, url=url, fetched_at=fetched_at), Options()), Options())
    given = labels or {}
    kept = tuple(block for block in page.blocks if block.text not in given and _is_prose(block))
    labelled = Labels(tuple(_label(block, given, kept) for block in page.blocks))
    story = Story(
        page=with_pictures(page, labelled, kept),
        labels=labelled,
        facts=facts or SiteFacts(),
        candidates=candidates or {},
        body=kept,
    )
    return name_story_lines(Article(story))


def make_page(head: str = "", *, above: str = "", below: str = "", language: str = "") -> str:
    """HTML of a page: what the head says, what stands above and below one paragraph of text."""
    lang = f' lang="{language}"' if language else ""
    return f"<html{lang}><head>{head}</head><body>{above}<p>{TEXT}</p>{below}</body></html>"


def json_ld(**members: object) -> str:
    """A script with the JSON-LD of a NewsArticle."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **members})}</script>'


def meta(name: str, content: str) -> str:
    """A meta element."""
    return f'<meta property="{name}" content="{content}">'


def with_outlet(story: Article, name: str) -> Article:
    """The story with its outlet chosen."""
    return story.with_outlet(Outlet(name=name))


def _is_prose(block: Block) -> bool:
    return len(block.text.split()) >= BODY_WORDS and block.tag in ("p", "") and block.text.endswith((".", "more >>"))


def voice_of(by: str) -> Voice:
    """The voice behind a receipt, as the rulebook gives it: `shared/comments:disqus`, `example.com:byline`, `lines`."""
    if ":" not in by:
        return Voice.MODEL
    return {"shared": Voice.SHARED, "platforms": Voice.PLATFORM}.get(by.partition("/")[0], Voice.SITE)


def _label(block: Block, given: Mapping[str, tuple[Role, str]], kept: tuple[Block, ...]) -> Label | None:
    if block.text in given:
        role, by = given[block.text]
        return Label(role, by, "said by the test", voice_of(by))
    return Label(Role.PARAGRAPH, "lines", "prose") if block in kept else None

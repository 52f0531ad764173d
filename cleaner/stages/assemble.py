"""Labels and chosen fields to a Record."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import asdict, replace

from cleaner._version import __version__
from cleaner.model import (
    BODY_ROLES,
    BOILERPLATE_ROLES,
    MENDED,
    TRUNCATED,
    UNREAD_TIME,
    Access,
    Block,
    BodyBlock,
    Choice,
    Document,
    Embed,
    History,
    Image,
    Input,
    Labels,
    Link,
    Moment,
    Page,
    PageType,
    Quality,
    RawPage,
    Record,
    Role,
    Status,
    Story,
    Structure,
    Tool,
)
from cleaner.stages.entries import find_entries
from cleaner.stages.fingerprint import fingerprint
from cleaner.stages.judge import judge, measure_quality
from cleaner.text import count_words, is_web_address, storable, without_spans
from cleaner.urls import registrable_domain

TOOL_NAME = "news-cleaner"
ID_CHARS = 32
# Fields that are objects of the record's own members or computed here carry no provenance.
MOMENTS = frozenset({"published", "modified"})
UNSOURCED = frozenset({"canonical_url"})
NUMBER = re.compile(r"\d+")
LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def kept_blocks(page: Page, labels: Labels) -> tuple[Block, ...]:
    """The body: blocks with a body role, in page order, what was cut out of them gone; none empty.

    Of preformatted text each line is a block.
    """
    cuts = labels.cuts_by_block()
    kept: list[Block] = []
    for block, label in zip(page.blocks, labels.labels, strict=True):
        if label is None or label.role not in BODY_ROLES:
            continue
        if block.index in cuts:
            text = without_spans(block.text, cuts[block.index])
            block = Block(block.index, text, block.tag, block.line, place=block.place)
        if "\n" in block.text:
            kept += [replace(block, text=line) for line in block.text.splitlines()]
        elif block.text:
            kept.append(block)
    return tuple(kept)


def assemble(
    story: Story,
    choices: Mapping[str, Choice[Any]],
    rules_digest: str,
    *,
    address: str | None = None,
    page_type: PageType | None = None,
    flags: tuple[str, ...] = (),
) -> Record:
    """Read the record off the labels and the chosen fields.

    choices: by field name; a field without value is absent. address: the page's in the form that is compared (no
    tracking parameters), from which its id is made; None: the URL as it is, or the body's hash. page_type: None where
    nobody asked. flags: of the fields.
    """
    document, labels = story.page.document, story.labels
    values = _chosen_values(choices, story)
    texts = [block.printed for block in story.body]
    body = _body_blocks(story)
    text = "\n\n".join(texts)
    access = values.pop("access", None) or Access()
    words = count_words(" ".join(texts))
    status, reason = judge(story, words, access, page_type)
    quality = measure_quality(story, text, status, words=words, title=values.get("title"))
    decoded = _flags_of_decoding(document, text, values)
    return Record(
        id=_identify(address or document.url, document.sha256),
        status=status,
        reason=reason,
        page_type=page_type,
        url=document.url,
        text=text,
        body=body,
        links=tuple(_links(body, address or document.url)),
        embeds=_placed_embeds(story),
        entries=find_entries(story, body, page_type),
        access=access,
        removed=_count_removed(labels),
        quality=Quality(quality.score, (*quality.flags, *decoded, *labels.flags, *flags)),
        fingerprint=fingerprint(text),
        provenance={name: choice.source for name, choice in choices.items() if name not in UNSOURCED},
        tool=_tool(story, rules_digest),
        input=_input(document),
        **values,
    )


def _flags_of_decoding(document: Document, text: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What the record says of how its page was decoded; nothing of signs that only a menu has."""
    printed = f"{values.get('title') or ''} {text}"
    is_mended = any(sign in printed for sign in document.mended if not sign.isspace())
    return tuple(flag for flag in document.flags if flag != MENDED or is_mended)


def _chosen_values(choices: Mapping[str, Choice[Any]], story: Story) -> dict[str, Any]:
    """The values of the fields, times with their UTC, pictures with their places."""
    values = {name: choice.value for name, choice in choices.items()}
    for name in MOMENTS & values.keys():
        values[name] = _with_utc(values[name])
    if "images" in values:
        values["images"] = _placed_images(values["images"], story)
    return values


def _with_utc(moment: Moment) -> Moment:
    """The moment with its time in UTC; without where it has no zone or no hour."""
    if moment.precision == "day" or moment.zone == "unknown":
        return moment
    try:
        return replace(moment, utc=datetime.fromisoformat(moment.value).astimezone(UTC))
    except (ValueError, OverflowError):  # the first and last day of the calendar have no neighbour
        return moment


def failed_record(raw: RawPage, rules_digest: str, status: Status, reason: str, *, name: str | None = None) -> Record:
    """The record of a page that gave no text: nothing known but what it was made from.

    name: of an input that could not even be read; it tells such records apart.
    """
    body = raw.body_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    fetched_at = raw.fetched_at.isoformat() if raw.fetched_at else None
    flags = [TRUNCATED] * raw.is_truncated + [UNREAD_TIME] * raw.has_unread_time
    return Record(
        id=_identify(raw.url or name, sha256),
        status=status,
        reason=reason,
        url=raw.url,
        quality=Quality(flags=tuple(flags)),
        tool=Tool(name=TOOL_NAME, version=__version__, rules_digest=rules_digest),
        input=Input(sha256=sha256, kind=raw.kind or "html", bytes=len(body), fetched_at=fetched_at, name=name),
    )


def with_history(record: Record, history: History) -> Record:
    """The record with what the crawl knows. A later version has an id of its own."""
    known: dict[str, Any] = {"version": history.version, "previous": history.previous, "parts": history.parts or None}
    known["id"] = version_id(record.id, history.version)
    return replace(record, **known)


def version_id(record_id: str, version: int) -> str:
    """The id of a version of a record: the first has the record's own."""
    return record_id if version == 1 else _identify(f"{record_id} {version}", "")


def _body_blocks(story: Story) -> tuple[BodyBlock, ...]:
    labels = story.labels.labels
    body: list[BodyBlock] = []
    for block in story.body:
        label = labels[block.index]
        role = Role.PARAGRAPH if label is None else label.role
        structure = _marked_item(block) if role is Role.LIST_ITEM and not block.tag else block.structure
        if role is Role.HEADING:
            structure = replace(structure, level=LEVELS.get(block.tag, block.structure.level))
        body.append(BodyBlock(kind=role.value, text=block.printed, **asdict(structure)))  # type: ignore[arg-type]  # a body role
    return tuple(body)


def _marked_item(block: Block) -> Structure:
    """The structure of a list item in a dump, by its marker: a bullet or a number."""
    number = NUMBER.search(block.marker)
    return replace(block.structure, level=1, ordered=number is not None, number=int(number[0]) if number else None)


def _placed_embeds(story: Story) -> tuple[Embed, ...]:
    """The embeds of the story, each with the block of the body it stands before."""
    indices = [block.index for block in story.body]
    return tuple(replace(embed, block=bisect_left(indices, embed.block)) for embed in story.embeds)


def _placed_images(images: Sequence[Image], story: Story) -> tuple[Image, ...]:
    """The pictures, each with the block of the body it stands before, where the page shows it."""
    indices = [block.index for block in story.body]
    shown = {signal.url: signal.block for signal in reversed(story.page.signals.images) if signal.url}
    places = (shown.get(image.url or "") if image.block is None else image.block for image in images)
    return tuple(
        replace(image, block=None if place is None else bisect_left(indices, place))
        for image, place in zip(images, places, strict=True)
    )


def _links(body: Iterable[BodyBlock], address: str | None) -> Iterator[Link]:
    """The links of the body in its order. address: of the page."""
    site = registrable_domain(address)
    for index, block in enumerate(body):
        for span in block.spans:
            if span.url is not None and is_web_address(span.url):
                own_site = registrable_domain(span.url) == site if site else None
                yield Link(span.url, block.text[span.start : span.end], index, own_site)


def _count_removed(labels: Labels) -> dict[str, int]:
    """Blocks and cuts of boilerplate roles, by role, in the order of the roles."""
    counts = Counter([label.role for label in labels.labels if label is not None])
    counts.update([cut.label.role for cut in labels.cuts])
    return {role.value: counts[role] for role in Role if role in counts and role in BOILERPLATE_ROLES}


def _identify(address: str | None, sha256: str) -> str:
    return hashlib.sha256(storable(address).encode()).hexdigest()[:ID_CHARS] if address else sha256[:ID_CHARS]


def _tool(story: Story, rules_digest: str) -> Tool:
    return Tool(
        name=TOOL_NAME,
        version=__version__,
        rule=story.facts.rule,
        rule_version=story.facts.version,
        layout=story.facts.layout,
        hits=story.labels.hits,
        rules_digest=rules_digest,
        body_by=story.labels.body_by if story.body else None,
    )


def _input(document: Document) -> Input:
    return Input(
        sha256=document.sha256,
        kind=document.kind,
        bytes=document.bytes,
        encoding=document.encoding,
        fetched_at=document.fetched_at.isoformat() if document.fetched_at else None,
    )

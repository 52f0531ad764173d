"""replies: what stands in items with a button to reply each is comments, below a story; a thread of a forum is none."""

from __future__ import annotations

import pytest

from cleaner.labelers.replies import name_replied
from cleaner.model import Document, Options, Page
from cleaner.stages.segment import segment

STORY = "".join(
    f"<p>The council of district {n} met on Monday evening and agreed to repair the old bridge before winter.</p>"
    for n in range(3)
)
NAMES = ("Joe", "MJ, Millbrook", "Tom Hanna", "river rat")
OPINION = "Nobody asked me for a new bridge, and nobody will ask me for the next."
THREAD = "<ul>{}</ul>".format(
    "".join(f"<li><b>{name}</b><p>{OPINION}</p><a href=#>Reply (2)</a></li>" for name in NAMES)
)

ENTRIES = "".join(f"<div><time>1{n}:05</time><p>{OPINION}</p><button>Reply</button></div>" for n in range(4))


def page(body: str) -> Page:
    html = f"<html><body><h1>Old bridge to be repaired</h1>{body}</body></html>"
    return segment(Document(html, "html", None, "utf-8", "given", "", len(html)), Options())


def named(body: str, story: float = 0.9) -> dict[str, str]:
    """Texts that are named, with their roles, where opinions are likely the story; story: how likely the rest is."""
    made = page(body)
    scores = [0.8 if "ask" in block.text else story if len(block.text) > 30 else 0.1 for block in made.blocks]
    body_of = {index for index, score in enumerate(scores) if score > 0.5}
    found = name_replied(made, scores, body_of)
    return {made.blocks[index].text: label.role.value for index, label in found.items()}


def test_text_of_items_with_a_button_to_reply_is_comments() -> None:
    assert named(f"<div>{STORY}</div>{THREAD}") == {OPINION: "comments"}
    assert named(f"<div>{STORY}{THREAD}</div>".replace("Reply (2)", "Odpowiedz")) == {OPINION: "comments"}


def test_name_in_a_heading_with_a_time_signs_a_comment() -> None:
    thread = THREAD.replace("<b>", "<h4>").replace("</b>", "</h4><p>3 May 2024</p>")

    assert named(f"<div>{STORY}</div>{thread}") == {OPINION: "comments"}


def test_doubted_sentences_above_them_are_the_story() -> None:
    roles = named(f"<div>{STORY}</div>{THREAD}", story=0.4)

    assert sorted(roles.values()) == ["comments"] + ["paragraph"] * 3


@pytest.mark.parametrize(
    "body",
    [
        THREAD,  # a forum: the first of them is what they are about
        f"{THREAD}<div>{STORY}</div>",
        f"<div>{STORY}</div>{THREAD}".replace("Reply (2)", "Replay"),
        f"<div>{STORY}</div><ul><li><p>{OPINION}</p><a href=#>Reply</a></li></ul>",
        f"<div>{STORY}</div>{THREAD.replace('<b>', '<h3>').replace('</b>', '</h3>')}",  # letters, each with a heading
        f"<div>{STORY}</div>{ENTRIES}",  # of a live blog
        f"<p>The council met, and nobody there minded the old bridge.</p>{THREAD}",
        f"<div>{STORY}<p>{OPINION}</p><p>Reply</p><p>{OPINION}</p><p>Reply</p><p>{OPINION}</p><p>Reply</p></div>",
    ],
)
def test_other_texts_stay(body: str) -> None:
    assert named(body) == {}

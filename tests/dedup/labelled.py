"""The labelled material: what desks do to a story, who printed it, and which of the texts are copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

STORIES = Path(__file__).with_name("stories.yaml")
# Spellings and phrases as another desk's style book has them.
HOUSE_STYLE = (
    ("per cent", "percent"), (" metres", " meters"), ("harbour", "harbor"), (" lorries", " trucks"),
    (", said ", ", according to "), ("said on ", "told reporters on "), ("more than", "over"), ("about ", "around "),
    ("euros", "EUR"), ("children", "kids"), (" has been ", " was "), ("Rund", "Etwa"), ("rund", "etwa"),
    ("表示", "说"), ("今年", "本年度"), ("但", "不过"),
)  # fmt: skip
TAIL = (
    "Reporting by the news desk. Follow us for more stories like this one, and write to us if you know more about it."
)


@dataclass(frozen=True)
class Labelled:
    """A text. story: those of the same are copies. edit: what was done to it."""

    story: str
    edit: str
    publisher: str
    text: str


def labelled_texts() -> list[Labelled]:
    """All texts, in a fixed order."""
    material = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    made = [text for story in material["stories"] for text in edited(story)]
    texts = {story["name"]: story["text"] for story in material["stories"]}
    for template in material["templates"]:
        for number, row in enumerate(template["rows"]):
            name = f"{template['name']}-{number}"
            made.append(Labelled(name, "template", f"{template['name']}.example", template["text"].format(*row)))
    for follow_up in material["follow_ups"]:
        name = f"{follow_up['of']}-later"
        background = [texts[follow_up["of"]][number - 1] for number in follow_up["background"]]
        body = paragraphs([*follow_up["text"], *background])
        made.append(Labelled(name, "follow-up", "agency.example", body))
        made.append(Labelled(name, "follow-up printed elsewhere", "morning.example", f"{body}\n\n{TAIL}"))
    return made


def edited(story: dict[str, Any]) -> list[Labelled]:
    """The agency's text and what nine outlets made of it."""
    text, lead, local, name = story["text"], story["lead"], story["local"], story["name"]
    rewritten = [*lead, *text[2:]]
    versions = {
        "agency.example: original": text,
        "morning.example: as it is, with a tail": [*text, TAIL],
        "evening.example: shortened to two thirds": text[: (2 * len(text) + 2) // 3],
        "radio.example: shortened to half": text[: (len(text) + 1) // 2],
        "brief.example: in brief": text[:3],
        "weekly.example: lead rewritten": rewritten,
        "metro.example: lead rewritten and shortened": rewritten[:-2],
        "tribune.example: house style": [styled(sentence) for sentence in text],
        "valley.example: own reporting added": [*text[:5], *local, *text[5:]],
        "agency.example: corrected": [*text[:-1], text[-1].replace(" the ", " a ", 1)],
    }
    return [
        Labelled(name, edit.partition(": ")[2], edit.partition(": ")[0], paragraphs(sentences))
        for edit, sentences in versions.items()
    ]


def styled(sentence: str) -> str:
    for printed, ours in HOUSE_STYLE:
        sentence = sentence.replace(printed, ours)
    return sentence


def paragraphs(sentences: list[str]) -> str:
    """Two sentences a paragraph."""
    return "\n\n".join(" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2))

"""posts: the text of a network's post in a dump is told by the line that signs it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from cleaner.labelers.posts import name_posts
from cleaner.model import Block

ABOVE, POST, BELOW = "The port is closed.", "All boats are in. Stay home, please.", "It opens again on Tuesday at noon."


def named(lines: list[str], body: Collection[int]) -> list[str]:
    blocks = [Block(index, line) for index, line in enumerate(lines)]
    return [blocks[index].text for index in sorted(name_posts(blocks, body))]


@pytest.mark.parametrize(
    "signature",
    [
        "— Ada Blau (@ada) May 7, 2025",
        "– Ада Блау (@ada) 7 мая 2025 г.",
        "- 港の人 (@minato) 2025年5月7日",
        "A post shared by Ada Blau (@ada.blau)",
        "Ein Beitrag geteilt von Ada Blau (@ada.blau)",
        "Une publication partagée par Ada Blau (@ada.blau)",
        "Una publicación compartida por Ada Blau (@ada.blau)",
    ],
)
def test_the_text_above_a_signature_and_the_signature_are_a_post(signature: str) -> None:
    assert named([ABOVE, POST, signature, BELOW], range(4)) == [POST, signature]
    assert named([ABOVE, POST, signature, BELOW], [0, 1, 3]) == [POST]


@pytest.mark.parametrize(
    "line",
    [
        "The harbour master (@harbour) says that nobody may sail today, and that the pier is closed.",
        "— Ada Blau, the harbour master",
        "A photo shared by Ada Blau (@ada.blau) shows the pier under water, with two boats on top of it.",
        "A photo shared by Ada Blau (@ada.blau) shows the pier under water.",
        "Geteilt von Ada Blau (@ada.blau) und vielen anderen.",
    ],
)
def test_a_sentence_with_a_handle_and_one_who_is_quoted_sign_no_post(line: str) -> None:
    assert named([ABOVE, POST, line, BELOW], range(4)) == []


def test_the_marker_of_a_dump_s_line_is_a_part_of_it() -> None:
    blocks = [Block(0, ABOVE), Block(1, POST), Block(2, "Ada Blau (@ada) May 7, 2025", marker="—")]

    assert sorted(name_posts(blocks, range(3))) == [1, 2]


def test_behind_a_larger_gap_a_signature_stands_alone() -> None:
    blocks = [Block(0, ABOVE), Block(1, POST), Block(2, "— Ada Blau (@ada) May 7, 2025", gap=3)]

    assert sorted(name_posts(blocks, range(3))) == [2]


def test_a_list_of_accounts_signs_no_post() -> None:
    people = [Block(place, f"Ada Blau (@ada{place})", marker="-") for place in (2, 3, 4)]

    assert name_posts([Block(0, ABOVE), Block(1, "These write about the port:"), *people], range(5)) == {}

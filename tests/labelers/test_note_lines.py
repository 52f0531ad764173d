"""story_lines.notices: which lines are notes of the editors, and which of them stay in the text."""

from __future__ import annotations

import pytest
from hand_made import TEXT, make_page, make_story

from cleaner.fields.notices import read_notices
from cleaner.model import Role

NOTE = "Correction: the storm came on Tuesday, and not on Monday as we wrote."
SHORT_NOTE = "Correction: it was on Tuesday."
IN_TEXT = f"{NOTE} The harbour master told us so."  # as long as a paragraph


def role_of(text: str, line: str, *, labels: dict[str, tuple[Role, str]] | None = None) -> Role | None:
    story = make_story(text, labels=labels)
    return next(story.role_of(block) for block in story.page.blocks if block.text == line)


def test_line_beside_the_text_becomes_a_notice() -> None:
    assert role_of(make_page(below=f"<div>{NOTE}</div>"), NOTE) is Role.NOTICE
    assert role_of(f"Storm closes it\n\n{TEXT}\n\n{SHORT_NOTE}", SHORT_NOTE) is Role.NOTICE


def test_note_in_the_text_stays_there_and_is_read() -> None:
    story = make_story(f"Storm closes it\n\n{TEXT}\n\n{IN_TEXT}\n\n{TEXT}")

    assert IN_TEXT in [block.text for block in story.body]
    notices = read_notices(story)
    assert notices is not None
    assert [notice.text for notice in notices.value] == [IN_TEXT]


@pytest.mark.parametrize("role", [Role.RELATED, Role.TIMESTAMP])
def test_line_that_is_something_else_stays_so(role: Role) -> None:
    assert role_of(make_page(below=f"<div>{NOTE}</div>"), NOTE, labels={NOTE: (role, "shared/x:line")}) is role

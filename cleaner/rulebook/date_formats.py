"""What is wrong with a date format of a rule."""

from __future__ import annotations

import re
from datetime import UTC, datetime

ANY_TIME = datetime(2024, 3, 31, 13, 45, 59, tzinfo=UTC)


def format_problem(text: str) -> str | None:
    """What strptime says of a format, None where it can read it."""
    try:
        datetime.strptime(ANY_TIME.strftime(text), text)
    except (ValueError, re.error) as error:  # re.error: of a part that stands twice
        return str(error)
    return None

"""Which guesses of htmldate may be the story's day: those that the page gives where a story's day stands."""

from __future__ import annotations

from datetime import date

import pytest
from hand_made import TEXT, make_story

from cleaner.fields.dates.guess import is_of_story, script_date
from cleaner.lines.dates.printed import day_of

DAY = date(2024, 5, 3)
HEAD = f"<h1>Storm closes the harbour of the town</h1><p>{TEXT}</p><p>{TEXT}</p>"
RUN = "".join(f"<p>{TEXT}</p>" for _ in range(3))
PAGES = (
    (f"{HEAD}{RUN}<div>Published on May 3, 2024</div>", True),
    (f"{HEAD}{RUN}<div>Veröffentlicht am 3. Mai 2024</div>", True),
    (f"{HEAD}{RUN}<div>Published on <time datetime='2024-05-03'>May 3, 2024</time></div>", True),
    # two such days are those of teasers
    (f"{HEAD}{RUN}<div>Published on May 3, 2024</div><div>Published on May 1, 2024</div>", False),
    (f"{HEAD}{RUN}<div>Ferry timetable of May 3, 2024</div>", False),
    (f"{HEAD}{RUN}<script>var expires = '2024-05-03';</script>", False),
    (f"{HEAD}{RUN}<SCRIPT>var expires = '2024-05-03';</SCRIPT><img src='/2024/05/03/a.jpg'>", True),
    (f"{HEAD}{RUN}<script>var expires = '2024-05-03';", False),
)


@pytest.mark.parametrize(("page", "is_its"), PAGES)
def test_guess_counts_by_where_the_day_stands(page: str, is_its: bool) -> None:
    assert is_of_story(make_story(f"<html><body>{page}</body></html>"), DAY) is is_its


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('{"siteName":"Boats","pubDate":"20240503","topical":true}', DAY),
        ("var page_publicationDate = '2024-05-03 15:47:42';", DAY),
        (r'push("{\"date_published\":\"2024-05-03T15:47:42Z\"}")', DAY),
        ('{"publishedAt":"2024-05-03"}', None),  # so the data of teasers call it
        ('{"datePublished":"2024-05-03"},{"publishedDate":"2024-05-03T15:47:42Z"}', DAY),
        ('[{"publishDate":"2024-05-03"},{"publishDate":"2024-05-01"}]', None),
        ('{"expires":"2024-05-03"}', None),
        ('{"pubDate":"2024-05-33"}', None),
    ],
)
def test_one_day_of_publication_in_scripts_is_the_storys(script: str, day: date | None) -> None:
    story = make_story(f"<html><body>{HEAD}<script>{script}</script></body></html>")

    assert next((day_of(found.reading) for found in script_date(story)), None) == day

"""What is said of a chart to those who cannot see it is no text of the story: dumps of terminals print it."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules

RULES = load_rules(sites=False)
PARAGRAPHS = (
    "The harbour of the town earned more last year than ever before, said the harbour master on Monday evening.",
    "Most of it came from the ferries, which carried two million people to the islands and back, a tenth more.",
    "The fish market earned less, as it has done in each of the years since the boats had to go further out.",
)
CHARTS = (
    "Bar chart showing what the harbour earned each year since 2010. It earned the most, 4.2 million, last year.",
    "A stacked area chart, showing what the ferries and the market earned, the ferries in blue, the market in red.",
    "A line graph comparing the ferries with the market, of which the first rose and the other fell since 2014.",
    "Map showing the harbours of the coast, with that of the town in red and all the others in a light blue.",
    "A map entitled 'Harbours of the coast' shows that of the town in red, and the others of the county in blue.",
    "Balkendiagramm: Einnahmen des Hafens in jedem Jahr seit 2010, am höchsten im letzten Jahr mit 4,2 Millionen.",
    "Graphique montrant les recettes du port depuis 2010, les plus hautes étant celles de l'année dernière.",
)


def text_of(line: str) -> str:
    dump = "\n\n".join(("Harbour earns more than ever", *PARAGRAPHS[:2], line, PARAGRAPHS[2]))
    return clean(RawPage(dump, kind="text"), RULES).text


@pytest.mark.parametrize("line", CHARTS)
def test_text_of_a_chart_is_no_text_of_the_story(line: str) -> None:
    assert text_of(line) == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "A map showing the way to the old mine was found on Monday by children who played in the cellar of the hall.",
        "The bar chart showing the sales hung above the desk of the harbour master, who looked at it every morning.",
        "Maps showing the new border were handed out to all members of the council on the evening before the vote.",
    ],
)
def test_sentence_about_a_chart_is_text(line: str) -> None:
    assert line in text_of(line)

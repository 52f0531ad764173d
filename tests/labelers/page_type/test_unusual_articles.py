"""Articles whose shape is not that of news: none of them may be called a list, a product or a thread."""

from __future__ import annotations

import json

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.model import Status

RULES = load_rules(sites=False)
SENTENCES = (
    "The council of Millbrook met on Monday evening and agreed to repair the old bridge before the winter comes.",
    "Drivers have had to take the long way round since the flood of last spring, said the mayor, Jane Porter.",
    "The work will cost two million pounds and is to be paid for by the county, which owns most of the road.",
    "Some people who live by the river had asked for a new bridge, and were told that there is no money for it.",
    "The old one was built in 1891, when the mill was the largest in the county, and has been repaired twice.",
    "A bakery in the lower town will open again after eleven years, with the same oven and two of the same bakers.",
    "Nurses at the county hospital voted on Thursday to accept an offer that raises their pay by four per cent.",
    "Scientists at the lake have counted more herons this summer than in any year since the counting began.",
    "The school orchestra will travel to Lisbon in May, if it can find eight thousand pounds and a second tuba.",
    "Rain closed three roads north of the valley overnight, and the police ask drivers to stay at home.",
)
TITLES = (
    *("Bridge to be repaired before winter", "Old bakery opens again after eleven years"),
    *("Nurses accept offer of four per cent", "More herons at the lake than ever", "Orchestra looks for a second tuba"),
)
MENU = "".join(f"<li><a href=/{name}>{name.title()}</a></li>" for name in ("news", "sport", "weather", "opinion"))
MORE = "".join(f"<article><a href=/news/{n}><h4>{title}</h4></a></article>" for n, title in enumerate(TITLES))
BYLINE = "<p class=byline>By Ann Miller</p>"
DATE = "<time datetime=2024-03-01T08:00>1 March 2024</time>"
ARTICLE = "<meta property=og:type content=article>"
RECIPE = f"<script type=application/ld+json>{json.dumps({'@type': 'Recipe', 'name': 'Onion soup'})}</script>"


def page(title: str, text: str, marks: str = BYLINE + DATE, head: str = ARTICLE) -> str:
    story = f"<main><article><h1>{title}</h1>{marks}{text}</article><aside><h3>More</h3>{MORE}</aside></main>"
    footer = "<footer><a href=/contact>Contact</a><a href=/privacy>Privacy</a><p>© 2024 The Herald</p></footer>"
    return (
        f"<html lang=en><head><title>{title} | The Herald</title>{head}</head>"
        f"<body><nav><ul>{MENU}</ul></nav>{story}{footer}</body></html>"
    )


def pictures() -> str:
    start = "<p>For a year the photographer Kim Lee went to the lake before sunrise. These are the birds she met.</p>"
    figures = (
        f"<figure><img src=/{n}.jpg><figcaption>{text} Photo: Kim Lee</figcaption></figure>"
        for n, text in enumerate(SENTENCES)
    )
    return page("The herons of the lake", start + "".join(figures))


def questions() -> str:
    asked = ("Mr Reed, how was your first day?", "What will change?", "Is there money for a roof?", "What do you read?")
    answers = (f"<p><b>{text}</b></p><p>{SENTENCES[n]} {SENTENCES[n + 2]}</p>" for n, text in enumerate(asked))
    return page("Four questions for the new headmaster", "<p>Tom Reed runs the school.</p>" + "".join(answers))


def ten_best() -> str:
    places = (
        "the mill",
        "the lake",
        "Alder Hill",
        "the ferry",
        "three bridges",
        "the smithy",
        "Heron Wood",
        "the wall",
    )
    parts = (
        f"<h2>{n + 1}. To {place}</h2><img src=/{n}.jpg><p>{SENTENCES[n]} {SENTENCES[n - 3]}</p>"
        f"<p>Length: {n + 3} km</p>"
        for n, place in enumerate(places)
    )
    return page("The 7 best walks in the valley", "<p>We walked them all and chose seven.</p>" + "".join(parts))


def things_to_buy() -> str:
    names = ("Best overall: Alder One", "Best cheap one: Mill 2", "Best for travel: Heron", "Quietest: Smith S")
    parts = (
        f"<h2>{name}</h2><p>£{39 + n}.00 at Kettles & Co</p><a href=https://kettles.example/{n}>Buy now</a>"
        f"<p>It boils a litre in three minutes, and its handle stays cool. {SENTENCES[n]}</p>"
        for n, name in enumerate(names)
    )
    start = "<p>We boiled four hundred litres of water in eleven kettles, and would buy four of them ourselves.</p>"
    return page("The best kettles of 2024, tested", start + "".join(parts))


def recipe() -> str:
    text = (
        "<p>My grandmother made this soup on the first cold day of the year, and never wrote down how.</p>"
        "<p>Serves 4</p><h2>Ingredients</h2><ul><li>1 kg onions</li><li>80 g butter</li><li>1 l stock</li></ul>"
        "<h2>Method</h2><ol><li>Slice the onions thinly and cook them in the butter until they are brown.</li>"
        "<li>Add the stock, let it boil for twenty minutes, and put the bread and the cheese on top.</li></ol>"
    )
    return page("Onion soup of the valley", text, head=RECIPE)


def letter() -> str:
    text = (
        "<p>Sir,</p><p>I have taken the ferry to work since 1988, and have never complained about the weather, the "
        "coffee or the mate. But nine pounds is too much.</p><p>My neighbour now drives the long way round, and so "
        "will I.</p><p>Yours faithfully,</p><p>Harold Finch, Lower Alder</p>"
    )
    return page("Letter: The ferry is too dear", text, DATE)


def ticker() -> str:
    entries = (
        f"<div><time datetime=2024-03-01T{18 - n:02}:10>{18 - n}:10</time><h3>{TITLES[n % 5]}</h3><p>{text}</p></div>"
        for n, text in enumerate(SENTENCES)
    )
    return page("Flood in the valley: latest updates", "<p>Minute by minute.</p>" + "".join(entries))


def opinion_without_a_date() -> str:
    text = (
        "<p>I do not walk for my health, whatever my doctor has told you. Nobody can telephone a man on a path.</p>"
        "<p>My father walked to the mill each morning and back each night, and neither did he say why nor did we "
        "ask.</p><p>There is a kind of thought that only comes after the second mile.</p>"
        "<p>So do not offer me a lift. I know that you mean it well, and that it rains.</p>"
    )
    return page("Why I walk", text, marks="", head="")


NOTICE = page(
    "Road closed near Millbrook",
    "<p>The road between Millbrook and Alder is closed until Friday because of a fallen tree. Drivers are asked to use "
    "the bridge at Talheim. Buses stop at the mill.</p>",
)
PAGES = {
    "https://herald.example/pictures/2024/the-herons": pictures(),
    "https://herald.example/news/road-closed-near-millbrook": NOTICE,
    "https://herald.example/culture/four-questions-for-the-new-headmaster": questions(),
    "https://herald.example/travel/7-best-walks-in-the-valley": ten_best(),
    "https://herald.example/recommended/best-kettles-2024": things_to_buy(),
    "https://herald.example/onion-soup-of-the-valley": recipe(),
    "https://herald.example/opinion/letters/the-ferry-is-too-dear": letter(),
    "https://herald.example/news/live/flood-2024": ticker(),
    "https://herald.example/why-i-walk": opinion_without_a_date(),
}


@pytest.mark.parametrize("is_addressed", [True, False])
@pytest.mark.parametrize("url", PAGES)
def test_article_of_another_shape_is_an_article(url: str, is_addressed: bool) -> None:
    record = clean(RawPage(PAGES[url], url if is_addressed else None), RULES)
    assert record.status is Status.OK, record.reason

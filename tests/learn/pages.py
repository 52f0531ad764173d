"""Pages of an invented outlet, for tests of what is learned from them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import RawPage

SITE = "tidepost.example"
TOPICS = (
    ("Harbour wall to be raised", "the wall", "the harbour board", "harbour"),
    ("Library keeps its night hours", "the library", "the reading room", "library"),
    ("Ferry to Holm sails again", "the ferry", "the shipping office", "ferry"),
    ("Mill wheel turns after forty years", "the wheel", "the millers", "mill"),
)
OFFER = "Our letter from the quay comes every morning at six, with all that happened at sea while you slept."
LIGHTS = "The lamps of the coast were tended by keepers until the last of them left the tower of Eyre."


def story(number: int) -> tuple[str, ...]:
    """The paragraphs of one story."""
    _, thing, people, _ = TOPICS[number]
    return (
        # of several lengths: lines of one length are broken lines
        f"It took {people} eleven meetings to agree on {thing}, and the twelfth on Tuesday lasted until midnight.",
        f"“We have argued about {thing} since my father sat here,” said Ida Quill, who speaks for {people}. "
        "Nobody at the table laughed. “He was against it too.”",
        f"Nobody could say what {thing} will cost, but the first part of the money was found in an old account.",
        f"A survey had shown that {thing} would not last another winter, and {people} took fright.",
        f"From March on {thing} will be open to all who ask for it, and {people} will put up a list at the pier. "
        "Those who cannot come may write, as long as the letter is there on the day before the doors open.",
        f"Old hands at the quay remember how {thing} looked before the flood, and some of them have kept pictures.",
        f"The last word on {thing} lies with the county, which has promised {people} an answer before the autumn.",
    )


def page(number: int, *, design: str = "story", day: str = "2024-03-05", box: bool = True) -> str:
    """A page: menu, story in `div.DESIGN-text` with a box inside, an offer behind it, foot."""
    title, _, _, slug = TOPICS[number]
    first, *rest = (f"<p>{text}</p>" for text in story(number))
    aside = f"<div class='archive-box'><h4>From the log</h4><p>{LIGHTS}</p></div>" if box else ""
    return (
        f"<html><head><title>{title} | Tide Post</title><link rel=canonical href='https://{SITE}/{slug}'>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'></head><body>"
        "<nav><a href=/>Home</a> <a href=/sea>Sea</a></nav>"
        f"<div class='page'><h1>{title}</h1><div class='{design}-text'>{first}{aside}{''.join(rest)}"
        f"<div class='quay-offer'><p>{OFFER}</p></div></div>"
        f"<p>More from the Tide Post pages</p><ul><li><a href=/1>Nets mended at Eyre</a></li></ul></div>"
        "<footer>© 2024 Tide Post</footer></body></html>"
    )


def pages(count: int = 3, **form: object) -> list[tuple[str, RawPage]]:
    """Names and pages of some stories."""
    made = [(f"{TOPICS[number][3]}.html", page(number, **form)) for number in range(count)]  # type: ignore[arg-type]
    return [(name, RawPage(text, url=f"https://{SITE}/{name}")) for name, text in made]


def truths(numbers: Sequence[int] = range(len(TOPICS))) -> dict[str, str]:
    """The text of the stories by the name of their page."""
    return {f"{TOPICS[number][3]}.html": "\n".join(story(number)) for number in numbers}

"""link_list: what the addresses of lynx's links say of the page."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options, Signals
from cleaner.stages.segment import segment
from cleaner.stages.segment.link_list import linked_site, shared_titles

OWN = [f"https://www.harbour-post.com/news/{n}" for n in range(12)]
FOREIGN = ["https://www.ferry.com/times", "https://twitter.com/harbourpost", "mailto:desk@ferry.com"]


def signals_of(addresses: list[str]) -> Signals:
    links = "\n".join(f"   {number}. {address}" for number, address in enumerate(addresses, start=1))
    menu = "\n".join(f"   [{number}]A link" for number in range(1, 6))
    dump = f"{menu}\n\nThe ferry was late.\n\nReferences\n\n   Visible links:\n{links}\n"
    return segment(Document(dump, "text", None, "utf-8", "given", "ab" * 32, 9), Options()).signals


def test_a_dump_is_of_the_site_most_links_lead_to() -> None:
    in_page = [f"file://localhost/tmp/x.html#part-{n}" for n in range(30)]
    assert signals_of([*OWN, *FOREIGN, *in_page]).linked_site == "harbour-post.com"


@pytest.mark.parametrize(
    "addresses",
    [
        OWN[:6],
        [*OWN, *(f"file:///news/{n}" for n in range(13))],  # the page's own links have no host
        [*OWN, *(f"https://www.ferry.com/{n}" for n in range(12))],
        [f"https://twitter.com/{n}" for n in range(12)],
    ],
)
def test_few_links_and_links_to_others_tell_no_site(addresses: list[str]) -> None:
    assert linked_site(addresses) is None


def test_links_to_share_a_page_say_its_title() -> None:
    addresses = [
        "https://api.whatsapp.com/send?text=Late ferry, again https://www.harbour-post.com/news/1",
        "https://twitter.com/intent/tweet?url=x&text=Late+ferry%2C%20again",
        "mailto:?subject=Late ferry&body=Read this",
        "https://www.harbour-post.com/search?text=ferry",
    ]
    assert shared_titles(addresses) == ("Late ferry, again", "Late ferry")
    assert signals_of(addresses).shared_titles == ("Late ferry, again", "Late ferry")

"""safe_source: tags with thousands of attributes lose them, everything else stays as it is."""

from __future__ import annotations

import pytest

from cleaner.markup import MAX_ATTRIBUTES, safe_source

MANY = MAX_ATTRIBUTES + 1
MONSTERS = {
    "values": "".join(f" a{n}=1" for n in range(MANY)),
    "no values": "".join(f" a{n}" for n in range(MANY)),
    "signs in quotes": "".join(f" a{n}=\">\" b{n}='<p>'" for n in range(MANY)),
    "spaces around the sign": "".join(f" a{n} = '>'" for n in range(MANY)),
    "slashes": "".join(f"/a{n}" for n in range(MANY)),
    "quotes in names": "".join(f' a"{n}' for n in range(MANY)),
    "no spaces": "".join(f" a{n}='x'b{n}=\"y\"" for n in range(MANY)),
}


@pytest.mark.parametrize("name", MONSTERS)
def test_tag_of_many_attributes_keeps_its_name(name: str) -> None:
    assert safe_source(f"<i>é</i><p{MONSTERS[name]}>x</p><b c=d>") == "<i>é</i><p>x</p><b c=d>".encode()


@pytest.mark.parametrize("before", ["", "<!-- \" <a ' -->", "<script>if (a<b) c = \"'</script>", '5 < 6 " ', "<br/>"])
def test_tag_is_found_behind_what_looks_like_one(before: str) -> None:
    assert safe_source(f"{before}<p{MONSTERS['no values']}>x") == f"{before}<p>x".encode()


def test_every_such_tag_is_found() -> None:
    assert safe_source(f"<p{MONSTERS['values']}>x" * 3) == b"<p>x" * 3


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p " + " ".join(f"a{n}=1" for n in range(MAX_ATTRIBUTES)) + ">x",
        f"<script>a<b{MONSTERS['values']}</script><p>x",
        f"<!-- <p{MONSTERS['values']}> --><p>x",
        f"<textarea><p{MONSTERS['values']}></textarea>",
        "<p>" + "a < b " * 1_000,
        '<p a="' + "word " * 1_000 + '">x</p>',
        "<",
        "<p",
        "<p a=",
        "</p " + "a " * 10 + ">",
    ],
)
def test_other_pages_stay_as_they_are(page: str) -> None:
    assert safe_source(page) == page.encode()

"""Pages and dumps that Hypothesis puts together from parts, and takes apart again where one fails."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from cleaner.declared.state_texts import CHILD_KEYS, TEXT_KEYS
from cleaner.model import DocumentKind
from fuzz.cases import Case, PageFacts
from fuzz.odd_values import (
    ADDRESSES,
    ATTRIBUTES,
    CHARSETS,
    CLASSES,
    DATES,
    LINES,
    MEMBERS,
    METAS,
    NAMES,
    SENTENCES,
    STRINGS,
    TAGS,
    TIMES_OF_FETCH,
    TYPES,
)

MAX_LEAVES = 25
EXAMPLES = settings(
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)

texts = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES),
    st.sampled_from(NAMES),
    st.sampled_from(DATES),
    st.sampled_from(STRINGS),
    st.text(max_size=30),
)
values = st.one_of(st.sampled_from(CLASSES), texts, st.sampled_from([address or "" for address in ADDRESSES]))
attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), values, max_size=4)
numbers = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -(10**30)]))
members = st.one_of(st.sampled_from(MEMBERS), st.text(max_size=5))
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, st.sampled_from(TYPES)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(members, inner, max_size=6)),
    max_leaves=MAX_LEAVES,
)


def _element(tag: str, attributes: dict[str, str], inner: list[str], is_closed: bool) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{''.join(inner)}" + (f"</{tag}>" if is_closed else "")


elements = st.recursive(
    texts,
    lambda inner: st.builds(
        _element, st.sampled_from(TAGS), attributes, st.lists(inner, max_size=5), st.integers(0, 9).map(bool)
    ),
    max_leaves=MAX_LEAVES,
)
metas = st.builds(
    lambda attribute, name, content: f'<meta {attribute}="{name}" content="{content}">',
    st.sampled_from(("name", "property", "itemprop")),
    st.sampled_from(METAS),
    values,
)
json_ld = st.builds(
    lambda kind, value: f'<script type="application/ld+json">{json.dumps({**value, "@type": kind})}</script>',
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(MEMBERS), json_values, max_size=8),
)
states = st.builds(
    lambda name, value: f'<script id="{name}">{json.dumps(value)}</script>',
    st.sampled_from(("__NEXT_DATA__", "__NUXT_DATA__")),
    json_values,
)
TITLE = "Harbour reopens after four months"
PLACES = ("a", "b", "c")  # of objects that name each other
nodes = st.recursive(
    st.one_of(texts, st.builds(lambda place: {"__ref": place}, st.sampled_from(PLACES))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.builds(lambda properties: ["$", "p", None, properties], st.dictionaries(st.just("children"), inner)),
        st.dictionaries(st.sampled_from((*TEXT_KEYS, *CHILD_KEYS, "title", "comments")), inner, max_size=3),
    ),
    max_leaves=MAX_LEAVES,
)
# Pages that show nothing but a title: their story is looked for in their states.
shells = st.builds(
    lambda name, objects, inner: (
        f"<title>{TITLE}</title><div id=app></div>"
        f'<script id="{name}">{json.dumps({"title": TITLE, "story": inner, **objects})}</script>'
    ),
    st.sampled_from(("__NEXT_DATA__", "__APOLLO_STATE__")),
    st.dictionaries(st.sampled_from(PLACES), nodes, max_size=3),
    nodes,
)
heads = st.lists(st.one_of(metas, metas, json_ld, states, texts.map("<title>{}</title>".format)), max_size=8).map(
    "".join
)
pages = st.builds(
    "<html><head>{}</head><body>{}</body></html>".format, heads, st.lists(elements, max_size=12).map("".join)
)
lines = st.builds(
    lambda line, **parts: line.format(**parts),
    st.sampled_from(LINES),
    name=st.sampled_from(NAMES),
    date=st.sampled_from(DATES),
    text=texts,
    odd=texts,
)
dumps = st.lists(lines, max_size=40).map("\n".join)


def _case(
    text: str, encoding: str, kind: DocumentKind | None, url: str | None, charset: str | None, fetched_at: str | None
) -> Case:
    facts = PageFacts(url=url, kind=kind, charset=charset, fetched_at=fetched_at)
    return Case("page", text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace"), page=facts)


def _cases(bodies: st.SearchStrategy[str], kind: DocumentKind) -> st.SearchStrategy[Case]:
    return st.builds(
        _case,
        bodies,
        st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-16", "windows-1252")),
        st.sampled_from((None, kind)),
        st.sampled_from(ADDRESSES),
        st.sampled_from((None, None, None, *CHARSETS)),
        st.sampled_from(TIMES_OF_FETCH),
    )


cases = st.one_of(_cases(pages, "html"), _cases(pages, "html"), _cases(shells, "html"), _cases(dumps, "text"))


def run_examples(number: int, count: int, check: Callable[[Case], None]) -> None:
    """Check so many cases, the same for the same number; raises what check raises for the smallest case found."""

    @seed(number)
    @settings(EXAMPLES, max_examples=count)
    @given(cases)
    def run(case: Case) -> None:
        check(case)

    run()

"""Which body role a block has by its tag."""

from __future__ import annotations

from cleaner.model import Block, Role

# Looked up once: a member of an enum is slow to ask for.
PARAGRAPH, HEADING, LIST_ITEM, TABLE = Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.TABLE
ROLE_BY_TAG: dict[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("li", "dd", "dt"), LIST_ITEM),
    "blockquote": Role.QUOTE,
    "tr": TABLE,
    "pre": Role.PREFORMATTED,
}
AROUND = ("blockquote", "li", "dd", "pre")  # of several, the first named decides: a quoted list is a quote
AROUND_ANY = frozenset(AROUND)


def body_role(block: Block) -> Role:
    """The role of a block that belongs to the body, by its tag, else by what it stands in, else paragraph.

    A heading stays a heading wherever it stands. In a dump, a line with a bullet or number is a list item.
    """
    own = block.tag
    role = ROLE_BY_TAG.get(own)
    if role is HEADING or role is TABLE:
        return role
    ancestors = block.ancestors
    if own in AROUND or not AROUND_ANY.isdisjoint(ancestors):
        for tag in AROUND:
            if tag == own or tag in ancestors:
                return ROLE_BY_TAG[tag]
    if block.marker and not own:
        return LIST_ITEM
    return role or PARAGRAPH

"""Which body role a block has by its tag."""

from __future__ import annotations

from cleaner.model import Block, Role

SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
HEADINGS = SUBHEADINGS | {"h1"}
ROLE_BY_TAG: dict[str, Role] = {
    **dict.fromkeys(sorted(HEADINGS), Role.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), Role.LIST_ITEM),
    "blockquote": Role.QUOTE,
    "tr": Role.TABLE,
    "pre": Role.PREFORMATTED,
}
OWN_ROLES = frozenset({Role.HEADING, Role.TABLE})  # kept wherever the block stands
AROUND = ("blockquote", "li", "dd", "pre")  # of several, the first named decides: a quoted list is a quote


def body_role(block: Block) -> Role:
    """The role of a block that belongs to the body, by its tag, else by what it stands in, else paragraph.

    In a dump, a line in heading marks is a heading, one with a bullet or number a list item.
    """
    is_marked = not block.tag and block.structure.level is not None
    role = Role.HEADING if is_marked else ROLE_BY_TAG.get(block.tag)
    if role in OWN_ROLES:
        return role
    around = {block.tag, *block.ancestors}
    for tag in AROUND:
        if tag in around:
            return ROLE_BY_TAG[tag]
    return Role.LIST_ITEM if block.marker else role or Role.PARAGRAPH

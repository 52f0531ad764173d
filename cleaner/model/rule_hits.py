"""What the parts of a site's rule found on a page, as a record carries it."""

from __future__ import annotations

from cleaner.model.body import Part


class RuleHits(Part, frozen=True):
    """What each part of the site's rule found on the page, in the order of the rule; 0 also where it was not asked.

    body: blocks in each place of the story, none behind the first that is there. label: elements and lines of each
    statement. fields: values of each source, field by field, none behind the first that has some. At most 99 each.
    """

    body: tuple[int, ...] = ()
    label: tuple[int, ...] = ()
    fields: tuple[int, ...] = ()

"""What resolving a page against a rulebook gives: the facts, the layers to run, and why these."""

from __future__ import annotations

from msgspec import Struct

from cleaner.model import SiteFacts
from cleaner.rulebook.layers import Layer


class Ground(Struct, frozen=True):
    """One file that applies. layout: None where the file has none, or none of its layouts fits the page."""

    rule: str
    layout: str | None
    why: str


class SiteMatch(Struct, frozen=True):
    """facts: for the fields; grounds: which files apply and why; layers: site, extended files and platforms, shared.

    A page no file names still has the layer of the shared files.
    """

    facts: SiteFacts = SiteFacts()
    grounds: tuple[Ground, ...] = ()
    layers: tuple[Layer, ...] = ()

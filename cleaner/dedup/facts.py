"""The few members of a record by which copies are found."""

from __future__ import annotations

from msgspec import Struct

from cleaner.model import Input, Moment, Outlet, Status, TextSource
from cleaner.structs import resolved
from cleaner.urls import canonical_form, host_of


@resolved
class Facts(Struct, frozen=True):
    """The part of a record that is read; the members are those of Record."""

    id: str
    status: Status
    input: Input
    url: str | None = None
    canonical_url: str | None = None
    outlet: Outlet | None = None
    title: str | None = None
    sources: tuple[TextSource, ...] = ()
    published: Moment | None = None
    text: str = ""

    @property
    def own_address(self) -> str | None:
        """Where the page was fetched, in the form that is compared."""
        return canonical_form(self.url or "")

    @property
    def address(self) -> str | None:
        """Where the page says it is, else where it was fetched."""
        return canonical_form(self.canonical_url or "") or self.own_address

    @property
    def publisher(self) -> str | None:
        """Whose page it is: the outlet's domain, else the host."""
        outlet = self.outlet or Outlet()
        return outlet.domain or host_of(self.url or self.canonical_url)

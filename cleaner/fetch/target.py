"""A URL taken apart into what a request needs, with the password kept out of everything that is shown."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

from cleaner.errors import FetchError

PORTS = {"http": 80, "https": 443}
SAFE_IN_PATH = "/%:@!$&'()*+,;=~"  # "%" too: what is already escaped stays as it is
SAFE_IN_QUERY = SAFE_IN_PATH + "?"
LOGIN = re.compile(r"//[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. host: ASCII, lower case, an IPv6 address without brackets. path: escaped, with the query.

    login: value of an Authorization header, from the credentials in the URL; None without.
    """

    scheme: str
    host: str
    port: int
    path: str
    login: str | None = None

    @property
    def authority(self) -> str:
        """host:port as the Host header wants it: no port where it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL without credentials and fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


def read_target(url: str) -> Target:
    """Take an http or https URL apart. Raises FetchError for any other, without printing its password."""
    shown = LOGIN.sub("//", url, count=1)
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{shown}: not a URL ({error})") from error
    if parts.scheme not in PORTS:
        raise FetchError(f"{shown}: only http:// and https:// URLs are fetched")
    if not host:
        raise FetchError(f"{shown}: the URL names no host, for example https://example.com/story")
    query = f"?{quote(parts.query, safe=SAFE_IN_QUERY)}" if parts.query else ""
    return Target(
        scheme=parts.scheme,
        host=_ascii_host(host, shown),
        port=port or PORTS[parts.scheme],
        path=(quote(parts.path, safe=SAFE_IN_PATH) or "/") + query,
        login=_login(parts),
    )


def follow(target: Target, location: str) -> Target:
    """The target a redirect names. Credentials stay with the origin they were given for; new ones are not taken.

    Raises FetchError where the location is no http or https URL.
    """
    try:
        joined = urljoin(target.url, location.strip())
    except ValueError as error:
        raise FetchError(f"{target.url}: redirects to {location!r}, which is not a URL") from error
    following = read_target(joined)
    return replace(following, login=target.login if following.origin == target.origin else None)


def _ascii_host(host: str, shown: str) -> str:
    if host.isascii():
        if any(char.isspace() or not char.isprintable() for char in host):
            raise FetchError(f"{shown}: {host!r} is not a host name")
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(f"{shown}: {host!r} is not a host name") from error


def _login(parts: SplitResult) -> str | None:
    if parts.username is None:
        return None
    pair = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
    return "Basic " + base64.b64encode(pair).decode("ascii")

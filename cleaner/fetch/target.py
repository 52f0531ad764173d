"""A URL taken apart into what a request needs, with the password kept out of everything that is shown."""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

from cleaner.errors import FetchError
from cleaner.text import UNSTORABLE, visible
from cleaner.transport import without_login

PORTS = {"http": 80, "https": 443}
SAFE_IN_PATH = "/%:@!$&'()*+,;=~"  # "%" too: what is already escaped stays as it is
SAFE_IN_QUERY = SAFE_IN_PATH + "?"
MAX_URL_CHARS = 8000  # RFC 9110 asks servers for no more; longer ones are traps
MAX_SHOWN_CHARS = 200  # of an address, in messages
MAX_HOST_CHARS = 253  # RFC 1035, with the dots; IDNA of longer ones takes time without bound
HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f]*:[0-9a-f:.]*(?:%[a-z0-9_.-]+)?")  # a name or IPv4; IPv6, with zone


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
    def shown(self) -> str:
        """The URL as messages name it."""
        return shown_url(self.url)

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


def read_target(url: str) -> Target:
    """Take an http or https URL apart. Raises FetchError for any other, without printing its password."""
    shown = shown_url(url)
    if len(url) > MAX_URL_CHARS:
        raise FetchError(f"{shown}: the URL is longer than {MAX_URL_CHARS:,} characters")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{shown}: not a URL") from error
    if parts.scheme not in PORTS:
        raise FetchError(f"{shown}: only http:// and https:// URLs are fetched")
    if not host:
        raise FetchError(f"{shown}: the URL names no host, for example https://example.com/story")
    if UNSTORABLE.search(url) or "\\" in parts.netloc or port == 0:
        raise FetchError(f"{shown}: not a URL: it holds what no URL does")
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
        following = read_target(urljoin(target.url, location.strip()))
    except FetchError as error:
        raise FetchError(f"{target.shown}: redirects to {error}") from error
    except ValueError as error:
        raise FetchError(f"{target.shown}: redirects to {shown_url(location)}, which is not a URL") from error
    return replace(following, login=target.login if following.origin == target.origin else None)


def shown_url(url: str) -> str:
    """A URL for a message: without login, on one line, and not all of a long one."""
    shown = without_login(url.strip())
    return visible(shown[:MAX_SHOWN_CHARS]) + ("…" if len(shown) > MAX_SHOWN_CHARS else "")


def _ascii_host(host: str, shown: str) -> str:
    """The host in ASCII, lower case. Raises FetchError where it is neither a name nor an address."""
    name = ""
    if len(host) <= MAX_HOST_CHARS:
        with suppress(UnicodeError):
            name = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    if not HOST.fullmatch(name) or "" in name.removesuffix(".").split("."):
        raise FetchError(f"{shown}: '{visible(host[:MAX_SHOWN_CHARS])}' is not a host name")
    return name


def _login(parts: SplitResult) -> str | None:
    if parts.username is None:
        return None
    pair = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
    return "Basic " + base64.b64encode(pair).decode("ascii")

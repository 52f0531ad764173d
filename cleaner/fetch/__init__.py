"""The only sockets: one page over HTTP, for the reader who named it.

Fetching is the user's own request for one page, like opening it in a browser, so robots.txt is not read; a crawler
must do that, and this is none. Proxy settings of the environment are not used.
"""

from cleaner.fetch.client import fetch
from cleaner.fetch.network import FetchOptions, Network

__all__ = ["FetchOptions", "Network", "fetch"]

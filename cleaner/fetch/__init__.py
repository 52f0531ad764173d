"""The only sockets: pages over HTTP, every address checked when the connection is made.

fetch() is the user's own request for one page, like opening it in a browser, so robots.txt is not read; the crawler,
which reads it, is in cleaner.scrape and calls capture(). Proxy settings of the environment are not used.
"""

from cleaner.fetch.capture import Capture, capture
from cleaner.fetch.client import fetch
from cleaner.fetch.network import FetchOptions, Network
from cleaner.fetch.target import shown_url

__all__ = ["Capture", "FetchOptions", "Network", "capture", "fetch", "shown_url"]

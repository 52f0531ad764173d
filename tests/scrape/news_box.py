"""A news site in a box: a server on this machine that is several outlets, with all that makes fetching them hard.

    python tests/scrape/news_box.py [--port 8800]

It keeps a log of what it was asked, when, and how many requests of a host were open at a time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from stories import Story, slug, story

TIMES, POST, GAZETTE = "www.example.com", "news.example.org", "www.example.net"
AMP = "amp.example.com"
OUTLETS = {TIMES: "Harbour Times", POST: "Fjord Post", GAZETTE: "Meadow Gazette"}
WALLED = "/news/60000/a-story-behind-a-question"
CRAWL_DELAY = 0.3
RETRY_AFTER = 1
BOMB_BYTES = 60_000_000
DAY = "2026-05-{:02}T08:00:00+00:00"


@dataclass(slots=True)
class Answer:
    """What is sent. raw: the bytes of the whole response, in place of all else."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    raw: bytes | None = None
    wait_seconds: float = 0.0

    def encoded(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True, slots=True)
class Request:
    """A line of the log. began, ended: by one monotonic clock. open: requests of the host that were open, with it."""

    host: str
    path: str
    began: float
    ended: float
    open: int
    status: int
    headers: Mapping[str, str]


class Box:
    """The outlets and their log. edition: of the story that is changed between runs; articles: what is to be found.

    articles: address without scheme and port → the story there.
    """

    def __init__(self, *, articles: int = 6) -> None:
        self.edition = 1
        self.count = articles
        self.log: list[Request] = []
        self.pages: dict[tuple[str, str], Callable[[], Answer]] = {}
        self.articles: dict[str, Story] = {}
        self.port = 0
        self.needs_cookie: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()
        self._open: dict[str, int] = {}
        self._served: dict[str, int] = {}
        self._clean: list[tuple[str, str, Story]] = []

    # ---------------------------------------------------------------- the outlets

    def build(self) -> None:
        """Make all pages; the port is known by now."""
        self._times()
        self._post()
        self._gazette()

    def add(self, host: str, path: str, answer: Answer | str) -> None:
        made = Answer(answer) if isinstance(answer, str) else answer
        self.pages[host, path] = lambda: made

    def article(self, host: str, path: str, number: int, head: str = "") -> Story:
        found = story(number)
        self.articles[f"{host}{path}"] = found
        self.add(host, path, self.page(host, path, found, head))
        return found

    def page(self, host: str, path: str, found: Story, head: str = "", rest: str = "") -> str:
        body = "".join(f"<p>{text}</p>" for text in found.paragraphs)
        return (
            f"<html lang=en><head><title>{found.title} | {OUTLETS.get(host, host)}</title>"
            f"<link rel=canonical href='{self.url(host, path)}'><meta property='og:type' content='article'>"
            f"{head}</head>"
            f"<body><nav><a href='/'>Home</a> <a href='/sport/'>Sport</a></nav><main><article><h1>{found.title}</h1>"
            f"<p class=byline>By {found.author}</p><time datetime='2026-05-12T08:00:00Z'>12 May 2026</time>"
            f"<div class=story-body>{body}</div>{rest}</article></main>"
            f"<footer>© 2026 {OUTLETS.get(host, host)}</footer>"
            "</body></html>"
        )

    def listing(self, host: str, links: Mapping[str, str], head: str = "") -> str:
        items = "".join(f"<li><a href='{path}'>{text}</a></li>" for path, text in links.items())
        return (
            f"<html><head><title>{OUTLETS[host]}</title>{head}</head><body><h1>{OUTLETS[host]}</h1><ul>{items}</ul>"
            "</body></html>"
        )

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def _times(self) -> None:
        """robots with delays, an index of sitemaps, packed and of news, AMP twins, an article that changes."""
        self.add(TIMES, "/robots.txt", Answer(
            f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /private/\n"
            f"Sitemap: {self.url(TIMES, '/index.xml')}\n",
            kind="text/plain",
        ))  # fmt: skip
        self.add(AMP, "/robots.txt", Answer("", 404))
        paths = []
        for number in range(self.count):
            path = f"/2026/05/{number % 27 + 1:02}/{slug(story(number).title)}/"
            self.article(TIMES, path, number)
            self.add(AMP, f"{path}amp", self.page(AMP, path, story(number)))
            paths.append(path)
        changing = "/2026/05/28/the-bridge-that-changes/"
        self.articles[f"{TIMES}{changing}"] = story(900)
        self.pages[TIMES, changing] = lambda: Answer(self.page(TIMES, changing, story(900, edition=self.edition)))
        teasing = "/2026/05/27/the-teaser-that-changes/"
        self.articles[f"{TIMES}{teasing}"] = story(901)
        self.pages[TIMES, teasing] = lambda: Answer(self.page(TIMES, teasing, story(901), rest=self.teaser()))
        half = len(paths) // 2
        entries = [(path, DAY.format(number % 27 + 1)) for number, path in enumerate(paths)]
        self.add(TIMES, "/index.xml", Answer(self._index("/old.xml.gz", "/news.xml"), kind="application/xml"))
        packed = gzip.compress(self._sitemap(entries[:half]).encode())
        self.add(TIMES, "/old.xml.gz", Answer(packed, kind="application/gzip"))
        self.pages[TIMES, "/news.xml"] = lambda: Answer(
            self._sitemap(
                [
                    *entries[half:],
                    (changing, f"20{30 + self.edition}-01-01T00:00:00Z"),
                    (teasing, f"20{30 + self.edition}-01-01T00:00:00Z"),
                    ("/private/2026/05/01/secret-of-the-town-hall/", None),
                ],
                news=True,
            ),
            kind="text/xml",
        )
        links = {f"{self.url(AMP, path)}amp": story(number).title for number, path in enumerate(paths)}
        links |= {f"{path}?utm_source=home#top": story(number).title for number, path in enumerate(paths)}
        links |= {"/about": "About us", "/tag/bridges": "All about the many bridges here", "/logo.png": "Logo"}
        self.add(TIMES, "/", self.listing(TIMES, links))

    def _post(self) -> None:
        """A feed, sections, redirects, a busy answer, what is no article; robots.txt is not there."""
        paths = []
        for number in range(100, 100 + self.count):
            path = f"/sport/{slug(story(number).title)}-{number}00{number}.html"
            self.article(POST, path, number)
            paths.append(path)
        busy, slow, moved = paths[0], paths[1], paths[2]
        self._busy_once(POST, busy)
        page = self.pages[POST, slow]()
        self.add(POST, slow, Answer(page.body, wait_seconds=0.5))
        self.add(POST, "/moved/an-old-address-of-this-story-77777.html", Answer("", 301, {"Location": moved}))
        missing = (
            "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>"
        )
        self.add(POST, "/sport/this-story-is-not-there-any-more-55555.html", missing)
        self.add(POST, "/sport/this-story-has-gone-for-good-44444.html", Answer(missing, 404))
        items = [(path, story(number).title) for path, number in zip(paths[:2], range(100, 102), strict=True)]
        self.add(POST, "/feed.xml", Answer(self._rss(items), kind="application/rss+xml"))
        links = {path: story(100 + number).title for number, path in enumerate(paths)}
        links["/moved/an-old-address-of-this-story-77777.html"] = "An old address of this story"
        links["/sport/this-story-is-not-there-any-more-55555.html"] = "This story is not there any more"
        links["/sport/this-story-has-gone-for-good-44444.html"] = "This story has gone for good"
        self.add(POST, "/sport/", self.listing(POST, links))
        head = "<link rel=alternate type='application/rss+xml' href='/feed.xml'>"
        self.add(POST, "/", self.listing(POST, {"/sport/": "Sport", "/search?q=x": "Search"}, head))

    def _gazette(self) -> None:
        """Atom and JSON feeds, another charset, an opt-out, answers that harm."""
        self.add(GAZETTE, "/robots.txt", Answer("User-agent: *\nRequest-rate: 10/1\n", kind="text/plain"))
        paths = {}
        for number in range(200, 200 + self.count):
            path = f"/news/{number}00/{slug(story(number).title)}"
            self.article(GAZETTE, path, number)
            paths[path] = story(number).title
        first = next(iter(paths))
        latin = self.page(GAZETTE, first, story(200)).encode("windows-1252")
        self.add(GAZETTE, first, Answer(latin, kind="text/html; charset=windows-1252"))
        refused = {
            "/news/30001/keep-your-machines-away-from-this": Answer(
                self.page(GAZETTE, "/news/30001/keep-your-machines-away-from-this", story(301)),
                headers={"X-Robots-Tag": "noai"}
            ),
            "/news/30002/a-bomb-in-a-small-parcel": Answer(
                _bomb(), headers={"Content-Encoding": "gzip"}
            ),
            "/news/30003/a-house-behind-the-wall": Answer("", 302, {"Location": "http://10.0.0.1/admin"}),
            "/news/30004/round-they-go-again": Answer("", 302, {"Location": "/news/30005/and-round-they-come"}),
            "/news/30005/and-round-they-come": Answer("", 302, {"Location": "/news/30004/round-they-go-again"}),
            "/news/30006/no-answer-at-all-today": Answer(raw=b"good morning\r\n\r\n"),
            "/news/30007/a-film-and-nothing-else": Answer(b"\0" * 100, kind="video/mp4"),
            "/news/30008/half-of-it-is-missing-here": Answer(
                raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"
                + self.page(GAZETTE, "/news/30008/half-of-it-is-missing-here", story(308)).encode()
            ),
            "/news/30009/headers-without-an-end": Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X-Long: 012345\r\n" * 20000),
        }  # fmt: skip
        for path, answer in refused.items():
            self.add(GAZETTE, path, answer)
        self.articles[f"{GAZETTE}/news/30008/half-of-it-is-missing-here"] = story(308)
        self.hostile = {f"{GAZETTE}{path}" for path in refused if "30008" not in path and "30005" not in path}
        self._in_parts("/news/40000/a-story-told-in-three-parts")
        paths["/news/40000/a-story-told-in-three-parts"] = "A story told in three parts"
        self._walled(WALLED)
        paths[WALLED] = "A story behind a question"
        atom, json_feed = list(paths)[:3], list(paths)[3:]
        self.add(GAZETTE, "/atom", Answer(self._atom([*atom, *refused]), kind="application/atom+xml"))
        items = [
            {"url": self.url(GAZETTE, path), "title": paths[path], "date_published": DAY.format(3)}
            for path in json_feed
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": items}
        self.add(GAZETTE, "/feed.json", Answer(json.dumps(feed), kind="application/feed+json"))
        head = "<link rel=alternate type='application/atom+xml' href='/atom'>"
        head += "<link rel=alternate type='application/feed+json' href='/feed.json'>"
        self.add(GAZETTE, "/", self.listing(GAZETTE, {"/login": "Log in"}, head))

    def teaser(self) -> str:
        link = f"<a href='/2026/05/01/x'>Read more: what edition {self.edition} says</a>"
        return f"<aside class=related><h2>Related</h2><ul><li>{link}</li></ul></aside>"

    def _walled(self, path: str) -> None:
        """A page that only visitors see who have answered a question, by a cookie."""
        wall = "<html><title>Before you go on</title><body><h1>Your privacy is important</h1><p>We and our partners use"
        wall += " cookies and tracking. Accept all, or manage your privacy choices.</p></body></html>"
        page = self.page(GAZETTE, path, story(600))
        self.needs_cookie[GAZETTE, path] = wall
        self.add(GAZETTE, path, page)

    def _in_parts(self, path: str) -> None:
        """A story on three pages with numbers, and a link to the next story, which is no part of it."""
        whole = story(400)
        third = len(whole.paragraphs) // 3
        places = [path, f"{path}/2", f"{path}/3"]
        numbers = " ".join(f"<a href='{place}'>{number}</a>" for number, place in enumerate(places, 1))
        for number, place in enumerate(places):
            part = Story(whole.title, whole.author, whole.paragraphs[number * third : (number + 1) * third])
            more = "" if number < 2 else "<a rel=next href='/news/20000/the-next-story-of-all'>Next</a>"
            self.add(GAZETTE, place, self.page(GAZETTE, path, part, rest=f"<div class=pages>{numbers} {more}</div>"))
        self.articles[f"{GAZETTE}{path}"] = whole
        self.parts = [f"{GAZETTE}{place}" for place in places]

    def add_scripted(self) -> str:
        """A page that a script fills, from a file of its own host; its path."""
        path = "/news/50000/a-story-that-a-script-writes"
        told = story(500)
        body = "".join(f"<p>{text}</p>" for text in told.paragraphs)
        made = f"<main><article><h1>{told.title}</h1><p class=byline>By {told.author}</p>{body}</article></main>"
        self.add(GAZETTE, path, f"<html><head><title>{told.title}</title></head><body><div id=app></div>"
                 "<script src='/app.js'></script><img src='/big.png'></body></html>")  # fmt: skip
        script = (
            "fetch('/story.json').then(r => r.json()).then(j => {document.getElementById('app').innerHTML = j.html;"
        )
        script += (
            " fetch('http://10.0.0.1/inside').catch(() => 0); new WebSocket('ws://127.0.0.1:' + location.port);});"
        )
        self.add(GAZETTE, "/app.js", Answer(script, kind="text/javascript"))
        self.add(GAZETTE, "/story.json", Answer(json.dumps({"html": made}), kind="application/json"))
        self.articles[f"{GAZETTE}{path}"] = told
        return path

    def _busy_once(self, host: str, path: str) -> None:
        page = self.pages[host, path]()

        def answer() -> Answer:
            if self._count(f"{host}{path}") == 1:
                return Answer("busy", 429, {"Retry-After": str(RETRY_AFTER)})
            return page

        self.pages[host, path] = answer

    def _count(self, name: str) -> int:
        with self._lock:
            self._served[name] = self._served.get(name, 0) + 1
            return self._served[name]

    # ---------------------------------------------------------------- formats

    def _index(self, *paths: str) -> str:
        entries = "".join(f"<sitemap><loc>{self.url(TIMES, path)}</loc></sitemap>" for path in paths)
        return f"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</sitemapindex>"

    def _sitemap(self, entries: list[tuple[str, str | None]], *, news: bool = False) -> str:
        made = ""
        for path, day in entries:
            dated = (
                f"<news:news><news:publication_date>{day}</news:publication_date></news:news>" if news and day else ""
            )
            dated = dated or (f"<lastmod>{day}</lastmod>" if day else "")
            made += f"<url><loc>{self.url(TIMES, path)}</loc>{dated}</url>"
        names = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
        return f"<?xml version='1.0'?><urlset {names}>{made}</urlset>"

    def _rss(self, items: list[tuple[str, str]]) -> str:
        made = "".join(
            f"<item><title>{title}</title><link>{self.url(POST, path)}</link></item>" for path, title in items
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{made}</channel></rss>"

    def _atom(self, paths: list[str]) -> str:
        made = "".join(
            f"<entry><title>A</title><link href='{path}'/><updated>{DAY.format(2)}</updated></entry>" for path in paths
        )
        return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>{made}</feed>"

    # ---------------------------------------------------------------- serving

    def answer(self, host: str, path: str, headers: Mapping[str, str]) -> Answer:
        made = self.pages.get((host, path)) or self.pages.get((host, urlsplit(path).path))
        answer = made() if made is not None else Answer("<html><title>Not found</title></html>", 404)
        if (host, path) in self.needs_cookie and "consent=yes" not in headers.get("Cookie", ""):
            answer = Answer(self.needs_cookie[host, path])
        if answer.status == 200 and answer.raw is None:
            tag = f'"{zlib.crc32(answer.encoded()):x}"'
            answer.headers["ETag"] = tag
            if headers.get("If-None-Match") == tag:
                return Answer(b"", 304, {"ETag": tag})
        return answer

    @contextmanager
    def opened(self, host: str) -> Iterator[int]:
        with self._lock:
            self._open[host] = self._open.get(host, 0) + 1
            count = self._open[host]
        try:
            yield count
        finally:
            with self._lock:
                self._open[host] -= 1

    def asked(self, host: str, path: str) -> list[Request]:
        return [request for request in self.log if (request.host, request.path) == (host, path)]

    @contextmanager
    def serving(self, port: int = 0) -> Iterator[Box]:
        """The box, answering on 127.0.0.1."""
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        server.daemon_threads = True
        self.port = server.server_address[1]
        self.build()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


def _bomb() -> bytes:
    return gzip.compress(b"\0" * BOMB_BYTES)


def _handler(box: Box) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = time.monotonic()
            host = self.headers.get("Host", "").partition(":")[0]
            with box.opened(host) as count:
                answer = box.answer(host, self.path, self.headers)
                time.sleep(answer.wait_seconds)
                # logged before the last byte is sent: the client's next request comes after it
                status = answer.status if answer.raw is None else 0
                request = Request(host, self.path, began, time.monotonic(), count, status, dict(self.headers))
                box.log.append(request)
            self.close_connection = True
            try:
                self._send(answer)
            except OSError:  # the client has had enough of it
                return

        def _send(self, answer: Answer) -> None:
            if answer.raw is not None:
                self.wfile.write(answer.raw)
                return
            body = answer.encoded()
            self.send_response(answer.status)
            for name, value in {
                "Content-Type": answer.kind,
                "Content-Length": str(len(body)),
                **answer.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            return None

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--port", type=int, default=8800)
    with Box().serving(parser.parse_args().port) as box:
        print(f"http://{TIMES}:{box.port}/ http://{POST}:{box.port}/ http://{GAZETTE}:{box.port}/", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()

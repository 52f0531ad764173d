"""Pages that need a browser: Chromium by scrapy-playwright, all of whose requests go through cleaner.fetch."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import Any

import msgspec
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from cleaner.errors import FetchError
from cleaner.fetch import Capture, capture
from cleaner.libraries import ask
from cleaner.scrape.addresses import authority_of
from cleaner.scrape.crawl import Crawl
from cleaner.scrape.download import GuardedHandler
from cleaner.scrape.frontier import Address
from cleaner.scrape.pages import WebPage

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LOADED = frozenset({"document", "script", "xhr", "fetch"})  # pictures, fonts and styles add no text
MAX_LOADED = 60  # files of one page
MIN_TEXT_CHARS = 200  # less outside of scripts is a page that a script is to fill
STEP_SECONDS = 0.05
LOAD_MILLISECONDS = 20_000
TEXT = "//body//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"


def browser_settings() -> dict[str, Any]:
    """Settings of a browser that has no network of its own: what is not handed to it fails at a proxy nobody runs."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    options = {
        "executable_path": path,
        "proxy": {"server": "http://127.0.0.1:9"},
        "args": ["--disable-background-networking", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND"],
        "chromium_sandbox": getattr(os, "geteuid", lambda: 1)() != 0,  # it does not start with it as root
    }
    return {
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), "cleaner.scrape.render.RenderingHandler"),
        "PLAYWRIGHT_LAUNCH_OPTIONS": options,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": LOAD_MILLISECONDS,
        "PLAYWRIGHT_CONTEXTS": {"default": {"service_workers": "block", "accept_downloads": False}},
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
    }


def has_browser() -> bool:
    return any(map(shutil.which, BROWSERS))


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # an extra, and Any here
    """Fetches like GuardedHandler; a page that needs it is then shown by the browser, of the bytes that came."""

    lazy = False

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._guarded = GuardedHandler(crawler)
        self._crawl: Crawl = crawler.spider.crawl

    async def download_request(self, request: Any) -> Response:
        response = await self._guarded.download_request(request)
        address, captured = request.meta["address"], request.meta["captured"]
        loop = asyncio.get_running_loop()
        if not await loop.run_in_executor(self._crawl.threads, self._needs_browser, address, captured):
            return response
        visit = Visit(self._crawl, address, captured)
        request.meta["playwright_page_init_callback"] = visit.take_over
        request.meta["playwright_page_methods"] = [PageMethod("wait_for_load_state", "networkidle")]
        try:
            shown = await self._download_request(request)
        except Exception:  # a browser fails in many ways; the page is then what the server sent
            self._crawl.ledger.counts["rendering failed"] += 1
            return response
        request.meta["rendered"] = shown.text.encode("utf-8", "replace")
        return response

    def _needs_browser(self, address: Address, captured: Capture) -> bool:
        is_page = address.purpose in ("article", "part", "front", "section")
        if not is_page or captured.status != 200 or "html" not in captured.media_type:
            return False
        rule = self._crawl.plan.rule_for(address.url)
        if rule is not None and rule.render:
            return True
        text = ask(lambda: " ".join(WebPage(captured).response.xpath(TEXT).getall()))
        return isinstance(text, str) and len(" ".join(text.split())) < MIN_TEXT_CHARS


class Visit:
    """One page in the browser: answers each of its requests, or refuses it."""

    def __init__(self, crawl: Crawl, address: Address, captured: Capture) -> None:
        self._crawl = crawl
        self._address = address
        self._captured = captured
        self._lock = asyncio.Lock()
        self._loaded = 0

    async def take_over(self, page: Any, request: Any) -> None:
        await page.route("**/*", self._answer)

    async def _answer(self, route: Any) -> None:
        asked = route.request
        if asked.is_navigation_request() and asked.url.partition("#")[0] == self._captured.url:
            await self._fulfill(route, self._captured)
            return
        self._loaded += 1
        if asked.method != "GET" or asked.resource_type not in LOADED or self._loaded > MAX_LOADED:
            await route.abort()
            return
        try:
            async with self._lock:
                found = await self._fetch(asked.url)
        except FetchError:
            await route.abort()
            return
        await self._fulfill(route, found)

    async def _fetch(self, url: str) -> Capture:
        """One file of the page, when its host has nothing else under way."""
        host, busy = authority_of(url), self._crawl.busy
        while busy.get(host, self._address) is not self._address:
            await asyncio.sleep(STEP_SECONDS)
        is_own = host in busy
        busy[host] = self._address
        plan = self._crawl.plan
        options = msgspec.structs.replace(plan.fetching, user_agent=plan.user_agent)
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._crawl.threads, capture, url, options, plan.network)
        finally:
            if not is_own:
                busy.pop(host, None)

    async def _fulfill(self, route: Any, found: Capture) -> None:
        kind = found.headers.get("content-type", "text/html")
        headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
        await route.fulfill(status=found.status, headers=headers, body=found.body)

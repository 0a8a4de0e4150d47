"""A page in Chromium as it was answered, with the styles and scripts of the product and nothing else of it behind.

Playwright keeps an event loop in its thread, in which Django would open a connection of its own: it has one to itself.
"""

import mimetypes
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Playwright, Route, ViewportSize, sync_playwright

from tests.support.axe import faults

from .states import Shown

SITE = "http://testserver"
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=700)


class Drawing:
    """A browser's window in which answered pages are drawn, in a thread of its own."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.now: Shown | None = None
        self.playwright, self.page = self.thread.submit(self._opened).result()

    def _opened(self) -> tuple[Playwright, Page]:
        playwright = sync_playwright().start()
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport=WIDE)
        page.route("**/*", self._answer)
        return playwright, page

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request() and self.now:
            policy = {"Content-Security-Policy": self.now.policy}
            route.fulfill(body=self.now.body, content_type="text/html; charset=utf-8", headers=policy)
        elif path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404, body="")

    def faults(self, shown: Shown) -> Iterator[str]:
        """What axe finds, at any level, and whether the page is wider than its screen (320 px is 1280 at 400 %)."""
        yield from self.thread.submit(self._examined, shown).result()

    def _examined(self, shown: Shown) -> list[str]:
        self.now = shown
        self.page.set_viewport_size(WIDE)
        self.page.goto(SITE + shown.path)
        found = faults(self.page)
        for screen in (WIDE, NARROW):
            self.page.set_viewport_size(screen)
            if (width := self.page.evaluate("document.documentElement.scrollWidth")) > screen["width"]:
                found.append(f"{width} px wide on a screen of {screen['width']}")
        return found

    def close(self) -> None:
        """Close the window and what drew in it."""
        self.thread.submit(self.playwright.stop).result()
        self.thread.shutdown()

"""What a person waits for in Chromium on a machine four times slower: the first paint, shifts, and a key pressed."""

import shutil
import statistics
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from .serving import Server

SLOWER = 4
TIMES = 5
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP testserver 127.0.0.1"]
WATCH = """
    window.shifted = 0
    new PerformanceObserver(list => list.getEntries().forEach(each => { window.shifted += each.value }))
        .observe({type: "layout-shift", buffered: true})
    window.waited = 0
    new PerformanceObserver(list => list.getEntries().forEach(each => {
        window.waited = Math.max(window.waited, each.duration)
    })).observe({type: "event", durationThreshold: 16, buffered: true})
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def painted(server: Server, cookie: Mapping[str, str], addresses: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One row for each page, by its name and address: medians of several fresh visits."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, address in addresses.items():
            seen = [_visit(browser, f"http://testserver:{server.port}{address}", cookie) for _ in range(TIMES)]
            paint, shift, wait = (statistics.median(each) for each in zip(*seen, strict=True))
            note = f"first paint; shift {shift:.3f}, {wait:.0f} ms after a key, processor slowed {SLOWER} times"
            yield {"operation": name.replace("page", "chromium"), "p50_ms": round(paint, 1), "note": note}
        browser.close()


def _visit(browser: Browser, url: str, cookie: Mapping[str, str]) -> tuple[float, float, float]:
    """Milliseconds to the first paint, the sum of layout shifts, and milliseconds that the slowest key took."""
    context = browser.new_context(extra_http_headers=dict(cookie))
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="load")
    return _told(page), page.evaluate("window.shifted"), _pressed(page)


def _told(page: Page) -> float:
    page.wait_for_function(f"performance.getEntriesByName('first-contentful-paint').length && {PAINTED}")
    return float(page.evaluate(PAINTED))


def _pressed(page: Page) -> float:
    for _ in range(3):
        page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    waited = float(page.evaluate("window.waited"))
    page.context.close()
    return waited

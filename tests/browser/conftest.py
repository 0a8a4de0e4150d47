"""A real browser on the demonstration portfolio."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import load_demonstration
from tests.support.database import Kept, let_tests_clear_tables
from tests.support.once import made_once

let_tests_clear_tables()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own where there is none.

    Playwright keeps an event loop in the test's thread, which Django must be told has nothing to do with its own.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """A browser in which nothing is open, before the test and after it."""
    yield chromium
    for each in chromium.contexts:
        each.close()


@pytest.fixture(scope="session")
def kept() -> Kept:
    """The demonstration, once the first test that needs it has loaded it."""
    return Kept()


@pytest.fixture
def site(browser: Browser, transactional_db: None, live_server: object, kept: Kept) -> str:
    """The address of a running service with the demonstration in it."""
    if kept.tables:
        kept.bring_back()
    else:
        made_once("demonstration", load_demonstration)
        kept.keep()
    return str(live_server)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page at desktop size, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()

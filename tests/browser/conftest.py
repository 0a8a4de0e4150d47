"""A real browser on the demonstration portfolio."""

import shutil
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.database import Kept, let_tests_clear_tables

let_tests_clear_tables()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
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
        call_command("load_reference_data", demonstration=True, verbosity=0)
        call_command("load_demonstration", verbosity=0)
        kept.keep()
    return str(live_server)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page at desktop size, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()

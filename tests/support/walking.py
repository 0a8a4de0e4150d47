"""How a test walks in a browser: from page to page, and what it asks of each one."""

from playwright.sync_api import Locator, Page

from .axe import faults


def follow(control: Locator) -> None:
    """Press what leads to another page, and wait until that page is there, so that nothing is asked of the old one."""
    with control.page.expect_navigation():
        control.click()


def well_made(page: Page) -> None:
    """No fault that axe finds, and nothing that scrolls sideways on a narrow screen."""
    before = page.viewport_size
    found = faults(page)
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if before:
        page.set_viewport_size(before)
    assert (found, wide) == ([], 320), page.url

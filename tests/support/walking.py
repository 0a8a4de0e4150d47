"""How a test walks in a browser: who it is, from page to page, and what it asks of each one."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of

from .axe import faults


def let_in(page: Page, site: str, person: User) -> None:
    """Have the browser be of somebody who has signed in; the form by which people do is walked in tests of its own."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def come_in(page: Page, site: str, login: str = "officer") -> None:
    """Be a person of the demonstration, on the list of cases."""
    let_in(page, site, User.objects.get(email=email_of(login)))
    page.goto(f"{site}/cases/")


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

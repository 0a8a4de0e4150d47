"""Somebody at a browser, while something is away."""

from http import HTTPStatus

import requests

from bestvalue.accounts.models import User

PASSWORD = "a password of this test"


class Visitor:
    """A person who signs in and reads, at the address of one web process."""

    def __init__(self, address: str) -> None:
        self.address = address

    def readiness(self) -> str:
        """What the process says of itself to whatever watches it."""
        return str(requests.get(f"{self.address}/readyz/", timeout=20).json()["status"])

    def works(self, user: User) -> None:
        """Sign in anew, which writes, and read the first pages."""
        with requests.Session() as browser:
            browser.get(f"{self.address}/sign-in/", timeout=20)
            sent = {"username": user.email, "password": PASSWORD, "csrfmiddlewaretoken": browser.cookies["csrf"]}
            pages = [browser.post(f"{self.address}/sign-in/", data=sent, timeout=20)]
            pages += [browser.get(f"{self.address}{path}", timeout=20) for path in ("/", "/cases/")]
        assert [(page.status_code, "Sign out" in page.text) for page in pages] == [(HTTPStatus.OK, True)] * 3

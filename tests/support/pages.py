"""A browser of one person on one case, without a browser: pages that are valid, and forms that are sent."""

import datetime as dt
import re

from django.conf import settings
from django.test import Client

from bestvalue.accounts.models import User
from cases.models import Case
from tests.lifecycle.build import Play

from .html import assert_valid_html

PASSWORD = settings.DEMONSTRATION_PASSWORD
CONFIRM = {"read": "true", "password": PASSWORD}


class Pages:
    """The pages of one case as one person gets them."""

    def __init__(self, client: Client, play: Play, user: User) -> None:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        client.force_login(user)
        self.client, self.base = client, f"/cases/{play.case.ref}/"
        self.case = play.case

    def get(self, path: str) -> str:
        """A page, which must be valid."""
        response = self.client.get(self.base + path)
        assert response.status_code == 200
        assert_valid_html(response)
        return response.content.decode()

    def post(self, path: str, **sent: object) -> tuple[int, str]:
        """What sending a form answers, on the case as it now is."""
        version = Case.objects.values_list("version", flat=True).get(pk=self.case.pk)
        response = self.client.post(self.base + path, {"version": version, **sent})
        if response.status_code != 302:
            assert_valid_html(response)
        return response.status_code, response.content.decode()

    def done(self, path: str, **sent: object) -> None:
        """Send a form that must be taken."""
        status, page = self.post(path, **sent)
        assert status == 302, page[page.find("govuk-error-summary") :][:2000]


def page_of(client: Client, user: User, address: str) -> str:
    """A page as somebody reads it, which must be valid; without the token of its forms, which is new each time."""
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, address
    assert_valid_html(response)
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode())


def on(name: str, day: dt.date) -> dict[str, str]:
    """A day as the three boxes of a date are sent."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}

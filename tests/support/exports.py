"""Taking a list away as somebody does in the browser."""

import csv
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from bestvalue.accounts.models import User

PASSWORD = "correct horse battery staple"


def answered(client: Client, user: User, address: str) -> Any:
    """What the page of an export answers this person, who gives their password."""
    user.password = make_password(PASSWORD)
    user.save(update_fields=["password"])
    client.force_login(user)
    return client.post(address, {"password": PASSWORD})


def taken(client: Client, user: User, address: str) -> list[list[str]]:
    """The rows of the file, its head among them."""
    response = answered(client, user, address)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment")
    return list(csv.reader(response.content.decode().splitlines()))

"""Machines that call the API, for tests."""

import base64
import datetime as dt
from typing import Any

from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import ApiClient, MachineScope, Role, User
from bestvalue.accounts.services.clients import register_client

TOKEN = "/api/oauth/token/"


def machine(*, by: User, responsible: User, **facts: Any) -> tuple[ApiClient, str]:
    """A machine that an administrator registered, with every scope unless `facts` say otherwise, and its secret."""
    usual: dict[str, Any] = {
        "name": "The data hub",
        "purpose": "Sends yearly returns.",
        "contact": "hub@other.example",
        "scopes": MachineScope.values,
        "role": Role.ANALYST,
        "ends_on": clock.today() + dt.timedelta(days=90),
    }
    return register_client(by=by, responsible=responsible, **{**usual, **facts})


def asked(client: ApiClient, secret: str, **sent: str) -> Any:
    """What the token endpoint answers to these credentials."""
    basic = base64.b64encode(f"{client.application.client_id}:{secret}".encode()).decode()
    return Client().post(
        TOKEN, {"grant_type": "client_credentials", **sent}, headers={"Authorization": f"Basic {basic}"}
    )


def calling(client: ApiClient, secret: str, **sent: str) -> Client:
    """The machine, with an access token that it has just been given."""
    token = asked(client, secret, **sent).json()["access_token"]
    return Client(headers={"Authorization": f"Bearer {token}"})

"""Matters that messages are about, and something to say of them."""

from collections.abc import Callable, Collection
from typing import Any

import pytest

from bestvalue.accounts.models import User
from bestvalue.messages import knowing
from bestvalue.messages.models import Delivery, Message
from bestvalue.messages.services.notifying import notify

Say = Callable[..., Message]


@pytest.fixture
def known_matters(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The keys of the matters that everybody may know of; a test takes one out, as when a person loses a role."""
    known = {"one", "two", "three"}

    def checker(user: User, keys: Collection[str]) -> set[str]:
        return known.intersection(keys)

    monkeypatch.setitem(knowing._checkers, "matter", checker)
    return known


@pytest.fixture
def say(known_matters: set[str]) -> Say:
    """Says something to a person: public unless a matter is named that it is about."""

    def said(to: User, key: str = "first", *, about: str = "", **more: Any) -> Message:
        facts: dict[str, Any] = {
            "kind": "task",
            "subject": f"Read the plan of Exford ({key})",
            "text": "Their recovery plan came today.",
            "link": "/cases/exford/",
            "private": bool(about),
            "about": about and f"matter:{about}",
        }
        return notify(to=to, key=key, **{**facts, **more})

    return said


def states() -> list[str]:
    """The state of every email, in the order in which they were written."""
    return list(Delivery.objects.order_by("created_at", "pk").values_list("state", flat=True))

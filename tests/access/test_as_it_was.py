"""A form that shows what is there and is sent as it is shown changes nothing, records nothing, and says so."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.api.acts import view_of
from bestvalue.messages.views.messages import Preferences
from bestvalue.records.models import Event

from .routes import ROUTES
from .table import ALL
from .test_members import writes


def edits(name: str) -> bool:
    """Whether a page shows what is there, to be changed."""
    view: Any = view_of(name)
    return getattr(view, "edits", False) or view is Preferences


EDITS = [name for name in ROUTES if edits(name)]


def as_shown(form: Tag) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form that nobody touched."""
    for each in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(each["name"]), each.get("type", each.name)
        if kind == "textarea":
            yield name, each.text.removeprefix("\r").removeprefix("\n").replace("\n", "\r\n")
        elif kind == "select":
            options = each.select("option[selected]") or each.select("option")[:1]
            yield from ((name, str(option.get("value", option.text))) for option in options)
        elif kind not in ("radio", "checkbox", "file", "submit") or (each.has_attr("checked") and kind != "file"):
            yield name, str(each.get("value", ""))


def test_every_page_that_edits_is_known_here() -> None:
    assert len(EDITS) > 12
    others = {name for name in ROUTES if ":edit_" in name and not name.startswith("api:")} - set(EDITS)
    assert others == {"metrics:edit_metric"}  # it needs a reason
    writes_in_a_draft = {name for name in ROUTES if getattr(view_of(name), "move", "").startswith("edit_")}
    assert {each for each in writes_in_a_draft if not each.startswith("api:")} - others <= set(EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_a_form_that_nobody_touched_changes_nothing_and_says_so(
    name: str, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    row = ROUTES[name]
    address = reverse(name, kwargs=row.kwargs(people))
    client = browsers[next(each for each in ALL if each in row.allowed)]
    page = client.get(address)
    assert page.status_code == 200, page
    forms = BeautifulSoup(page.content, "html.parser").select("main form")
    sent: dict[str, list[str]] = {}
    for field, value in as_shown(max(forms, key=lambda form: len(form.select("[name]")))):
        sent.setdefault(field, []).append(value)
    before = Event.objects.count()
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, sent)
    refused = BeautifulSoup(answer.content, "html.parser").select_one(".govuk-error-summary")
    assert answer.status_code == 302, refused and " ".join(refused.text.split())
    wrote = [each["sql"] for each in captured if writes(each["sql"]) and "django_session" not in each["sql"]]
    assert [each for each in wrote if "unsavedwork" not in each] == []
    assert Event.objects.count() == before
    then = client.get(answer["Location"]).content.decode()
    assert "Nothing was changed." in then
    assert "govuk-notification-banner--success" not in then

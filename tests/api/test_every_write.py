"""What holds of every write in the table of routes: one way to write, seen before, and once only."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act
from bestvalue.api.views import Endpoint
from cases.api.cases import OfOneCase
from cases.models import Case, Contact

from .test_acts import CONTACT, act, address, etag
from .test_problems import problem


def endpoints(resolver: URLResolver, path: str = "/") -> Iterator[tuple[str, Any]]:
    """The address and the view of everything in the API."""
    for each in resolver.url_patterns:
        below = path + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from endpoints(each, below)
        elif below.startswith("/api/v1/"):
            yield below, each.callback.view_class  # type: ignore[attr-defined]


ALL = dict(endpoints(get_resolver()))
WRITES = {path: view for path, view in ALL.items() if hasattr(view, "post")}


def test_everything_in_the_api_has_etags_and_takes_idempotency_keys() -> None:
    assert len(ALL) > 200
    for path, view in ALL.items():
        assert issubclass(view, Endpoint), path
        for name in ("dispatch", "finalize_response", "raise_uncaught_exception", "handle_exception"):
            # what is of one case leaves the past behind it once the answer is made
            own = OfOneCase if name == "dispatch" and issubclass(view, OfOneCase) else Endpoint
            assert getattr(view, name) is getattr(own, name), (path, name)


def test_every_write_is_an_act_by_post_that_compares_what_was_seen() -> None:
    assert len(WRITES) > 100
    for path, view in ALL.items():
        assert not any(hasattr(view, each) for each in ("put", "patch", "delete")), path
    for path, view in WRITES.items():
        assert issubclass(view, Act), path
        assert view.compared is Act.compared, path


@pytest.mark.parametrize("path", [path for path, view in WRITES.items() if "<" not in path])
def test_a_write_at_an_address_of_its_own_is_never_blind(client: Client, officer: User, path: str) -> None:
    client.force_login(officer)
    response = client.post(path, {}, content_type="application/json")
    expected = (400, 403, 404, 409) if WRITES[path].creates else (403, 404, 428)
    assert response.status_code in expected


@pytest.mark.parametrize("given", ["W/{}", "*", "", "{}x", '"a", W/{}', "{} , *x"])
def test_only_the_strong_etag_that_was_seen_lets_a_write_through(actor: Client, own_case: Case, given: str) -> None:
    seen = etag(actor, own_case)
    response = act(actor, own_case, "contacts/", If_Match=given.format(seen))
    if given == "{} , *x":
        assert response.status_code == 201
    else:
        problem(response, 412, "changed")
    assert Contact.objects.count() == (given == "{} , *x")


@pytest.mark.parametrize("given", ["{}", "W/{}", "*", '"a", {}', '"a", W/{}'])
def test_what_was_seen_is_not_sent_again_whichever_way_it_is_named(actor: Client, own_case: Case, given: str) -> None:
    seen = etag(actor, own_case)
    held = actor.get(address(own_case), headers={"If-None-Match": given.format(seen)})
    assert (held.status_code, held.content, held.headers["ETag"]) == (304, b"", seen)
    act(actor, own_case, "contacts/", CONTACT, If_Match=seen)
    assert given == "*" or actor.get(address(own_case), headers={"If-None-Match": given.format(seen)}).content

"""What a team does in private does not exist for anybody off it: not in a page, list, count, search or error (N7)."""

import os
import re
from contextlib import suppress
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Authority, Case
from tests.access.routes import ROUTES
from tests.api.world import a_case, an_authority, engaged
from tests.factories import person

NOT_THE_PRODUCT_OF_THE_READER = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|"request_id":"[^"]*"')
HANDLE = "bcdfghjkmn"  # of no case
OUTSIDERS = (Role.OFFICER, Role.TEAM_LEAD, Role.PRESS, Role.PRIVATE_OFFICE, Role.ADMINISTRATOR, Role.ANALYST)
WRITES_ONE_IN = 1 if os.environ.get("PROOF") == "full" else 6  # addresses; each is written to by two of the six
LISTS = ("/", "/cases/", "/cases/?text=Noisy", "/authorities/?text=Noisy", "/register/", "/openings/")
API_LISTS = ("cases/", "cases/?text=Noisy", "authorities/?text=Noisy", "openings/", "register/authorities/")


@pytest.fixture
def talked_to(lead: User, team: Team, officer: User, deputy_director: User) -> Authority:
    """An authority that a team is talking with in private, with one of everything on the case."""
    authority = an_authority("noisy", "Noisy Council")
    engaged(a_case(lead, team, authority), officer, deputy_director)
    return authority


@pytest.fixture(params=OUTSIDERS, ids=str)
def outsider(request: pytest.FixtureRequest, talked_to: Authority) -> User:
    """Somebody off the team, in each role that knows of no case of another's."""
    return person(request.param)


def plain(content: bytes, *own: str) -> str:
    """An answer without its tokens, and without the words that are the asker's own."""
    shown = NOT_THE_PRODUCT_OF_THE_READER.sub("", content.decode())
    for word in own:
        shown = shown.replace(word, "·")
    return shown


def api_of(user: User) -> Client:
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='T', scopes=['write'])[1]}"})


def addresses(case: Case) -> dict[str, str]:
    """The address of everything below this case, pages and API alike; what is on it is named by a key of nothing."""
    found = {}
    for name in ROUTES:
        for more in ({}, {"pk": uuid4()}, {"pk": 1}, {"pk": uuid4(), "act": uuid4()}):
            with suppress(NoReverseMatch):
                found[name] = reverse(name, kwargs={"ref": case.handle, **more})
    return found


def test_an_outsider_gets_for_every_address_below_a_case_what_they_get_for_none(
    client: Client, outsider: User, talked_to: Authority
) -> None:
    case = Case.objects.get()
    client.force_login(outsider)
    api = api_of(outsider)
    found = addresses(case)
    first = OUTSIDERS.index(outsider.role_holdings.get().role)
    told = []
    for place, (name, address) in enumerate(found.items(), start=first):
        caller, writes = api if name.startswith("api:") else client, place % WRITES_ONE_IN == 0
        if not hidden(caller, address, writes=writes):
            told.append(name)
    assert told == []
    assert {"desk:engagement", "cases:hand_over_case", "interventions:draft_review", "api:support_offers"} <= set(found)


def hidden(caller: Client, address: str, *, writes: bool) -> bool:
    """Whether reading there, and writing, is answered as it is below a case that never was."""
    handle = Case.objects.get().handle
    for method in (caller.get, caller.post) if writes else (caller.get,):
        there, none = (method(each) for each in (address, address.replace(handle, HANDLE)))
        alike = plain(there.content, handle) == plain(none.content, HANDLE)
        if not alike or there.status_code != none.status_code or there.status_code not in (404, 405, 428):
            return False
    return True


def test_lists_counts_and_searches_tell_an_outsider_nothing(
    client: Client, outsider: User, talked_to: Authority
) -> None:
    case = Case.objects.get()
    client.force_login(outsider)
    api = api_of(outsider)
    answers = [client.get(each) for each in LISTS] + [api.get(f"/api/v1/{each}") for each in API_LISTS]
    for answer in answers:
        shown = answer.content.decode()
        assert "secret" not in shown.lower(), answer.request["PATH_INFO"]
        assert case.handle not in shown
        assert str(case.pk) not in shown


def test_an_authority_with_a_case_looks_like_one_without(client: Client, outsider: User, talked_to: Authority) -> None:
    quiet = an_authority("quiet", "Quiet Council")
    client.force_login(outsider)
    api = api_of(outsider)

    def shown(authority: Authority) -> list[tuple[int, str]]:
        own = (authority.name, authority.slug, str(authority.ons_code))
        pages = [
            f"/authorities/{authority.slug}/",
            f"/cases/?text={authority.slug}",
            f"/register/?text={authority.slug}",
        ]
        apis = [
            f"authorities/{authority.slug}/",
            f"cases/?authority={authority.slug}",
            f"authorities/{authority.slug}/officers/",
        ]
        answers = [client.get(each) for each in pages] + [api.get(f"/api/v1/{each}") for each in apis]
        return [(each.status_code, plain(each.content, *own)) for each in answers]

    assert shown(talked_to) == shown(quiet)

"""Filters of lists that people keep and share: a name and an address, and what they find is judged for who looks."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.desk.models import SavedFilter
from bestvalue.desk.saving import MOST, change_saved_filter, delete_saved_filter, kept_part, save_filter, saved_for
from bestvalue.errors import Refused
from tests.api.world import a_case
from tests.factories import TeamFactory, person
from tests.lifecycle.build import refusals
from tests.support.html import assert_valid_html

NEW = "/saved-filters/new/?list=desk%3Acases&filters=stage%3Dearly_engagement%26page%3D3"


def saved(by: User, name: str = "Early ones", **more: object) -> SavedFilter:
    """Filters of the list of cases."""
    return save_filter(by=by, page="desk:cases", query="stage=early_engagement", name=name, **more)  # type: ignore[arg-type]


@pytest.fixture
def colleague(team: Team) -> User:
    """Another case officer in the team."""
    return person(Role.OFFICER, team=team)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("stage=exit&page=4", "stage=exit"),
        ("stage=exit&stage=&text=&kind=ca&kind=cca", "stage=exit&kind=ca&kind=cca"),
        ("csrfmiddlewaretoken=x&text=a%20b", "text=a+b"),
        ("page=2", ""),
        ("", ""),
    ],
)
def test_of_an_address_the_filters_are_kept_and_no_page(query: str, kept: str) -> None:
    assert kept_part(query) == kept


def test_filters_are_saved_from_the_list_and_found_above_it_and_on_the_first_page(
    client: Client, officer: User
) -> None:
    client.force_login(officer)
    listed = client.get("/cases/?stage=early_engagement&page=1")
    assert "/saved-filters/new/?list=desk%3Acases&amp;filters=stage%3Dearly_engagement" in listed.content.decode()
    assert "Save these filters" not in client.get("/cases/").content.decode()
    form = client.get(NEW)
    assert_valid_html(form)
    sent = client.post(NEW, {"name": " Early ones ", "team": ""})
    assert sent.headers["Location"] == "/cases/?stage=early_engagement"
    for address in ("/", "/cases/", "/saved-filters/"):
        page = client.get(address)
        assert_valid_html(page)
        assert '<a class="govuk-link" href="/cases/?stage=early_engagement">Early ones</a>' in page.content.decode()
    assert "Early ones" not in client.get("/notices/").content.decode()
    assert "Early ones" not in client.get("/register/").content.decode()


def test_a_form_that_is_refused_keeps_what_was_typed(client: Client, officer: User) -> None:
    saved(officer)
    client.force_login(officer)
    again = client.post(NEW, {"name": "Early ones"})
    assert again.status_code == 409
    assert "Give another name." in again.content.decode()
    assert 'value="Early ones"' in again.content.decode()
    assert "There is a problem" in client.post(NEW, {"name": ""}).content.decode()
    assert client.get("/saved-filters/new/?list=desk%3Ahome&filters=a%3Db").status_code == 404


def test_what_is_shared_shows_with_who_shared_it_to_the_team_and_to_nobody_else(
    client: Client, officer: User, colleague: User, stranger: User, team: Team
) -> None:
    saved(officer, team=team)
    client.force_login(colleague)
    for address in ("/", "/cases/", "/saved-filters/"):
        page = client.get(address).content.decode()
        assert "Early ones" in page
        assert str(officer) in page
    assert [*saved_for(stranger)] == []
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert [*saved_for(colleague)] == [], "whoever shared it has left"
    User.objects.filter(pk=officer.pk).update(is_active=True)
    assert [*saved_for(colleague)]
    colleague.role_holdings.update(ends_on="2020-01-01", starts_on="2019-01-01")
    assert [*saved_for(colleague)] == []


def test_what_shared_filters_find_is_judged_for_who_looks(
    client: Client, officer: User, lead: User, team: Team, other_team: Team
) -> None:
    case = a_case(lead, team)
    RoleHolding.objects.create(user=officer, role=Role.OFFICER, team=other_team, starts_on="2020-01-01")
    there = person(Role.OFFICER, team=other_team)
    shared = saved(officer, team=other_team)
    counts = {}
    for user in (officer, there):
        client.force_login(user)
        page = client.get(shared.address)
        counts[user] = page.context["page"].paginator.count
        assert (case.handle in page.content.decode()) is (user == officer)
    assert counts == {officer: 1, there: 0}


def test_only_who_keeps_them_changes_or_deletes_them(
    client: Client, officer: User, colleague: User, team: Team
) -> None:
    mine = saved(officer, team=team)
    client.force_login(colleague)
    for word in ("edit", "delete"):
        assert client.post(f"/saved-filters/{mine.pk}/{word}/", {"name": "Taken"}).status_code == 404
    delete_saved_filter(by=colleague, saved=mine)
    with pytest.raises(SavedFilter.DoesNotExist):
        change_saved_filter(by=colleague, saved=mine, name="Taken", team=None)
    client.force_login(officer)
    assert client.post(f"/saved-filters/{mine.pk}/edit/", {"name": "Late ones", "team": ""}).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.team) == ("Late ones", None)
    assert client.post(f"/saved-filters/{mine.pk}/delete/").status_code == 302
    assert client.post(f"/saved-filters/{mine.pk}/delete/").status_code == 404
    assert not SavedFilter.objects.exists()


def test_what_cannot_be_kept_is_refused_in_words(officer: User, team: Team, other_team: Team) -> None:
    mine = saved(officer)
    facts = {"by": officer, "page": "desk:cases", "query": "stage=exit", "name": "Leaving"}
    for wrong, code in (
        ({"name": " "}, "no_name"),
        ({"query": "page=2"}, "no_filters"),
        ({"query": f"text={'x' * 2001}"}, "too_long"),
        ({"page": "desk:home"}, "no_list"),
        ({"name": mine.name}, "taken"),
        ({"team": other_team}, "no_team"),
    ):
        assert refusals(lambda given=facts | wrong: save_filter(**given)) == {code}  # type: ignore[misc]
    assert refusals(lambda: change_saved_filter(by=officer, saved=mine, name="", team=None)) == {"no_name"}
    assert refusals(lambda: change_saved_filter(by=officer, saved=mine, name="x", team=other_team)) == {"no_team"}
    for number in range(MOST - 1):
        saved(officer, f"Number {number}")
    with pytest.raises(Refused):
        saved(officer, "One too many")


def test_filters_are_shared_with_open_teams_alone_and_by_a_deputy_director_with_any(
    officer: User, deputy_director: User, team: Team, other_team: Team
) -> None:
    assert saved(deputy_director, team=other_team).team == other_team
    mine = saved(officer, team=team)
    Team.objects.filter(pk=team.pk).update(closed_on=clock.today())
    assert refusals(lambda: change_saved_filter(by=officer, saved=mine, name="Late ones", team=team)) == {"no_team"}


@pytest.mark.parametrize("wrong", [{"page": "desk:home"}, {"name": " "}])
def test_the_database_keeps_no_filters_of_no_list_and_without_a_name(officer: User, wrong: dict[str, str]) -> None:
    mine = saved(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.filter(pk=mine.pk).update(**wrong)


def test_a_program_keeps_filters_too(officer: User, colleague: User, team: Team) -> None:
    def calling(user: User) -> Client:
        return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='T', scopes=['write'])[1]}"})

    mine, theirs = calling(officer), calling(colleague)
    body = {"page": "desk:cases", "query": "stage=exit&page=2", "name": "Leaving", "team": team.slug}
    made = mine.post("/api/v1/saved-filters/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    path = f"/api/v1/saved-filters/{made.json()['id']}/"
    shown = theirs.get(path)
    assert (shown.json()["address"], shown.json()["owner"]["name"]) == ("/cases/?stage=exit", officer.name)
    change = {"content_type": "application/json", "headers": {"If-Match": shown.headers["ETag"]}}
    assert theirs.post(f"{path}change/", {"name": "x"}, **change).status_code == 404  # type: ignore[arg-type]
    seen = {"content_type": "application/json", "headers": {"If-Match": mine.get(path).headers["ETag"]}}
    changed = mine.post(f"{path}change/", {"name": "Away"}, **seen)  # type: ignore[arg-type]
    assert (changed.status_code, changed.json()["name"], changed.json()["team"]) == (200, "Away", None)
    assert theirs.get(path).status_code == 404
    seen["headers"] = {"If-Match": changed.headers["ETag"]}
    assert mine.post(f"{path}delete/", {}, **seen).status_code == 204  # type: ignore[arg-type]
    assert mine.get("/api/v1/saved-filters/").json()["results"] == []


@pytest.fixture
def other_team() -> Team:
    """Another team."""
    return TeamFactory.create()

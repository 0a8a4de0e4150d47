"""Officers of authorities: dated, never overwritten, each change one event."""

import datetime as dt

import pytest
from django.db import IntegrityError

from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Authority, AuthorityKind, OfficeHolding, Post
from cases.services.officers import appoint_officer, end_officer

pytestmark = pytest.mark.django_db

START = dt.date(2024, 1, 8)


def person(role: Role) -> User:
    user = User.objects.create_user(f"{role}@demo.example", f"Demo {role}")
    team = Team.objects.create(name=f"Team of {role}", slug=role) if role in {Role.OFFICER, Role.TEAM_LEAD} else None
    RoleHolding.objects.create(user=user, role=role, team=team, starts_on=dt.date(2020, 1, 1))
    return user


@pytest.fixture
def administrator() -> User:
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def authority() -> Authority:
    kind = AuthorityKind.objects.create(
        code="unitary", label="Unitary council", is_local_authority=True, s230_reach="yes"
    )
    return Authority.objects.create(
        slug="fictional-town", name="Fictional Town", ons_code="X06999999", kind=kind, is_fictional=True
    )


@pytest.fixture
def chief(administrator: User, authority: Authority) -> OfficeHolding:
    return appoint_officer(
        by=administrator,
        authority=authority,
        post=Post.HEAD_OF_PAID_SERVICE,
        name=" Una Ashby ",
        email="una@town.example",
        starts_on=START,
        reason="Announced by the council",
    )


def test_appointing_somebody_writes_one_event_without_the_name(chief: OfficeHolding) -> None:
    event = Event.objects.get()
    assert (chief.name, event.stream, event.verb) == ("Una Ashby", "authority:fictional-town", "officer_appointed")
    assert (event.subject, event.effective_on) == (f"officer:{chief.pk}", START)
    assert "Una" not in event.canonical().decode()


def test_leaving_sets_the_last_day_and_writes_a_second_event(chief: OfficeHolding, administrator: User) -> None:
    last = dt.date(2025, 6, 30)
    assert end_officer(by=administrator, holding=chief, ends_on=last).ends_on == last
    assert list(Event.objects.values_list("verb", flat=True)) == ["officer_appointed", "officer_left"]


def test_a_last_day_is_recorded_once(chief: OfficeHolding, administrator: User) -> None:
    end_officer(by=administrator, holding=chief, ends_on=dt.date(2025, 6, 30))
    with pytest.raises(Refused, match="already recorded as having left"):
        end_officer(by=administrator, holding=chief, ends_on=dt.date(2025, 7, 31))


def test_nobody_leaves_before_they_came(chief: OfficeHolding, administrator: User) -> None:
    with pytest.raises(Refused, match="must not be before the first day"):
        end_officer(by=administrator, holding=chief, ends_on=dt.date(2024, 1, 7))
    assert Event.objects.count() == 1


def test_a_post_has_one_substantive_holder_at_a_time(chief: OfficeHolding, administrator: User) -> None:
    with pytest.raises(Refused, match="Record when they left it first"):
        appoint_officer(
            by=administrator,
            authority=chief.authority,
            post=Post(chief.post),
            name="Bo Lark",
            starts_on=dt.date(2025, 1, 1),
        )


def test_an_interim_may_cover_for_the_holder(chief: OfficeHolding, administrator: User) -> None:
    interim = appoint_officer(
        by=administrator,
        authority=chief.authority,
        post=Post(chief.post),
        name="Bo Lark",
        starts_on=dt.date(2025, 1, 1),
        is_interim=True,
    )
    assert set(chief.authority.officers.on(dt.date(2025, 1, 1))) == {chief, interim}


def test_a_successor_starts_the_day_after(chief: OfficeHolding, administrator: User) -> None:
    end_officer(by=administrator, holding=chief, ends_on=dt.date(2025, 6, 30))
    appoint_officer(
        by=administrator,
        authority=chief.authority,
        post=Post(chief.post),
        name="Bo Lark",
        starts_on=dt.date(2025, 7, 1),
    )
    holders = [chief.authority.officers.on(day).get().name for day in (dt.date(2025, 6, 30), dt.date(2025, 7, 1))]
    assert holders == ["Una Ashby", "Bo Lark"]


@pytest.mark.parametrize(
    ("post", "name", "email", "message"),
    [
        (Post.LEADER, "  ", "", "cannot be blank"),
        (Post.LEADER, "Bo Lark", "not an address", "valid email"),
        ("king", "Bo Lark", "", "not a valid choice"),
    ],
)
def test_bad_facts_are_refused_in_words(
    administrator: User, authority: Authority, post: Post, name: str, email: str, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        appoint_officer(by=administrator, authority=authority, post=post, name=name, email=email, starts_on=START)
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.TEAM_LEAD, Role.ADMINISTRATOR}))
def test_other_roles_do_not_keep_officers(authority: Authority, role: Role) -> None:
    with pytest.raises(Forbidden):
        appoint_officer(by=person(role), authority=authority, post=Post.LEADER, name="Bo Lark", starts_on=START)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEAM_LEAD])
def test_case_officers_and_team_leads_keep_officers_too(authority: Authority, role: Role) -> None:
    appoint_officer(by=person(role), authority=authority, post=Post.LEADER, name="Bo Lark", starts_on=START)
    assert authority.officers.get().post == Post.LEADER


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Bo Lark"},
        {"email": "bo@town.example"},
        {"post": "leader"},
        {"is_interim": True},
        {"starts_on": dt.date(2023, 1, 1)},
    ],
)
def test_not_even_sql_overwrites_a_holder(chief: OfficeHolding, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="not changed"):
        OfficeHolding.objects.filter(pk=chief.pk).update(**change)


def test_not_even_sql_moves_a_last_day(chief: OfficeHolding, administrator: User) -> None:
    end_officer(by=administrator, holding=chief, ends_on=dt.date(2025, 6, 30))
    with pytest.raises(IntegrityError, match="not changed"):
        OfficeHolding.objects.update(ends_on=None)


def test_not_even_sql_deletes_a_holder(chief: OfficeHolding) -> None:
    with pytest.raises(IntegrityError, match="never deleted"):
        chief.delete()

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from bestvalue.accounts import policy
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.services.demonstration import load_people

LOGINS = (
    "officer lead deputy.director legal private.office minister secretary.of.state analyst press records liaison admin "
    "other.officer"
)


def test_the_demonstration_has_its_people_with_one_password_and_a_role_each(db: None) -> None:
    people = load_people("a long password")

    assert {user.email for user in User.objects.all()} == {f"{login}@demo.example" for login in LOGINS.split()}
    for user in User.objects.all():
        assert user.check_password("a long password")
        assert len(policy.roles_of(user)) == 1
    assert policy.holds(people["secretary.of.state"], Role.SECRETARY_OF_STATE)


def test_the_two_officers_work_in_different_teams(db: None) -> None:
    people = load_people("a long password")
    north, south = Team.objects.order_by("name")

    assert (north.name, south.name) == ("Stewardship and Interventions North", "Stewardship and Interventions South")
    assert policy.teams_of(people["officer"]) == policy.teams_of(people["lead"]) == {north.pk}
    assert policy.teams_of(people["other.officer"]) == {south.pk}


def test_loading_twice_changes_only_the_password(db: None) -> None:
    first = load_people("a long password")
    again = load_people("another password")

    assert first == again
    assert User.objects.count() == len(LOGINS.split())
    assert User.objects.get(email="press@demo.example").check_password("another password")


@override_settings(DEMONSTRATION=False)
def test_a_known_password_never_reaches_a_real_service(db: None) -> None:
    with pytest.raises(ImproperlyConfigured):
        load_people("a long password")
    assert not User.objects.exists()

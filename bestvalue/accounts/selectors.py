"""Reads about people: each takes the person who asks and returns what that person may see."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from bestvalue import clock

from . import policy
from .models import ApiClient, ApiToken, CalendarFeed, RoleHolding, User
from .models.people import SCHEDULER
from .models.roles import RoleHoldingQuerySet


def signed_in_user(request: HttpRequest) -> User:
    """The person who is signed in. Raises PermissionDenied where nobody is, which the middleware rules out before."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user


def own_holdings(user: User) -> RoleHoldingQuerySet:
    """The person's roles, past ones included, with their teams, newest first."""
    return RoleHolding.objects.filter(user=user).select_related("team").order_by("-starts_on", "role")


def second_steps_of(user: User) -> list[Authenticator]:
    """What the person signs in with besides the password, and any recovery codes, the oldest first."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def own_tokens(user: User) -> QuerySet[ApiToken]:
    """The person's tokens, past ones included, newest first."""
    return ApiToken.objects.filter(user=user)


def calendars_for(user: User) -> QuerySet[CalendarFeed]:
    """The calendars that this person made, and those of the teams they lead, past ones included, newest first."""
    known = Q(user=user) | Q(team__in=policy.teams_led_by(user))
    return CalendarFeed.objects.filter(known).select_related("user", "team")


def clients_for(user: User) -> QuerySet[ApiClient]:
    """The machines that may call, or might once, newest first: all for an administrator, none for anybody else."""
    clients = ApiClient.objects.select_related("application", "account", "responsible", "registered_by")
    return clients if policy.may_manage_people(user) else clients.none()


def people_for(user: User) -> QuerySet[User]:
    """The people who have an account, by name: all for an administrator, none for anybody else."""
    people = User.objects.filter(is_machine=False).exclude(email=SCHEDULER)
    return people if policy.may_manage_people(user) else people.none()


def without_role(user: User) -> QuerySet[User]:
    """The open accounts, of those that this person looks after, that hold no role today or later; the oldest first."""
    held = RoleHolding.objects.not_over(clock.present_day()).filter(user=OuterRef("pk"))
    return people_for(user).filter(~Exists(held), is_active=True).order_by("created_at", "pk")


def answerable() -> QuerySet[User]:
    """Those who may be responsible for a machine: people who may sign in and hold a role today, by name."""
    held = RoleHolding.objects.on(clock.today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True, is_machine=False)

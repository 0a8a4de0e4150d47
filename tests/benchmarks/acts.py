"""Acts of people that are measured beside their own SQL."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db.models import Count, Q
from django.test import Client
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from cases.models import Case
from cases.services.opening import close_without_action, log_contact
from interventions.models import Proposal
from interventions.services.representations import log_representation

from .beside import Pair, beside_its_sql, timed


def sign_in(officer: User) -> Pair:
    """Sign in by password, in a browser that has not been here: the floor checks the same hash and sends the SQL."""
    given = {"username": officer.email, "password": settings.DEMONSTRATION_PASSWORD}
    ours, sql = beside_its_sql(lambda: _signed_in(given))
    hashed = officer.password
    return ours, lambda: sql() + timed(partial(check_password, given["password"], hashed))


def _signed_in(given: dict[str, str]) -> None:
    answer = Client().post(reverse("accounts:sign_in"), given)
    assert answer.status_code == 302, answer.content


def contact(officer: User) -> Pair:
    """Log a contact."""
    case = Case.objects.filter(team__in=officer.role_holdings.values("team"), contacts__isnull=False).latest("version")
    log = partial(log_contact, by=officer, case=case, channel="call", people="Two", summary="They called.")
    return beside_its_sql(lambda: log(held_on=clock.today()))


def representation(officer: User) -> Pair:
    """Log what somebody says about a proposal that is open."""
    of_the_team = Proposal.objects.filter(case__team__in=officer.role_holdings.values("team"), state="open")
    log = partial(log_representation, by=officer, proposal=of_the_team.latest("created_at"), sender="A resident")
    return beside_its_sql(lambda: log(received_on=clock.today(), channel="email", text="Keep the library. " * 50))


def move(_officer: User) -> Pair:
    """Close a case: lock, policy, version, guards, event with its hash, history, clocks, tasks, outbox."""
    deputy = User.objects.filter(role_holdings__role=Role.DEPUTY_DIRECTOR).earliest("pk")
    found = Case.objects.filter(stage="early_engagement", assessments__state="agreed")
    with_clocks = found.annotate(running=Count("clocks", filter=Q(clocks__state="running"), distinct=True))
    case = with_clocks.filter(running__gte=1, running__lte=3).latest("created_at")
    return beside_its_sql(partial(close_without_action, by=deputy, case=case, outcome="Mended."))


ACTS: dict[str, Callable[[User], Pair]] = {
    "act: sign in": sign_in,
    "act: log a contact": contact,
    "act: log a representation": representation,
    "act: close a case": move,
}
"""Each is measured for one officer, in the process, without the network."""

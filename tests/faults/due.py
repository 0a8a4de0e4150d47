"""Many clocks that are due, made in bulk with every trigger awake, and what must hold once they have prompted."""

import datetime as dt
from io import StringIO

from django.core.management import call_command
from django.db.models import F

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.records.models import Event
from cases.models import Case, Clock, Prompt, Task
from cases.services.opening import engage
from tests.api.world import an_authority
from tests.factories import TeamFactory, person

from .visitor import PASSWORD


def a_case() -> Case:
    """A case of a team with a lead, and an officer who can sign in."""
    team = TeamFactory.create()
    lead, officer = (person(role, team=team) for role in (Role.TEAM_LEAD, Role.OFFICER))
    officer.set_password(PASSWORD)
    officer.save()
    return engage(by=lead, officer=officer, authority=an_authority(), team=team, reason="The auditor's report.")


def fall_due(case: Case, count: int) -> None:
    """Let so many clocks of a case have one prompt each that is due today."""
    today, known = clock.today(), Clock.objects.count()
    clocks = [
        Clock(
            kind="support_review",
            authority=case.authority,
            case=case,
            subject=f"support:{known + number}",
            what="Agreed support",
            started_on=today - dt.timedelta(days=30),
            due_on=today,
            given_due_on=today,
        )
        for number in range(count)
    ]
    for each in clocks:
        each.set_next(set())
    Clock.objects.bulk_create(clocks)


def given() -> int:
    """How many prompts were given so far."""
    return Prompt.objects.count()


def none_waits() -> bool:
    """Whether every clock has prompted."""
    return not Clock.objects.filter(next_at__isnull=False).exists()


def assert_each_prompted_once(case: Case) -> None:
    """On each clock one prompt, one open task of the officer and one event; every chain whole, the case untouched."""
    clocks, told = Clock.objects.count(), Event.objects.filter(verb="prompt")
    assert (given(), Task.objects.count(), told.count()) == (clocks,) * 3
    tasks = Task.objects.filter(state="open", assignee=F("case__officer"), prompt__clock=F("clock"))
    assert tasks.values("clock").distinct().count() == clocks
    assert told.values("subject").distinct().count() == clocks
    assert none_waits()
    call_command("verify_records", stdout=StringIO())
    now = Case.objects.get(pk=case.pk)
    assert (now.stage, now.version, now.head) == (case.stage, case.version, case.head)

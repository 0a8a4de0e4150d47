"""What waits in the present only: its tables keep no history."""

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.selectors.publications import packs_for
from cases import policy
from cases.models import PublicationPack
from cases.selectors.tasks import page_of_task

from .facts import Facts, Turn, Turns


def tasks(facts: Facts, user: User) -> Turns:
    """A task waits for whoever has it, or for the team's lead."""
    found = policy.team_tasks(user).filter(case=facts.case, clock__is_hidden=False)
    for each in found.select_related("assignee", "clock__case", "case").order_by("due_on", "pk"):
        who = str(each.assignee) if each.assignee else "The team's lead"
        yield Turn(who, each.asks, clock.day_of(each.opened_at), each.due_on, page_of_task(each))


def publications(facts: Facts, user: User) -> Turns:
    """A publication waits for its approval, for press, or for whoever prepared it."""
    waits = {"prepared": ("A deputy director", "Approve"), "approved": ("Press", "Publish")}
    for each in packs_for(user).filter(case=facts.case, state__in=PublicationPack.LIFE.live):
        who, act = waits.get(each.state, (str(each.prepared_by), "Change"))
        page = reverse("desk:publication", args=[each.pk])
        yield Turn(who, f"{act} the publication: {each}", by=each.not_before, page=page)

"""The first page: what needs the person today, and what their role looks after."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds, may_manage_people, roles_of
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.accounts.selectors import without_role
from bestvalue.desk.retention.due import keeps_retention
from bestvalue.desk.saving import saved_for
from bestvalue.desk.selectors import home as reads
from bestvalue.desk.selectors.coming import coming_for
from bestvalue.desk.selectors.decisions import opens_the_box
from bestvalue.desk.selectors.lines import lines_of
from bestvalue.desk.selectors.operations import operations
from bestvalue.desk.ways import ways_for
from bestvalue.messages.selectors import undelivered_for
from bestvalue.ui.counting import CountedPaginator
from cases.moves import DRAFTERS, LEAD

LATEST = 10


def home(request: SignedInRequest) -> HttpResponse:
    """What needs the person, with reasons and dates; then what slips, comes, or is theirs to keep; then ways on."""
    user = request.user
    needed, more = reads.needed(user)
    coming, more_coming = coming_for(user)
    context = {
        "today": clock.today(),
        "roles": sorted(role.label for role in roles_of(user)),
        "needed": needed,
        "more": more,
        "coming": coming,
        "more_coming": more_coming,
        "followed": lines_of(user, list(reads.followed_cases(user)[:LATEST])),
        "saved": saved_for(user)[:LATEST],
        "ways": ways_for(user),
    }
    for holds_it, part in PARTS:
        if holds_it(user):
            context |= part(user)
    return render(request, "desk/home.html", context)


def _box(user: User) -> dict[str, Any]:
    return {"box": reads.in_the_box(user)}


def _slipping(user: User) -> dict[str, Any]:
    return {"leads": True, "slipping": reads.slipping(user)}


def _own(user: User) -> dict[str, Any]:
    return {"looks_after": True, "own": lines_of(user, list(reads.own_cases(user)[:LATEST]))}


def _press(user: User) -> dict[str, Any]:
    return {"publishes": True, "published": reads.last_published()}


def _records(user: User) -> dict[str, Any]:
    return {"records": reads.records_kept(user)}


def _service(user: User) -> dict[str, Any]:
    undelivered = undelivered_for(user)
    return {
        "service": operations(),
        "undelivered": undelivered[: reads.MOST_COUNTED].count(),
        "oldest_undelivered": undelivered.first(),
        "without_role": CountedPaginator(without_role(user), LATEST).page(1),
    }


# What a role adds to the page: who it is for, and what is read for it.
PARTS = (
    (opens_the_box, _box),
    (lambda user: holds(user, *LEAD), _slipping),
    (lambda user: holds(user, *DRAFTERS), _own),
    (lambda user: holds(user, Role.PRESS), _press),
    (keeps_retention, _records),
    (may_manage_people, _service),
)

"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render

from bestvalue.accounts.policy import roles_of
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.retention.due import keeps_retention
from bestvalue.desk.selectors.decisions import opens_the_box, waiting_for
from bestvalue.desk.selectors.home import piles_for
from cases import policy
from cases.selectors.openings import waiting_openings
from cases.selectors.submissions import needing_a_new_decision
from cases.stages import Stage

LATEST = 10


def home(request: SignedInRequest) -> HttpResponse:
    """The person's roles, the cases they look after, and the ways on."""
    cases = policy.visible_cases(request.user).exclude(stage=Stage.CLOSED).select_related("authority")
    void = needing_a_new_decision().filter(submission__case__in=policy.visible_cases(request.user))
    context = {
        "piles": piles_for(request.user),
        "openings": waiting_openings(request.user).count(),
        "asks": policy.is_official(request.user),
        "void": void[:LATEST],
        "waiting": waiting_for(request.user).count() if opens_the_box(request.user) else None,
        "keeps_retention": keeps_retention(request.user),
        "reviews_readings": policy.reviews_readings(request.user),
        "knows_watches": policy.knows_watches(request.user),
        "roles": sorted(role.label for role in roles_of(request.user)),
        "own": cases.filter(officer=request.user).order_by("authority__name")[:LATEST],
    }
    return render(request, "desk/home.html", context)

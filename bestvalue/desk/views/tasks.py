"""My work: what is asked of a person, what waits for them, and what waits for others."""

from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.selectors.waiting import piles_for
from bestvalue.desk.selectors.work import waiting_for_others
from bestvalue.ui.listing import page_of, pagination
from cases.policy import led_by
from cases.selectors.tasks import page_of_task, tasks_for


def task_index(request: SignedInRequest) -> HttpResponse:
    """The person's tasks and piles, and what others have; with `?of=team`, all tasks of their teams."""
    whole_team = request.GET.get("of") == "team"
    page = page_of(request, tasks_for(request.user, whole_team=whole_team))
    context = {
        "page": page,
        "rows": [(task, page_of_task(task)) for task in page],
        "pagination": pagination(request, page),
        "today": clock.today(),
        "whole_team": whole_team,
        "piles": [] if whole_team else piles_for(request.user),
        "others": [] if whole_team else waiting_for_others(request.user),
        "leads": led_by(request.user).exists(),
    }
    return render(request, "desk/tasks/index.html", context)

"""My work: what is asked of a person, what waits for them, and what waits for others."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.selectors.waiting import piles_for
from bestvalue.desk.selectors.work import waiting_for_others
from bestvalue.ui.listing import page_of, pagination
from cases.models import Task
from cases.policy import led_by
from cases.selectors.tasks import page_of_task, tasks_for

from .exporting import ExportPage

COLUMNS = ("due_on", "asks", "authority", "ons_code", "case", "about", "has_it", "team", "asked_on")


class WhoseForm(forms.Form):
    """Whether one's own tasks are asked for, or those of one's teams."""

    of = forms.ChoiceField(required=False, choices=[("", ""), ("team", "")], widget=forms.HiddenInput)


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


def _line(task: Any) -> tuple[Any, ...]:
    case, authority = task.case, task.authority
    return (
        *(task.due_on, task.asks, authority.name, authority.ons_code or "", case.ref if case else ""),
        *(task.clock.what, task.assignee or "", task.team or "", task.prompt.on),
    )


class ExportTasks(ExportPage):
    """The tasks as CSV."""

    heading: ClassVar[str] = "Download the tasks"
    listed: ClassVar[str] = "desk:tasks"
    sheet: ClassVar[Sheet] = Sheet("tasks", COLUMNS, _line)

    def rows(self) -> tuple[forms.Form, QuerySet[Task]]:
        """Every task that waits for this person, or for their teams."""
        form = WhoseForm(self.request.GET)
        form.is_valid()
        return form, tasks_for(self.request.user, whole_team=form.cleaned_data.get("of") == "team")

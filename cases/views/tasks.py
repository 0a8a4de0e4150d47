"""Pages of acts on tasks, of a leaver's work, and of absences."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Absence, Team, User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.forms import tasks as forms
from cases.models import Task
from cases.selectors.tasks import absences_for, leavers_from, one_task, page_of_task
from cases.services.tasks import (
    call_off_absence,
    close_task,
    give_task,
    hand_over_work,
    record_absence,
    work_of,
)

from .acting import FreeAct


class TaskAct(FreeAct):
    """An act on one task; to who may not see the task there is none."""

    template_name = "tasks/act.html"
    task: Task

    def find(self) -> None:
        """The task. Raises Http404 to strangers, Forbidden to those who see it but do not deal with it.

        What was closed meanwhile is still found when the form is sent, so that nothing that was typed is lost.
        """
        task = one_task(self.request.user, self.kwargs["pk"])
        if task is None or (task.state == "closed" and self.request.method == "GET"):
            raise Http404("There is no such task.")
        if task.state == "open" and not policy.may_deal_with(self.request.user, task):
            raise Forbidden("Only the person whose task it is, or the lead of the team, deals with it.")
        self.task = task

    def next_page(self, result: Any) -> str:
        """What the person has to do."""
        return reverse("desk:tasks")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The task, and where it is done."""
        shown = {"task": self.task, "about": self.task.authority, "page": page_of_task(self.task)}
        return super().get_context_data(**{**shown, **more})


class CloseTask(TaskAct):
    """Close a task with reasons."""

    heading: ClassVar[str] = "Close the task with reasons"
    button: ClassVar[str] = "Close it"
    done: ClassVar[str] = "The task is closed. Your reasons are on the record."
    form_class = forms.CloseTaskForm

    def act(self, given: dict[str, Any]) -> Any:
        """Close it."""
        return close_task(by=self.request.user, task=self.task, **given)


class GiveTask(TaskAct):
    """Give a task to a colleague."""

    heading: ClassVar[str] = "Give the task to a colleague"
    button: ClassVar[str] = "Give it"
    done: ClassVar[str] = "Your colleague has the task."
    form_class = forms.GiveTaskForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The task."""
        return {**super().get_form_kwargs(), "task": self.task}

    def act(self, given: dict[str, Any]) -> Any:
        """Give it."""
        return give_task(by=self.request.user, task=self.task, **given)


def colleague_index(request: SignedInRequest) -> HttpResponse:
    """Those who look after cases in the teams that this person leads, and the way to hand their work over."""
    teams = policy.led_by(request.user)
    if not teams:
        raise Forbidden("Only the lead of a team, or a deputy director, hands over a colleague's work.")
    page = page_of(request, teams)
    left = leavers_from(page)
    rows = [(team, people, left[team]) for team, people in policy.colleagues_in(page)]
    context = {"page": page, "rows": rows, "pagination": pagination(request, page)}
    return render(request, "tasks/colleagues.html", context)


class HandOverWork(FreeAct):
    """Hand all that a colleague has in a team to somebody else there."""

    heading: ClassVar[str] = "Hand over a colleague's work"
    button: ClassVar[str] = "Hand it all over"
    done: ClassVar[str] = "All of it is handed over."
    template_name = "tasks/hand_over.html"
    form_class = forms.HandOverWorkForm
    team: Team
    leaver: User

    def find(self) -> None:
        """The team, which the person leads, and somebody who has something in it. Raises Forbidden, Http404."""
        self.team = get_object_or_404(Team, slug=self.kwargs["team"])
        if not policy.leads(self.request.user, self.team):
            raise Forbidden("Only the lead of the team, or a deputy director, hands over a colleague's work.")
        self.leaver = get_object_or_404(User, pk=self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The colleagues."""
        return reverse("tasks:colleagues")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Among whom to choose."""
        return {**super().get_form_kwargs(), "team": self.team, "leaver": self.leaver}

    def act(self, given: dict[str, Any]) -> Any:
        """Hand it over."""
        return hand_over_work(by=self.request.user, leaver=self.leaver, team=self.team, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What there is to hand over."""
        work = work_of(self.leaver, self.team)
        shown = {
            "about": self.leaver,
            "leaver": self.leaver,
            "team": self.team,
            "cases": work.cases.select_related("authority").order_by("authority__name"),
            "watches": work.watches.select_related("authority").order_by("service"),
            "tasks": work.tasks.select_related("authority").order_by("due_on"),
        }
        return super().get_context_data(**{**shown, **more})


def absence_index(request: SignedInRequest) -> HttpResponse:
    """The absences that this person may see."""
    page = page_of(request, absences_for(request.user))
    mine = policy.is_official(request.user)
    context = {"page": page, "pagination": pagination(request, page), "today": clock.today(), "mine": mine}
    return render(request, "tasks/absences.html", context)


class RecordAbsence(FreeAct):
    """Record that one is away, and who stands in."""

    heading: ClassVar[str] = "Record that you are away"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "The absence is recorded. Your tasks wait for your colleague on those days, and for you."
    lede: ClassVar[str] = "Your colleague finds your tasks among their own, and gains no right by it."
    form_class = forms.AbsenceForm
    person: User

    def find(self) -> None:
        """Only those who have tasks."""
        self.person = self.request.user
        if not policy.is_official(self.person):
            raise Forbidden("Only case officers, team leads and deputy directors have tasks.")

    def next_page(self, result: Any) -> str:
        """The absences."""
        return reverse("tasks:absences")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who is away."""
        return {**super().get_form_kwargs(), "person": self.person}

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return record_absence(by=self.request.user, person=self.person, **given)


class RecordAbsenceOf(RecordAbsence):
    """Record that a colleague is away, such as somebody who fell ill; for the lead of their team."""

    heading: ClassVar[str] = "Record that a colleague is away"
    lede: ClassVar[str] = "Who stands in finds their tasks among their own, and gains no right by it."
    done: ClassVar[str] = "The absence is recorded."

    def find(self) -> None:
        """A colleague in a team that the person leads. Raises Forbidden, Http404."""
        team = get_object_or_404(Team, slug=self.kwargs["team"])
        if not policy.leads(self.request.user, team):
            raise Forbidden("Only the lead of the team, or a deputy director, records a colleague's absence.")
        self.person = get_object_or_404(policy.looks_after_cases(team), pk=self.kwargs["pk"])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who it is."""
        return super().get_context_data(**{"about": self.person, **more})


class CallOffAbsence(FreeAct):
    """Record that somebody is back, or was never away."""

    heading: ClassVar[str] = "Call off the absence"
    button: ClassVar[str] = "Call it off"
    done: ClassVar[str] = "The absence is called off."
    form_class = forms.ConfirmForm
    absence: Absence

    def find(self) -> None:
        """The absence. Raises Http404."""
        self.absence = get_object_or_404(absences_for(self.request.user), pk=self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The absences."""
        return reverse("tasks:absences")

    def act(self, given: dict[str, Any]) -> Any:
        """Call it off."""
        return call_off_absence(by=self.request.user, absence=self.absence)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Whose it is."""
        return super().get_context_data(**{"about": self.absence, **more})

"""One clock: what it runs to, how that was counted, what it asked of whom, and what was done to it."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock as now
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden
from cases import policy
from cases.forms.tasks import MoveClockForm, ReasonForm
from cases.models import Clock
from cases.selectors.clocks import counted, one_clock
from cases.services.clocks import move_clock, pause_clock, resume_clock
from cases.where import page_of_clock

from .acting import FreeAct


def _clock(request: SignedInRequest, pk: Any) -> Clock:
    found = one_clock(request.user, pk)
    if found is None:
        raise Http404("There is no such clock.")
    return found


def clock_page(request: SignedInRequest, pk: Any) -> HttpResponse:
    """A clock with its prompts and its history."""
    found, today = _clock(request, pk), now.today()
    given = {(each.due_on, each.point): each for each in found.prompts.select_related("task__closed_by")}
    context = {
        "clock": found,
        "page": page_of_clock(found),
        "standing": found.standing(today),
        "counted": counted(found),
        "days": [(point, day, given.get((found.due_on, point.key))) for point, day in found.days()],
        "earlier": [each for (due, _), each in given.items() if due != found.due_on],
        "changes": found.changes.select_related("by"),
        "may": found.state == "running" and policy.may_keep_clock(request.user, found),
    }
    return render(request, "clocks/clock.html", context)


class ClockAct(FreeAct):
    """An act on a clock itself, by who keeps it."""

    clock: Clock

    def find(self) -> None:
        """The clock. Raises Http404 to strangers, Forbidden to who does not keep it."""
        self.clock = _clock(self.request, self.kwargs["pk"])
        if not policy.may_keep_clock(self.request.user, self.clock):
            raise Forbidden("Only the lead of the team, or a deputy director, changes a clock.")

    def next_page(self, result: Any) -> str:
        """The clock."""
        return reverse("clocks:clock", args=[self.clock.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which clock."""
        return super().get_context_data(**{"about": f"{self.clock.authority}. {self.clock}", **more})


class PauseClock(ClockAct):
    """Hold back its prompts."""

    heading: ClassVar[str] = "Pause the prompts"
    button: ClassVar[str] = "Pause them"
    done: ClassVar[str] = "The prompts are paused."
    lede: ClassVar[str] = "The date itself stays as it is: only the prompts are held back, until you resume them."
    form_class = ReasonForm

    def act(self, given: dict[str, Any]) -> Any:
        """Pause it."""
        return pause_clock(by=self.request.user, clock=self.clock, **given)


class ResumeClock(ClockAct):
    """Let it prompt again."""

    heading: ClassVar[str] = "Resume the prompts"
    button: ClassVar[str] = "Resume them"
    done: ClassVar[str] = "The prompts are resumed. What fell due meanwhile is asked at once."
    form_class = ReasonForm

    def act(self, given: dict[str, Any]) -> Any:
        """Resume it."""
        return resume_clock(by=self.request.user, clock=self.clock, **given)


class MoveClock(ClockAct):
    """Give it another date by hand."""

    heading: ClassVar[str] = "Give it another date"
    button: ClassVar[str] = "Set the date"
    done: ClassVar[str] = "The date is set."
    form_class = MoveClockForm

    def act(self, given: dict[str, Any]) -> Any:
        """Move it."""
        return move_clock(by=self.request.user, clock=self.clock, **given)

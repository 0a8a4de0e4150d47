"""The acts by which a watch is kept: its start corrected, handed over, considered, taken further, ended (R32)."""

from typing import Any, ClassVar

from django.urls import reverse

from cases import policy
from cases.forms import watches as forms
from cases.models import Task
from cases.selectors.watches import open_task
from cases.services import watches
from cases.services.tasks import close_task

from .watches import WatchAct

ONLY_THE_TEAM = "Only those who look after cases in the team that keeps the watch, or a deputy director, do this."
ONLY_THEIRS = "Only the person whose task it is, or the lead of the team, closes it."


class KeepWatch(WatchAct):
    """An act for the team that keeps the watch, and its deputy director."""

    only: ClassVar[str] = ONLY_THE_TEAM

    def allowed(self) -> bool:
        """The team that keeps it."""
        return policy.may_keep_watch(self.request.user, self.watch)


class CorrectStart(KeepWatch):
    """Count the two years from another day."""

    heading: ClassVar[str] = "Correct the start of the two years"
    button: ClassVar[str] = "Correct the start"
    done: ClassVar[str] = "The two years are counted from the new day."
    lede: ClassVar[str] = "The prompts follow the new day. The day before is kept on the record."
    form_class = forms.StartForm

    def get_initial(self) -> dict[str, Any]:
        """The present day."""
        return {"starts_on": self.watch.starts_on}

    def act(self, given: dict[str, Any]) -> Any:
        """Correct it."""
        return watches.correct_start(by=self.request.user, watch=self.watch, **given)


class HandOverWatch(KeepWatch):
    """Give the watch to a colleague."""

    heading: ClassVar[str] = "Hand the watch over"
    button: ClassVar[str] = "Hand it over"
    done: ClassVar[str] = "The watch is handed over."
    lede: ClassVar[str] = "An open task of this watch passes with it."
    form_class = forms.HandOverForm

    def get_initial(self) -> dict[str, Any]:
        """The present team."""
        return {"team": self.watch.team_id}

    def act(self, given: dict[str, Any]) -> Any:
        """Hand it over."""
        to = given.pop("officer")
        return watches.hand_over_watch(by=self.request.user, watch=self.watch, to=to, **given)


class Considered(KeepWatch):
    """One of the ways on from considering the Duty; it leads back there while it is not taken."""

    def next_page(self, result: Any) -> str:
        """The watch once it is done."""
        return super().next_page(result) if result else reverse("authorities:consider", args=[self.watch.pk])


class CloseWithReasons(Considered):
    """Close the task that a prompt opened, with reasons."""

    heading: ClassVar[str] = "Close the task with reasons"
    button: ClassVar[str] = "Close the task"
    done: ClassVar[str] = "The task is closed, and the watch goes on."
    only: ClassVar[str] = ONLY_THEIRS
    form_class = forms.ReasonForm
    task: Task | None

    def allowed(self) -> bool:
        """Those for whom the task waits; nobody while there is none."""
        self.task = open_task(self.watch)
        return self.task is not None and policy.may_deal_with(self.request.user, self.task)

    def act(self, given: dict[str, Any]) -> Any:
        """Close it."""
        return close_task(by=self.request.user, task=self.task, **given) if self.task else None


class TakeFurther(Considered):
    """Record what was decided to do about the failure."""

    heading: ClassVar[str] = "Record that it is taken further"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "It is recorded that this is taken further."
    lede: ClassVar[str] = "This records what you decided. It opens no case, moves none and sends nothing."
    form_class = forms.FurtherForm

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return watches.take_further(by=self.request.user, watch=self.watch, **given)


class EndWatch(Considered):
    """End the watch."""

    heading: ClassVar[str] = "End the watch"
    button: ClassVar[str] = "End the watch"
    done: ClassVar[str] = "The watch has ended."
    lede: ClassVar[str] = "A watch that has ended is not opened again; a new one may be."
    form_class = forms.EndForm

    def act(self, given: dict[str, Any]) -> Any:
        """End it."""
        return watches.end_watch(by=self.request.user, watch=self.watch, **given)

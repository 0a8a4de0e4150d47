"""Watches on failing services: the page of one, what a prompt leads to, and the acts (C8, R32, N14)."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden
from cases import policy
from cases.forms import watches as forms
from cases.models import Reinspection, ServiceFailureWatch
from cases.selectors.watches import WRITTEN, cases_told, moments_of, open_task, prompts_of
from cases.services import watches, watching

from .authorities import AuthorityAct

ONLY_OFFICIALS = "Only officials and analysts keep a watch on a service."
RELATED = ("authority__kind", "officer", "team", "case")


def found_watch(request: SignedInRequest, pk: Any) -> ServiceFailureWatch:
    """A watch that this person may know of, with all that was written down during it. Raises Http404."""
    rows = policy.visible_watches(request.user).select_related(*RELATED).prefetch_related(*WRITTEN)
    return get_object_or_404(rows, pk=pk)


def watch_page(request: SignedInRequest, pk: Any) -> HttpResponse:
    """One watch: its two years, what was written down, and what may be done."""
    watch = found_watch(request, pk)
    running = watch.state == "running"
    context = {
        "watch": watch,
        "case": watch.case if watch.case_id in cases_told(request.user, [watch]) else None,
        "prompts": prompts_of(watch),
        "moments": moments_of(watch),
        "planned": [each for each in watch.reinspections.all() if running and each.state == "planned"],
        "task": open_task(watch),
        "adds": running and policy.adds_to_watches(request.user),
        "keeps": running and policy.may_keep_watch(request.user, watch),
    }
    return render(request, "authorities/watch.html", context)


class OpenWatch(AuthorityAct):
    """Open a watch on a service of an authority."""

    heading: ClassVar[str] = "Watch a failing service"
    button: ClassVar[str] = "Open the watch"
    done: ClassVar[str] = "The watch is open."
    lede: ClassVar[str] = "You are asked to look after 6, 12, 18 and 24 months. Nothing follows by itself."
    form_class = forms.OpenWatchForm

    def find(self) -> None:
        """Only officials and analysts."""
        if not policy.adds_to_watches(self.request.user):
            raise Forbidden(ONLY_OFFICIALS)
        super().find()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who opens it, on which authority."""
        return {**super().get_form_kwargs(), "by": self.request.user, "authority": self.authority}

    def act(self, given: dict[str, Any]) -> ServiceFailureWatch:
        """Open it."""
        return watches.open_watch(by=self.request.user, authority=self.authority, **given)

    def next_page(self, result: Any) -> str:
        """The watch, once there is one."""
        return reverse("authorities:watch", args=[result.pk]) if result else super().next_page(result)


class WatchAct(AuthorityAct):
    """An act on one watch. `only` says in words who may not do it."""

    template_name = "authorities/watch_act.html"
    only: ClassVar[str] = ONLY_OFFICIALS
    watch: ServiceFailureWatch

    def find(self) -> None:
        """The watch that the address names. Raises Http404, Forbidden."""
        self.watch = found_watch(self.request, self.kwargs["pk"])
        self.authority = self.watch.authority
        if not self.allowed():
            raise Forbidden(self.only)

    def allowed(self) -> bool:
        """Whether this person may do it; whoever adds to watches, unless the act says otherwise."""
        return policy.adds_to_watches(self.request.user)

    def next_page(self, result: Any) -> str:
        """The watch."""
        return reverse("authorities:watch", args=[self.watch.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The watch."""
        return super().get_context_data(**{"watch": self.watch, **more})


class NoteTrajectory(WatchAct):
    """Note which way the service goes."""

    heading: ClassVar[str] = "Note the trajectory"
    button: ClassVar[str] = "Save the note"
    done: ClassVar[str] = "The note is saved."
    form_class = forms.NoteForm

    def act(self, given: dict[str, Any]) -> Any:
        """Note it."""
        return watching.note_trajectory(by=self.request.user, watch=self.watch, **given)


class LogWatchContact(WatchAct):
    """Log a contact with the judging body."""

    heading: ClassVar[str] = "Log a contact with the judging body"
    button: ClassVar[str] = "Save the contact"
    done: ClassVar[str] = "The contact is logged."
    form_class = forms.ContactForm

    def act(self, given: dict[str, Any]) -> Any:
        """Log it."""
        return watching.log_watch_contact(by=self.request.user, watch=self.watch, **given)


class PlanReinspection(WatchAct):
    """Record a re-inspection to come."""

    heading: ClassVar[str] = "Record a re-inspection"
    button: ClassVar[str] = "Save the re-inspection"
    done: ClassVar[str] = "The re-inspection is recorded."
    lede: ClassVar[str] = "Its judgement is recorded once it was held."
    form_class = forms.PlanForm

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return watching.plan_reinspection(by=self.request.user, watch=self.watch, **given)


class OnReinspection(WatchAct):
    """What became of a planned re-inspection."""

    reinspection: Reinspection

    def find(self) -> None:
        """The re-inspection that the address names. Raises Http404, Forbidden."""
        super().find()
        found = [each for each in self.watch.reinspections.all() if each.pk == self.kwargs["look"]]
        if not found:
            raise Http404("There is no such re-inspection.")
        self.reinspection = found[0]

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which re-inspection it is."""
        return super().get_context_data(
            **{"lede": f"{self.reinspection.body}, {self.reinspection.planned_on:%-d %B %Y}", **more}
        )


class HoldReinspection(OnReinspection):
    """Record that a re-inspection was held."""

    heading: ClassVar[str] = "Record the judgement of a re-inspection"
    button: ClassVar[str] = "Save the judgement"
    done: ClassVar[str] = "The judgement is recorded."
    form_class = forms.HoldForm

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return watching.hold_reinspection(by=self.request.user, reinspection=self.reinspection, **given)


class CallOffReinspection(OnReinspection):
    """Record that a re-inspection will not be held."""

    heading: ClassVar[str] = "Record that a re-inspection is not held"
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = "The re-inspection is called off."
    form_class = forms.ReasonForm

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return watching.call_off_reinspection(by=self.request.user, reinspection=self.reinspection, **given)

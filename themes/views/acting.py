"""A page for one act on evidence: the form, and the act itself, in the manner of the pages of acts on a case."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.errors import Changed, Unmet
from bestvalue.records.models import Event
from cases.models import Authority
from cases.views.acting import FreeAct
from themes import policy
from themes.models import Evidence, EvidenceVersion

from .pages import item_for


class EvidencePage(FreeAct):
    """One act on evidence. A change by somebody else is shown as a refusal is, with every word that was typed."""

    template_name = "evidence/act.html"

    authority: Authority
    item: Evidence | None = None

    def check_may(self, user: User) -> None:
        """Raise Forbidden for who may only read."""
        policy.check_keeps(user)

    def form_valid(self, form: Form) -> HttpResponse:
        """Do the act, or show why not."""
        try:
            return super().form_valid(form)
        except Changed as changed:
            return self.again(form, changed=self.since(changed.expected))

    def since(self, version: int) -> Any:
        """What was done with the item after somebody saw it."""
        key = self.item.stream_name if self.item else ""
        events = Event.objects.filter(stream=key, case_version__gt=version)
        return events.select_related("actor").order_by("case_version")

    def again(self, form: Form, **why: Any) -> HttpResponse:
        """The form as it was sent, beside the item as it is now."""
        self.find()
        return super().again(form, **why)

    def missing(self) -> list[Unmet]:
        """What must be there before the form is of use."""
        return []

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the act is about."""
        shown = {"authority": self.authority, "item": self.item, "missing": self.missing(), "thing": "item"}
        return super().get_context_data(**{**shown, **more})


class OnItem(EvidencePage):
    """An act on an item. Give `service`, which takes it as `evidence`."""

    service: ClassVar[Callable[..., Any]]
    item: Evidence

    def find(self) -> None:
        """The item that the address names."""
        self.item = item_for(self.request, self.kwargs["pk"])
        self.authority = self.item.authority

    @property
    def current(self) -> EvidenceVersion:
        """The version that stands."""
        return self.item.versions.exclude(state="superseded").get()

    def act(self, given: dict[str, Any]) -> Any:
        """Call the service."""
        return type(self).service(
            by=self.request.user, evidence=self.item, expected_version=self.version_seen(), **given
        )

    def version_seen(self) -> int:
        """The number of acts on the item when the form was shown; 0 where it says none, which counts as changed."""
        given = self.request.POST.get("version", "")
        return int(given) if given.isascii() and given.isdigit() else 0

    def next_page(self, result: Any) -> str:
        """The item, or its register where this person may no longer know of it."""
        if policy.visible_evidence(self.request.user).filter(pk=self.item.pk).exists():
            return reverse("evidence:item", args=[self.item.pk])
        return reverse("evidence:of_authority", args=[self.authority.slug])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The version that stands."""
        return super().get_context_data(**{"version": self.current, **more})


def must_be(found: Any, what: str) -> Any:
    """What was found; Http404 that says there is none where nothing was."""
    if found is None:
        raise Http404(f"There is no such {what}.")
    return found

"""A page for one act on evidence: the form, and the act itself, in the manner of the pages of acts on a case."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import FormView

from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Changed, Refused, Unmet
from bestvalue.records.models import Event
from cases.models import Authority
from cases.views.acting import CONFLICT
from themes import policy
from themes.models import Evidence, EvidenceVersion

from .pages import item_for


class EvidencePage(FormView):  # type: ignore[type-arg]
    """One act on evidence. A refusal, and a change by somebody else, are shown with every word that was typed."""

    heading: ClassVar[str]
    button: ClassVar[str]
    done: ClassVar[str]
    lede: ClassVar[str] = ""
    template_name = "evidence/act.html"

    request: SignedInRequest
    authority: Authority
    item: Evidence | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the act is about: 404 to those who may not know of it, 403 to those who may only read."""
        self.find()
        self.check_may(self.request.user)
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Set the authority and the item. Raises Http404."""
        raise NotImplementedError

    def check_may(self, user: User) -> None:
        """Raise Forbidden for who may not do this."""
        policy.check_keeps(user)

    def act(self, given: dict[str, Any]) -> Any:
        """Do the act by its service, which raises Refused, Changed or Forbidden."""
        raise NotImplementedError

    def given_by(self, form: Form) -> dict[str, Any]:
        """What a valid form gives the service."""
        return form.cleaned_data

    def next_page(self, result: Any) -> str:
        """Where the person goes when it is done."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        """Do the act, or show why not with everything that was typed."""
        try:
            result = self.act(self.given_by(form))
        except Refused as refused:
            return self.again(form, refused=refused.unmet)
        except Changed as changed:
            return self.again(form, changed=self.since(changed.expected))
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_page(result))

    def since(self, version: int) -> Any:
        """What was done with the item after somebody saw it."""
        key = self.item.stream_name if self.item else ""
        events = Event.objects.filter(stream=key, case_version__gt=version)
        return events.select_related("actor").order_by("case_version")

    def again(self, form: Form, **why: Any) -> HttpResponse:
        """The form as it was sent, with why nothing was done."""
        self.find()
        return self.render_to_response(self.get_context_data(form=form, **why), status=CONFLICT)

    def missing(self) -> list[Unmet]:
        """What must be there before the form is of use."""
        return []

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the page shows besides the form."""
        words = {"heading": self.heading, "button": self.button, "lede": self.lede, "back": self.next_page(None)}
        shown = {"authority": self.authority, "item": self.item, "missing": self.missing(), "thing": "item"}
        return super().get_context_data(**{**words, **shown, **more})


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

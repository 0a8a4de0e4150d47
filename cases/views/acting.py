"""A page for one act on one case: what is missing, the form, and the act itself (design 6, 12)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import FormView

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Changed, Refused, Unmet
from bestvalue.records.models import Event
from bestvalue.records.services import note_reading
from cases import policy
from cases.conditions import Situation, unmet_conditions
from cases.models import Case, Instrument
from cases.moves import MOVES, Move
from cases.selectors.cases import case_for, events_since
from cases.where import linked

CONFLICT = 409


def open_case(request: SignedInRequest, ref: str, page: str) -> Case:
    """The case with this reference or handle, its reading recorded; Http404 if this person may not know of it."""
    case = case_for(request.user, ref)
    if case is None:
        raise Http404("There is no such case.")
    note_reading(reader=request.user, case_id=case.pk, subject=page)
    return case


class ActPage(FormView):  # type: ignore[type-arg]
    """One act. Subclasses name the row of the table, the form, and call the service in `act`.

    GET shows what is missing, each with where it is put right, or the form. POST does the act once: a page that was
    opened before somebody else acted shows what they did and keeps every word, and so does a refusal.
    """

    move: ClassVar[str]
    done: ClassVar[str]
    heading: ClassVar[str] = ""
    button: ClassVar[str] = ""
    lede: ClassVar[str] = ""
    edits: ClassVar[bool] = False
    """Whether the form shows what is there, so that sent as it is it changes nothing, and nothing is recorded."""
    template_name = "cases/act.html"

    request: SignedInRequest
    case: Case
    instrument: Instrument | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the act is about, and refuse who may not do it: 404 to strangers, 403 to those on the case."""
        self.case = self.find_case()
        policy.check_may(self.request.user, self.row, self.case, past=False)
        self.instrument = self.find_instrument()
        return super().dispatch(request, *args, **kwargs)

    @property
    def row(self) -> Move:
        """The act's row in the table of moves."""
        return MOVES[self.move]

    def find_case(self) -> Case:
        """The case that the address names, its reading recorded; Http404 if this person may not know of it."""
        return open_case(self.request, self.kwargs["ref"], f"act:{self.move}")

    def find_instrument(self) -> Instrument | None:
        """The instrument that the address names; Http404 if it is not one of this case."""
        return None

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Do the act by its service, which raises Refused, Changed or Forbidden."""
        raise NotImplementedError

    def given_by(self, form: Form) -> dict[str, Any]:
        """What a valid form gives the service."""
        return form.cleaned_data

    def next_page(self, result: Any) -> str:
        """Where the person goes when it is done."""
        return reverse("desk:case", args=[self.case.ref])

    def missing(self) -> list[Unmet]:
        """What must be there before the form is of use."""
        situation = Situation(self.case, clock.today(), self.instrument)
        return linked(unmet_conditions(self.row, situation), self.case)

    def unchanged(self, form: Form) -> bool:
        """Whether a form that shows what is there came back as it was."""
        return not form.has_changed()

    def form_valid(self, form: Form) -> HttpResponse:
        """Do the act, or show why not with everything that was typed."""
        if self.edits and self.unchanged(form):
            return nothing_changed(self)
        try:
            result = self.act(self.given_by(form), self.version_seen())
        except Refused as refused:
            return self.again(form, refused=linked(refused.unmet, self.case))
        except Changed as changed:
            return self.again(form, changed=self.told_since(changed.expected))
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_page(result))

    def version_seen(self) -> int:
        """The version of the case on which the form was shown; 0 where it says none, which always counts as changed."""
        given = self.request.POST.get("version", "")
        return int(given) if given.isascii() and given.isdigit() else 0

    def told_since(self, version: int) -> QuerySet[Event]:
        """What happened on the case since that version, of what this person may be told, the earliest first."""
        return events_since(self.case, version)

    def again(self, form: Form, **why: Any) -> HttpResponse:
        """The form as it was sent, with why nothing was done; sending it again acts on the case as it is now."""
        self.case = self.find_case()
        return self.render_to_response(self.get_context_data(form=form, **why), status=CONFLICT)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the page shows besides the form."""
        shown = {
            "case": self.case,
            "instrument": self.instrument,
            "row": self.row,
            "heading": self.heading or self.row.label,
            "lede": self.lede,
            "button": self.button or self.row.label,
            "missing": [] if self.request.method == "POST" else self.missing(),
            "back": self.next_page(None),
        }
        return super().get_context_data(**{**shown, **more})


class FreeAct(FormView):  # type: ignore[type-arg]
    """One act outside any case. A refusal is shown with every word that was typed."""

    heading: ClassVar[str] = ""
    button: ClassVar[str]
    done: ClassVar[str]
    lede: ClassVar[str] = ""
    edits: ClassVar[bool] = False
    template_name = "cases/free_act.html"

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the act is about, and refuse who may not do it."""
        self.find()
        self.check_may(self.request.user)
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Set what the act is about. Raises Forbidden, Http404."""
        raise NotImplementedError

    def check_may(self, user: User) -> None:
        """Raise Forbidden for who may know of it and not do it, where `find` has not."""

    def act(self, given: dict[str, Any]) -> Any:
        """Do the act by its service, which raises Refused or Forbidden."""
        raise NotImplementedError

    def given_by(self, form: Form) -> dict[str, Any]:
        """What a valid form gives the service."""
        return form.cleaned_data

    def next_page(self, result: Any) -> str:
        """Where the person goes when it is done; where they came from, while it is not."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        """Do the act, or show why not with everything that was typed; what is wrong with a field, at the field."""
        if self.edits and not form.has_changed():
            return nothing_changed(self)
        try:
            result = self.act(self.given_by(form))
        except Refused as refused:
            return self.again(form, refused=refused.unmet)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return self.answer(result)

    def again(self, form: Form, **why: Any) -> HttpResponse:
        """The form as it was sent, with why nothing was done."""
        return self.render_to_response(self.get_context_data(form=form, **why), status=CONFLICT)

    def answer(self, result: Any) -> HttpResponse:
        """The next page, with word that it is done."""
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_page(result))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the page shows besides the form."""
        words = {"heading": self.heading, "button": self.button, "lede": self.lede, "back": self.next_page(None)}
        return super().get_context_data(**{**words, **more})


def nothing_changed(page: ActPage | FreeAct) -> HttpResponse:
    """Word that there was nothing to save, in place of word that it is saved."""
    messages.info(page.request, "Nothing was changed.")
    return HttpResponseRedirect(page.next_page(None))


class ByService(ActPage):
    """An act that one service does.

    Give `service`; where it is about an instrument, `model` and the service's name for it, `about`.
    """

    service: ClassVar[Callable[..., Any]]
    model: ClassVar[type[Instrument] | None] = None
    about: ClassVar[str] = "case"

    def find_instrument(self) -> Instrument | None:
        """The instrument that the address names, where the act is about one; Http404 if it is not of this case."""
        if self.model is None:
            return None
        found: Instrument | None = self.model.objects.filter(case=self.case, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no such thing on this case.")
        return found

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Call the service."""
        about = {self.about: self.instrument or self.case}
        return type(self).service(by=self.request.user, expected_version=version, **about, **given)

"""Pages about the record itself: an abolished authority, and a mistake of recording voided by two people (T69, T70)."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.conditions import Situation
from cases.forms.record import AskCorrectionForm, LetStandForm, SupersedeForm
from cases.models import Correction, Succession
from cases.moves import MOVES
from cases.services.correcting import (
    approval_by,
    ask_correction,
    contradictions,
    correct_record,
    refuse_correction,
    stage_without,
)
from cases.services.superseding import supersede

from .acting import ByService, open_case


class Supersede(ByService):
    """Record that the authority was abolished: what is live ends with it, and nothing rolls over (R48)."""

    move: ClassVar[str] = "supersede"
    service = supersede
    form_class = SupersedeForm
    button: ClassVar[str] = "Close the case"
    done: ClassVar[str] = "The case is closed. What the successor needs is a new decision."
    template_name = "cases/supersede.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What ends, and who takes over."""
        successions = Succession.objects.filter(predecessor=self.case.authority_id).select_related("successor")
        live = Situation(self.case, clock.today()).live()
        return super().get_context_data(live=live, successions=successions, **more)


def correction_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """What was said to be recorded by mistake on a case, and what became of it."""
    case = open_case(request, ref, "corrections")
    rows = Correction.objects.filter(case=case).select_related("event__actor", "asked_by", "decided_by")
    page = page_of(request, rows)
    context = {
        "case": case,
        "section": "desk:case_timeline",
        "page": page,
        "pagination": pagination(request, page),
        "may_ask": policy.may(request.user, MOVES["ask_correction"], case),
        "may_decide": policy.may(request.user, MOVES["correct_record"], case),
    }
    return render(request, "cases/corrections/index.html", context)


class Correcting(ByService):
    """An act on the corrections of a case."""

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("cases:corrections", args=[self.case.ref])


class AskCorrection(Correcting):
    """Say that an event was recorded by mistake."""

    move: ClassVar[str] = "ask_correction"
    service = ask_correction
    form_class = AskCorrectionForm
    lede: ClassVar[str] = (
        "Only a mistake of recording is corrected so. A decision that turned out wrong is changed by a new decision."
    )
    done: ClassVar[str] = "The records manager is asked. Nothing changes until they agree."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The events of the case."""
        return super().get_form_kwargs() | {"case": self.case}


class OnCorrection(Correcting):
    """The second person's part."""

    correction: Correction

    def find_instrument(self) -> None:
        """The correction of the address; Http404 if it is not one of this case."""
        found = Correction.objects.select_related("event__actor", "asked_by").filter(case=self.case)
        correction = found.filter(pk=self.kwargs["pk"]).first()
        if correction is None:
            raise Http404("There is no such correction.")
        self.correction = correction

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Call the service."""
        return type(self).service(by=self.request.user, correction=self.correction, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The event, the stage that would follow, and what stays as it is."""
        to = stage_without(self.case, self.correction.event)
        shown = {
            "correction": self.correction,
            "to": to,
            "live": Situation(self.case, clock.today()).live(),
            "approval": approval_by(self.correction.event),
            "barred": [message for _, message in contradictions(self.case, to, self.correction.event)],
        }
        return super().get_context_data(**{**shown, **more})


class CorrectRecord(OnCorrection):
    """Agree that the event is void."""

    move: ClassVar[str] = "correct_record"
    service = correct_record
    form_class = PasswordAgain
    heading: ClassVar[str] = "Void an event"
    button: ClassVar[str] = "Void the event"
    done: ClassVar[str] = "The event is void. It stays on the record, marked so."
    template_name = "cases/corrections/correct.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}


class RefuseCorrection(OnCorrection):
    """Let the event stand."""

    move: ClassVar[str] = "refuse_correction"
    service = refuse_correction
    form_class = LetStandForm
    button: ClassVar[str] = "Let it stand"
    done: ClassVar[str] = "The event stands."
    template_name = "cases/corrections/correct.html"

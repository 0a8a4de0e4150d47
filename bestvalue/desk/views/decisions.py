"""The minister's box: what waits, one page to read it all and decide, and what private office records (rulings 13)."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.policy import is_minister
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.decision_forms import DecisionForm, RecordForm, StandAsideForm
from bestvalue.desk.selectors.decisions import (
    box_of,
    in_the_box,
    opens_the_box,
    to_confirm_in,
    told_in_the_box,
    why_not,
)
from bestvalue.records.models import Event
from bestvalue.records.services import note_reading
from bestvalue.ui.listing import page_of, pagination
from cases.models import Case, Submission, SubmissionAct
from cases.policy import may_export
from cases.selectors.submissions import annexes_of, ministers_in_office
from cases.services.submissions import confirm_decision, decide, recuse
from cases.views.acting import ActPage
from cases.views.files import as_download


def box(request: SignedInRequest) -> HttpResponse:
    """What waits for a minister, and what became of what they decided; for everybody else there is no such page."""
    if not opens_the_box(request.user):
        raise Http404("There is no such page.")
    found = box_of(request.user)
    page = page_of(request, found.waiting)
    context = {"box": found, "page": page, "pagination": pagination(request, page)}
    return render(request, "desk/decisions/box.html", context)


def annex(request: SignedInRequest, pk: Any, file: Any) -> FileResponse:
    """One annex of a submission in the box, as a download; its reading is recorded."""
    submission = in_the_box(pk) if opens_the_box(request.user) else None
    kept = annexes_of(submission).filter(pk=file).first() if submission else None
    response = as_download(kept) if kept else None
    if submission is None or kept is None or response is None:
        raise Http404("There is no such file.")
    note_reading(reader=request.user, case_id=submission.case_id, subject=kept.key)
    return response


class InTheBox(ActPage):
    """An act on a submission in the box. To those who have no box there is nothing here."""

    submission: Submission

    def find_case(self) -> Case:
        """The case of the submission; its reading is recorded."""
        found = in_the_box(self.kwargs["pk"]) if opens_the_box(self.request.user) else None
        if found is None:
            raise Http404("There is no such submission.")
        note_reading(reader=self.request.user, case_id=found.case_id, subject=found.key)
        self.submission = found
        return found.case

    def told_since(self, version: int) -> QuerySet[Event]:
        """To those who may not know of the case, only what was done with the submission."""
        return told_in_the_box(self.request.user, self.submission, super().told_since(version))

    def next_page(self, result: Any) -> str:
        """The submission, as it now stands."""
        return reverse("desk:decision", args=[self.submission.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The submission itself."""
        return super().get_context_data(submission=self.submission, **more)


class Decide(InTheBox):
    """Everything to be read, and for each act that is asked its own decision."""

    move: ClassVar[str] = "decide"
    done: ClassVar[str] = "The decision is recorded. Nothing moves until an official acts on it."
    template_name = "desk/decisions/decide.html"

    def chosen(self) -> SubmissionAct:
        """The act that was decided on. Raises Http404 where the page names none of this submission."""
        given = self.request.POST.get("act", "")
        found = next((each for each in self.submission.acts.all() if str(each.pk) == given), None)
        if found is None:
            raise Http404("There is no such act.")
        return found

    def form_for(self, asked: SubmissionAct, data: Any = None) -> Form:
        """The form of one act, with names of its own: a minister decides, private office records."""
        prefix, request = f"act-{asked.pk}", self.request
        if is_minister(request.user):
            return DecisionForm(data, prefix=prefix, request=request)
        return RecordForm(data, prefix=prefix, request=request, ministers=ministers_in_office())

    def get_form(self, form_class: Any = None) -> Form:
        """The form that was sent."""
        return self.form_for(self.chosen(), self.request.POST) if self.request.method == "POST" else Form()

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Decide it, or record the decision."""
        return decide(by=self.request.user, asked=self.chosen(), expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Each act that waits, with its form or why this person does not decide it."""
        sent = {self.chosen(): more["form"]} if "form" in more else {}
        by_minister = is_minister(self.request.user)
        bars = why_not(self.request.user, self.submission) if by_minister else {}
        waiting = self.submission.state == "with_minister"
        asked = [each for each in self.submission.acts.all() if waiting and each.state == "asked"]
        shown = {
            "asks": [(each, bars.get(each.pk, ""), sent.get(each) or self.form_for(each)) for each in asked],
            "kept": [form for each, form in sent.items() if each not in asked],
            "by_minister": by_minister,
            "may_stand_aside": by_minister and not any(bars.values()),
            "to_confirm": to_confirm_in(self.request.user, self.submission),
            "annexes": annexes_of(self.submission),
            "may_export": may_export(self.request.user, self.case),
            "back": reverse("desk:decisions"),
        }
        return super().get_context_data(**{**shown, **more})


class StandAside(InTheBox):
    """Declare an interest and pass the box on."""

    move: ClassVar[str] = "recuse"
    form_class = StandAsideForm
    done: ClassVar[str] = "You have stood aside. The submission has passed on."
    lede: ClassVar[str] = "You will not decide any part of this submission. That you stood aside, and why, is recorded."
    button: ClassVar[str] = "Stand aside"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The other ministers."""
        others = ministers_in_office().exclude(pk=self.request.user.pk)
        return {**super().get_form_kwargs(), "ministers": others}

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Stand aside."""
        return recuse(by=self.request.user, submission=self.submission, expected_version=version, **given)


class Confirm(InTheBox):
    """Confirm what a predecessor approved."""

    move: ClassVar[str] = "confirm_decision"
    form_class = PasswordAgain
    done: ClassVar[str] = "You have confirmed the decision."
    template_name = "desk/decisions/confirm.html"
    asked: SubmissionAct

    def find_instrument(self) -> None:
        """The approval of the address."""
        asked = next((each for each in self.submission.acts.all() if each.pk == self.kwargs["act"]), None)
        if asked is None or asked.state != "approved":
            raise Http404("There is no such approval.")
        self.asked = asked

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who gives the password."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Confirm it."""
        return confirm_decision(by=self.request.user, asked=self.asked, expected_version=version)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What is confirmed."""
        return super().get_context_data(asked=self.asked, **more)

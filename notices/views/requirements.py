"""Pages of a requirement for information: drafting and editing it, and reading it (LGA 1972 s.230)."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from cases import policy
from cases.forms.drafts import DraftForm, Typed
from cases.letters import Letterhead
from cases.models import Case
from cases.moves import MOVES
from cases.selectors.instruments import texts_of
from cases.views.acting import open_case
from cases.views.drafting import DraftPage
from notices.forms.requirement import RequirementForm, typed_of, with_items_changed
from notices.models import InformationRequirement, Notice
from notices.periods import next_due
from notices.selectors import items_of, notice_for, requirement_for, standing_of
from notices.services import draft_requirement, edit_requirement
from notices.services.requirements import preview_requirement


def requirement_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One requirement: where it stands, and the letter in full."""
    case = open_case(request, ref, f"information_requirement:{pk}")
    requirement = found_requirement(case, pk)
    context = {
        "case": case,
        "section": "notices:notices",
        "requirement": requirement,
        "standing": standing_of(requirement),
        "letterhead": letterhead_of(requirement, case),
        "text": requirement.decision_text(),
        "versions": texts_of(requirement),
        "may_draft": requirement.state == "draft" and policy.may(request.user, MOVES["edit_requirement"], case),
        "may_serve": policy.may(request.user, MOVES["serve_requirement"], case),
        "may_log": policy.may(request.user, MOVES["log_return"], case),
        "may_close": policy.may(request.user, MOVES["end_requirement"], case),
        "items": [(each, next_due(each, clock.today())) for each in items_of(requirement)],
    }
    return render(request, "notices/requirement.html", context)


def found_requirement(case: Case, pk: Any) -> InformationRequirement:
    """The requirement of the address; Http404 if it is not one of this case."""
    requirement = requirement_for(case, pk)
    if requirement is None:
        raise Http404("There is no such requirement.")
    return requirement


def letterhead_of(requirement: InformationRequirement | None, case: Case) -> Letterhead:
    """What stands around the letter; without a date until it is served."""
    served = requirement.served_on if requirement else None
    return Letterhead(date=served, today=clock.today(), reference=case.reference or "")


class RequirementDraft(DraftPage):
    """What drafting and editing a requirement share."""

    form_class = RequirementForm
    template_name = "notices/edit_requirement.html"
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The draft is saved."
    instrument: InformationRequirement | None

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """An item more or fewer."""
        return with_items_changed(do, typed)

    def text_of(self, form: DraftForm) -> str:
        """The letter as saving would freeze it."""
        return preview_requirement(case=self.case, requirement=self.instrument, **form.given())

    def letterhead(self) -> Letterhead:
        """The frame of the letter, without a date."""
        return letterhead_of(None, self.case)

    def next_page(self, result: Any) -> str:
        """The requirement, or the list."""
        found = result or self.instrument
        place = [self.case.ref, found.pk] if found else [self.case.ref]
        return reverse("notices:requirement" if found else "notices:notices", args=place)


class NewRequirement(RequirementDraft):
    """Draft a requirement, by letter alone or, with `?notice=<id>`, with a notice (rulings 9)."""

    move: ClassVar[str] = "draft_requirement"
    title: ClassVar[str] = "Draft a requirement for information"
    notice: Notice | None = None

    def find_instrument(self) -> None:
        """The notice that it goes with, where the address names one."""
        if given := self.request.GET.get("notice"):
            self.notice = notice_for(self.case, given) if len(given) == 36 else None
            if self.notice is None:
                raise Http404("There is no such notice.")

    def stored(self) -> Typed:
        """A new draft with one item."""
        return {"purpose": "", "item_1_question": ""}

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """Draft it."""
        return draft_requirement(
            by=self.request.user, case=self.case, notice=self.notice, expected_version=version, **given
        )


class EditRequirement(RequirementDraft):
    """Edit a draft requirement."""

    instrument: InformationRequirement
    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_requirement"
    title: ClassVar[str] = "Edit the draft requirement"

    def find_instrument(self) -> InformationRequirement:
        """The requirement of the address."""
        return found_requirement(self.case, self.kwargs["pk"])

    def stored(self) -> Typed:
        """The draft as it is saved."""
        return typed_of(self.instrument)

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """Save it."""
        return edit_requirement(by=self.request.user, requirement=self.instrument, expected_version=version, **given)

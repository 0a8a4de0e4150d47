"""Pages of the letters that go out with a notice: drafted, edited, discarded. Sending is a step of its own."""

from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from cases import policy
from cases.forms.drafts import DraftForm, Typed
from cases.forms.submissions import ReasonForm
from cases.letters import Letterhead
from cases.models import Case, Instrument, Letter, Post
from cases.moves import MOVES
from cases.selectors.authorities import addressees
from cases.selectors.instruments import texts_of
from cases.services.letters import discard_letter, draft_letter, edit_letter
from cases.services.submissions.texts import named_instrument
from cases.views.acting import ActPage, open_case
from cases.views.drafting import DraftPage
from cases.where import page_of_instrument
from notices.forms.letters import LetterForm, beginning, typed_of
from notices.selectors import letter_for, notice_for

LEADERS = (Post.LEADER, Post.ELECTED_MAYOR, Post.CHAIR, Post.MAYOR_OF_LONDON)


def letter_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One letter in full."""
    case = open_case(request, ref, f"letter:{pk}")
    letter = found_letter(case, pk)
    context = {
        "case": case,
        "section": "notices:notices",
        "letter": letter,
        "letterhead": Letterhead(date=letter.sent_on, today=clock.today(), reference=case.reference or ""),
        "text": letter.decision_text(),
        "versions": texts_of(letter),
        "back": page_about(letter, case),
        "may_draft": letter.state == "draft" and policy.may(request.user, MOVES["edit_letter"], case),
        "may_send": policy.may(request.user, MOVES["send_letter"], case),
    }
    return render(request, "notices/letter.html", context)


def found_letter(case: Case, pk: Any) -> Letter:
    """The letter of the address; Http404 if it is not one of this case."""
    letter = letter_for(case, pk)
    if letter is None:
        raise Http404("There is no such letter.")
    return letter


def page_about(letter: Letter, case: Case) -> str:
    """The page of what a letter goes with, or the list of notices."""
    return page_of_instrument(letter.about, case) or reverse("notices:notices", args=[case.ref])


class LetterDraft(DraftPage):
    """What drafting and editing a letter share."""

    form_class = LetterForm
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The draft is saved."
    instrument: Letter | None

    def text_of(self, form: DraftForm) -> str:
        """The letter as saving would freeze it."""
        return form.shown_letter(self.case).decision_text()  # type: ignore[attr-defined,no-any-return]

    def letterhead(self) -> Letterhead:
        """The frame of the letter, without a date."""
        return Letterhead(date=None, today=clock.today(), reference=self.case.reference or "")

    def next_page(self, result: Any) -> str:
        """The letter that was saved."""
        return reverse("notices:letter", args=[self.case.ref, result.pk])


class NewLetter(LetterDraft):
    """Draft a letter that goes with a notice; `?kind=leader` or `?kind=mp` begins with a text."""

    move: ClassVar[str] = "draft_letter"
    title: ClassVar[str] = "Draft a letter that goes with the notice"
    subject: ClassVar[str] = "Best Value Notice"
    goes_with: Instrument

    def find_instrument(self) -> None:
        """The notice of the address."""
        notice = notice_for(self.case, self.kwargs["pk"])
        if notice is None:
            raise Http404("There is no such notice.")
        self.goes_with = notice

    def stored(self) -> Typed:
        """A new letter of the kind that the address names, to the leader by name."""
        holders = (each.holder for each in addressees(self.case.authority, on=clock.today()) if each.post in LEADERS)
        leader = next(filter(None, holders), None)
        kind = self.request.GET.get("kind", Letter.Kind.LEADER)
        return beginning(self.case, kind, leader, subject=self.subject)

    def act(self, given: dict[str, Any], version: int) -> Letter:
        """Draft it."""
        return draft_letter(
            by=self.request.user, case=self.case, about=self.goes_with, expected_version=version, **given
        )

    def next_page(self, result: Any) -> str:
        """The letter, or what it goes with."""
        return super().next_page(result) if result else page_of_instrument(self.goes_with.key, self.case)


class NewLetterAbout(NewLetter):
    """Draft a letter or a statement that goes with any other instrument, which `?about=` names by its key."""

    title: ClassVar[str] = "Draft a letter or a statement"
    subject: ClassVar[str] = "Local Government Act 1999"

    def find_instrument(self) -> None:
        """The instrument of the address; Http404 if it is not one of this case."""
        try:
            found = named_instrument(self.request.GET.get("about", ""))
        except (LookupError, ObjectDoesNotExist, ValidationError) as error:
            raise Http404("There is no such thing on this case.") from error
        if found.case_id != self.case.pk:
            raise Http404("There is no such thing on this case.")
        self.goes_with = found


class EditLetter(LetterDraft):
    """Edit a draft letter."""

    instrument: Letter
    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_letter"
    title: ClassVar[str] = "Edit the draft letter"

    def find_instrument(self) -> Letter:
        """The letter of the address."""
        return found_letter(self.case, self.kwargs["pk"])

    def stored(self) -> Typed:
        """The draft as it is saved."""
        return typed_of(self.instrument)

    def next_page(self, result: Any) -> str:
        """The letter."""
        return super().next_page(self.instrument)

    def act(self, given: dict[str, Any], version: int) -> Letter:
        """Save it."""
        return edit_letter(by=self.request.user, letter=self.instrument, expected_version=version, **given)


class DiscardLetter(ActPage):
    """Discard a draft letter."""

    instrument: Letter
    move: ClassVar[str] = "discard_letter"
    form_class = ReasonForm
    done: ClassVar[str] = "The letter was discarded."
    lede: ClassVar[str] = "It stays on the record, and nothing is sent."

    def find_instrument(self) -> Letter:
        """The letter of the address."""
        return found_letter(self.case, self.kwargs["pk"])

    def act(self, given: dict[str, Any], version: int) -> Letter:
        """Discard it."""
        return discard_letter(by=self.request.user, letter=self.instrument, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The letter."""
        return reverse("notices:letter", args=[self.case.ref, self.instrument.pk])

"""The notes on a case: read, written, corrected."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.forms.case_notes import CaseNoteForm
from cases.models import CaseNote
from cases.moves import MOVES
from cases.selectors.case_notes import note_of, notes_of
from cases.services.case_notes import write_note

from .acting import ActPage, open_case

NOTES = "cases:notes"


def note_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """The notes on a case, the latest first."""
    case = open_case(request, ref, "notes")
    if ref != case.ref:
        return redirect(NOTES, ref=case.ref)
    page = page_of(request, notes_of(request.user, case))
    context = {
        "case": case,
        "section": NOTES,
        "page": page,
        "pagination": pagination(request, page),
        "may_write": policy.may(request.user, MOVES["write_note"], case),
    }
    return render(request, "cases/notes/index.html", context)


def note_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One note, at its lasting address."""
    case = open_case(request, ref, f"case_note:{pk}")
    note = note_of(request.user, case, pk)
    if note is None:
        raise Http404("There is no such note.")
    may_write = policy.may(request.user, MOVES["write_note"], case)
    return render(
        request, "cases/notes/page.html", {"case": case, "section": NOTES, "note": note, "may_write": may_write}
    )


class WriteNote(ActPage):
    """Write a note."""

    move: ClassVar[str] = "write_note"
    form_class = CaseNoteForm
    button: ClassVar[str] = "Save the note"
    done: ClassVar[str] = "The note is on the case."
    corrects: CaseNote | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose names are offered."""
        return {**super().get_form_kwargs(), "case": self.case, "by": self.request.user}

    def act(self, given: dict[str, Any], version: int) -> CaseNote:
        """Write it."""
        return write_note(
            by=self.request.user, case=self.case, corrects=self.corrects, expected_version=version, **given
        )

    def next_page(self, result: Any) -> str:
        """The notes."""
        return reverse(NOTES, args=[self.case.ref])


class CorrectNote(WriteNote):
    """Write a note in place of one that was wrong; both stay."""

    edits: ClassVar[bool] = True
    heading: ClassVar[str] = "Correct a note"
    button: ClassVar[str] = "Save the correction"
    done: ClassVar[str] = "The correction is on the case. The earlier note stays, and says that it was corrected."
    lede: ClassVar[str] = "Write the note as it should read. The earlier one stays, and says that it was corrected."

    def find_instrument(self) -> None:
        """The note that the address names, which nothing has corrected yet."""
        self.corrects = note_of(self.request.user, self.case, self.kwargs["pk"])
        if self.corrects is None:
            raise Http404("There is no such note.")

    def get_initial(self) -> dict[str, Any]:
        """The note as it stands."""
        return {"text": self.corrects.text, "kind": self.corrects.kind} if self.corrects else {}

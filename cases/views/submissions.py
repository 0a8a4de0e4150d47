"""Pages of submissions: the list, one pack to read, and each act on it. The minister decides in the box (design 5)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Unmet
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.asks import askable
from cases.forms.files import KeepFileForm
from cases.forms.submissions import (
    AskForm,
    ClearForm,
    CommentForm,
    ReasonForm,
    ReturnForm,
    SubmissionForm,
    initial_of,
    key_of,
)
from cases.models import Instrument, Submission
from cases.moves import MOVES, Move
from cases.selectors.submissions import (
    annexes_of,
    ministers_in_office,
    steps_for,
    submissions_of,
    versions_of,
    whole,
)
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    comment_on_submission,
    draft_submission,
    edit_submission,
    lapse_submission,
    offer_for_clearance,
    return_submission,
    take_back_submission,
)
from cases.services.submissions.clearing import missing
from cases.services.submissions.texts import instrument_of

from .acting import ActPage, open_case

Asked = Sequence[tuple[Move, Instrument]]


def submission_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """The submissions on a case."""
    case = open_case(request, ref, "submissions")
    page = page_of(request, submissions_of(case))
    context = {
        "case": case,
        "section": "cases:submissions",
        "page": page,
        "pagination": pagination(request, page),
        "may_draft": policy.may(request.user, MOVES["draft_submission"], case),
    }
    return render(request, "cases/submissions/index.html", context)


def submission_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One submission, to be read in one go, with what this person may do with it now."""
    case = open_case(request, ref, f"submission:{pk}")
    submission = whole().filter(case=case, pk=pk).first()
    if submission is None:
        raise Http404("There is no such submission.")
    context = {
        "case": case,
        "section": "cases:submissions",
        "submission": submission,
        "steps": steps_for(request.user, submission),
        "missing": list(missing(submission)) if submission.state in ("draft", "for_clearance") else [],
        "versions": versions_of(submission),
        "annexes": annexes_of(submission),
    }
    return render(request, "cases/submissions/page.html", context)


class NewSubmission(ActPage):
    """Draft a submission (T10 and its like): first which acts it asks for, then its sections."""

    move: ClassVar[str] = "draft_submission"
    done: ClassVar[str] = "The draft is saved."
    button: ClassVar[str] = "Save the draft"
    template_name = "cases/submissions/edit.html"
    offered: Asked
    asked: Asked

    def find_instrument(self) -> None:
        """What can be asked on this case, and what this page asks for: `?act=<move>&of=<kind:id>`, or `ask` boxes."""
        self.offered = list(askable(self.case))
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        acts, instruments = given.getlist("act"), given.getlist("of")
        wanted = {*given.getlist("ask"), *(f"{act}@{of}" for act, of in zip(acts, instruments, strict=False))}
        self.asked = [each for each in self.offered if key_of(*each) in wanted]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draft it; where so far only the acts were chosen, go on to the sections."""
        if self.asked and "question" not in request.POST:
            chosen = {"act": [move.name for move, _ in self.asked], "of": [each.key for _, each in self.asked]}
            return HttpResponseRedirect(reverse("cases:new_submission", args=[self.case.ref], query=chosen))
        return super().post(request, *args, **kwargs)

    def get_form_class(self) -> type[Form]:
        """The sections, once it is known what is asked."""
        return SubmissionForm if self.asked else AskForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The acts, and what an earlier submission about the same said."""
        given = super().get_form_kwargs()
        if not self.asked:
            return {**given, "offered": self.offered}
        return {**given, "asked": self.asked, "initial": self.earlier()}

    def earlier(self) -> dict[str, Any]:
        """The sections of the last submission that asked for any of this, to begin from."""
        keys = [instrument.key for _, instrument in self.asked]
        last = submissions_of(self.case).filter(acts__subject__in=keys).distinct().first()
        return initial_of(last) if last else {}

    def missing(self) -> list[Unmet]:
        """Something must be there to ask about."""
        if self.offered:
            return super().missing()
        return [Unmet("nothing_to_ask", "Draft something first: nothing on this case is put to a minister now.")]

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Draft it."""
        return draft_submission(
            by=self.request.user,
            case=self.case,
            acts=[(move.name, instrument) for move, instrument in self.asked],
            expected_version=version,
            **given,
        )

    def next_page(self, result: Any) -> str:
        """The submission, or the list."""
        return page_of_submission(result) if result else reverse("cases:submissions", args=[self.case.ref])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What is asked for, in words and in the form's own terms."""
        asked = [(key_of(*each), *each) for each in self.asked]
        return super().get_context_data(**{"button": self.button if asked else "Continue", "asked": asked, **more})


class OnSubmission(ActPage):
    """An act on one submission."""

    submission: Submission

    def find_instrument(self) -> None:
        """The submission of the address."""
        found = whole().filter(case=self.case, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no such submission.")
        self.submission = found

    def next_page(self, result: Any) -> str:
        """The submission."""
        return page_of_submission(self.submission)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The submission itself."""
        return super().get_context_data(submission=self.submission, **more)


class EditSubmission(OnSubmission):
    """Edit a draft."""

    move: ClassVar[str] = "edit_submission"
    form_class = SubmissionForm
    done: ClassVar[str] = "The draft is saved."
    button: ClassVar[str] = "Save the draft"
    template_name = "cases/submissions/edit.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The draft, and what it asks for."""
        acts = [each for each in self.submission.acts.all() if each.state == "asked"]
        self.asked = [(MOVES[each.move], instrument_of(each)) for each in acts]
        return {**super().get_form_kwargs(), "asked": self.asked, "draft": self.submission}

    def missing(self) -> list[Unmet]:
        """Only a draft is edited."""
        return [*super().missing(), *not_a_draft(self.submission)]

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Save it."""
        return edit_submission(by=self.request.user, submission=self.submission, expected_version=version, **given)


class AddAnnexes(OnSubmission):
    """Put files with a draft."""

    move: ClassVar[str] = "keep_file"
    form_class = KeepFileForm
    heading: ClassVar[str] = "Add annexes"
    button: ClassVar[str] = "Add annexes"
    done: ClassVar[str] = "The annexes are with the submission."
    lede: ClassVar[str] = "The minister can open each of them. The pack names them with their hash."

    def missing(self) -> list[Unmet]:
        """Only a draft takes them."""
        return [*super().missing(), *not_a_draft(self.submission)]

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Keep them."""
        return add_annexes(by=self.request.user, submission=self.submission, expected_version=version, **given)


class OfferSubmission(OnSubmission):
    """Send a draft for clearance."""

    move: ClassVar[str] = "offer_for_clearance"
    button: ClassVar[str] = "Send for clearance"
    form_class = Form
    done: ClassVar[str] = "The submission is waiting to be cleared by a deputy director."
    lede: ClassVar[str] = "A deputy director clears it, or returns it with comments. It cannot be edited meanwhile."
    template_name = "cases/submissions/offer.html"

    def missing(self) -> list[Unmet]:
        """Only a draft is sent."""
        return [*super().missing(), *not_a_draft(self.submission)]

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Send it."""
        return offer_for_clearance(by=self.request.user, submission=self.submission, expected_version=version)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What it still lacks, which does not stop it from being read."""
        return super().get_context_data(lacks=list(missing(self.submission)), **more)


class ClearSubmission(OnSubmission):
    """Clear a submission for a minister, with the password again."""

    move: ClassVar[str] = "clear_submission"
    button: ClassVar[str] = "Clear for the minister"
    form_class = ClearForm
    done: ClassVar[str] = "The submission is with the minister."
    lede: ClassVar[str] = (
        "You confirm that it is complete, balanced and fit to be decided on. It goes exactly as it is."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """The ministers in office."""
        return {**super().get_form_kwargs(), "request": self.request, "ministers": ministers_in_office()}

    def missing(self) -> list[Unmet]:
        """What it lacks."""
        edit = reverse("cases:submission", args=[self.case.ref, self.submission.pk])
        return [*super().missing(), *(Unmet(each.code, each.message, edit) for each in missing(self.submission))]

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Clear it."""
        return clear_submission(by=self.request.user, submission=self.submission, expected_version=version, **given)


class ReturnSubmission(OnSubmission):
    """Return it to its drafter."""

    move: ClassVar[str] = "return_submission"
    button: ClassVar[str] = "Return with comments"
    form_class = ReturnForm
    done: ClassVar[str] = "The submission is with its drafter again."

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Return it."""
        return return_submission(by=self.request.user, submission=self.submission, expected_version=version, **given)


class TakeBackSubmission(OnSubmission):
    """Take it back to be changed."""

    move: ClassVar[str] = "take_back_submission"
    button: ClassVar[str] = "Take it back"
    form_class = ReasonForm
    done: ClassVar[str] = "The submission is a draft again."

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Take it back."""
        return take_back_submission(by=self.request.user, submission=self.submission, expected_version=version, **given)


class LapseSubmission(OnSubmission):
    """Drop it."""

    move: ClassVar[str] = "lapse_submission"
    button: ClassVar[str] = "Drop it"
    form_class = ReasonForm
    done: ClassVar[str] = "The submission was dropped."
    lede: ClassVar[str] = "It stays on the record. What was already approved in it stays approved."

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Drop it."""
        return lapse_submission(by=self.request.user, submission=self.submission, expected_version=version, **given)


class CommentOnSubmission(OnSubmission):
    """Add a remark."""

    move: ClassVar[str] = "comment_on_submission"
    button: ClassVar[str] = "Comment"
    form_class = CommentForm
    done: ClassVar[str] = "The comment is on the submission."

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Add it."""
        return comment_on_submission(
            by=self.request.user, submission=self.submission, expected_version=version, **given
        )


def page_of_submission(submission: Submission) -> str:
    """The address of a submission."""
    return reverse("cases:submission", args=[submission.case.ref, submission.pk])


def not_a_draft(submission: Submission) -> list[Unmet]:
    """That it is not a draft, with its page, from which it is taken back."""
    if submission.state == "draft":
        return []
    return [Unmet("not_a_draft", "It is no draft now; take it back first.", page_of_submission(submission))]

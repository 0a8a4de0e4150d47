"""Pages of submissions: the list, one pack to read, and each act on it. The minister decides in the box (design 5)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Unmet
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.asks import askable
from cases.forms.drafts import DraftForm, Typed
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
from cases.letters import Letterhead, plain
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
from cases.services.comments import comment_on_submission
from cases.services.submissions import (
    add_annexes,
    clear_submission,
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
from .drafting import DraftPage

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
        "may_export": policy.may_export(request.user, case),
    }
    return render(request, "cases/submissions/page.html", context)


def new_submission(request: SignedInRequest, ref: str) -> HttpResponseBase:
    """Draft a submission (T10 and its like): first which acts it asks for, then its sections."""
    page: type[ActPage] = WriteSubmission if wanted(request) else ChooseActs
    return page.as_view()(request, ref=ref)


def wanted(request: HttpRequest) -> set[str]:
    """What a page asks a minister for: `?act=<move>&of=<kind:id>`."""
    acts, instruments = request.GET.getlist("act"), request.GET.getlist("of")
    return {f"{act}@{of}" for act, of in zip(acts, instruments, strict=False)}


class ChooseActs(ActPage):
    """Which acts a new submission asks for."""

    move: ClassVar[str] = "draft_submission"
    form_class: type[Form] = AskForm
    button: ClassVar[str] = "Continue"
    offered: Asked

    def find_instrument(self) -> None:
        """What can be asked on this case."""
        self.offered = list(askable(self.case))

    def get_form_kwargs(self) -> dict[str, Any]:
        """What can be asked."""
        return {**super().get_form_kwargs(), "offered": self.offered}

    def missing(self) -> list[Unmet]:
        """Something must be there to ask about."""
        if self.offered:
            return super().missing()
        return [Unmet("nothing_to_ask", "Draft something first: nothing on this case is put to a minister now.")]

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on to the sections."""
        chosen = [each.split("@") for each in form.cleaned_data["ask"]]
        query = {"act": [move for move, _ in chosen], "of": [key for _, key in chosen]}
        return HttpResponseRedirect(reverse("cases:new_submission", args=[self.case.ref], query=query))

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("cases:submissions", args=[self.case.ref])


class SubmissionDraft(DraftPage):
    """What writing and editing a submission share."""

    form_class = SubmissionForm
    template_name = "cases/submissions/edit.html"
    title: ClassVar[str] = "Submission"
    done: ClassVar[str] = "The draft is saved."
    button: ClassVar[str] = "Save the draft"
    asks: Asked

    def get_form_kwargs(self) -> dict[str, Any]:
        """The acts it asks for."""
        return {**super().get_form_kwargs(), "asked": self.asks}

    def text_of(self, form: DraftForm) -> str:
        """The pack so far, section by section."""
        written = {each.label: plain(form.words_of(each)) for each in form.sections()}
        return "\n\n".join(["# Submission", *(f"## {label}\n\n{text}" for label, text in written.items() if text)])

    def letterhead(self) -> Letterhead:
        """None but the department's."""
        return Letterhead(date=None, today=clock.today())

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What is asked for, and that what is shown beside the form is no letter."""
        words = {"preview_text": "Preview the submission", "preview_heading": "The submission so far"}
        return super().get_context_data(**{**words, "asks": self.asks, **more})


class WriteSubmission(SubmissionDraft):
    """The sections of a new submission."""

    move: ClassVar[str] = "draft_submission"

    def find_instrument(self) -> None:
        """The acts that the address names; Http404 where none can be asked here now."""
        named = wanted(self.request)
        self.asks = [each for each in askable(self.case) if key_of(*each) in named]
        if not self.asks:
            raise Http404("Nothing of this is asked of a minister here now.")

    def stored(self) -> Typed:
        """What the last submission about the same said, to begin from."""
        keys = [instrument.key for _, instrument in self.asks]
        last = submissions_of(self.case).filter(acts__subject__in=keys).distinct().first()
        return SubmissionForm(asked=self.asks, initial=initial_of(last) if last else {}).typed()

    def act(self, given: dict[str, Any], version: int) -> Submission:
        """Draft it."""
        acts = [(move.name, instrument) for move, instrument in self.asks]
        return draft_submission(by=self.request.user, case=self.case, acts=acts, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The submission, or the list."""
        return page_of_submission(result) if result else reverse("cases:submissions", args=[self.case.ref])


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


class EditSubmission(SubmissionDraft, OnSubmission):
    """Edit a draft."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_submission"

    def find_instrument(self) -> None:
        """The draft, and what it asks for."""
        super().find_instrument()
        acts = [each for each in self.submission.acts.all() if each.state == "asked"]
        self.asks = [(MOVES[each.move], instrument_of(each)) for each in acts]

    def stored(self) -> Typed:
        """The draft as it is saved."""
        return SubmissionForm(asked=self.asks, initial=initial_of(self.submission)).typed()

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
    template_name = "cases/submissions/offer.html"
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

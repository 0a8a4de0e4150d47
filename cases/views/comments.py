"""Acts on the comments on drafts; they are read on the page of each draft."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404

from cases.forms.submissions import LONG, CommentForm
from cases.models import DraftComment
from cases.services import comments as services
from cases.where import page_of_instrument

from .acting import ActPage


class AnswerForm(forms.Form):
    """What somebody answers."""

    text = forms.CharField(label="Your answer", max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))


class CommentOnDraft(ActPage):
    """Comment on a draft that is no submission."""

    move: ClassVar[str] = "comment_on_draft"
    form_class: type[forms.Form] = CommentForm
    button: ClassVar[str] = "Comment"
    done: ClassVar[str] = "The comment is on the draft."
    lede: ClassVar[str] = "Those who may see the case can read it. It is never part of the text that goes out."
    subject: str

    def find_instrument(self) -> None:
        """The draft that the address names; a submission has a page of its own for this."""
        self.subject = f"{self.kwargs['kind']}:{self.kwargs['pk']}"
        if self.kwargs["kind"] == "submission" or services.draft_named(self.case, self.subject) is None:
            raise Http404("There is no such draft.")

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Make it."""
        return services.comment_on_draft(
            by=self.request.user, case=self.case, subject=self.subject, expected_version=version, **given
        )

    def next_page(self, result: Any) -> str:
        """The comments on the draft."""
        return f"{page_of_instrument(self.subject, self.case)}#comments"


class OnComment(CommentOnDraft):
    """An act on one comment, by `service`."""

    form_class = forms.Form
    lede: ClassVar[str] = ""
    template_name = "cases/comments/act.html"
    service: ClassVar[Any]
    comment: DraftComment

    def find_instrument(self) -> None:
        """The comment that the address names."""
        comments = DraftComment.objects.filter(case=self.case, answers_to__isnull=True).select_related("by")
        found = comments.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no such comment.")
        self.comment, self.subject = found, found.subject

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Do it."""
        return type(self).service(by=self.request.user, comment=self.comment, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The comment itself."""
        return super().get_context_data(**{"comment": self.comment, **more})


class AnswerComment(OnComment):
    """Answer a comment."""

    move: ClassVar[str] = "answer_comment"
    form_class = AnswerForm
    button: ClassVar[str] = "Answer"
    done: ClassVar[str] = "The answer is under the comment."
    service = services.answer_comment


class ResolveComment(OnComment):
    """Say that it has been dealt with."""

    move: ClassVar[str] = "resolve_comment"
    button: ClassVar[str] = "Resolve it"
    done: ClassVar[str] = "The comment is resolved."
    service = services.resolve_comment


class ReopenComment(OnComment):
    """Say that it has not."""

    move: ClassVar[str] = "reopen_comment"
    button: ClassVar[str] = "Open it again"
    done: ClassVar[str] = "The comment is open again."
    service = services.reopen_comment

"""Pages of issuing a notice and recording its service (T12, T14, T18, R1, R3)."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.forms import ReadAndConfirm
from bestvalue.errors import Unmet
from cases.letters import Letterhead
from cases.models import SubmissionAct
from cases.moves import MOVES, Move
from cases.services.files import keep_files
from cases.views.acting import ActPage
from notices.forms.issuing import ServeForm
from notices.models import Notice, NoticeRecipient
from notices.selectors import approved_act
from notices.services import issue_notice, reissue_notice, revise_notice, serve_notice

from .pages import found_notice

ISSUES: Mapping[str, Callable[..., Notice]] = {
    "issue_notice": issue_notice,
    "revise_notice": revise_notice,
    "reissue_notice": reissue_notice,
}


class OnANotice(ActPage):
    """An act on one notice."""

    instrument: Notice

    def find_instrument(self) -> Notice:
        """The notice of the address."""
        return found_notice(self.case, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The notice, as it now stands."""
        return reverse("notices:notice", args=[self.case.ref, self.kwargs["pk"]])


class IssueNotice(OnANotice):
    """Issue exactly the text that a minister approved, as the first notice or in place of one."""

    move: ClassVar[str] = "issue_notice"
    form_class = ReadAndConfirm
    button: ClassVar[str] = "Issue the notice"
    done: ClassVar[str] = "The notice is issued. Record now how and when each person was served."
    template_name = "notices/issue.html"
    approval: SubmissionAct | None = None

    def find_instrument(self) -> Notice:
        """The notice, and the minister's decision on it, which says which act it allows."""
        notice = super().find_instrument()
        self.approval = approved_act(notice, ISSUES)
        return notice

    @property
    def row(self) -> Move:
        """The act that was approved."""
        return MOVES[self.approval.move if self.approval else self.move]

    def missing(self) -> list[Unmet]:
        """What keeps it from being issued, the decision first."""
        if self.approval is None:
            page = reverse("notices:notice", args=[self.case.ref, self.instrument.pk])
            return [Unmet("no_decision", "No minister has approved the text of this notice.", page)]
        own = self.request.user.pk == self.instrument.drafted_by_id
        reason = "You drafted this notice. Somebody else issues it."
        return [*([Unmet("own_draft", reason)] if own else []), *super().missing()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Issue it, by the act that was approved."""
        return ISSUES[self.row.name](by=self.request.user, notice=self.instrument, expected_version=version)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The approved text, dated as it would go out today."""
        head = Letterhead(date=clock.today(), today=clock.today(), reference=self.case.reference or "")
        return super().get_context_data(approval=self.approval, letterhead=head, **more)


class ServeNotice(OnANotice):
    """Record how and when one person was served."""

    move: ClassVar[str] = "serve_notice"
    form_class = ServeForm
    heading: ClassVar[str] = "Record service"
    button: ClassVar[str] = "Record service"
    done: ClassVar[str] = "Service is recorded."
    template_name = "notices/serve.html"

    def recipient(self) -> NoticeRecipient:
        """The person of the address. Raises Http404."""
        found = self.instrument.recipients.filter(pk=self.kwargs["recipient"]).first()
        if found is None:
            raise Http404("There is no such recipient.")
        return found

    def act(self, given: dict[str, Any], version: int) -> None:
        """Record it, with the proof that came as files."""
        recipient, uploads = self.recipient(), given.pop("uploads")
        with transaction.atomic():
            serve_notice(by=self.request.user, recipient=recipient, expected_version=version, **given)
            keep_files(by=self.request.user, case=self.case, uploads=uploads, subject=f"recipient:{recipient.pk}")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who is served."""
        return super().get_context_data(recipient=self.recipient(), **more)

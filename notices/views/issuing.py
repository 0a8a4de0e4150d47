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
from cases.models import Instrument, Letter, SubmissionAct
from cases.moves import MOVES, Move
from cases.services.files import keep_files
from cases.services.letters import send_letter
from cases.views.acting import ActPage
from notices.forms.issuing import SendForm, ServeForm, ServeRequirementForm
from notices.models import InformationRequirement, Notice, NoticeRecipient
from notices.selectors import approved_act
from notices.services import issue_notice, reissue_notice, revise_notice, serve_notice, serve_requirement

from .letters import found_letter
from .pages import found_notice
from .requirements import found_requirement

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


class Approved(ActPage):
    """An act that a minister decided: the exact text, who decided it, a tick that it was read and the password."""

    form_class: Any = ReadAndConfirm
    approval: SubmissionAct | None = None
    acts: ClassVar[tuple[str, ...]]

    def find_approval(self, instrument: Instrument) -> None:
        """The minister's decision, which says which act it allows."""
        self.approval = approved_act(instrument, self.acts)

    @property
    def row(self) -> Move:
        """The act that was approved."""
        return MOVES[self.approval.move if self.approval else self.move]

    def missing(self) -> list[Unmet]:
        """What keeps it from being done, the decision first."""
        if self.approval is None:
            asked = {"act": self.move, "of": self.instrument.key if self.instrument else ""}
            page = reverse("cases:new_submission", args=[self.case.ref], query=asked)
            return [Unmet("no_decision", "No minister has approved this text.", page)]
        drafter = getattr(self.instrument, "drafted_by_id", None)
        own = [Unmet("own_draft", "You drafted it. Somebody else does this.")]
        return [*(own if self.request.user.pk == drafter else []), *super().missing()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The approved text, dated as it would go out today."""
        head = Letterhead(date=clock.today(), today=clock.today(), reference=self.case.reference or "")
        return super().get_context_data(approval=self.approval, letterhead=head, **more)


class IssueNotice(Approved, OnANotice):
    """Issue exactly the text that a minister approved, as the first notice or in place of one."""

    move: ClassVar[str] = "issue_notice"
    acts: ClassVar[tuple[str, ...]] = tuple(ISSUES)
    button: ClassVar[str] = "Issue the notice"
    done: ClassVar[str] = "The notice is issued. Record now how and when each person was served."
    template_name = "notices/issue.html"

    def find_instrument(self) -> Notice:
        """The notice, and the decision on it."""
        notice = super().find_instrument()
        self.find_approval(notice)
        return notice

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Issue it, by the act that was approved."""
        return ISSUES[self.row.name](by=self.request.user, notice=self.instrument, expected_version=version)


class SendLetter(Approved):
    """Send a letter whose text a minister approved."""

    move: ClassVar[str] = "send_letter"
    acts: ClassVar[tuple[str, ...]] = ("send_letter",)
    form_class = SendForm
    done: ClassVar[str] = "The letter is recorded as sent."
    template_name = "notices/approved.html"
    instrument: Letter

    def find_instrument(self) -> Letter:
        """The letter, and the decision on it. Raises Http404."""
        letter = found_letter(self.case, self.kwargs["pk"])
        self.find_approval(letter)
        return letter

    def act(self, given: dict[str, Any], version: int) -> Letter:
        """Record that it was sent."""
        return send_letter(by=self.request.user, letter=self.instrument, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The letter."""
        return reverse("notices:letter", args=[self.case.ref, self.kwargs["pk"]])


class ServeRequirement(Approved):
    """Serve a requirement for information whose text a minister approved (T13)."""

    move: ClassVar[str] = "serve_requirement"
    acts: ClassVar[tuple[str, ...]] = ("serve_requirement",)
    form_class = ServeRequirementForm
    heading: ClassVar[str] = "Serve this requirement"
    button: ClassVar[str] = "Serve it"
    done: ClassVar[str] = "The requirement is served."
    template_name = "notices/approved.html"
    instrument: InformationRequirement

    def find_instrument(self) -> InformationRequirement:
        """The requirement, and the decision on it. Raises Http404."""
        requirement = found_requirement(self.case, self.kwargs["pk"])
        self.find_approval(requirement)
        return requirement

    def get_form_kwargs(self) -> dict[str, Any]:
        """The requirements that it could replace."""
        served = InformationRequirement.objects.filter(case=self.case, state="served")
        return super().get_form_kwargs() | {"served": served}

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """Serve it."""
        return serve_requirement(by=self.request.user, requirement=self.instrument, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The requirement."""
        return reverse("notices:requirement", args=[self.case.ref, self.kwargs["pk"]])


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

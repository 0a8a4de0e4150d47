"""Pages of issuing a notice and recording its service (T12, T14, T18, R1, R3)."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from cases.models import Letter
from cases.services.letters import send_letter
from cases.views.deciding import SentAsApproved, SentByAct
from cases.views.files import WithFiles
from notices.forms.issuing import SendForm, ServeForm, ServeRequirementForm
from notices.models import InformationRequirement, NoticeRecipient
from notices.services import issue_notice, reissue_notice, revise_notice, serve_notice, serve_requirement

from .about import OnANotice, OnARequirement
from .letters import found_letter


class IssueNotice(SentByAct, OnANotice):
    """Issue exactly the text that a minister approved, as the first notice or in place of one."""

    move: ClassVar[str] = "issue_notice"
    acts: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "issue_notice": issue_notice,
        "revise_notice": revise_notice,
        "reissue_notice": reissue_notice,
    }
    about: ClassVar[str] = "notice"
    button: ClassVar[str] = "Issue the notice"
    done: ClassVar[str] = "The notice is issued. Record now how and when each person was served."
    template_name = "notices/issue.html"


class SendLetter(SentAsApproved):
    """Send a letter whose text a minister approved."""

    move: ClassVar[str] = "send_letter"
    form_class = SendForm
    done: ClassVar[str] = "The letter is recorded as sent."
    instrument: Letter

    def find_instrument(self) -> Letter:
        """The letter of the address. Raises Http404."""
        return found_letter(self.case, self.kwargs["pk"])

    def act(self, given: dict[str, Any], version: int) -> Letter:
        """Record that it was sent."""
        return send_letter(by=self.request.user, letter=self.instrument, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The letter."""
        return reverse("notices:letter", args=[self.case.ref, self.kwargs["pk"]])


class ServeRequirement(SentAsApproved, OnARequirement):
    """Serve a requirement for information whose text a minister approved (T13)."""

    move: ClassVar[str] = "serve_requirement"
    form_class = ServeRequirementForm
    heading: ClassVar[str] = "Serve this requirement"
    button: ClassVar[str] = "Serve it"
    done: ClassVar[str] = "The requirement is served."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The requirements that it could replace."""
        served = InformationRequirement.objects.filter(case=self.case, state="served")
        return super().get_form_kwargs() | {"served": served}

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """Serve it."""
        return serve_requirement(by=self.request.user, requirement=self.instrument, expected_version=version, **given)


class ServeNotice(WithFiles, OnANotice):
    """Record how and when one person was served."""

    move: ClassVar[str] = "serve_notice"
    form_class = ServeForm
    heading: ClassVar[str] = "Record service"
    button: ClassVar[str] = "Record service"
    done: ClassVar[str] = "Service is recorded."
    template_name = "notices/serve.html"
    kind: ClassVar[str] = "recipient"

    @cached_property
    def recipient(self) -> NoticeRecipient:
        """The person of the address. Raises Http404."""
        found = self.instrument.recipients.filter(pk=self.kwargs["recipient"]).first()
        if found is None:
            raise Http404("There is no such recipient.")
        return found

    def make(self, given: dict[str, Any], version: int) -> NoticeRecipient:
        """Record it; the files are the proof."""
        return serve_notice(by=self.request.user, recipient=self.recipient, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who is served."""
        return super().get_context_data(recipient=self.recipient, **more)

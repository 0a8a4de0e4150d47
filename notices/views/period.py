"""Pages of a notice's period: progress, returns, and its end by a minister's decision (T13 to T17, R8)."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.urls import reverse

from bestvalue import clock
from bestvalue.errors import Unmet
from cases.conditions import Situation
from cases.models import SubmissionAct
from cases.services.files import keep_files
from cases.services.landing import landings_after
from cases.views.acting import ActPage
from notices.forms.issuing import EndForm, EndRequirementForm, ProgressForm, ReturnForm
from notices.models import InformationRequirement, Notice, NoticeExpectation, RequirementItem
from notices.periods import next_due
from notices.selectors import approved_act
from notices.services import do_not_reissue_notice, end_requirement, log_return, record_progress, withdraw_notice

from .issuing import OnANotice
from .requirements import found_requirement


class RecordProgress(OnANotice):
    """Record what is known about one expectation."""

    move: ClassVar[str] = "record_progress"
    form_class = ProgressForm
    button: ClassVar[str] = "Record progress"
    done: ClassVar[str] = "Progress is recorded."
    template_name = "notices/progress.html"

    def expectation(self) -> NoticeExpectation:
        """The expectation of the address. Raises Http404."""
        found = self.instrument.expectations.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404("There is no such expectation.")
        return found

    def act(self, given: dict[str, Any], version: int) -> None:
        """Record it, with what it rests on."""
        uploads = given.pop("uploads")
        with transaction.atomic():
            made = record_progress(
                by=self.request.user, expectation=self.expectation(), expected_version=version, **given
            )
            keep_files(by=self.request.user, case=self.case, uploads=uploads, subject=f"progress:{made.pk}")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The expectation, with what was recorded before."""
        expectation = self.expectation()
        return super().get_context_data(
            expectation=expectation, earlier=expectation.progress.select_related("recorded_by"), **more
        )


class EndNotice(OnANotice):
    """End a notice as a minister decided, with the letter that says so."""

    form_class = EndForm
    done: ClassVar[str] = "The notice has ended. Send the letter, and prepare its publication."
    template_name = "notices/end.html"
    approval: SubmissionAct | None = None

    def find_instrument(self) -> Notice:
        """The notice, and the decision to end it."""
        notice = super().find_instrument()
        self.approval = approved_act(notice, (self.move,))
        return notice

    def missing(self) -> list[Unmet]:
        """What keeps it from ending, the decision first."""
        if self.approval is None:
            ask = reverse(
                "cases:new_submission", args=[self.case.ref], query={"act": self.move, "of": self.instrument.key}
            )
            return [*super().missing(), Unmet("no_decision", "A minister has not decided this. Put it to one.", ask)]
        return super().missing()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The stages that the case may go to, and whose password is asked for."""
        landings = landings_after(Situation(self.case, clock.today(), self.instrument), self.instrument)
        return super().get_form_kwargs() | {"landings": landings, "request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The decision."""
        return super().get_context_data(approval=self.approval, **more)


class WithdrawNotice(EndNotice):
    """Withdraw it before its end (T15)."""

    move: ClassVar[str] = "withdraw_notice"
    button: ClassVar[str] = "Withdraw the notice"

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Withdraw it."""
        return withdraw_notice(by=self.request.user, notice=self.instrument, expected_version=version, **given)


class DoNotReissueNotice(EndNotice):
    """Record that it is not reissued (T17)."""

    move: ClassVar[str] = "do_not_reissue_notice"
    heading: ClassVar[str] = "Record that the notice is not reissued"
    button: ClassVar[str] = "Record that it is not reissued"

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Record it."""
        return do_not_reissue_notice(by=self.request.user, notice=self.instrument, expected_version=version, **given)


class EndRequirement(ActPage):
    """End a requirement for information."""

    move: ClassVar[str] = "end_requirement"
    form_class = EndRequirementForm
    done: ClassVar[str] = "The requirement has ended."
    instrument: InformationRequirement

    def find_instrument(self) -> InformationRequirement:
        """The requirement of the address. Raises Http404."""
        return found_requirement(self.case, self.kwargs["pk"])

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """End it."""
        return end_requirement(by=self.request.user, requirement=self.instrument, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The requirement."""
        return reverse("notices:requirement", args=[self.case.ref, self.kwargs["pk"]])


class LogReturn(ActPage):
    """Log a return for one item of a requirement."""

    move: ClassVar[str] = "log_return"
    form_class = ReturnForm
    button: ClassVar[str] = "Log the return"
    done: ClassVar[str] = "The return is logged."
    template_name = "notices/return.html"
    lede: ClassVar[str] = "Returns are private. A late return is not a failure of the Best Value Duty."

    def find_instrument(self) -> InformationRequirement:
        """The requirement of the address. Raises Http404."""
        return found_requirement(self.case, self.kwargs["pk"])

    def item(self) -> RequirementItem:
        """The item of the address. Raises Http404."""
        items = RequirementItem.objects.filter(requirement=self.kwargs["pk"], number=self.kwargs["number"])
        found = items.prefetch_related("returns").first()
        if found is None:
            raise Http404("There is no such item.")
        return found

    def get_initial(self) -> dict[str, Any]:
        """The first due date that no return answers."""
        due = next_due(self.item(), clock.today())
        return {"answers_due_on": due.on} if due else {}

    def act(self, given: dict[str, Any], version: int) -> None:
        """Log it, with its files."""
        uploads = given.pop("uploads")
        with transaction.atomic():
            made = log_return(by=self.request.user, item=self.item(), expected_version=version, **given)
            keep_files(by=self.request.user, case=self.case, uploads=uploads, subject=f"return:{made.pk}")

    def next_page(self, result: Any) -> str:
        """The requirement."""
        return reverse("notices:requirement", args=[self.case.ref, self.kwargs["pk"]])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The item, with the returns so far."""
        return super().get_context_data(item=self.item(), **more)

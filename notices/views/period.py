"""Pages of a notice's period: progress, returns, and its end by a minister's decision (T13 to T17, R8)."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404

from bestvalue import clock
from cases.views.deciding import EndsInstrument
from cases.views.files import WithFiles
from notices.forms.issuing import EndRequirementForm, ProgressForm, ReturnForm
from notices.models import (
    ExpectationProgress,
    InformationRequirement,
    Notice,
    NoticeExpectation,
    RequirementItem,
    RequirementReturn,
)
from notices.periods import next_due
from notices.services import do_not_reissue_notice, end_requirement, log_return, record_progress, withdraw_notice

from .about import OnANotice, OnARequirement


class RecordProgress(WithFiles, OnANotice):
    """Record what is known about one expectation."""

    move: ClassVar[str] = "record_progress"
    form_class = ProgressForm
    button: ClassVar[str] = "Record progress"
    done: ClassVar[str] = "Progress is recorded."
    template_name = "notices/progress.html"
    kind: ClassVar[str] = "progress"

    @cached_property
    def expectation(self) -> NoticeExpectation:
        """The expectation of the address. Raises Http404."""
        found = self.instrument.expectations.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404("There is no such expectation.")
        return found

    def make(self, given: dict[str, Any], version: int) -> ExpectationProgress:
        """Record it; the files are what it rests on."""
        return record_progress(by=self.request.user, expectation=self.expectation, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The expectation, with what was recorded before."""
        earlier = self.expectation.progress.select_related("recorded_by")
        return super().get_context_data(expectation=self.expectation, earlier=earlier, **more)


class EndNotice(EndsInstrument, OnANotice):
    """End a notice by its `service`, as a minister decided, with the letter that says so."""

    done: ClassVar[str] = "The notice has ended. Send the letter, and prepare its publication."

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """End it."""
        ended: Notice = type(self).service(
            by=self.request.user, notice=self.instrument, expected_version=version, **given
        )
        return ended


class WithdrawNotice(EndNotice):
    """Withdraw it before its end (T15)."""

    move: ClassVar[str] = "withdraw_notice"
    service = withdraw_notice
    button: ClassVar[str] = "Withdraw the notice"


class DoNotReissueNotice(EndNotice):
    """Record that it is not reissued (T17)."""

    move: ClassVar[str] = "do_not_reissue_notice"
    service = do_not_reissue_notice
    heading: ClassVar[str] = "Record that the notice is not reissued"
    button: ClassVar[str] = "Record that it is not reissued"


class EndRequirement(OnARequirement):
    """End a requirement for information."""

    move: ClassVar[str] = "end_requirement"
    form_class = EndRequirementForm
    done: ClassVar[str] = "The requirement has ended."

    def act(self, given: dict[str, Any], version: int) -> InformationRequirement:
        """End it."""
        return end_requirement(by=self.request.user, requirement=self.instrument, expected_version=version, **given)


class LogReturn(WithFiles, OnARequirement):
    """Log a return for one item of a requirement."""

    move: ClassVar[str] = "log_return"
    form_class = ReturnForm
    button: ClassVar[str] = "Log the return"
    done: ClassVar[str] = "The return is logged."
    template_name = "notices/return.html"
    kind: ClassVar[str] = "return"
    lede: ClassVar[str] = "Returns are private. A late return is not a failure of the Best Value Duty."

    @cached_property
    def item(self) -> RequirementItem:
        """The item of the address. Raises Http404."""
        items = RequirementItem.objects.filter(requirement=self.kwargs["pk"], number=self.kwargs["number"])
        found = items.prefetch_related("returns").first()
        if found is None:
            raise Http404("There is no such item.")
        return found

    def get_initial(self) -> dict[str, Any]:
        """The first due date that no return answers."""
        due = next_due(self.item, clock.today())
        return {"answers_due_on": due.on} if due else {}

    def make(self, given: dict[str, Any], version: int) -> RequirementReturn:
        """Log it."""
        return log_return(by=self.request.user, item=self.item, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The item, with the returns so far."""
        return super().get_context_data(item=self.item, **more)

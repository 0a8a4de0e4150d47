"""What the pages share of acts that a minister decided: the decision, the exact text, and where the case goes."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from bestvalue import clock
from bestvalue.accounts.forms import ReadAndConfirm
from bestvalue.errors import Unmet
from cases.conditions import Situation
from cases.forms.landing import EndForm
from cases.letters import Letterhead
from cases.models import SubmissionAct
from cases.moves import MOVES, Move
from cases.selectors.submissions import approved_act
from cases.services.landing import landings_after
from cases.where import page_to_ask

from .acting import ActPage


class Decided(ActPage):
    """An act that a minister decided, with the password again. `acts` are those that open the page, if not `move`."""

    acts: ClassVar[Iterable[str]] = ()
    undecided: ClassVar[str] = "A minister has not decided this. Put it to one."
    template_name = "cases/approved.html"

    @cached_property
    def approval(self) -> SubmissionAct | None:
        """The minister's decision, not carried out yet; None where there is none."""
        return approved_act(self.instrument, self.acts or (self.move,)) if self.instrument else None

    def not_decided(self) -> Unmet:
        """That there is no decision, and where one is asked for."""
        assert self.instrument is not None  # noqa: S101 (an act that a minister decides is about an instrument)
        return Unmet("no_decision", self.undecided, page_to_ask(self.move, self.instrument, self.case))

    def missing(self) -> list[Unmet]:
        """What keeps it from being done, the decision last."""
        return [*super().missing(), *([] if self.approval else [self.not_decided()])]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The decision."""
        return super().get_context_data(approval=self.approval, **more)


class SentAsApproved(Decided):
    """Sending exactly the text that a minister approved, by somebody who did not draft it, once they have read it."""

    form_class: Any = ReadAndConfirm
    undecided: ClassVar[str] = "No minister has approved this text."

    @property
    def row(self) -> Move:
        """The act that was approved; before the instrument is found, the page's own."""
        return MOVES[self.approval.move] if self.instrument and self.approval else super().row

    def missing(self) -> list[Unmet]:
        """The decision before all else, as it says which act this is."""
        if self.approval is None:
            return [self.not_decided()]
        own = self.request.user.pk == getattr(self.instrument, "drafted_by_id", None)
        return [*([Unmet("own_draft", "You drafted it. Somebody else does this.")] if own else []), *super().missing()]

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The letterhead, dated as the text would go out today."""
        head = Letterhead(date=clock.today(), today=clock.today(), reference=self.case.reference or "")
        return super().get_context_data(letterhead=head, **more)


class SentByAct(SentAsApproved):
    """The same where one of several acts may have been approved: `acts` gives the service of each, `about` its name
    for the instrument.
    """

    acts: ClassVar[Mapping[str, Callable[..., Any]]]
    about: ClassVar[str]

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Call the service of the act that was approved."""
        service, about = self.acts[self.row.name], {self.about: self.instrument}
        return service(by=self.request.user, expected_version=version, **about, **given)


class EndsInstrument(Decided):
    """Ending an instrument by a letter that a minister approved; the case goes where the person picks (rulings 3)."""

    service: ClassVar[Callable[..., Any]]
    form_class = EndForm
    template_name = "cases/ends.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The stages that the case may go to."""
        assert self.instrument is not None  # noqa: S101 (what ends is an instrument)
        landings = landings_after(Situation(self.case, clock.today(), self.instrument), self.instrument)
        return super().get_form_kwargs() | {"landings": landings}

"""Pages of proposals and of the representations on them (T42 to T45, T47, T49, T50; LGA 1999 s.15(9))."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.forms import Form

from bestvalue import clock
from bestvalue.accounts.forms import ReadAndConfirm
from cases.days import pre_election_periods, working_days_after, working_days_between
from cases.views.deciding import EndsInstrument, SentByAct
from interventions.forms import acting as forms
from interventions.forms.drafting import ProposalForm
from interventions.models import Proposal
from interventions.services import proposals as services
from interventions.services import representations

from .about import AsApproved, DraftInstrument, OnInstrument, OnRepresentation, WithOriginals


class DraftProposal(DraftInstrument):
    """Draft a proposal."""

    move: ClassVar[str] = "draft_proposal"
    title: ClassVar[str] = "Draft a proposal to intervene"
    form_class = ProposalForm
    kind = services.PROPOSAL
    service = services.draft_proposal


class EditProposal(DraftInstrument):
    """Edit a draft proposal."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_proposal"
    title: ClassVar[str] = "Edit the draft proposal"
    form_class = ProposalForm
    kind = services.PROPOSAL
    service = services.edit_proposal
    about: ClassVar[str] = "proposal"


class OnProposal(OnInstrument):
    """An act on one proposal."""

    model, about = Proposal, "proposal"
    instrument: Proposal


class PutProposal(SentByAct, OnProposal):
    """Put it to the authority by the act that was approved: first, inside an intervention, or in place of another."""

    move: ClassVar[str] = "propose_intervention"
    acts: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "propose_intervention": services.propose_intervention,
        "propose_new_directions": services.propose_new_directions,
        "change_proposal": services.change_proposal,
    }
    button: ClassVar[str] = "Put it to the authority"
    done: ClassVar[str] = "It is put to the authority. Send the letter with the report, and prepare its publication."
    template_name = "interventions/put.html"

    def get_form_class(self) -> type[Form]:
        """A changed proposal says what changed."""
        return forms.ChangeForm if self.row.name == "change_proposal" else ReadAndConfirm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The day on which the time would end if it were sent today, and what stands in its way."""
        closes = working_days_after(clock.today(), self.instrument.window_days)
        return super().get_context_data(closes=closes, elections=pre_election_periods(clock.today(), closes.on), **more)


class ExtendWindow(OnProposal):
    """Give more time (T43)."""

    move: ClassVar[str] = "extend_window"
    service = services.extend_window
    form_class = forms.ExtendWindowForm
    button: ClassVar[str] = "Give more time"
    done: ClassVar[str] = "The authority has more time. Send the letter."
    template_name = "interventions/window.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """How much time is left."""
        closes = self.instrument.closes_on
        left = working_days_between(clock.today(), closes) if closes else None
        return super().get_context_data(left=left, **more)


class CloseWindow(OnProposal):
    """Close the time for representations (T45)."""

    move: ClassVar[str] = "close_window"
    service = services.close_window
    form_class = forms.CloseWindowForm
    button: ClassVar[str] = "Close the time"
    done: ClassVar[str] = "The time for representations is closed."
    template_name = "interventions/window.html"


class DoNotIntervene(EndsInstrument, OnProposal):
    """Carry out the decision not to intervene (T47, R21)."""

    move: ClassVar[str] = "do_not_intervene"
    service = services.do_not_intervene
    button: ClassVar[str] = "Record that there is no intervention"
    done: ClassVar[str] = "The decision is recorded. Send the letter."


class RestartProposal(AsApproved, OnProposal):
    """Start again after an error or on stale evidence (T49)."""

    move: ClassVar[str] = "restart_proposal"
    service = services.restart_proposal
    done: ClassVar[str] = "The proposal has ended. Draft a new one."


class DoNotProceed(EndsInstrument, OnProposal):
    """Record that it goes no further."""

    move: ClassVar[str] = "do_not_proceed_with_proposal"
    service = services.do_not_proceed_with_proposal
    button: ClassVar[str] = "Record that it goes no further"
    done: ClassVar[str] = "The proposal has ended. Send the letter."


class LogRepresentation(WithOriginals, OnProposal):
    """Log what came from the authority or from somebody else (R18)."""

    move: ClassVar[str] = "log_representation"
    service = representations.log_representation
    form_class = forms.RepresentationForm
    kind: ClassVar[str] = "representation"
    lede: ClassVar[str] = "Every representation is logged, also one that comes late."
    done: ClassVar[str] = "The representation is logged."


class AcknowledgeRepresentation(OnRepresentation, OnProposal):
    """Record that the sender was thanked."""

    move: ClassVar[str] = "acknowledge_representation"
    service = representations.acknowledge_representation
    form_class = Form
    button: ClassVar[str] = "Record that it was acknowledged"
    done: ClassVar[str] = "The representation is acknowledged."
    about: ClassVar[str] = "representation"
    template_name = "interventions/representation.html"


class AnswerRepresentation(OnRepresentation, OnProposal):
    """Summarise and answer it."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "answer_representation"
    service = representations.answer_representation
    form_class = forms.AnswerForm
    about: ClassVar[str] = "representation"
    button: ClassVar[str] = "Save the summary and the answer"
    done: ClassVar[str] = "The representation is summarised and answered."
    template_name = "interventions/representation.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether it came late."""
        return super().get_form_kwargs() | {"late": self.part.is_late}

    def get_initial(self) -> dict[str, Any]:
        """What was written before."""
        return {"summary": self.part.summary, "reply": self.part.reply}

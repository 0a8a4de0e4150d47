"""The forms of acts while directions run, of appointments and reports, of exit and of oversight."""

from collections.abc import Sequence
from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain, ReadAndConfirm
from bestvalue.ui.forms import DateField
from cases.forms.drafts import long_words
from cases.forms.engagement import long_text
from cases.forms.files import FilesField
from cases.models import Instrument
from interventions.models import ActionProgress
from interventions.services.leaving import VIEWS
from interventions.standing import title_of

from .acting import DecidedForm, line


class UrgencyNoticesForm(forms.Form):
    """When both notices went out."""

    authority_told_on = DateField(label="When was the notice sent to the authority?")
    representatives_told_on = DateField(label="When was the notice sent to those who represent authorities?")
    uploads = FilesField(label="The notices as sent")


class ActionProgressForm(forms.Form):
    """How far an action is done."""

    on = DateField(label="As at which day?")
    standing = forms.ChoiceField(
        label="How far is it done?", choices=ActionProgress.Standing.choices, widget=forms.RadioSelect
    )
    text = long_text("What does that rest on?", "Name the evidence, and what the authority says.")
    uploads = FilesField()


class InstructionForm(forms.Form):
    """An instruction."""

    given_on = DateField(label="When was it given?")
    given_by = line("Who gave it?")
    instruction = long_text("What is the instruction?")
    uploads = FilesField(label="The written instruction")


class HandBackForm(PasswordAgain):
    """Why a function is handed back."""

    reason = long_text(
        "What is the evidence, and what did the legal adviser settle?",
        "Handing back in practice does not end the transfer in law: that takes new directions, or their end.",
        rows=5,
    )


class EnforceForm(PasswordAgain):
    """What was breached."""

    breach = long_text("What is the evidence of the breach, and the legal advice?", rows=5)


class CostForm(forms.Form):
    """A cost over a stretch of time."""

    what = line("What was it for?", "For instance the commissioners' fees.")
    starts_on = DateField(label="From", error_messages={"required": "Enter the first day"})
    ends_on = DateField(label="To", error_messages={"required": "Enter the last day"})
    pounds = forms.DecimalField(label="Amount in pounds", min_value=0, max_digits=12, decimal_places=2)
    paid_by = line("Who pays?", limit=200)
    source = line("Where does the figure come from?", limit=500)


class LeaveForm(PasswordAgain):
    """What each says about the end of directions, kept apart (R26)."""

    authority = long_text("What does the authority say?", rows=4)
    commissioners = long_text("What do the commissioners, envoys or the board say?", rows=4)
    officials = long_text(
        "What do officials say?",
        "The question is whether it can sustain improvement unaided, not whether all is done.",
        rows=4,
    )
    reason = long_text("What did the Secretary of State decide, and why?", rows=4)

    def clean(self) -> dict[str, Any]:
        """The views as one fact of the directions."""
        given = super().clean()
        views = {name: given.pop(name, "") for name in VIEWS}
        return {**given, "views": views}


# Appointments


class ConflictsForm(forms.Form):
    """What was checked."""

    finding = long_text("What was checked, and what was found?", rows=4)
    two_roles_reason = long_words("If they hold another role here, why may they hold two?", rows=3)


class EndAppointmentForm(DecidedForm):
    """When an appointment ends."""

    ended_on = DateField(label="On which day does it end?")


# Reports


class ProgressReportForm(forms.Form):
    """A report as it came; nothing in it is edited (N24)."""

    author = line("Who wrote it?")
    dated_on = DateField(label="Which date does it bear?")
    received_on = DateField(label="When did it come?")
    scope_recommended = long_text("What does it recommend about the scope of the intervention?", rows=3)
    text = long_text("The report", "In its authors' own words. It cannot be changed afterwards.", rows=10)
    uploads = FilesField(label="The original")


class ReadForm(ReadAndConfirm):
    """That the reply was read."""


# Exit and oversight


class MeetMilestoneForm(forms.Form):
    """How a milestone was met."""

    met_on = DateField(label="When was it met?")
    evidence = long_text("What shows it?", rows=4)
    uploads = FilesField(label="The evidence")


class ArrangeForm(forms.Form):
    """How the authority is watched."""

    plan = long_text("What is watched, and how?", rows=5)
    critical_friend = long_words("Is there a critical friend, and on what terms?", rows=3)
    reviewer = line("Who will review?", needed=False)


class OversightReviewForm(forms.Form):
    """What the review found."""

    reviewer = line("Who reviewed?")
    independence = long_text(
        "Why is the reviewer independent of the intervention, or why did officials review?", rows=3
    )
    findings = long_text("What did the review find?", "And what the authority itself says about it.", rows=8)
    uploads = FilesField(label="The review")


class CourtOrderForm(PasswordAgain):
    """What a court quashed."""

    quashed = forms.ChoiceField(label="What did the court quash?", widget=forms.RadioSelect)
    court = line("Which court, and which case number?", "For instance High Court, Administrative Court, CO/1234/2026.")
    ordered_on = DateField(label="When was the order made?")
    order = long_text("What does the order say?", rows=5)
    uploads = FilesField(label="The sealed order", required=True)

    def __init__(self, *args: Any, live: Sequence[Instrument], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(each.key, title_of(each)) for each in live]
        self.fields["quashed"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["quashed", "court", "ordered_on", "order", "uploads", "password"])

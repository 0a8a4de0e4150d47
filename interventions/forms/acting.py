"""The forms of acts on inspections, reviews, packages, proposals and representations."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain, ReadAndConfirm
from bestvalue.ui.forms import DateField
from cases.forms.drafts import LinesField, long_words
from cases.forms.engagement import YesNoField, long_text
from cases.forms.files import FilesField
from cases.forms.landing import EndForm
from cases.stages import Stage

LINE = 300


def line(label: str, hint: str = "", *, limit: int = LINE, needed: bool = True) -> forms.CharField:
    """One line."""
    return forms.CharField(label=label, help_text=hint, max_length=limit, required=needed)


class ReasonForm(forms.Form):
    """Why."""

    reason = long_text("Reasons", rows=4)


class DecidedForm(PasswordAgain):
    """Why, of an act that a minister decided."""

    reason = long_text("Reasons", "As they were decided.", rows=4)


# Inspections


class InspectorsRequirementForm(forms.Form):
    """What an inspector requires, and of whom."""

    required_of = line("Of whom is it required?")
    what = long_text("What is required?", rows=4)
    served_on = DateField(label="When was it served?")
    comply_on = DateField(label="By when is it to be met?", help_text="Three clear days after it was served, or later.")


class InspectionReportForm(forms.Form):
    """What an inspection reported, and to whom the report went."""

    sent_to_authority_on = DateField(label="When was it sent to the authority?")
    sent_to_secretary_of_state_on = DateField(label="When was it sent to the Secretary of State?")
    recommends_directions = YesNoField(
        "Does it recommend that directions are given?", "Yes, it recommends directions", "No, it does not"
    )
    alone = LinesField(
        label="Steps that it recommends the authority takes alone", help_text="One on each line.", required=False
    )
    supported = LinesField(
        label="Steps that it recommends the authority takes with support", help_text="One on each line.", required=False
    )
    recommended_steps = long_words("What else it recommends", rows=4)
    uploads = FilesField(label="The report")


class PassagesForm(forms.Form):
    """Which passages somebody was sent."""

    person = line("Whom does the report criticise?")
    passages = long_text("Which passages were they sent?", rows=5)
    sent_on = DateField(label="When were they sent?")
    uploads = FilesField(label="The letter")


class PassagesAnswerForm(forms.Form):
    """What a criticised person answers."""

    answered_on = DateField(label="When did they answer?")
    answer = long_text("What do they say?", "In their own words as far as you can. Say so if they chose not to answer.")
    uploads = FilesField(label="The answer")


class PublishReportForm(PasswordAgain):
    """What was checked before a report is published."""

    checks = long_text(
        "What was checked?", "How each person criticised was heard, and how data protection was checked.", rows=5
    )


# Reviews


class ReviewReportForm(forms.Form):
    """The report of a review."""

    reported_on = DateField(label="Date of the report")
    findings = long_text("What it found", "As the reviewers put it, checked for accuracy with the authority.", rows=10)
    uploads = FilesField(label="The report")


# Packages


class EndPackageForm(EndForm):
    """How a package ends."""

    final_view = long_text("What is the final view of the board or panel?", rows=4)
    review_due_on = DateField(
        label="If oversight follows, when is its review due?", required=False, help_text="A year later, as a rule."
    )

    def __init__(self, *args: Any, landings: list[Stage], **more: Any) -> None:
        watched = [] if Stage.OVERSIGHT in landings or landings[0] != Stage.EARLY_ENGAGEMENT else [Stage.OVERSIGHT]
        super().__init__(*args, landings=[*landings, *watched], **more)

    def clean(self) -> dict[str, Any]:
        """Oversight has a review."""
        given = super().clean()
        if given.get("to") == Stage.OVERSIGHT and not given.get("review_due_on"):
            self.add_error("review_due_on", "Enter when the review is due")
        if not given.get("review_due_on"):
            given.pop("review_due_on", None)
        return given


# Proposals and representations


class ChangeForm(ReadAndConfirm):
    """What changed in a proposal."""

    reason = long_text("What changed, and why?", rows=4)


class ExtendWindowForm(forms.Form):
    """More time."""

    closes_on = DateField(label="On which day does the time now end?")
    reason = long_text("Who asked for it, or why is it given?", rows=3)


class CloseWindowForm(forms.Form):
    """That the time for representations is over."""

    nothing_more_to_say = long_words(
        "If the time has not ended yet, what has the authority written?",
        "It ends early only where the authority writes that it will say no more. Give its words and date.",
        rows=3,
    )


class RepresentationForm(forms.Form):
    """A representation that came."""

    sender = line("Who sent it?")
    is_from_authority = forms.BooleanField(label="It comes from the authority itself", required=False)
    received_on = DateField(label="When did it come?")
    channel = line("How did it come?", "For instance by email, by post or at a meeting.", limit=100)
    text = long_text("What does it say?", "In its own words. Attach the original.", rows=10)
    uploads = FilesField(label="The original")


class AnswerForm(forms.Form):
    """A summary and an answer."""

    summary = long_text("Summary", "What it says, fairly and in full, for the person who decides.", rows=6)
    reply = long_text("How is it answered?", "What changes because of it, or why nothing does.", rows=6)
    late_decision = long_text("It came late. Is it considered, and why?", rows=3)

    def __init__(self, *args: Any, late: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not late:
            del self.fields["late_decision"]

"""Forms of a notice's journey once a minister has decided: service, progress, returns, and its end."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from bestvalue.accounts.forms import ReadAndConfirm
from bestvalue.ui.forms import DateField
from cases.forms.files import FilesField
from notices.models import ExpectationProgress, InformationRequirement

LONG = 20_000  # characters


class ServeForm(forms.Form):
    """How and when one person was served, and with what proof."""

    how = forms.CharField(
        label="How was it served?", help_text="For instance by email, by post or by hand.", max_length=200
    )
    served_on = DateField(label="When was it served?")
    deemed_served_on = DateField(
        label="When is it deemed to be served?",
        required=False,
        help_text="Only where that is later, for instance after second class post.",
    )
    proof = forms.CharField(
        label="Proof of service", max_length=500, required=False, help_text="For instance a read receipt."
    )
    uploads = FilesField()


class SendForm(ReadAndConfirm):
    """How a letter was sent."""

    how = forms.CharField(label="How was it sent?", max_length=200)


class ServeRequirementForm(ReadAndConfirm):
    """Which earlier requirement this one replaces."""

    replaces = forms.ModelChoiceField(
        label="Does it replace an earlier requirement?",
        queryset=InformationRequirement.objects.none(),
        required=False,
        empty_label="No",
    )

    def __init__(self, *args: Any, served: QuerySet[InformationRequirement], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["replaces"].queryset = served  # type: ignore[attr-defined]


class EndRequirementForm(forms.Form):
    """Why a requirement ends."""

    ending = forms.ChoiceField(
        label="Why does it end?",
        choices=[("received", "Everything was received"), ("cancelled", "It is cancelled")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Reason", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))


class ProgressForm(forms.Form):
    """What is known about one expectation on a day."""

    on = DateField(label="As at which day?")
    finding = forms.ChoiceField(
        label="How far is it met?", choices=ExpectationProgress.Finding.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What does that rest on?",
        help_text="Name the evidence, and what the authority says.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    uploads = FilesField()


class ReturnForm(forms.Form):
    """A return that was received."""

    received_on = DateField(label="When was it received?")
    answers_due_on = DateField(
        label="Which due date does it answer?", help_text="Earlier versions of the same return are kept."
    )
    summary = forms.CharField(label="What was returned?", max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))
    uploads = FilesField()

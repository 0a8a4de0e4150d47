"""Forms for webhooks: asking for one, ending one, and sending deliveries again."""

from django import forms
from django.core.exceptions import ValidationError

from bestvalue.api.addresses import BadAddress, parts_of
from cases.forms.drafts import LinesField
from cases.moves import MOVES

NUMBER = {"required": "Enter a number", "invalid": "Enter a whole number", "min_value": "The number must be 1 or more"}


class WebhookForm(forms.Form):
    """Where events go, what for, and which."""

    target = forms.CharField(
        label="Address",
        max_length=500,
        help_text="An https address of the system that takes the events. It cannot be changed later.",
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
        error_messages={"required": "Enter the address"},
    )
    description = forms.CharField(
        label="What it is for",
        max_length=200,
        help_text="Which system it is, who runs it and why it needs the events. An administrator decides on this.",
        error_messages={"required": "Enter what it is for"},
    )
    verbs = LinesField(
        label="Only these acts",
        required=False,
        help_text="Names of acts as the API has them, such as issue_notice, one on each line. Leave it empty for all.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def clean_target(self) -> str:
        """An address that is written as it must be."""
        target: str = self.cleaned_data["target"].strip()
        try:
            parts_of(target)
        except BadAddress as error:
            raise ValidationError(str(error)) from error
        return target

    def clean_verbs(self) -> list[str]:
        """Acts that there are."""
        verbs: list[str] = self.cleaned_data["verbs"]
        if unknown := [each for each in verbs if each not in MOVES]:
            raise ValidationError(f"There is no act called {unknown[0]}")
        return verbs


class EndWebhookForm(forms.Form):
    """Why a webhook ends."""

    reason = forms.CharField(
        label="Why (optional)", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReplayForm(forms.Form):
    """Which deliveries are sent again."""

    first = forms.IntegerField(label="From number", min_value=1, error_messages=NUMBER)
    last = forms.IntegerField(
        label="To number", min_value=1, help_text="The same number for only one.", error_messages=NUMBER
    )

"""Forms for the people who may sign in: a new one, and why an act on one is done."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain
from cases.forms.engagement import long_text


class NewPersonForm(forms.Form):
    """Who it is."""

    name = forms.CharField(label="Full name", max_length=200, error_messages={"required": "Enter the full name"})
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="They sign in with it, and get a link there to set their password.",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address in the correct format",
        },
    )


class PersonReasonForm(forms.Form):
    """Why."""

    reason = long_text("Reason", rows=4)


class CloseAccountForm(PasswordAgain):
    """Why, that it is the right person, and a fresh proof of who closes it."""

    reason = long_text("Reason", rows=4)
    sure = forms.BooleanField(
        label="I have looked at what ends, and this is the right person",
        error_messages={"required": "Confirm that this is the right person"},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an argument of the act."""
        given = super().clean()
        given.pop("sure", None)
        return given

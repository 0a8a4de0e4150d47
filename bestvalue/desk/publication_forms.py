"""Forms of a publication: the copy for the public, and each act on it."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import ReadAndConfirm
from bestvalue.ui.forms import DateField

LONG = 100_000  # characters: a letter and its schedules


class PackForm(forms.Form):
    """What the public will see, and when."""

    title = forms.CharField(label="Title", max_length=300)
    statement = forms.CharField(
        label="What happened, in words the public can read",
        help_text="One or two sentences. They stand in the register with today's date.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(
        label="Copy of the document",
        help_text="It begins as the text that was decided on. Take out what must not be public.",
        max_length=LONG,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    redaction = forms.CharField(
        label="What you took out, and why",
        help_text="Needed where the copy differs from the text that was decided on. It is not published.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    legal_basis = forms.CharField(label="Legal basis", max_length=300, required=False)
    in_force_from = DateField(label="In force from", required=False)
    in_force_until = DateField(label="In force until", required=False)
    ended_on = DateField(label="Ended on", required=False, help_text="Only where it has ended.")
    ending = forms.CharField(label="How it ended", max_length=200, required=False)
    not_before = DateField(
        label="Not to be published before", required=False, help_text="For instance the day of a statement."
    )
    note = forms.CharField(
        label="Note to press", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_body(self) -> str:
        """With the line ends of our texts, so that an unchanged copy is the same text."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Ends come after beginnings."""
        given = super().clean() or self.cleaned_data
        since = given.get("in_force_from")
        for name in ("in_force_until", "ended_on"):
            if since and given.get(name) and given[name] < since:
                self.add_error(name, f"{self.fields[name].label} must be on or after the day it came into force")
        return given


class ConfirmForm(ReadAndConfirm):
    """A tick that it was read, and the password again."""

    read = forms.BooleanField(
        label="I have read exactly what will be public",
        error_messages={"required": "Confirm that you have read what will be public"},
    )


class NoteForm(forms.Form):
    """Why it is sent back."""

    note = forms.CharField(label="What must change?", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


class ReasonForm(forms.Form):
    """Why it will not be published, or is withdrawn."""

    reason = forms.CharField(label="Reason", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

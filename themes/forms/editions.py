"""Forms about editions of the guidance."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from themes.models import Edition
from themes.services.reading import LARGEST

NOT_TEXT = "The file is not a text in UTF-8"


class UploadForm(forms.Form):
    """The file of an edition."""

    file = forms.FileField(
        label="File of the edition",
        help_text="A YAML file in the form of the editions that are held. You see what it changes before you confirm.",
        error_messages={"required": "Select a file"},
    )

    def clean_file(self) -> str:
        """The text of the file. Raises ValidationError where it is none."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise ValidationError("The file must be smaller than 500 kB")
        try:
            text: str = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(NOT_TEXT) from error
        return text


class ConfirmForm(forms.Form):
    """The edition that was seen, confirmed."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    read = forms.BooleanField(
        label="I have read what is added, changed and dropped",
        error_messages={"required": "Confirm that you have read what changes"},
    )

    def clean_text(self) -> str:
        """The text as it was in the file: browsers send other ends of lines."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class CompareForm(forms.Form):
    """Two editions."""

    a = forms.ModelChoiceField(Edition.objects.all(), label="Earlier edition", to_field_name="slug", empty_label=None)
    b = forms.ModelChoiceField(Edition.objects.all(), label="Later edition", to_field_name="slug", empty_label=None)

    def clean(self) -> dict[str, Any]:
        """Two that differ."""
        given = super().clean() or {}
        if given.get("a") and given.get("a") == given.get("b"):
            raise ValidationError("Choose two different editions")
        return given

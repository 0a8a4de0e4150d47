"""Choosing files to keep."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.uploads import ACCEPTED, LARGEST, BadFileError, Upload, check

MOST = LARGEST // 1024 // 1024
HINT = f"Kinds: {', '.join(sorted(set(ACCEPTED) - {'jpeg'}))}. Each smaller than {MOST} MB, and {2 * MOST} MB together."


class SeveralFiles(forms.FileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Upload]:
        """Every file that was chosen."""
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """Files, each checked by its content; the value is a list."""

    widget = SeveralFiles

    def __init__(self, *, label: str = "Files", required: bool = False) -> None:
        super().__init__(label=label, required=required, help_text=HINT, error_messages={"required": "Select a file"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files. Raises ValidationError naming each that is not taken, and why."""
        given: list[Upload] = [each for each in data or () if each]
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        errors = [message for each in given if (message := _why_not(each))]
        if errors:
            raise ValidationError(errors)
        return given


class KeepFileForm(forms.Form):
    """One or several files for a case."""

    uploads = FilesField(required=True, label="Files to keep")
    description = forms.CharField(label="What is it?", max_length=300, required=False)


def _why_not(upload: Upload) -> str:
    try:
        check(upload)
    except BadFileError as error:
        return str(error)
    return ""

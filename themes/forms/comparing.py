"""The two days of which assessments are compared."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bestvalue.ui.forms import DateField


class DatesForm(forms.Form):
    """Two days, the earlier first."""

    a = DateField(label="Earlier day", help_text="You see the assessment that stood at its end.")
    b = DateField(label="Later day")

    def clean(self) -> dict[str, Any]:
        """The second day is the later one."""
        given = super().clean() or {}
        if given.get("a") and given.get("b") and given["a"] >= given["b"]:
            raise ValidationError("The second day must be later than the first")
        return given

"""Forms about quarterly statistics."""

from typing import Any

from django import forms

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain

from .statistics.quarters import Quarter, over_by, quarter_named


class FreezeForm(PasswordAgain):
    """Which quarter, what a further release puts right, and the password again."""

    quarter = forms.ChoiceField(label="Quarter")
    reason = forms.CharField(
        label="What it puts right",
        help_text="Only for a quarter that is frozen already. Say what was corrected, in words that may be published.",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )

    field_order = ("quarter", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        over = over_by(clock.today())
        self.fields["quarter"].choices = [(str(each), each.words) for each in over]  # type: ignore[attr-defined]

    def clean_quarter(self) -> Quarter:
        """The quarter that was chosen."""
        return quarter_named(self.cleaned_data["quarter"])

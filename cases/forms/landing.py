"""Why an instrument ends, and where the case goes then (rulings 3)."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain
from cases.stages import Stage

from .engagement import long_text


class EndForm(PasswordAgain):
    """The reasons, and where the case goes; the choice is of the stages that something live holds up."""

    reason = long_text("Reasons")
    to = forms.ChoiceField(label="Where does the case go?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, landings: list[Stage], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(stage.value, WORDS.get(stage, f"It stays at: {stage.label}")) for stage in landings]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["to"].initial = choices[0][0]

    def clean_to(self) -> Stage:
        """The stage."""
        return Stage(self.cleaned_data["to"])


WORDS = {
    Stage.EARLY_ENGAGEMENT: "Back to early engagement, in private",
    Stage.CLOSED: "The case is closed",
}

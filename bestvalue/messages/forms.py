"""Forms about messages."""

from typing import Any

from django import forms

from bestvalue.accounts.models import User

from .kinds import Way
from .selectors import choices_of


class PreferencesForm(forms.Form):
    """How a person hears of each kind of message that is not urgent."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in choices_of(user):
            if not choice.kind.urgent:
                self.fields[choice.key] = forms.ChoiceField(
                    label=choice.kind.label, choices=Way.choices, initial=choice.way, widget=forms.RadioSelect
                )


class GiveUpForm(forms.Form):
    """Why an email is given up."""

    reason = forms.CharField(
        label="Why is it given up?",
        max_length=500,
        help_text="For example, the person was told by phone.",
    )

"""Forms of the minister's box. Nothing in them is chosen beforehand."""

import datetime as dt
from typing import Any

from django import forms

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.models import User
from bestvalue.ui.forms import DateField

LONG = 20_000  # characters
NONE_DECLARED = "None declared"
CHOICES = {
    "approve": ("Approve", "Officials may then do this, on exactly this text and no other."),
    "return_for_changes": (
        "Return with changes asked for",
        "The changed text comes back to you before anything is done.",
    ),
    "decline": ("Decline", "It is not done."),
}


class Choices(forms.RadioSelect):
    """Radios with a hint on each choice."""

    def __init__(self, hints: dict[str, str], **given: Any) -> None:
        super().__init__(**given)
        self.hints = hints


class DecisionForm(PasswordAgain):
    """A minister's decision on one act, with reasons, interests and the password again."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(value, label) for value, (label, _) in CHOICES.items()],
        widget=Choices({value: hint for value, (_, hint) in CHOICES.items()}),
        error_messages={"required": "Select a decision"},
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="If you ask for changes, say which.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the reasons"},
    )
    has_interest = forms.ChoiceField(
        label="Is there an interest to declare?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether there is an interest to declare"},
    )
    interest = forms.CharField(
        label="The interest, if there is one",
        help_text="If it should keep you from deciding, stand aside instead: the link is at the foot of this page.",
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """What the service takes."""
        given = super().clean()
        declared = given.pop("has_interest", ""), given.pop("interest", "").strip()
        if declared == ("yes", ""):
            self.add_error("interest", "Enter the interest")
        if declared[0] == "no" and declared[1]:
            self.add_error("has_interest", "Select yes, as you have entered an interest")
        return {**given, "interests": declared[1] or NONE_DECLARED}


class RecordForm(DecisionForm):
    """A decision that a minister took, recorded by private office: whose, when, and the proof."""

    minister = forms.ModelChoiceField(
        label="Which minister decided?",
        queryset=User.objects.none(),
        empty_label="Choose a minister",
        error_messages={"required": "Select the minister who decided"},
    )
    decided_on = DateField(label="On which day?")
    decided_time = forms.TimeField(
        label="At what time?",
        help_text="For example, 14:30.",
        input_formats=["%H:%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the time", "invalid": "Enter a time such as 14:30"},
    )
    proof = forms.CharField(
        label="Proof of the decision",
        help_text="For example, the box note or email, its date and where it is filed.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the proof of the decision"},
    )

    def __init__(self, *args: Any, ministers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minister"].queryset = ministers  # type: ignore[attr-defined]
        self.fields["decision"].label = "The minister's decision"
        self.fields["interest"].help_text = "In the minister's words."
        self.order_fields(["minister", "decided_on", "decided_time", "proof"])

    def clean(self) -> dict[str, Any]:
        """What the service takes, with the day and the time as one instant in London."""
        given = super().clean()
        day, time = given.pop("decided_on", None), given.pop("decided_time", None)
        if day and time:
            given["decided_at"] = dt.datetime.combine(day, time, tzinfo=clock.LONDON)
        return given


class StandAsideForm(forms.Form):
    """The interest that takes a minister out, and to whom the box passes."""

    interest = forms.CharField(
        label="What is the interest?",
        help_text="It goes on the record.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter the interest"},
    )
    to = forms.ModelChoiceField(
        label="To whom does it pass?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Any other minister",
    )

    def __init__(self, *args: Any, ministers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = ministers  # type: ignore[attr-defined]

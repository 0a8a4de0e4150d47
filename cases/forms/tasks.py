"""Forms about tasks, clocks and absences."""

from typing import Any

from django import forms

from bestvalue.accounts.models import Team, User
from bestvalue.ui.forms import DateField
from cases import policy
from cases.models import Task

from .engagement import LINE, long_text


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the colleagues who may be chosen."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(User.objects.none(), label=label, help_text=hint, empty_label="Choose a colleague")


class CloseTaskForm(forms.Form):
    """Why nothing more is to be done."""

    reason = long_text("Reasons", "They stay on the record with the prompt.")


class GiveTaskForm(forms.Form):
    """Who has it from now on."""

    to = ColleagueField("Who has it from now on?")
    reason = forms.CharField(label="Why", help_text="Optional.", max_length=1000, required=False)

    def __init__(self, *args: Any, task: Task, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].queryset = policy.may_be_given(task)  # type: ignore[attr-defined]


class HandOverWorkForm(forms.Form):
    """To whom all that somebody has goes."""

    to = ColleagueField("Who has it all from now on?")
    reason = long_text("Reason", rows=3)

    def __init__(self, *args: Any, team: Team, leaver: User, **more: Any) -> None:
        super().__init__(*args, **more)
        colleagues = policy.looks_after_cases(team).exclude(pk=leaver.pk)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """From when to when, and who stands in."""

    starts_on = DateField(label="First day away")
    ends_on = DateField(label="Last day away")
    stand_in = ColleagueField("Who deals with the tasks meanwhile?", "Somebody who looks after cases in the same team.")

    def __init__(self, *args: Any, person: User, **more: Any) -> None:
        super().__init__(*args, **more)
        colleagues = policy.looks_after_cases(*policy.asks_for(person)).exclude(pk=person.pk)
        self.fields["stand_in"].queryset = colleagues  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = long_text("Reason", rows=3)


class MoveClockForm(ReasonForm):
    """Another date, and under what authority."""

    due_on = DateField(label="New date")
    authority = forms.CharField(
        label="Under what authority?",
        help_text="Such as the letter that sets it, with its date, or the agreement of the commissioners.",
        max_length=LINE,
    )

    field_order = ("due_on", "authority", "reason")


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it confirms."""

"""Forms for roles and teams: giving a role, ending one, the name of a team, and why it is closed or opened again."""

import datetime as dt
from typing import Any

from django import forms

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.models import Role, Team
from bestvalue.ui.forms import DateField
from cases.forms.engagement import long_text

TODAY_OR_LATER = "must be today or later"


class GrantRoleForm(PasswordAgain):
    """Which role, in which team, from when to when, why, and the password again."""

    role = forms.TypedChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *Role.choices],
        coerce=Role,
        error_messages={"required": "Choose the role"},
    )
    team = forms.ModelChoiceField(
        Team.objects.open(),
        label="Team",
        required=False,
        empty_label="No team",
        help_text=(
            "Case officers and team leads need one. A legal adviser, an analyst or a records manager reads the cases "
            "of their team, and without one none."
        ),
    )
    starts_on = DateField(label="First day", error_messages={"required": "Enter the first day"})
    ends_on = DateField(
        label="Last day", required=False, help_text="Leave it empty if the role is given until somebody ends it."
    )
    reason = long_text("Reason", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = clock.today()

    def clean_starts_on(self) -> dt.date:
        """Nobody is given a role for a day on which they did not hold it."""
        day: dt.date = self.cleaned_data["starts_on"]
        if day < clock.today():
            raise forms.ValidationError(f"The first day {TODAY_OR_LATER}")
        return day


class EndRoleForm(PasswordAgain):
    """The last day, why, and the password again."""

    ends_on = DateField(
        label="Last day", required=False, help_text="Leave it empty to end the role at once, today included."
    )
    reason = long_text("Reason", rows=4)

    def clean_ends_on(self) -> dt.date | None:
        """What was done in the role until now was done in it."""
        day: dt.date | None = self.cleaned_data["ends_on"]
        if day and day < clock.today():
            raise forms.ValidationError(f"The last day {TODAY_OR_LATER}. To end the role at once, leave it empty")
        return day


class TeamNameForm(forms.Form):
    """What the team is called."""

    name = forms.CharField(
        label="Name of the team", max_length=200, error_messages={"required": "Enter the name of the team"}
    )


class TeamReasonForm(forms.Form):
    """Why."""

    reason = long_text("Reason", rows=4)

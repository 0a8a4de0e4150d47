"""Forms for machines that call the API: registering one, and why its state is changed."""

import datetime as dt
from typing import Any

from django import forms

from bestvalue import clock
from bestvalue.accounts.models import MACHINE_ROLES, MachineScope, Role, Team, User
from bestvalue.accounts.models.clients import LONGEST_LIFE
from bestvalue.accounts.selectors import answerable
from bestvalue.ui.forms import DateField
from cases.forms.engagement import long_text


class RegisterClientForm(forms.Form):
    """Which machine it is, who answers for it, what it may do, and until when."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="The record, and the log of who read what, call it by this name.",
        error_messages={"required": "Enter the name of the machine"},
    )
    purpose = forms.CharField(
        label="What it is for", max_length=300, error_messages={"required": "Enter what the machine is for"}
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label="Person responsible",
        empty_label="Choose a person",
        help_text="It stops working when this person's account closes or their last role ends.",
        error_messages={"required": "Choose the person responsible"},
    )
    contact = forms.EmailField(
        label="Contact",
        max_length=254,
        help_text="The email address of those who run the machine.",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address in the correct format",
        },
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=MachineScope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select what the machine may do"},
    )
    role = forms.TypedChoiceField(
        label="Role of its account",
        choices=[(each.value, each.label) for each in MACHINE_ROLES],
        coerce=Role,
        widget=forms.RadioSelect,
        help_text="It reads what a person with this role may read.",
        error_messages={"required": "Select the role of its account"},
    )
    team = forms.ModelChoiceField(
        Team.objects.open(),
        label="Team",
        required=False,
        empty_label="No team",
        help_text="Optional. An analyst of a team reads the private cases of that team.",
    )
    ends_on = DateField(
        label="Last day", help_text="Within a year from today.", error_messages={"required": "Enter the last day"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = answerable()  # type: ignore[attr-defined]

    def clean_ends_on(self) -> dt.date:
        """A day from today to a year ahead."""
        day: dt.date = self.cleaned_data["ends_on"]
        if not clock.today() <= day <= clock.today() + LONGEST_LIFE:
            raise forms.ValidationError("The last day must be today or later, and within a year")
        return day


class ClientReasonForm(forms.Form):
    """Why."""

    reason = long_text("Reason", rows=4)

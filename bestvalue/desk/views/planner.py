"""The date planner: before anything is done, every date that would follow (a calculator; nothing is stored)."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.planner import PLANS, planned
from bestvalue.ui.forms import DateField
from cases import policy
from cases.days import not_a_working_day


class PlannerForm(forms.Form):
    """What would be done, on which day, and for how long."""

    act = forms.ChoiceField(
        label="What would be done?",
        choices=[("", "Choose an act"), *((name, plan.label) for name, plan in PLANS.items())],
        error_messages={"required": "Choose what would be done"},
    )
    on = DateField(label="On which day?")
    number = forms.IntegerField(
        label="For how long?",
        help_text="Months or working days, as the act has it. Leave empty for what is usual.",
        required=False,
        min_value=1,
        max_value=250,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"invalid": "Enter a whole number"},
    )


def planner(request: SignedInRequest) -> HttpResponse:
    """The form, and what would follow; the question is the address, so that it can be sent to a colleague."""
    if not policy.is_official(request.user):
        raise Http404("There is no such page.")
    form = PlannerForm(request.GET if "act" in request.GET else None)
    context: dict[str, Any] = {"form": form, "plans": PLANS.values()}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        plan = PLANS[given["act"]]
        number = given["number"] or plan.usual
        context |= {
            "plan": plan,
            "on": given["on"],
            "number": number,
            "begun_on_no_working_day": not_a_working_day(given["on"]),
            "lines": planned(given["act"], given["on"], number),
        }
    return render(request, "desk/planner.html", context)

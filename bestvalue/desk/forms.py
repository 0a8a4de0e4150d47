"""Filters of the lists: a bad value is explained, never ignored."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from cases.models import Authority, AuthorityKind
from cases.stages import Stage

REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
)
TEXT_LENGTH = 100


class AuthorityFilterForm(forms.Form):
    """Narrow a list of authorities."""

    text = forms.CharField(label="Name or code", required=False, max_length=TEXT_LENGTH)
    kind = forms.ModelMultipleChoiceField(
        AuthorityKind.objects.all(), label="Kind", required=False, widget=forms.CheckboxSelectMultiple
    )
    region = forms.MultipleChoiceField(
        label="Region", required=False, choices=[(each, each) for each in REGIONS], widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = AuthorityKind.objects.filter(Exists(Authority.objects.filter(kind=OuterRef("pk"))))
        self.fields["kind"].queryset = known  # type: ignore[attr-defined]


class CaseFilterForm(AuthorityFilterForm):
    """Narrow the list of cases."""

    text = forms.CharField(label="Authority or reference", required=False, max_length=TEXT_LENGTH)
    stage = forms.MultipleChoiceField(
        label="Stage", required=False, choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    sort = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(each, each) for each in ("authority", "-authority", "opened", "-opened")],
    )

    field_order = ("text", "stage", "kind", "region")

"""Filters of the lists: a bad value is explained, never ignored."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from bestvalue.accounts.models import Team, User
from bestvalue.ui.dates import DateField
from bestvalue.ui.listing import sort_field, sort_of
from cases.models import Authority, AuthorityKind
from cases.selectors.authorities import AUTHORITY_SORTS
from cases.selectors.cases import DEFAULT_SORT, LIVE, NOBODY, CaseFilters, officers_of
from cases.selectors.cases import SORTS as CASE_SORTS
from cases.stages import Stage

from .selectors.forecast import teams_for

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
COUNCILS = ("county", "unitary", "met", "district", "london_borough")
"""The kinds that most lists are narrowed to, offered first."""
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
        ordered = known.annotate(is_council=Q(pk__in=COUNCILS)).order_by("-is_council", "-is_local_authority", "label")
        self.fields["kind"].queryset = ordered  # type: ignore[attr-defined]


class AuthorityListForm(AuthorityFilterForm):
    """The same for the list of authorities itself, which is sorted too."""

    sort = sort_field(AUTHORITY_SORTS)


ME = "me"


class CaseFilterForm(AuthorityFilterForm):
    """Narrow the list of cases by facts; who looks on is offered only what is on cases that they may know of."""

    text = forms.CharField(label="Authority or reference", required=False, max_length=TEXT_LENGTH)
    stage = forms.MultipleChoiceField(
        label="Stage", required=False, choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    officer = forms.ChoiceField(label="Case officer", required=False)
    team = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Team",
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    live = forms.MultipleChoiceField(
        label="What is live", required=False, choices=LIVE, widget=forms.CheckboxSelectMultiple
    )
    followed = forms.BooleanField(label="Only cases that I follow", required=False)
    with_minister = forms.BooleanField(label="Waiting for a minister to decide", required=False)
    within = forms.IntegerField(
        label="A date within how many days?",
        required=False,
        min_value=1,
        max_value=3650,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    opened_from = DateField(label="Opened from", required=False)
    opened_to = DateField(label="Opened to", required=False)
    sort = sort_field(CASE_SORTS)

    field_order = (
        *("text", "officer", "followed", "with_minister", "within", "stage", "live", "team", "kind", "region"),
        *("opened_from", "opened_to"),
    )

    def __init__(self, given: Any, *, user: User) -> None:
        super().__init__(given)
        people = [(str(each.pk), each.name) for each in officers_of(user)]
        self.fields["officer"].choices = [("", "Anybody"), (ME, "Me"), (NOBODY, "Nobody"), *people]  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams_for(user)  # type: ignore[attr-defined]
        self.user = user

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("opened_from") and given.get("opened_to") and given["opened_to"] < given["opened_from"]:
            self.add_error("opened_to", "The last day must not be before the first")
        return given

    def filters(self) -> CaseFilters:
        """What is asked for; a field with an error narrows nothing and its error is shown."""
        self.is_valid()
        given = self.cleaned_data
        officer = given.get("officer", "")
        return CaseFilters(
            text=given.get("text", ""),
            stages=tuple(given.get("stage", ())),
            kinds=tuple(each.pk for each in given.get("kind", ())),
            regions=tuple(given.get("region", ())),
            teams=tuple(each.slug for each in given.get("team", ())),
            officer=str(self.user.pk) if officer == ME else officer,
            live=tuple(given.get("live", ())),
            with_minister=given.get("with_minister", False),
            within=given.get("within"),
            opened_from=given.get("opened_from"),
            opened_to=given.get("opened_to"),
            followed_by=self.user if given.get("followed") else None,
            sort=sort_of(self, DEFAULT_SORT),
        )

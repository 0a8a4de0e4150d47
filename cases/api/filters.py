"""What lists may be filtered by."""

import datetime as dt
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from cases.models import Authority, AuthorityKind, Case, Following, Publication, PublicationKind
from cases.models.authorities import AuthorityQuerySet
from cases.selectors.cases import LIVE, has_a_date, is_live, is_waiting
from cases.selectors.register import Standing
from cases.selectors.timeline import KINDS, EventFilters, Person, narrowed
from cases.stages import Stage

YES_NO = (("true", "Yes"), ("false", "No"))


class CaseCalled(django_filters.CharFilter):  # type: ignore[misc]
    """What is on the case that is called so, by reference or handle; the field leads to the case."""

    def filter(self, rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """All, where no case is asked for."""
        to = self.field_name
        return rows.filter(Q(**{f"{to}__reference": value}) | Q(**{f"{to}__handle": value})) if value else rows


class AuthorityFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of authorities."""

    q = django_filters.CharFilter(method="named", label="Part of a name, present or former.")
    kind = django_filters.ModelChoiceFilter(queryset=AuthorityKind.objects.all(), label="Code of the kind of body.")
    region = django_filters.CharFilter(lookup_expr="iexact", label="Name of the region.")
    ons_code = django_filters.CharFilter(method="coded", label="ONS code, present or former.")
    on = django_filters.DateFilter(method="existing", label="Only those that existed on this day.")

    def named(self, authorities: QuerySet[Authority], name: str, value: str) -> QuerySet[Authority]:
        """Those known by a name that has `value` in it."""
        return authorities.filter(Q(name__icontains=value) | Q(pk__in=_known_as("name", value__icontains=value)))

    def coded(self, authorities: QuerySet[Authority], name: str, value: str) -> QuerySet[Authority]:
        """The one known by the code `value`."""
        return authorities.filter(Q(ons_code=value) | Q(pk__in=_known_as("ons_code", value=value)))

    def existing(self, authorities: AuthorityQuerySet, name: str, value: dt.date) -> AuthorityQuerySet:
        """Those that existed on a day; a date not known is no limit."""
        return authorities.on(value)


class RegisterAuthorityFilter(AuthorityFilter):
    """Filters of the authorities in the register."""


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of cases."""

    stage = django_filters.ChoiceFilter(choices=Stage.choices, label="Stage of the case.")
    open = django_filters.ChoiceFilter(choices=YES_NO, method="is_open", label="Whether the case is not closed.")
    authority = django_filters.CharFilter(field_name="authority__slug", label="Slug of the authority.")
    kind = django_filters.ModelChoiceFilter(
        field_name="authority__kind", queryset=AuthorityKind.objects.all(), label="Code of the kind of body."
    )
    region = django_filters.CharFilter(
        field_name="authority__region", lookup_expr="iexact", label="Name of the region."
    )
    team = django_filters.CharFilter(field_name="team__slug", label="Slug of the team.")
    officer = django_filters.NumberFilter(field_name="officer", label="Identifier of the case officer.")
    live = django_filters.ChoiceFilter(
        choices=LIVE, method="being_live", label="Kind of instrument that is live on it."
    )
    with_minister = django_filters.ChoiceFilter(
        choices=YES_NO, method="decided_by_a_minister", label="Whether a minister has a submission on it to decide."
    )
    followed = django_filters.ChoiceFilter(choices=YES_NO, method="being_followed", label="Whether you follow it.")
    due_within = django_filters.NumberFilter(
        method="due_soon", min_value=0, max_value=3650, label="Days from today within which a date falls."
    )
    opened_from = django_filters.DateFilter(field_name="opened_on", lookup_expr="gte", label="Opened on or after.")
    opened_to = django_filters.DateFilter(field_name="opened_on", lookup_expr="lte", label="Opened on or before.")

    def is_open(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open cases, or closed ones."""
        closed = Q(stage=Stage.CLOSED)
        return cases.filter(~closed if value == "true" else closed)

    def being_live(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Those on which an instrument of this kind is live."""
        return cases.filter(is_live((value,)))

    def decided_by_a_minister(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Those with a submission that a minister has, or those without."""
        waits = is_waiting(for_a_minister=True)
        return cases.filter(waits if value == "true" else ~waits)

    def being_followed(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Those that the caller follows, or does not."""
        theirs = Q(Exists(Following.objects.filter(case=OuterRef("pk"), user=self.request.user.pk)))
        return cases.filter(theirs if value == "true" else ~theirs)

    def due_soon(self, cases: QuerySet[Case], name: str, value: Decimal) -> QuerySet[Case]:
        """Those on which a date falls from today to so many days from now."""
        return cases.filter(has_a_date(int(value)))


class CaseEventFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of the events of a case, as on its timeline."""

    kind = django_filters.ChoiceFilter(
        choices=[(name, kind.label) for name, kind in KINDS.items()], method="of_kind", label="Kind of event."
    )
    person = django_filters.ModelChoiceFilter(
        queryset=User.objects.all(), method="of_person", label="Identifier of who recorded it, or decided it."
    )
    since = django_filters.DateFilter("effective_on", lookup_expr="gte", label="In effect on or after.")
    until = django_filters.DateFilter("effective_on", lookup_expr="lte", label="In effect on or before.")

    def of_kind(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        """Those of one kind."""
        return narrowed(events, EventFilters(kinds=(value,)))

    def of_person(self, events: QuerySet[Event], name: str, value: User) -> QuerySet[Event]:
        """Those of one person."""
        return narrowed(events, EventFilters(person=Person(value.name, value.pk)))


class InstrumentFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of published instruments."""

    kind = django_filters.ChoiceFilter(choices=PublicationKind.choices, label="Kind of instrument.")
    standing = django_filters.ChoiceFilter(choices=Standing.choices, label="What its dates say today.")
    authority = django_filters.CharFilter(field_name="authority__slug", label="Slug of the authority.")
    ons_code = django_filters.CharFilter(method="coded", label="ONS code of the authority, present or former.")
    published_from = django_filters.DateFilter("published_on", lookup_expr="gte", label="Published on or after.")
    published_to = django_filters.DateFilter("published_on", lookup_expr="lte", label="Published on or before.")

    def coded(self, instruments: QuerySet[Publication], name: str, value: str) -> QuerySet[Publication]:
        """Those of the authority known by the code `value`."""
        known = Q(authority__ons_code=value) | Q(authority__in=_known_as("ons_code", value=value))
        return instruments.filter(known)

    class Meta:
        model = Publication
        fields: tuple[str, ...] = ()


def _known_as(kind: str, **value: str) -> QuerySet[Authority, int]:
    return Authority.objects.filter(aliases__kind=kind, **{f"aliases__{k}": v for k, v in value.items()}).values_list(
        "pk", flat=True
    )

"""Notices across the cases that a person may see: in force, period ended, and lapsed."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.ui.listing import both_ways, page_of, shown, sort_field, sort_of
from cases.policy import visible_cases
from cases.selectors.authorities import called
from notices.models import Notice

from .exporting import ExportPage

COLUMNS = ("authority", "ons_code", "case", "standing", "issued_on", "ends_on", "ended_on", "ending")
HEAD = (("Authority", "authority"), ("Issued", "issued"), ("Until", "until"), ("Standing", ""))
SORTS = both_ways(
    authority=("case__authority__name", "-issued_on", "pk"),
    issued=("issued_on", "created_at", "pk"),
    until=("ends_on", "-issued_on", "pk"),
)
DEFAULT_SORT = "-issued"
STANDINGS = [("in_force", "In force"), ("period_ended", "Period ended, decision awaited"), ("ended", "Ended")]


class NoticeFilterForm(forms.Form):
    """Narrow the list of notices."""

    text = forms.CharField(label="Authority", required=False, max_length=100)
    standing = forms.MultipleChoiceField(
        label="Standing", required=False, choices=STANDINGS, widget=forms.CheckboxSelectMultiple
    )
    sort = sort_field(SORTS)


def notice_list(request: SignedInRequest) -> HttpResponse:
    """Every notice that was issued on a case this person may know of, by date or by name; never an order of merit."""
    form = NoticeFilterForm(request.GET)
    page = page_of(request, _found(request, form))
    return render(request, "desk/notice_list.html", shown(request, form, page, HEAD, sort_of(form, DEFAULT_SORT)))


def _found(request: SignedInRequest, form: NoticeFilterForm) -> QuerySet[Notice]:
    form.is_valid()
    rows = Notice.objects.filter(case__in=visible_cases(request.user)).exclude(state="draft")
    over = Q(state="issued", ends_on__lt=clock.today())
    standing = {"in_force": Q(state="issued") & ~over, "period_ended": over, "ended": Q(state="ended")}
    chosen = Q()
    for name in form.cleaned_data.get("standing", ()):
        chosen |= standing[name]
    for word in form.cleaned_data.get("text", "").split():
        rows = rows.filter(called(word, "case__authority__")).distinct()
    found: QuerySet[Notice] = rows.filter(chosen).select_related("case__authority")
    return found.order_by(*SORTS[sort_of(form, DEFAULT_SORT)])


def _line(notice: Notice) -> tuple[Any, ...]:
    authority = notice.case.authority
    return (
        *(authority.name, authority.ons_code or "", notice.case.ref, notice.standing(clock.today())),
        *(notice.issued_on or "", notice.ends_on or "", notice.ended_on or "", notice.ending),
    )


class ExportNotices(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download the notices"
    listed: ClassVar[str] = "desk:notices"
    sheet: ClassVar[Sheet] = Sheet("notices", COLUMNS, _line)

    def rows(self) -> tuple[forms.Form, QuerySet[Notice]]:
        """Every notice that the filters leave."""
        form = NoticeFilterForm(self.request.GET)
        return form, _found(self.request, form)

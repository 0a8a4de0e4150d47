"""Notices across the cases that a person may see: in force, period ended, and lapsed."""

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination, selected_filters
from cases.policy import visible_cases
from cases.selectors.authorities import called
from notices.models import Notice

STANDINGS = [("in_force", "In force"), ("period_ended", "Period ended, decision awaited"), ("ended", "Lapsed")]


class NoticeFilterForm(forms.Form):
    """Narrow the list of notices."""

    text = forms.CharField(label="Authority", required=False, max_length=100)
    standing = forms.MultipleChoiceField(
        label="Standing", required=False, choices=STANDINGS, widget=forms.CheckboxSelectMultiple
    )


def notice_list(request: SignedInRequest) -> HttpResponse:
    """Every notice that was issued on a case this person may know of, the latest first; never an order of merit."""
    form = NoticeFilterForm(request.GET)
    form.is_valid()
    today = clock.today()
    rows = Notice.objects.filter(case__in=visible_cases(request.user)).exclude(state="draft")
    over = Q(state="issued", ends_on__lt=today)
    standing = {"in_force": Q(state="issued") & ~over, "period_ended": over, "ended": Q(state="ended")}
    chosen = Q()
    for name in form.cleaned_data.get("standing", ()):
        chosen |= standing[name]
    for word in form.cleaned_data.get("text", "").split():
        rows = rows.filter(called(word, "case__authority__")).distinct()
    rows = rows.filter(chosen).select_related("case__authority").order_by("-issued_on", "-created_at", "pk")
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
    }
    return render(request, "desk/notice_list.html", context)

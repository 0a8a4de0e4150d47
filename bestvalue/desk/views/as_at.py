"""Choosing a past moment at which to see a case."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.as_at_forms import MomentForm
from cases.views.acting import open_case


def choose_moment(request: SignedInRequest, ref: str) -> HttpResponse:
    """The form, and from it the case as at that moment; the question is the address."""
    case = open_case(request, ref, "desk:choose_moment")
    form = MomentForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect(form.moment.added_to(reverse("desk:case", args=[case.ref])))
    return render(request, "desk/choose_moment.html", {"case": case, "form": form})

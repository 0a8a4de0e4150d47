"""The engagement with an authority on one page, all of it private (R4)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases.models import Case
from cases.moves import MOVES
from cases.policy import roles_for
from cases.selectors.documents import files_by_subject
from cases.views.acting import open_case
from interventions.models import ExternalReview

PER_PAGE = 5  # of each list: one contact may be pages long
ACTS = (
    *("log_contact", "offer_support", "answer_offer", "record_account", "agree_next_step", "end_next_step"),
    *("agree_support", "end_support", "draft_review", "commission_review", "receive_review_report", "end_review"),
    *("draft_submission", "consult_other_regimes", "hand_over_case", "close_without_action"),
)


def engagement_page(request: SignedInRequest, ref: str) -> HttpResponse:
    """Contacts, support, the authority's account, next steps and reviews of a case."""
    case = open_case(request, ref, "desk:engagement")
    context: dict[str, Any] = {
        "case": case,
        "section": "desk:engagement",
        "today": clock.today(),
        "may": _may(request, case),
        "lists": {},
    }
    for name, rows in _lists(case).items():
        page = page_of(request, rows, PER_PAGE, name=name)
        context["lists"][name] = {"page": page, "pagination": pagination(request, page, name=name)}
    context["files"] = files_by_subject(case, [each.key for each in context["lists"]["contacts"]["page"]])
    return render(request, "desk/engagement.html", context)


def _may(request: SignedInRequest, case: Case) -> frozenset[str]:
    """What this person may record here now."""
    if not case.is_open:
        return frozenset()
    roles = roles_for(request.user, case)
    return frozenset(name for name in ACTS if not roles.isdisjoint(MOVES[name].performers))


def _lists(case: Case) -> dict[str, QuerySet[Any]]:
    """What the page lists: the latest first, and what is still open before what has ended."""
    return {
        "contacts": case.contacts.order_by("-held_on", "id"),
        "offers": case.supportoffers.order_by("-offered_on", "id"),
        "accounts": case.accounts.select_related("recorded_by").order_by("-given_on", "-id"),
        "steps": case.nextsteps.order_by("ended_on", "due_on", "id"),
        "support": case.supportarrangements.order_by("-ended_on", "review_on", "id"),
        "reviews": ExternalReview.objects.filter(case=case).order_by("-created_at", "id"),
        "consultations": case.consultations.order_by("-held_on", "id"),
    }

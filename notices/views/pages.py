"""The list of a case's notices and requirements, and the page of one notice."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.models import Case
from cases.moves import MOVES
from cases.selectors.instruments import packs_of, publication_of, texts_of
from cases.selectors.submissions import approved_act
from cases.views.acting import open_case
from notices.models import Notice
from notices.periods import prompts, words
from notices.selectors import (
    ISSUING,
    expectations_of,
    letterhead_of,
    letters_with,
    notice_for,
    notices_of,
    requirements_of,
    standing_of,
)


def notice_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """The notices and the requirements for information of a case."""
    case = open_case(request, ref, "notices")
    page = page_of(request, notices_of(case))
    context = {
        "case": case,
        "section": "notices:notices",
        "page": page,
        "pagination": pagination(request, page),
        "requirements": requirements_of(case),
        "may_draft": policy.may(request.user, MOVES["draft_notice"], case),
    }
    return render(request, "notices/index.html", context)


def notice_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One notice: where it stands, the letter as it would go out, and each part of its journey."""
    case = open_case(request, ref, f"notice:{pk}")
    notice = found_notice(case, pk)
    may_end = policy.may(request.user, MOVES["withdraw_notice"], case)
    context = {
        "case": case,
        "section": "notices:notices",
        "notice": notice,
        "standing": standing_of(notice),
        "letterhead": letterhead_of(notice),
        "text": notice.decision_text(),
        "letters": letters_with(notice),
        "versions": texts_of(notice),
        "missing": notice.lacks(),
        "may_draft": policy.may(request.user, MOVES["edit_notice"], case),
        "may_issue": may_end and request.user.pk != notice.drafted_by_id,
        "may_end": may_end,
        "may_serve": policy.may(request.user, MOVES["serve_notice"], case),
        "approval": approved_act(notice, ISSUING),
        "period": words(notice, clock.today()),
        "prompts": prompts(notice) if notice.is_live else [],
        "publication": publication_of(notice),
        "packs": packs_of(notice),
        "expectations": expectations_of(notice),
    }
    return render(request, "notices/notice.html", context)


def found_notice(case: Case, pk: Any) -> Notice:
    """The notice of the address; Http404 if it is not one of this case."""
    notice = notice_for(case, pk)
    if notice is None:
        raise Http404("There is no such notice.")
    return notice

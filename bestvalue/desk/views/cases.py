"""The list of cases, and the page of one case."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect, render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.as_at_forms import MomentForm
from bestvalue.desk.drawing import drawn
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.forms import CaseFilterForm
from bestvalue.desk.selectors.case_page import flags, live_instruments, missing_of, next_moves, situation_of
from bestvalue.desk.selectors.lines import next_dates
from bestvalue.desk.selectors.path import stages_of
from bestvalue.desk.turns import present_turns_of, turns_of
from bestvalue.ui.listing import page_of, shown
from cases import policy
from cases.models import Case
from cases.moves import MOVES
from cases.selectors.cases import case_list, timeline, with_next_date
from cases.selectors.clocks import running_on
from cases.selectors.details import neighbours
from cases.stages import Stage
from cases.views.acting import open_case

from .exporting import ExportPage

HEAD = (
    ("Authority", "authority"),
    ("Reference", ""),
    ("Stage", ""),
    ("Case officer", "officer"),
    ("Next date", "next"),
    ("Opened", "opened"),
)
COLUMNS = (
    *("authority", "ons_code", "kind", "region", "case", "stage", "officer", "team", "next_date", "opened_on"),
    *("opened_on_or_before", "closed_on"),
)

EXPLAINED = {
    Stage.EARLY_ENGAGEMENT: "Officials are talking with the authority in private.",
    Stage.BEST_VALUE_NOTICE: "A Best Value Notice has been issued, or its period has ended and a decision is awaited.",
    Stage.INSPECTION: "An inspector has been appointed, or has reported and a response is awaited.",
    Stage.MINDED_TO: "The authority has been told that the Secretary of State is minded to intervene, and may respond.",
    Stage.INTERVENTION: "Directions have been made, or a package has been agreed.",
    Stage.EXIT: "Directions are still there, and the intervention is being brought to an end.",
    Stage.OVERSIGHT: "No directions are left. The department watches whether the improvement lasts.",
    Stage.CLOSED: "The case is closed. Reopening makes a new case that is linked to this one.",
}

MOST = "5"  # of what is possible and of what is missing on the first page of a case; the rest is one page further


def case_index(request: SignedInRequest) -> HttpResponse:
    """The cases this person may know of, narrowed by filters that are the address."""
    form = CaseFilterForm(request.GET, user=request.user)
    filters = form.filters()
    page = page_of(request, case_list(request.user, filters))
    dates = next_dates(list(page))
    context = {
        **shown(request, form, page, HEAD, filters.sort),
        "rows": [(each, dates.get(each.pk)) for each in page],
        "today": clock.today(),
    }
    return render(request, "desk/case_index.html", context)


def _line(case: Any) -> tuple[Any, ...]:
    authority = case.authority
    return (
        *(authority.name, authority.ons_code or "", str(authority.kind), authority.region, case.ref),
        *(Stage(case.stage).label, case.officer or "", case.team, case.next_on or "", case.opened_on),
        *("yes" if case.opened_on_or_before else "no", case.closed_on or ""),
    )


class ExportCases(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download the cases"
    listed: ClassVar[str] = "desk:cases"
    sheet: ClassVar[Sheet] = Sheet("cases", COLUMNS, _line, case_at="pk")

    def rows(self) -> tuple[CaseFilterForm, Any]:
        """Every case that the filters leave."""
        form = CaseFilterForm(self.request.GET, user=self.request.user)
        return form, with_next_date(case_list(self.request.user, form.filters()).select_related("team"))


def case_page(request: SignedInRequest, ref: str) -> HttpResponse:
    """Where a case stands, what is live, and its timeline; reading it is recorded."""
    return _case_page(request, ref, "desk:case", "desk/case.html", _standing)


def case_moves(request: SignedInRequest, ref: str) -> HttpResponse:
    """What may come next, and for what may not, every unmet condition."""
    return _case_page(request, ref, "desk:case_moves", "desk/case_moves.html", _moves)


def _case_page(request: SignedInRequest, ref: str, name: str, template: str, context: Any) -> HttpResponse:
    case = open_case(request, ref, name)
    if ref != case.ref:
        return redirect(name, ref=case.ref)
    shared = {"case": case, "stage_label": Stage(case.stage).label, "section": name}
    return render(request, template, shared | context(request, case))


def _standing(request: SignedInRequest, case: Case) -> dict[str, Any]:
    situation = situation_of(case)
    live, stages = live_instruments(case, situation), stages_of(case, situation)
    moves = next_moves(case, request.user, situation)
    return {
        "explained": EXPLAINED[Stage(case.stage)],
        "stages": stages,
        "present": next(each.present for each in stages if each.here),
        "drawing": drawn(stages),
        "flags": flags(situation),
        "live": live,
        "turns": turns_of(situation),
        "present_turns": present_turns_of(situation, request.user),
        "yours": [each for each in moves if each.page],
        "missing": missing_of(moves),
        "most": MOST,
        "clocks": [(each, each.standing(situation.today)) for each in running_on(case)],
        "latest": timeline(case)[:5],
        "moment_form": MomentForm(),
        "earlier": neighbours(case, request.user)[0],
        "may_hand_over": case.is_open and policy.may(request.user, MOVES["hand_over_case"], case),
        "reviews_readings": policy.reviewed_cases(request.user).filter(pk=case.pk).exists(),
        "asks": not case.is_open and policy.is_official(request.user),
    }


def _moves(request: SignedInRequest, case: Case) -> dict[str, Any]:
    moves = next_moves(case, request.user, situation_of(case))
    return {
        "yours": [each for each in moves if each.open and each.may],
        "others": [each for each in moves if each.open and not each.may],
        "waiting": [each for each in moves if not each.open and not each.elsewhere],
        "elsewhere": [each for each in moves if each.elsewhere],
    }

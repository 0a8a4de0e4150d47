"""The portfolio: what is in force, where cases stand, what ends, what waits and who has what; every number a link."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Team
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.portfolio import ends, stages, waiting
from bestvalue.desk.portfolio import workload as loads
from bestvalue.desk.portfolio.in_force import IN_FORCE, in_force_now, in_force_rows
from bestvalue.desk.portfolio.scope import scope_of
from bestvalue.desk.portfolio.tables import NONE, Cell, Row, Table
from bestvalue.ui.dates import day_in_words
from bestvalue.ui.listing import page_of, pagination
from cases.policy import knows_watches, led_by, reads_portfolio
from cases.selectors.tasks import page_of_task
from cases.stages import OPEN_STAGES
from cases.views.history import context_of
from cases.where import page_of_instrument

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Decorator: the page is not there for anybody who may know of no case (N7)."""

    @wraps(view)
    def page(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reads_portfolio(request.user):
            raise Http404("There is no such page.")
        return view(request, *args, **kwargs)

    return page


@for_readers
def portfolio(request: SignedInRequest) -> HttpResponse:
    """What is in force, open cases by stage, what ends soon, and which decisions wait."""
    user, today = request.user, clock.today()
    tables = [_in_force(in_force_now(user, today)), _stages(stages.stages_now(user, today))]
    tables += [_ends(ends.upcoming_ends(user, today)), _waiting(waiting.waiting_now(user, today))]
    more = {"leads": led_by(user).exists(), "knows_watches": knows_watches(user)}
    context = {"tables": tables, "scope": scope_of(user), "today": today, **more}
    return render(request, "desk/portfolio/now.html", context)


def _in_force(counted: list[Any]) -> Table:
    rows = [Row(each.label, [Cell(number, each.page())], each.means) for each, number in counted]
    return Table("In force by instrument", ("Instrument", "In force"), rows)


def _stages(found: list[stages.StageNow]) -> Table:
    head = ("Stage", "Open cases", "Median", "Middle half", "Longest", "Left out of how long")
    rows = [Row(each.stage.label, _stage_cells(each)) for each in found]
    return Table("Open cases by stage, and months in that stage", head, rows, stages.MEANS)


def _stage_cells(each: stages.StageNow) -> list[Cell]:
    listed = f"{reverse('desk:cases')}?stage={each.stage}"
    spread = f"{each.lower_quartile} to {each.upper_quartile}" if each.median is not None else NONE
    longest = Cell(NONE if each.longest is None else each.longest)
    return [
        *(Cell(each.cases, listed), Cell(NONE if each.median is None else each.median), Cell(spread), longest),
        Cell(f"{each.not_known}: no day is known" if each.not_known else NONE),
    ]


def _ends(found: list[ends.Ending]) -> Table:
    listed = reverse("desk:forecast_dates")
    rows = [
        Row(
            each.label,
            [
                Cell(number, f"{listed}?within={within}&kind={each.kind}")
                for within, number in zip(ends.WITHIN, each.numbers, strict=True)
            ],
            f"Source: {each.basis}.",
        )
        for each in found
    ]
    head = ("What ends or is due", *(f"Within {each} months" for each in ends.WITHIN))
    return Table("Ends and reviews to come", head, rows, ends.MEANS)


def _waiting(found: list[waiting.Waits]) -> Table:
    rows = [Row(each.who, [Cell(each.number, each.page), Cell(day(each.since))], each.means) for each in found]
    return Table("Decisions that wait", ("With whom", "Waiting", "The first since"), rows)


def day(on: Any, month_only: bool = False) -> str:
    """A day in a cell; only its month where no more is known, and a dash where nothing is."""
    return day_in_words(on, month_only, "j M Y") or NONE


@for_readers
def history(request: SignedInRequest) -> HttpResponse:
    """The published history since 2010: the same as on the register, as it reads nothing else."""
    return render(request, "desk/portfolio/history.html", context_of(request))


@for_readers
def in_force(request: SignedInRequest, kind: str) -> HttpResponse:
    """Every instrument of one kind that is in force, by authority; notices and directions have lists of their own."""
    listed = IN_FORCE.get(kind)
    if listed is None or listed.route:
        raise Http404("There is no such list.")
    page = page_of(request, in_force_rows(request.user, listed, clock.today()))
    rows = [
        Row(
            str(each.case.authority),
            [Cell(day(getattr(each, listed.since), each.month_only)), Cell(day(getattr(each, listed.until)))],
            _what(each),
            page_of_instrument(each.key, each.case),
        )
        for each in page
    ]
    table = Table(listed.label, ("Authority", "Since", listed.ends), rows, listed.means)
    return _listed(request, page, table, f"{listed.label} in force")


def _what(instrument: Any) -> str:
    """Who is appointed to what; nothing for the other kinds."""
    return f"{instrument.person}, {instrument.get_role_display()}" if instrument.KIND == "appointment" else ""


@for_readers
def waiting_list(request: SignedInRequest) -> HttpResponse:
    """The submissions that wait for a decision, with whom and since when."""
    state = request.GET.get("with", "")
    if state and state not in waiting.HOLDERS:
        raise Http404("Nobody of that name decides.")
    page = page_of(request, waiting.waiting_submissions(request.user, state))
    rows = [
        Row(
            str(each.case.authority),
            [Cell(_holder(each)), Cell(day(each.since and clock.day_of(each.since)))],
            each.question,
            reverse("cases:submission", args=[each.case.ref, each.pk]),
        )
        for each in page
    ]
    table = Table("Submissions that wait", ("Authority", "With whom", "Since"), rows, waiting.MEANS.get(state, ""))
    return _listed(request, page, table, "Decisions that wait")


def _holder(submission: Any) -> str:
    if submission.state == "for_clearance":
        return waiting.HOLDERS["for_clearance"]
    return str(submission.minister or "Any minister")


@for_readers
def workload(request: SignedInRequest) -> HttpResponse:
    """Who has what, in the teams that this person leads."""
    if not led_by(request.user).exists():
        raise Http404("There is no such page.")
    page = page_of(request, loads.workload(request.user, clock.today()))  # type: ignore[arg-type]
    rows = [Row(f"{each.team}: {each.person or 'nobody yet'}", _load_cells(each)) for each in page]
    head = ("Team and person", "Open cases", "Open tasks", "Tasks past their date")
    table = Table("Workload by team and person", head, rows, " ".join(loads.MEANS.values()))
    return _listed(request, page, table, "Workload")


def _load_cells(each: loads.Load) -> list[Cell]:
    query = urlencode({"team": each.team.slug, "officer": each.of, "stage": OPEN_STAGES}, doseq=True)
    tasks = reverse("desk:workload_tasks", args=[each.team.slug, each.of])
    cases = f"{reverse('desk:cases')}?{query}"
    return [Cell(each.cases, cases), Cell(each.tasks, tasks), Cell(each.overdue, f"{tasks}?overdue=1")]


@for_readers
def workload_tasks(request: SignedInRequest, team: str, of: str) -> HttpResponse:
    """The open tasks of one person in a team that this person leads, the earliest date first."""
    found = loads.tasks_of(request.user, _led(request, team), _person(of))
    if request.GET.get("overdue") == "1":
        found = found.filter(due_on__lt=clock.today())
    page = page_of(request, found)
    rows = [
        Row(
            str(each.authority),
            [Cell(day(each.due_on)), Cell(each.assignee or "Nobody yet")],
            each.asks,
            page_of_task(each),
        )
        for each in page
    ]
    return _listed(request, page, Table("Open tasks", ("Authority", "Date", "Who has it"), rows), "Open tasks")


def _led(request: SignedInRequest, team: str) -> Team:
    """The team that the address names, if this person leads it. Raises Http404."""
    return get_object_or_404(led_by(request.user), slug=team)


def _person(of: str) -> str:
    """Whose work the address names. Raises Http404."""
    if of != loads.NOBODY and not (of.isascii() and of.isdigit() and len(of) < 10):
        raise Http404("There is no such person.")
    return of


def _listed(request: SignedInRequest, page: Any, table: Table, title: str) -> HttpResponse:
    context = {
        "table": table,
        "title": title,
        "page": page,
        "pagination": pagination(request, page),
        "scope": scope_of(request.user),
        "back": reverse("desk:workload" if title.startswith("Open") else "desk:portfolio"),
        "back_text": "Workload" if title.startswith("Open") else "Portfolio",
    }
    return render(request, "desk/portfolio/list.html", context)

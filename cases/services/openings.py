"""Asking for a case to be opened: one answer for every authority, and a deputy director decides (rulings 20, N7)."""

from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.services import record

from .. import policy
from ..models import Authority, Case, OpeningRequest
from ..stages import Stage
from .opening import engage
from .waiting import patiently

STREAM = "openings"
Request = OpeningRequest


@patiently()
def ask_for_case(
    *, by: User, authority: Authority, team: Team, reason: str, officer: User | None = None
) -> OpeningRequest:
    """Ask a deputy director to open a case for a team (T01, T68); `reason` is the evidence or reason for it.

    Nothing here looks at cases, so that nothing can tell of one. Raises Forbidden for who is no official, Refused.
    """
    if not policy.is_official(by):
        raise Forbidden("Only a case officer, a team lead or a deputy director asks for a case to be opened.")
    _refuse(_wrong_with(by, authority, team, reason, officer))
    request = OpeningRequest.objects.create(
        authority=authority, team=team, reason=reason, requested_by=by, officer=officer, requested_at=clock.now()
    )
    _record(request, by=by, verb="ask_for_case", reason=reason)
    return request


@patiently()
def open_requested(*, by: User, request: OpeningRequest, officer: User | None = None) -> Case:
    """Open the case that was asked for (T01, T68): the officer is the one named now or then, else who asked.

    Raises Forbidden but for a deputy director; Refused where the request is answered, or a case is open already.
    """
    request = _waiting(by, request)
    officer = officer or request.officer
    _refuse(_not_of_the_team(request.team, officer))
    if officer is None and policy.looks_after_cases(request.team).filter(pk=request.requested_by_id).exists():
        officer = request.requested_by
    if Case.objects.filter(authority=request.authority).exclude(stage=Stage.CLOSED).exists():
        raise Refused([Unmet("case_open", "This authority has an open case already. Answer the request instead.")])
    case = engage(by=by, authority=request.authority, team=request.team, reason=request.reason, officer=officer)
    request.open()
    _decided(request, by=by, verb="open_requested_case", case=case)
    return case


@patiently()
def decline_request(*, by: User, request: OpeningRequest, answer: str) -> OpeningRequest:
    """Answer a request without opening a case; the person who asked sees the answer.

    Raises Forbidden but for a deputy director; Refused where the request is answered already, or without an answer.
    """
    request = _waiting(by, request)
    if not answer.strip():
        raise Refused([Unmet("no_answer", "Give an answer to the person who asked.")])
    request.decline()
    return _decided(request, by=by, verb="decline_to_open_case", answer=answer)


def _wrong_with(by: User, authority: Authority, team: Team, reason: str, officer: User | None) -> list[Unmet]:
    unmet = _not_of_the_team(team, officer)
    if not reason.strip():
        unmet.append(Unmet("no_reason", "Give the evidence or the reason for opening a case."))
    if not policy.asks_for(by).filter(pk=team.pk).exists():
        unmet.append(Unmet("not_your_team", "Ask for a team in which you work."))
    if not authority.exists_on(clock.today()):
        unmet.append(Unmet("not_an_authority", f"{authority} is not a best value authority today."))
    if OpeningRequest.objects.filter(authority=authority, requested_by=by, state="passed").exists():
        unmet.append(Unmet("asked_already", "You have asked for this already; the deputy director has it."))
    return unmet


def _not_of_the_team(team: Team, officer: User | None) -> list[Unmet]:
    if officer is None or policy.looks_after_cases(team).filter(pk=officer.pk).exists():
        return []
    return [Unmet("not_in_team", f"{officer} is not a case officer or team lead of {team} today.")]


def _refuse(unmet: list[Unmet]) -> None:
    if unmet:
        raise Refused(unmet)


def _waiting(by: User, request: Request) -> Request:
    if not holds(by, Role.DEPUTY_DIRECTOR):
        raise Forbidden("Only a deputy director decides whether a case is opened.")
    locked = Request.objects.select_for_update(of=("self",)).select_related("authority", "team").get(pk=request.pk)
    if locked.state != "passed":
        raise Refused([Unmet("answered", f"{locked.decided_by} has answered this request already.")])
    return locked


def _decided(request: Request, *, by: User, verb: str, answer: str = "", case: Case | None = None) -> Request:
    request.decided_by, request.decided_on = by, clock.today()
    request.answer, request.case = answer, case
    request.save()
    _record(request, by=by, verb=verb, reason=answer, after={"case": str(case.pk) if case else ""})
    return request


def _record(request: Request, *, by: User, verb: str, **facts: Any) -> None:
    record(stream=STREAM, actor=by, verb=verb, subject=request.key, effective_on=clock.today(), **facts)

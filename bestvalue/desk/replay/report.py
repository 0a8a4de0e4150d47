"""The report of a replay, in the shape that the format of histories prescribes."""

from collections import Counter
from typing import Any

from bestvalue import clock
from cases.conditions import Situation
from cases.models import Authority, Case, Instrument, Publication

from .run import ACCEPTED, NOT_REACHED, REFUSED, Played, PlayedHistory


def report_on(played: list[PlayedHistory]) -> dict[str, Any]:
    """The whole report, ready for JSON."""
    totals = totals_of(played)
    return {
        "authorities": [_authority(each) for each in played],
        "accepted": totals[ACCEPTED],
        "refused": totals[REFUSED],
        "not_reached": totals[NOT_REACHED],
    }


def totals_of(played: list[PlayedHistory]) -> Counter[str]:
    """How many events came to each outcome."""
    return Counter(event.outcome for each in played for event in each.events)


def latest_case(authority: Authority | None) -> Case | None:
    """The authority's open case, else its last one."""
    if authority is None:
        return None
    return Case.objects.filter(authority=authority).order_by("opened_on", "created_at").last()


def _authority(played: PlayedHistory) -> dict[str, Any]:
    authority, case = played.authority, latest_case(played.authority)
    row: dict[str, Any] = {
        "authority": str(authority or played.history.name),
        "ons_code": (authority.ons_code if authority else played.history.ons_code) or None,
        "stage": str(case.stage) if case else None,
        "live_instruments": _live(case) if case else [],
        "events": [_event(each) for each in played.events],
    }
    if played.problem:
        row["message"] = played.problem
    return row


def _live(case: Case) -> list[dict[str, Any]]:
    live = Situation(case, clock.today()).live()
    published = dict(Publication.objects.filter(case=case).values_list("subject", "register_id"))
    return [_instrument(each, published.get(each.key, str(each.pk))) for each in live]


def _instrument(instrument: Instrument, reference: str) -> dict[str, Any]:
    until = instrument.until
    return {
        "kind": instrument.KIND,
        "reference": reference,
        "state": instrument.standing(clock.today()),
        "until": until.isoformat() if until else None,
    }


def _event(played: Played) -> dict[str, Any]:
    return {
        "date": played.date,
        "type": played.type,
        "outcome": played.outcome,
        "moves": played.moves,
        "unmet_conditions": [{"code": each.code, "message": each.message} for each in played.unmet],
    }

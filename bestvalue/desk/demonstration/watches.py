"""Fictional watches on failing services: one late in its two years, one that has just begun, one that has ended."""

import datetime as dt

from bestvalue import clock
from cases.models import Authority, ServiceFailureWatch
from cases.services.watches import correct_start, end_watch, open_watch
from cases.services.watching import hold_reinspection, log_watch_contact, note_trajectory, plan_reinspection

from .cast import Cast
from .scenes import ago

LONG, SHORT = "fictional-dunmarsh-city-council", "fictional-ashmere-county-council"
INSPECTORATE = "Children's services inspectorate"


def watch_services(cast: Cast) -> list[ServiceFailureWatch]:
    """Open and keep every watch whose authority is known and has none yet; those made."""
    places = Authority.objects.filter(slug__in=(LONG, SHORT), service_failures__isnull=True)
    return [watch for place in places.order_by("slug") for watch in _kept(cast, place)]


def _kept(cast: Cast, place: Authority) -> list[ServiceFailureWatch]:
    return [_long(cast, place), _ended(cast, place)] if place.slug == LONG else [_short(cast, place)]


def _opened(cast: Cast, place: Authority, service: str, body: str, began: dt.date) -> ServiceFailureWatch:
    with clock.at(began + dt.timedelta(days=14)):
        return open_watch(
            by=cast.officer,
            authority=place,
            service=service,
            judged_by=body,
            starts_on=began,
            why_then="The first judgement that the service is inadequate was published on that day.",
        )


def _long(cast: Cast, place: Authority) -> ServiceFailureWatch:
    """Past its eighteenth month, with its start put right once."""
    by, corrected, visited, to_come = cast.officer, ago(610), ago(250), ago(-40)
    watch = _opened(cast, place, "Children's services", INSPECTORATE, ago(600))
    with clock.at(ago(560)):
        why = "The judgement was published ten days earlier than first recorded."
        watch = correct_start(by=by, watch=watch, starts_on=corrected, why_then=why)
        planned = plan_reinspection(by=by, watch=watch, body=INSPECTORATE, planned_on=visited)
    with clock.at(ago(400)):
        text, rests_on = "Caseloads fall, and vacancies do not.", "The authority's own return of that month."
        note_trajectory(by=by, watch=watch, direction="static", text=text, rests_on=rests_on)
    with clock.at(ago(240)):
        words = "Improvement is under way, and it is too early to say that children are safe."
        hold_reinspection(by=by, reinspection=planned, held_on=visited, judgement=words)
        text, rests_on = "Visits show progress in two teams of five.", "The inspectorate's letter after its visit."
        note_trajectory(by=by, watch=watch, direction="improving", text=text, rests_on=rests_on)
    with clock.at(ago(60)):
        people, said = "The lead inspector; Olu Marsh", "A full inspection follows in the new year."
        log_watch_contact(by=by, watch=watch, held_on=clock.today(), people=people, summary=said)
        plan_reinspection(by=by, watch=watch, body=INSPECTORATE, planned_on=to_come)
    return watch


def _ended(cast: Cast, place: Authority) -> ServiceFailureWatch:
    """Ended early, because the failure was corrected."""
    watch = _opened(cast, place, "Planning", "Planning regulator", ago(500))
    with clock.at(ago(200)):
        reason = "The regulator found that decisions are made in time."
        return end_watch(by=cast.lead, watch=watch, ending="corrected", reason=reason)


def _short(cast: Cast, place: Authority) -> ServiceFailureWatch:
    """Just begun."""
    return _opened(cast, place, "Homelessness", "Housing regulator", ago(45))

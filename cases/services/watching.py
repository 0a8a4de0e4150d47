"""Writing down what is seen during a watch: the service's direction, contacts, re-inspections (R32, domain 8.10)."""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Refused, Unmet, refuse_unless

from .. import policy
from ..models import Reinspection, ServiceFailureWatch, Trajectory, TrajectoryNote, WatchContact
from .waiting import patiently
from .watches import locked, tell


def _open_to(by: User, watch: ServiceFailureWatch) -> ServiceFailureWatch:
    """The running watch, locked, for an official or analyst. Raises Forbidden, Refused."""
    if not policy.adds_to_watches(by):
        raise Forbidden("Only an official or an analyst adds to a watch.")
    return locked(watch)


@patiently()
def note_trajectory(
    *, by: User, watch: ServiceFailureWatch, direction: str, text: str, rests_on: str
) -> TrajectoryNote:
    """Add a dated note on the service's direction, in words, and what it rests on (R32)."""
    watch = _open_to(by, watch)
    refuse_unless(
        (direction in Trajectory.values, "no_direction", "Say which way the service goes."),
        (text.strip(), "no_note", "Write what you see."),
        (rests_on.strip(), "no_evidence", "Say what it rests on."),
    )
    given = {"direction": direction, "text": text, "rests_on": rests_on}
    note = TrajectoryNote.objects.create(watch=watch, on=clock.today(), **given)
    tell(watch, by=by, verb="note_trajectory", reason=text, after={"direction": direction})
    return note


@patiently()
def log_watch_contact(
    *, by: User, watch: ServiceFailureWatch, held_on: dt.date, people: str, summary: str
) -> WatchContact:
    """Log a contact with the body that judged the service."""
    watch = _open_to(by, watch)
    refuse_unless(
        (held_on <= clock.today(), "later", "The contact cannot be in the future."),
        (people.strip(), "no_people", "Say who took part."),
        (summary.strip(), "no_summary", "Say what was said."),
    )
    contact = WatchContact.objects.create(watch=watch, held_on=held_on, people=people, summary=summary)
    tell(watch, by=by, verb="log_watch_contact", reason=summary, after={"held_on": held_on})
    return contact


@patiently()
def plan_reinspection(*, by: User, watch: ServiceFailureWatch, body: str, planned_on: dt.date) -> Reinspection:
    """Record that a body looks at the service again on a day; its judgement is recorded once it was held."""
    watch = _open_to(by, watch)
    refuse_unless(
        (body.strip(), "no_body", "Name the body that inspects."),
        (planned_on >= watch.starts_on, "before", "It must not come before the start of the watch."),
    )
    planned = Reinspection.objects.create(watch=watch, body=body.strip(), planned_on=planned_on)
    tell(watch, by=by, verb="plan_reinspection", after={"body": planned.body, "planned_on": planned_on})
    return planned


@patiently()
def hold_reinspection(
    *, by: User, reinspection: Reinspection, held_on: dt.date, judgement: str, source: str = ""
) -> Reinspection:
    """Record that a re-inspection was held, and its judgement in the body's own words; it decides nothing here."""
    watch, reinspection = _planned(by, reinspection)
    refuse_unless(
        (held_on <= clock.today(), "later", "It cannot have been held in the future."),
        (held_on >= watch.starts_on, "before", "It must not come before the start of the watch."),
        (judgement.strip(), "no_judgement", "Give the judgement in the body's own words."),
    )
    reinspection.hold()
    reinspection.held_on, reinspection.judgement, reinspection.source = held_on, judgement, source
    reinspection.save()
    tell(watch, by=by, verb="hold_reinspection", reason=judgement, after={"held_on": held_on})
    return reinspection


@patiently()
def call_off_reinspection(*, by: User, reinspection: Reinspection, reason: str) -> Reinspection:
    """Record that a planned re-inspection will not be held, or not on that day."""
    watch, reinspection = _planned(by, reinspection)
    refuse_unless((reason.strip(), "no_reason", "Say why it is not held."))
    reinspection.call_off()
    reinspection.reason = reason
    reinspection.save()
    tell(watch, by=by, verb="call_off_reinspection", reason=reason, after={"planned_on": reinspection.planned_on})
    return reinspection


def _planned(by: User, reinspection: Reinspection) -> tuple[ServiceFailureWatch, Reinspection]:
    watch = _open_to(by, reinspection.watch)
    found = Reinspection.objects.select_for_update(of=("self",)).get(pk=reinspection.pk)
    if found.state != "planned":
        raise Refused([Unmet("settled", "Its outcome is recorded already.")])
    return watch, found

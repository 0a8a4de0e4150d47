"""Court orders that quash a proposal or directions (T71)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.models import File
from cases.services.act import acting
from cases.services.landing import land, origin_if_held
from interventions.models import Direction, Proposal


def restore_by_court_order(
    *,
    by: User,
    quashed: Direction | Proposal,
    order: str,
    sealed: File | None,
    ordered_on: dt.date | None = None,
    expected_version: int | None = None,
) -> Direction | Proposal:
    """Carry out a sealed order that quashes a proposal or directions (T71).

    `sealed` is the order itself, kept on the case. The case returns to where it was opened from (rulings 3).
    """
    with acting("restore_by_court_order", case=quashed.case_id, by=by, expected_version=expected_version) as act:
        instrument = act.lock(quashed)
        act.need(order.strip(), "no_order", "Name the sealed order and what it quashes.")
        act.need(sealed and sealed.case_id == act.case.pk, "no_sealed_order", "Attach the sealed order.")
        on = ordered_on or act.today
        act.need(on <= act.today, "later", "It is carried out once it was made.")
        act.need(instrument.is_live, "not_live", "There is nothing live for the court to quash.")
        act.check(instrument)
        if isinstance(instrument, Direction):
            instrument.end()
            instrument.ended_on, instrument.ending = act.today, Direction.Ending.QUASHED
            opened_from = instrument.proposal.opened_from if instrument.proposal else ""
        else:
            instrument.abandon()
            instrument.decided_on, instrument.reason_decided = act.today, f"Quashed by a court: {order}"
            opened_from = instrument.opened_from
        instrument.save()
        land(act, origin_if_held(act, opened_from, ending=instrument), ending=instrument)
        file = sealed.key if sealed else ""
        act.tell(subject=instrument.key, reason=order, decided_on=on, after={"sealed_order": file})
    return instrument

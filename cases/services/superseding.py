"""Abolition and corrections (T69, T70)."""

import datetime as dt

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds_in
from bestvalue.errors import Forbidden

from ..conditions import Situation
from ..models import Authority, Case
from ..stages import Stage
from .act import Past, acting


def supersede(
    *, by: User, case: Case, transfer_note: str, past: Past | None = None, expected_version: int | None = None
) -> Case:
    """Close the case of an authority that was abolished (T69).

    What is live ends with it and is listed, nothing rolls over (R48).
    """
    with acting("supersede", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(
            transfer_note.strip(), "no_note", "List the obligations that may need a new decision for the successor."
        )
        act.check()
        last_day = act.case.authority.ends_on or act.today
        ended = []
        for each in Situation(act.case, act.today).live():
            instrument = act.lock(each)
            instrument.end_with_authority(last_day)
            instrument.save()
            ended.append(instrument.key)
        act.close(transfer_note)
        act.go(Stage.CLOSED)
        act.tell(reason=transfer_note, effective_on=last_day + dt.timedelta(days=1), after={"ended": ended})
    return act.case


def correct_record(
    *, by: User, case: Case, case_lead: User, mistake: str, to: Stage, expected_version: int | None = None
) -> Case:
    """Put right a mistake of recording (T70), by the records manager with the case lead; nothing is deleted."""
    with acting("correct_record", case=case.pk, by=by, expected_version=expected_version) as act:
        if case_lead == by or not holds_in(case_lead, act.case.team, Role.TEAM_LEAD):
            raise Forbidden("A correction needs two people: the records manager and the case's team lead.")
        act.need(mistake.strip(), "no_mistake", "Say what was recorded wrongly.")
        act.need(
            to in _stages_of_the_events(act.case),
            "not_the_events",
            "A correction restores only the stage that the remaining events give.",
        )
        authority = Authority.objects.select_for_update(of=("self",)).get(pk=act.case.authority_id)
        others = authority.cases.exclude(stage=Stage.CLOSED).exclude(pk=act.case.pk)
        act.need(to == Stage.CLOSED or not others.exists(), "case_open", "A later case of this authority is open.")
        act.check()
        if to == Stage.CLOSED:
            act.close(mistake)
        else:
            act.case.closed_on, act.case.outcome = None, ""
        act.go(to)
        act.tell(reason=mistake, acting_for=str(case_lead))
    return act.case


def _stages_of_the_events(case: Case) -> set[str]:
    """The stage it has, and the one it had before the last event that changed it (rulings 8)."""
    for event in case.events.order_by("-case_version"):
        if "stage" in event.before and event.before["stage"] != event.after.get("stage"):
            return {case.stage, event.before["stage"]}
    return {case.stage}

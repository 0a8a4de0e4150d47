"""What ends when an authority is abolished (T69, R48)."""

import datetime as dt

from bestvalue.accounts.models import User

from ..conditions import Situation
from ..models import Case
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

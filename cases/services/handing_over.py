"""Handing a case over from one case officer to the next."""

from bestvalue.accounts.models import User

from .. import policy
from ..models import Case
from .act import acting
from .telling import tell


def hand_over_case(*, by: User, case: Case, to: User, reason: str, expected_version: int | None = None) -> Case:
    """Make a colleague who works in the case's team its officer; the open tasks of the former one pass with it.

    Raises Refused for anybody else.
    """
    with acting("hand_over_case", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.need(to.pk != act.case.officer_id, "same_officer", f"{to} looks after this case already.")
        works_there = policy.looks_after_cases(act.case.team).filter(pk=to.pk).exists()
        act.need(works_there, "not_in_team", f"{to} is not a case officer or team lead of {act.case.team} today.")
        act.check()
        before, act.case.officer = act.case.officer_id, to
        act.case.tasks.filter(state="open", assignee_id=before).update(assignee=to)
        act.case.save(update_fields=["officer"])
        act.tell(reason=reason, before={"officer": before}, after={"officer": to.pk})
        if to != by:
            key = f"{act.case.stream_name}:hand_over:{act.case.version}"
            tell([to], act.case, key=key, kind="task", subject="You look after this case now", text=reason)
    return act.case

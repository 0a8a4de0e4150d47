"""What the detail of one case adds to its line in a list."""

import datetime as dt

from django.db.models import Q

from bestvalue.accounts.models import User
from cases.models import Case, Instrument
from cases.policy import visible_cases

from .cases import with_ref

BEGAN = ("starts_on", "issued_on", "served_on", "appointed_on", "commissioned_on", "agreed_on", "opened_on")


def neighbours(case: Case, user: User) -> tuple[str | None, str | None]:
    """What the case is called that this one reopens, and the one that reopens it, if this person may know of them."""
    if case.is_open and not case.previous_id:  # only a closed case is opened again
        return None, None
    around = with_ref(visible_cases(user).filter(Q(pk=case.previous_id) | Q(previous=case)).order_by())
    refs = {pk == case.previous_id: ref for pk, ref in around.values_list("pk", "ref")}
    return refs.get(True), refs.get(False)


def began_on(instrument: Instrument) -> dt.date | None:
    """The day from which an instrument has had effect; None where it is not published."""
    days = (getattr(instrument, name, None) for name in BEGAN)
    return next((day for day in days if day), None)

"""What the detail of one case adds to its line in a list."""

import datetime as dt

from django.db.models import Q

from bestvalue.accounts.models import User
from cases.models import Case, Instrument
from cases.policy import visible_cases

BEGAN = ("starts_on", "issued_on", "served_on", "appointed_on", "commissioned_on", "agreed_on", "opened_on")


def neighbours(case: Case, user: User) -> tuple[Case | None, Case | None]:
    """The case that this one reopens and the one that reopens it, each only if this person may know of it."""
    around = list(visible_cases(user).filter(Q(pk=case.previous_id) | Q(previous=case)))
    earlier = next((each for each in around if each.pk == case.previous_id), None)
    return earlier, next((each for each in around if each.previous_id == case.pk), None)


def began_on(instrument: Instrument) -> dt.date | None:
    """The day from which an instrument has had effect; None where it is not published."""
    days = (getattr(instrument, name, None) for name in BEGAN)
    return next((day for day in days if day), None)

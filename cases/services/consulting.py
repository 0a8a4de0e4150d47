"""Recording whom the department consulted before a step at a body that is not a local authority (R29)."""

import datetime as dt

from bestvalue.accounts.models import User

from ..models import Case, RegimeConsultation
from .act import acting

PARTS = ("consulted", "view", "other_regimes", "exceptional_reasons")


def consult_other_regimes(
    *, by: User, case: Case, held_on: dt.date, expected_version: int | None = None, **parts: str
) -> RegimeConsultation:
    """Record the consultation (response para 9): `consulted`, `view`, `other_regimes` and `exceptional_reasons`."""
    with acting("consult_other_regimes", case=case.pk, by=by, expected_version=expected_version) as act:
        for name in PARTS:
            act.need(parts.get(name, "").strip(), f"no_{name}", f"Give the {name.replace('_', ' ')}.")
        act.need(held_on <= act.today, "later", "A consultation is recorded once it has been held.")
        act.check()
        consultation = RegimeConsultation.objects.create(case=act.case, held_on=held_on, **parts)
        act.tell(subject=f"consultation:{consultation.pk}", effective_on=held_on)
    return consultation

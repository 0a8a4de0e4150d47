"""Reading the notes on a case: only by somebody who may see the case."""

from typing import Any

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from cases import policy
from cases.models import Case, CaseNote


def notes_of(user: User, case: Case) -> QuerySet[CaseNote]:
    """The notes on a case, the latest first, each with what it corrects and what corrects it; none for a stranger."""
    notes = CaseNote.objects.filter(case=case, case__in=policy.visible_cases(user))
    whole = notes.select_related("written_by", "corrects__written_by", "corrected_by__written_by")
    return whole.prefetch_related("mentions__person").order_by("-written_at", "id")


def note_of(user: User, case: Case, pk: Any) -> CaseNote | None:
    """One note on a case; None for any other."""
    return notes_of(user, case).filter(pk=pk).first()

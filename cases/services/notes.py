"""Published facts that move nothing, entered on an authority's own stream (rulings 28)."""

import datetime as dt

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden
from bestvalue.records.services import record

from ..models import Authority, Note
from .waiting import patiently


@patiently()
def note_published_fact(
    *,
    by: User,
    authority: Authority,
    kind: str,
    on: dt.date,
    text: str,
    source: str,
    legal_basis: str = "",
    month_only: bool = False,
    confirmed: bool = True,
) -> Note:
    """Put a published fact that moves nothing on an authority's timeline (rulings 28); the records role enters it."""
    if not holds(by, Role.RECORDS_MANAGER):
        raise Forbidden("Only a records manager enters past events.")
    note = Note.objects.create(
        authority=authority,
        kind=kind,
        on=on,
        text=text,
        source=source,
        legal_basis=legal_basis,
        month_only=month_only,
        confirmed=confirmed,
    )
    record(
        stream=authority.stream_name,
        actor=by,
        verb="note_published_fact",
        subject=f"note:{note.pk}",
        reason=text,
        effective_on=on,
        legal_basis=legal_basis,
        after={"source": source},
    )
    return note

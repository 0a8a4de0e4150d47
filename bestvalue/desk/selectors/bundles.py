"""Reading decisions and their bundles, and naming both for step-up codes (rulings 18)."""

from uuid import UUID

from bestvalue.accounts.models import User
from bestvalue.accounts.step_up import describes_documents
from bestvalue.desk.bundles.deciding import deciding_events, label_of
from bestvalue.desk.bundles.policy import visible_bundles
from bestvalue.desk.models import Bundle
from bestvalue.records.models import Event
from cases.models import Case
from cases.policy import may_export


def bundle_for(user: User, case: Case, pk: UUID) -> Bundle | None:
    """One bundle of a case, if this person may know of it."""
    return visible_bundles(user, case).filter(pk=pk).first()


@describes_documents
def named_bundle(user: User, document: str) -> str | None:
    """A bundle by its key, or the decision of one by the hash of its event, for who may have it; else None."""
    kind, _, key = document.partition(":")
    if kind == "decision":
        event = Event.objects.filter(hash=key, case__isnull=False).select_related("case__authority").first()
    elif kind == "bundle":
        event = _event_of(user, key)
    else:
        return None
    if event is None or event.case is None or not may_export(user, event.case):
        return None
    if not deciding_events(event.case).filter(pk=event.pk).exists():
        return None
    return f"The bundle of “{label_of(event)}”, {event.case.authority}"


def _event_of(user: User, key: str) -> Event | None:
    try:
        bundle = Bundle.objects.select_related("case").filter(pk=UUID(key)).first()
    except ValueError:
        return None
    known = bundle_for(user, bundle.case, bundle.pk) if bundle else None
    return known.decision if known else None

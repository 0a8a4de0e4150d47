"""Who makes the bundle of a decision, and who fetches it: asked again each time."""

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from bestvalue.desk.models import Bundle
from bestvalue.errors import Forbidden
from cases.models import Case
from cases.policy import EXPORTERS, may_export
from themes.policy import exportable, visible_evidence


def check_exports(user: User, case: Case) -> None:
    """Raise Forbidden unless this person makes and fetches bundles of the decisions on this case."""
    if not may_export(user, case):
        names = ", ".join(role.label.lower() for role in EXPORTERS)
        raise Forbidden(f"Only one of these makes and fetches bundles of this case: {names}.")


def visible_bundles(user: User, case: Case) -> QuerySet[Bundle]:
    """The bundles of a case that this person may know of; those with sealed items only if named to every one."""
    rows = Bundle.objects.filter(case=case).select_related("decision", "made_by", "case")
    if not may_export(user, case):
        return rows.none()
    held = dict(rows.filter(with_sealed=True).values_list("pk", "evidence"))
    barred = _barred(user, {each for items in held.values() for each in items})
    return rows.exclude(pk__in=[pk for pk, items in held.items() if barred.intersection(items)])


def check_fetches(user: User, bundle: Bundle) -> None:
    """Raise Forbidden unless this person may fetch this archive now; an item may have been sealed since it was made."""
    check_exports(user, bundle.case)
    if _barred(user, set(bundle.evidence)):
        message = "Something in this bundle was sealed since it was made, or may no longer leave the service."
        raise Forbidden(f"{message} Have it made again, without it.")


def _barred(user: User, items: set[str]) -> set[str]:
    """Those of these items of evidence that may not leave the service, or that this person may not read today."""
    free = exportable(visible_evidence(user), with_sealed=True).filter(pk__in=items)
    return items - {str(pk) for pk in free.values_list("pk", flat=True)}

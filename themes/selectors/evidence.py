"""Reading evidence: always for one person, who is given only what that person may know of (R4, N7)."""

from django.db.models import Prefetch, QuerySet

from bestvalue.accounts.models import User
from themes.models import Bearing, EvidenceVersion
from themes.policy import visible_evidence


def visible_versions(user: User) -> QuerySet[EvidenceVersion]:
    """Every version, superseded ones too, of the items that this person may know of, with what a list shows of it."""
    bearings = Prefetch("bearings", Bearing.objects.select_related("theme", "line"))
    rows = EvidenceVersion.objects.filter(evidence__in=visible_evidence(user))
    return rows.select_related(
        "evidence__authority", "evidence__case", "evidence__source_type", "author"
    ).prefetch_related(bearings)


def current_versions(user: User) -> QuerySet[EvidenceVersion]:
    """The version that stands of each item that this person may know of, the latest received first."""
    return visible_versions(user).exclude(state="superseded").order_by("-received_on", "-recorded_at", "pk")

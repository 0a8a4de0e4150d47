"""Who may know of evidence and act on it, and who keeps metrics (design 9).

Evidence is as private as its case, and a sealed item narrower still. Metrics belong to no case: anyone who has signed
in reads them. Who may see and assess a case is said in `cases.policy`.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import Visitor, holds
from bestvalue.errors import Forbidden
from cases.policy import visible_cases

from .models import Evidence, EvidenceVersion, NamedReader, SourceType

# Evidence about an authority stays in the department: press, private office, administrators and liaison do not read it.
READERS = (
    *(Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.LEGAL_ADVISER, Role.ANALYST),
    *(Role.MINISTER, Role.SECRETARY_OF_STATE, Role.RECORDS_MANAGER),
)
# Letters, liaison, soft intelligence and returns that belong to no case (domain 9.1: an analyst has data, not letters).
READS_RESTRICTED = (
    *(Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE),
)
KEEPERS = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.ANALYST)
SEALERS = (Role.DEPUTY_DIRECTOR,)
KEEPS_METRICS = (Role.ANALYST, Role.ADMINISTRATOR)


def visible_evidence(user: User) -> QuerySet[Evidence]:
    """The items of which this person may know; the rest do not exist for them (R4, N7).

    An item with a case is known to those who know of the case, a sealed one only to those named to it. One without a
    case from a restricted source is known to officials, directors and ministers, and to whoever added it.
    """
    if not holds(user, *READERS):
        return Evidence.objects.none()
    named = NamedReader.objects.filter(evidence=OuterRef("pk"), person=user, taken_off_at__isnull=True)
    without_case = Q(case__isnull=True)
    if not holds(user, *READS_RESTRICTED):
        added = EvidenceVersion.objects.filter(evidence=OuterRef("pk"), number=1, author=user)
        without_case &= Q(source_type__is_restricted=False) | Q(Exists(added))
    open_to = without_case | Q(case__in=visible_cases(user))
    return Evidence.objects.filter(Q(is_sealed=False) & open_to | Q(is_sealed=True) & Exists(named))


def reads_evidence(user: User) -> bool:
    """Whether this person may read evidence at all."""
    return holds(user, *READERS)


def keeps_evidence(user: User) -> bool:
    """Whether this person adds evidence, corrects it and checks it: an official or an analyst."""
    return holds(user, *KEEPERS)


def seals_evidence(user: User) -> bool:
    """Whether this person seals items and names people to them: a deputy director."""
    return holds(user, *SEALERS)


def check_keeps(user: User) -> None:
    """Raise Forbidden unless this person keeps evidence."""
    if not keeps_evidence(user):
        raise Forbidden("Only a case officer, a team lead, a deputy director or an analyst keeps evidence.")


def check_seals(user: User) -> None:
    """Raise Forbidden unless this person seals evidence."""
    if not seals_evidence(user):
        raise Forbidden("Only a deputy director seals evidence and names people to it.")


def adopts_editions(user: Visitor) -> bool:
    """Whether this person adopts editions of the guidance: an administrator."""
    return holds(user, Role.ADMINISTRATOR)


def exportable(rows: QuerySet[Evidence], *, with_sealed: bool = False) -> QuerySet[Evidence]:
    """Those of these items that may leave the service in an export (N23): none that its source keeps back.

    Nor any that is sealed, unless `with_sealed`, for somebody who was named to it.
    """
    may_leave = rows.filter(source_type__in=SourceType.objects.filter(may_be_exported=True))
    return may_leave if with_sealed else may_leave.filter(is_sealed=False)


def keeps_metrics(user: User) -> bool:
    """Whether this person defines metrics, imports figures and keeps the comparators today (domain 9.1)."""
    return holds(user, *KEEPS_METRICS)


def check_keeps_metrics(user: User) -> None:
    """Raise Forbidden unless this person keeps the metrics."""
    if not keeps_metrics(user):
        raise Forbidden("Only an analyst or an administrator keeps the metrics.")

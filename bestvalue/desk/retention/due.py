"""What is due to go under the schedule, and what is held: for those who look after the records of these cases."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.desk.models import Bundle, LegalHold
from bestvalue.errors import Forbidden
from bestvalue.records.models import Removal
from cases.models import Authority, Case, CaseNote, Contact, DraftComment, File, OfficeHolding
from cases.policy import visible_cases
from interventions.models import Representation
from themes.models import EvidenceVersion
from themes.models.evidence import REMOVABLE
from themes.selectors.evidence import content_hash

from .schedule import Rule, rules

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its rows, where each keeps its case or authority, when its time began, and what goes."""

    rows: Callable[[], Rows]
    place: str
    began: str
    texts: tuple[str, ...] = ()
    emptied: str = ""
    stored: bool = False
    fingerprint: Callable[[Any], str] | None = None
    """What hashed it while it was whole, where its texts were hashed before; pages and packs name it by that."""


KINDS: Mapping[str, Kind] = {
    "file": Kind(File.objects.all, "case", "case__closed_on", ("name", "description"), stored=True),
    "contact": Kind(Contact.objects.all, "case", "case__closed_on", ("people", "summary")),
    "case_note": Kind(CaseNote.objects.all, "case", "case__closed_on", ("text",)),
    "draft_comment": Kind(DraftComment.objects.all, "case", "case__closed_on", ("text",)),
    "representation": Kind(
        lambda: Representation.objects.filter(is_from_authority=False),
        "proposal__case",
        "proposal__case__closed_on",
        ("sender", "text", "summary", "reply", "late_decision"),
    ),
    "evidence_version": Kind(  # what is sealed is known to those named to it alone, and stays with them
        lambda: EvidenceVersion.objects.filter(evidence__is_sealed=False),
        "evidence__case",
        "evidence__case__closed_on",
        REMOVABLE,
        emptied="link",
        fingerprint=content_hash,
    ),
    "officer": Kind(lambda: OfficeHolding.objects.exclude(email=""), "authority", "ends_on", emptied="email"),
    "bundle": Kind(lambda: Bundle.objects.filter(state="ready"), "case", "finished_at__date", stored=True),
}


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of one rule in one place: how much, and the holds that keep it."""

    rule: Rule
    place: Case | Authority
    count: int
    holds: tuple[LegalHold, ...]

    @property
    def name(self) -> str:
        """How its page names the place."""
        return self.place.ref if isinstance(self.place, Case) else self.place.slug


def keeps_retention(user: User) -> bool:
    """Whether this person looks after what is kept and removed: a records manager."""
    return holds(user, Role.RECORDS_MANAGER)


def check_keeps_retention(user: User) -> None:
    """Raise Forbidden unless they do."""
    if not keeps_retention(user):
        raise Forbidden("Only a records manager looks after what is kept and removed.")


def due_rows(rule: Rule, today: dt.date | None = None) -> Rows:
    """Every row whose time is over and which was not removed yet, held or not."""
    kind = KINDS[rule.kind]
    named = Concat(Value(f"{rule.kind}:"), Cast("pk", CharField()))
    over = kind.rows().filter(**{f"{kind.began}__lte": rule.cutoff(today or clock.today())}).annotate(named=named)
    rows: Rows = over.filter(~Exists(Removal.objects.filter(key=OuterRef("named"))))
    if kind.place == "authority":
        return rows
    again = f"{kind.place}__next"  # a case that was opened again still needs the earlier one
    kept: Rows = rows.filter(Q(**{again: None}) | Q(**{f"{again}__closed_on__isnull": False}))
    return kept


def due_for(user: User) -> list[Due]:
    """Everything that is due on the cases and authorities whose records this person looks after, rule by rule."""
    check_keeps_retention(user)
    cases = {each.pk: each for each in visible_cases(user).filter(closed_on__isnull=False).select_related("authority")}
    bundled = visible_cases(user).filter(bundles__state="ready").select_related("authority").distinct()
    cases |= {each.pk: each for each in bundled}
    found = [each for rule in rules().values() for each in _of_rule(rule, cases)]
    held = open_holds()
    return [Due(rule, place, count, holds_on(place, held)) for rule, place, count in found]


def _of_rule(rule: Rule, cases: Mapping[Any, Case]) -> list[tuple[Rule, Case | Authority, int]]:
    kind = KINDS[rule.kind]
    counts = due_rows(rule).order_by().values_list(kind.place).annotate(Count("pk"))
    places: Mapping[Any, Case | Authority] = cases
    if kind.place == "authority":
        places = Authority.objects.in_bulk([pk for pk, _ in counts])
    listed = [(rule, places[pk], count) for pk, count in counts if pk in places]
    return sorted(listed, key=lambda each: str(each[1]))


def open_holds() -> list[LegalHold]:
    """Every hold that was not lifted."""
    rows = LegalHold.objects.filter(lifted_at__isnull=True)
    return list(rows.select_related("case__authority", "authority", "placed_by").order_by("placed_at"))


def holds_on(place: Case | Authority, held: list[LegalHold]) -> tuple[LegalHold, ...]:
    """Those of these holds that keep what belongs to a case or to an authority."""
    case = place.pk if isinstance(place, Case) else None
    authority = place.authority_id if isinstance(place, Case) else place.pk
    return tuple(each for each in held if each.authority_id == authority or (case and each.case_id == case))

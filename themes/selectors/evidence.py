"""Reading evidence: always for one person, who is given only what that person may know of (R4, N7)."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bestvalue.accounts.models import User
from bestvalue.records.services import note_readings
from cases.models import Authority, Case, Document, File, Submission
from cases.policy import visible_cases
from themes.models import AssessmentEvidence, Bearing, Corroboration, Evidence, EvidenceVersion, Reliance, Theme
from themes.policy import visible_evidence

CONTENT = (
    *("number", "body", "title", "happened_on", "received_on", "period_from", "period_to", "link", "sensitivity"),
    *("summary", "value", "unit", "comparator", "caveat", "step", "counts_from", "reason"),
)

MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class EvidenceFilters:
    """What a register of evidence is narrowed to; empty means everything."""

    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def visible_versions(user: User) -> QuerySet[EvidenceVersion]:
    """Every version, superseded ones too, of the items that this person may know of, with what a list shows of it."""
    bearings = Prefetch(
        "bearings", Bearing.objects.select_related("theme", "line").prefetch_related("line__wordings__edition")
    )
    rows = EvidenceVersion.objects.filter(evidence__in=visible_evidence(user)).prefetch_related(bearings)
    knows_the_case = Exists(visible_cases(user).filter(pk=OuterRef("evidence__case")))
    related = ("evidence__authority", "evidence__case", "evidence__source_type", "author")
    return rows.select_related(*related).annotate(knows_the_case=knows_the_case)


def current_versions(user: User) -> QuerySet[EvidenceVersion]:
    """The version that stands of each item that this person may know of, the latest received first."""
    return visible_versions(user).exclude(state="superseded").order_by("-received_on", "-recorded_at", "pk")


def of_case_or_none(case: Case) -> Q:
    """Versions that may be cited on a case: about its authority, and belonging to it or to no case (N7)."""
    return Q(evidence__authority=case.authority_id) & (Q(evidence__case=case) | Q(evidence__case__isnull=True))


def evidence_since(
    user: User, authority: Authority, *, since: dt.date, theme: Theme | None
) -> QuerySet[EvidenceVersion]:
    """What this person may know of an authority that bears on a theme and came since a day, the earliest first."""
    rows = current_versions(user).filter(evidence__authority=authority, received_on__gte=since)
    bearing = Bearing.objects.filter(theme=theme).values("version")
    return rows.filter(pk__in=bearing).order_by("received_on", "recorded_at", "pk")


def narrowed(rows: QuerySet[EvidenceVersion], filters: EvidenceFilters) -> QuerySet[EvidenceVersion]:
    """The versions of these sources and states that bear on one of the themes in one of the directions."""
    if filters.sources:
        rows = rows.filter(evidence__source_type__in=filters.sources)
    if filters.states:
        rows = rows.filter(state__in=filters.states)
    bearings = Bearing.objects.all()
    if filters.themes:
        bearings = bearings.filter(theme__in=filters.themes)
    if filters.directions:
        bearings = bearings.filter(direction__in=filters.directions)
    if filters.themes or filters.directions:
        rows = rows.filter(pk__in=bearings.values("version"))
    return rows


def note_shown(user: User, versions: Iterable[EvidenceVersion]) -> None:
    """Record that a page showed these to the person: each that is sealed, and each that belongs to a case (R42)."""
    items = {each.evidence_id: each.evidence for each in versions}.values()
    note_readings(reader=user, read=[reading_of(each) for each in items if each.is_sealed or each.case_id])


def reading_of(item: Evidence) -> tuple[UUID | None, str]:
    """How a reading of an item is recorded: with its case, unless it is sealed, as the case's team may read of that."""
    return (None if item.is_sealed else item.case_id), item.key


def frozen_texts_naming(user: User, item: Evidence) -> QuerySet[Document]:
    """The frozen texts that this person may read, packs and agreed assessments, that name an item for good."""
    relying = Reliance.objects.filter(version__evidence=item).values_list("submission", flat=True)
    citing = AssessmentEvidence.objects.filter(version__evidence=item).values_list("assessment", flat=True)
    named = [*(f"submission:{pk}" for pk in relying), *(f"assessment:{pk}" for pk in citing)]
    found = Document.objects.filter(subject__in=named, case__in=visible_cases(user))
    return found.select_related("case__authority").order_by("created_at", "pk")


def files_of_versions(versions: Iterable[EvidenceVersion]) -> dict[str, list[File]]:
    """The files that came with each version, by its key, in one query."""
    found: dict[str, list[File]] = defaultdict(list)
    kept = File.objects.filter(subject__in=[each.key for each in versions])
    for file in kept.select_related("text").defer("text__body").order_by("uploaded_at", "id"):
        found[file.subject].append(file)
    return found


def content_hash(version: EvidenceVersion) -> str:
    """SHA-256, in hexadecimal, of everything a version says, with what it bears on and the files that came with it."""
    bears = sorted([each.theme_id, str(each.line_id or ""), each.direction] for each in version.bearings.all())
    files = sorted(File.objects.filter(subject=version.key).values_list("sha256", flat=True))
    facts = {name: getattr(version, name) for name in CONTENT}
    facts["value"] = None if version.value is None else f"{version.value:.4f}"
    told = {**facts, "evidence": str(version.evidence_id), "bearings": bears, "files": files}
    return hashlib.sha256(json.dumps(told, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def borne_out_by(user: User, item: Evidence) -> QuerySet[Corroboration]:
    """What bears an item out, each with how, as far as this person may know of it."""
    rows = Corroboration.objects.filter(evidence=item, borne_out_by__in=visible_evidence(user))
    current = EvidenceVersion.objects.exclude(state="superseded")
    return rows.prefetch_related(Prefetch("borne_out_by__versions", current, to_attr="standing")).order_by("made_at")


def relied_on_by(user: User, item: Evidence) -> QuerySet[Reliance]:
    """The submissions that rely on any version of an item, on cases that this person may know of, the latest first."""
    rows = Reliance.objects.filter(version__evidence=item, submission__case__in=visible_cases(user))
    return rows.select_related("version", "submission__case__authority").order_by("-submission__created_at", "pk")


def relied_on(user: User, submission: Submission) -> list[tuple[EvidenceVersion, bool]]:
    """The versions on which a submission relies, each with whether this person may open the item.

    Who reads the pack reads their names in it, private office too; what was sealed since is told to nobody else.
    """
    rows = (
        Reliance.objects.filter(submission=submission).select_related("version__evidence__source_type").order_by("pk")
    )
    opens = set(visible_evidence(user).filter(versions__reliances__submission=submission).values_list("pk", flat=True))
    listed = [(each.version, each.version.evidence_id in opens) for each in rows]
    return [(version, may_open) for version, may_open in listed if may_open or not version.evidence.is_sealed]

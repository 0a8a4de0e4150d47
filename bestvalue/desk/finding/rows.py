"""The rows of kinds that need more than their case: whose they are, and how those of one case are told apart."""

from typing import Any

from django.db.models import Case as Either
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, UUIDField, When
from django.db.models.functions import Cast, Coalesce, Substr

from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from bestvalue.records.triggers import TOMBSTONE
from cases.models import Authority, Case, File, OfficeHolding, Publication
from cases.models.files import WITH_EVIDENCE
from cases.moves import MOVES
from cases.policy import visible_cases
from cases.selectors.authorities import plain
from themes.models import EvidenceVersion
from themes.policy import visible_evidence
from themes.selectors.evidence import current_versions

from .kinds import in_words
from .words import Asked, close, closest_first


def authorities(user: User) -> QuerySet[Any]:
    """Every authority: they are public, and so is what each was called."""
    return Authority.objects.select_related("kind").prefetch_related(
        "aliases", "inheritances__predecessor", "successions__successor"
    )


def by_name_of_authority(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """By present and former names and codes, and those of what an authority took over from; the closest first."""
    return closest_first(rows.filter(pk__in=asked.authorities), asked.names, "name")


def officers(user: User) -> QuerySet[Any]:
    """Whoever holds or held a post in an authority."""
    return OfficeHolding.objects.select_related("authority")


def by_name_of_officer(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """By the name of the person; the closest first."""
    keys = close(OfficeHolding.objects.all(), "name", asked.names).values("pk")
    return closest_first(rows.filter(pk__in=keys), asked.names, "name")


def cases(user: User) -> QuerySet[Any]:
    """The cases that the person may know of."""
    return visible_cases(user).select_related("authority")


def case_called(asked: Asked) -> QuerySet[Any]:
    """The case with this reference or handle."""
    named = Q(reference=asked.text.upper()) | Q(handle=asked.text.lower())
    return Case.objects.filter(named).order_by().values("pk")


def events(user: User) -> QuerySet[Any]:
    """What was done on the cases that the person may know of."""
    found = Event.objects.filter(case__in=visible_cases(user))
    return found.select_related("actor", "case__authority")


def by_act_or_words(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """By what the act is called, and by the words of its reasons and of whose decision it was."""
    wanted = set(plain(asked.names).split())
    acts = [name for name, move in MOVES.items() if wanted and wanted <= set(plain(move.label).split())]
    by_words = in_words(rows.order_by(), asked, "acting_for", "reason").values("pk")
    return rows.filter(Q(verb__in=acts) | Q(pk__in=by_words))


def evidence(user: User) -> QuerySet[Any]:
    """The version that stands of each item that the person may know of, sealed ones only if they are named to them."""
    return current_versions(user).prefetch_related(None)


def files(user: User) -> QuerySet[Any]:
    """The files on the cases that a person may know of, and with the evidence that they may; none that was removed."""
    version = Cast(
        Either(When(case__isnull=True, then=Substr("subject", len(WITH_EVIDENCE) + 1)), output_field=CharField()),
        UUIDField(),
    )
    itself = EvidenceVersion.objects.filter(pk=OuterRef("version"))
    shown = itself.filter(evidence__in=visible_evidence(user))
    found = File.objects.annotate(version=version).annotate(
        item=itself.values("evidence")[:1],
        sealed=itself.values("evidence__is_sealed")[:1],
        on=Coalesce(F("case_id"), itself.values("evidence__case")[:1], output_field=UUIDField()),
    )
    known = Q(case__in=visible_cases(user)) | Q(case__isnull=True) & Exists(shown)
    return found.filter(known).exclude(name__endswith=TOMBSTONE[1]).select_related("case__authority")


def publications(user: User) -> QuerySet[Any]:
    """What stands in the public register, and was not withdrawn."""
    return Publication.objects.filter(withdrawn_on__isnull=True).select_related("authority")

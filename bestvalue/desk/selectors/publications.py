"""Publication packs: who may know of which, and what a new one begins with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from cases.models import Case, Document, Instrument, Publication, PublicationPack, SubmissionAct
from cases.policy import visible_cases
from cases.selectors.details import began_on
from cases.services.publication import BASES

# What press may know of: nothing until a deputy director has approved it for the public.
FOR_PRESS = ("approved", "published")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form of a new pack shows, and the text that its copy is made from."""

    original: Document | None
    initial: dict[str, Any]


def packs_for(user: User) -> QuerySet[PublicationPack]:
    """The packs this person may know of: those of the cases they may know of, and for press what was approved."""
    known = Q(case__in=visible_cases(user))
    if holds(user, Role.PRESS):
        known |= Q(state__in=FOR_PRESS)
    packs = PublicationPack.objects.select_related("case__authority", "prepared_by", "approved_by", "original")
    return packs.filter(known).order_by("created_at", "pk")


def pack_for(user: User, pk: UUID) -> PublicationPack | None:
    """One pack, if this person may know of it."""
    return packs_for(user).filter(pk=pk).first()


def may_know_of_packs(user: User) -> bool:
    """Whether publications are any of this person's business."""
    return holds(user, Role.PRESS, Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR)


def beginning(instrument: Instrument) -> Beginning:
    """A new pack about an instrument begins with the text that a minister decided on, and the instrument's dates."""
    original = _decided_text(instrument)
    name = str(instrument._meta.verbose_name)
    initial = {
        "title": f"{name[0].upper()}{name[1:]}: {instrument.case.authority}",
        "body": original.body if original else "",
        "legal_basis": BASES.get(instrument.KIND, ""),  # type: ignore[call-overload]
        "in_force_from": began_on(instrument),
        "in_force_until": instrument.until,
        "ended_on": getattr(instrument, "ended_on", None),
        "ending": _how_it_ended(instrument),
    }
    return Beginning(original, initial)


def publishable(case: Case) -> list[Instrument]:
    """The instruments of a case about which something could be published, the latest first. None that was withdrawn."""
    kinds = [model for model in Instrument.__subclasses__() if model.KIND in BASES]
    withdrawn = Publication.objects.filter(case=case, withdrawn_on__isnull=False)
    gone = frozenset(withdrawn.values_list("subject", flat=True))
    found = [each for model in kinds for each in model.objects.filter(case=case) if not each.not_publishable()]
    found = [each for each in found if each.key not in gone]
    return sorted(found, key=lambda each: each.created_at, reverse=True)


def _decided_text(instrument: Instrument) -> Document | None:
    spent = SubmissionAct.objects.filter(subject=instrument.key, state="spent", retrospective=False)
    latest = spent.select_related("document").order_by("-spent_by__case_version").first()
    return latest.document if latest else None


def _how_it_ended(instrument: Instrument) -> str:
    shown = getattr(instrument, "get_ending_display", None)
    return str(shown()) if shown else ""

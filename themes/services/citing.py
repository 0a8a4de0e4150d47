"""Citing versions of evidence in an observation or an assessment: known to the writer, not sealed, and not twice."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from cases.services.act import Act
from themes.models import Evidence, EvidenceVersion
from themes.reliance import SEALED
from themes.selectors.evidence import of_case_or_none, visible_versions


def hold_versions(act: Act, wanted: Collection[UUID]) -> list[EvidenceVersion]:
    """Those of these versions that the writer knows of and may cite on the case, in order.

    Their items are locked, so that none is sealed between being looked at and being cited.
    """
    items = Evidence.objects.filter(versions__in=wanted).order_by("pk")
    list(items.select_for_update(of=("self",)))
    known = visible_versions(act.by).filter(of_case_or_none(act.case), pk__in=wanted)
    return list(known.order_by("recorded_at", "pk"))


def need_citable(act: Act, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note what is wrong with rows that cite evidence: each gives `version`, what it `shows` and perhaps a `side`."""
    wanted = {each["version"].pk for each in rows}
    known = hold_versions(act, wanted)
    act.need(len(known) == len(wanted), "no_such_evidence", "Choose evidence of this case, or of no case.")
    act.need(not any(each.evidence.is_sealed for each in known), "sealed", SEALED)
    act.need(all(each["shows"].strip() for each in rows), "shows_nothing", "Say what each item of evidence shows.")
    sides = [(each["version"].pk, each.get("side", "")) for each in rows]
    act.need(len(set(sides)) == len(sides), "cited_twice", "Cite each item of evidence once, on each side at most.")

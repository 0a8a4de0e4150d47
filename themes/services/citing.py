"""Citing versions of evidence in an observation or an assessment: known to the writer, not sealed, and not twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.services.act import Act
from themes.reliance import SEALED
from themes.selectors.evidence import visible_versions


def need_citable(act: Act, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note what is wrong with rows that cite evidence: each gives `version`, what it `shows` and perhaps a `side`."""
    wanted = {each["version"].pk for each in rows}
    known = visible_versions(act.by).filter(evidence__authority=act.case.authority_id, pk__in=wanted)
    act.need(known.count() == len(wanted), "no_such_evidence", "Choose evidence about this authority.")
    act.need(not any(each["version"].evidence.is_sealed for each in rows), "sealed", SEALED)
    act.need(all(each["shows"].strip() for each in rows), "shows_nothing", "Say what each item of evidence shows.")
    sides = [(each["version"].pk, each.get("side", "")) for each in rows]
    act.need(len(set(sides)) == len(sides), "cited_twice", "Cite each item of evidence once, on each side at most.")

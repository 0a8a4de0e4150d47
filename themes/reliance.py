"""Whether anything may rely on a version of an item of evidence, and what bars it in words (domain 6)."""

from bestvalue.errors import Unmet

from .models import EvidenceVersion

SEALED = (
    "A sealed item is not cited where people who are not named to it would read it. "
    "Record what may be told of it as an item of its own."
)


def bars_to_reliance(version: EvidenceVersion) -> list[Unmet]:
    """Everything that bars a decision or an assessment from relying on this version, in plain words; none if nothing.

    A version that is not verified yet, or is disputed, may be relied on: its status is shown wherever it is cited.
    """
    evidence, bars = version.evidence, []
    if version.state == "superseded":
        bars.append(Unmet("superseded", f"“{version.title}” was corrected since; rely on its present version."))
    if evidence.is_sealed:
        bars.append(Unmet("sealed", SEALED))
    if evidence.source_type.needs_corroboration and not is_borne_out(version):
        kind = evidence.source_type.name.lower()
        bars.append(
            Unmet("not_corroborated", f"“{version.title}” is {kind}: another item must bear it out before it counts.")
        )
    return bars


def may_be_relied_on(version: EvidenceVersion) -> bool:
    """Whether nothing bars an assessment or a decision from relying on this version."""
    return not bars_to_reliance(version)


def is_borne_out(version: EvidenceVersion) -> bool:
    """Whether an item that stands on its own, and is neither sealed nor disputed, bears this one out."""
    firm = version.evidence.corroborations.filter(
        borne_out_by__is_sealed=False, borne_out_by__source_type__needs_corroboration=False
    )
    return firm.filter(borne_out_by__versions__state__in=("unverified", "verified")).exists()

"""Whether anything may rely on a version of an item of evidence, and what bars it in words (domain 6)."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from bestvalue.errors import Unmet
from cases.annexed import pack_lack, pack_part
from cases.letters import plain
from cases.models import Submission

from .models import Corroboration, EvidenceVersion
from .selectors.evidence import content_hash

SEALED = (
    "A sealed item is not cited where people who are not named to it would read it. "
    "Record what may be told of it as an item of its own."
)
FIRM = ("unverified", "verified")


def bars_to_reliance(version: EvidenceVersion) -> list[Unmet]:
    """Everything that bars a decision or an assessment from relying on this version, in plain words; none if nothing.

    A version that is not verified yet, or is disputed, may be relied on: its status is shown wherever it is cited.
    """
    return bars_to_all([version])


def may_be_relied_on(version: EvidenceVersion) -> bool:
    """Whether nothing bars an assessment or a decision from relying on this version."""
    return not bars_to_reliance(version)


def bars_to_all(versions: Iterable[EvidenceVersion]) -> list[Unmet]:
    """The same for several versions, whose items and sources are fetched, in one query."""
    return [bar for bars in bars_by_version(versions).values() for bar in bars]


def bars_by_version(versions: Iterable[EvidenceVersion]) -> dict[UUID, list[Unmet]]:
    """What bars each of several versions, by its key, in one query."""
    listed = list(versions)
    borne_out = _borne_out(listed)
    return {each.pk: list(_bars(each, each.evidence_id in borne_out)) for each in listed}


def _bars(version: EvidenceVersion, borne_out: bool) -> Iterator[Unmet]:
    evidence = version.evidence
    if evidence.is_sealed:
        yield Unmet("sealed", SEALED)
        return
    if version.state == "superseded":
        yield Unmet("superseded", f"“{version.title}” was corrected since: rely on the version that stands.")
    if evidence.source_type.needs_corroboration and not borne_out:
        message = f"“{version.title}”: another item must bear it out before anything relies on it."
        yield Unmet("not_corroborated", message)


def _borne_out(versions: Iterable[EvidenceVersion]) -> set[UUID]:
    """The items that another bears out which stands on its own and is neither sealed nor disputed."""
    wanted = [each.evidence_id for each in versions if each.evidence.source_type.needs_corroboration]
    firm = Corroboration.objects.filter(
        borne_out_by__is_sealed=False,
        borne_out_by__source_type__needs_corroboration=False,
        borne_out_by__versions__state__in=FIRM,
    )
    return set(firm.filter(evidence__in=wanted).values_list("evidence", flat=True)) if wanted else set()


def versions_relied_on(submission: Submission) -> list[EvidenceVersion]:
    """Every version on which a submission relies, in the order in which they were listed."""
    rows = EvidenceVersion.objects.filter(reliances__submission=submission).order_by("reliances__pk")
    return list(rows.select_related("evidence__source_type"))


@pack_lack
def evidence_that_is_barred(submission: Submission) -> Iterable[Unmet]:
    """What bars the submission from relying on the evidence that it lists."""
    return bars_to_all(versions_relied_on(submission))


@pack_part
def evidence_in_the_pack(submission: Submission) -> Iterator[str]:
    """The evidence that the submission relies on: each version with its status, and the hash of what it says."""
    listed = [each for each in versions_relied_on(submission) if not each.evidence.is_sealed]
    if listed:
        yield "## The evidence it relies on"
        yield "\n".join(_line(each) for each in listed)


def _line(version: EvidenceVersion) -> str:
    source = version.evidence.source_type
    made_by = f", {plain(version.body)} ({plain(str(source))})" if version.evidence.may_be_published else ""
    named = f"{plain(version.name_in_texts)} (version {version.number}){made_by}"
    return f"- {named}. {version.status}. SHA-256: {content_hash(version)}"

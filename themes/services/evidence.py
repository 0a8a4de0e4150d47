"""Adding evidence, and correcting it by a new version. Nothing here touches a case (N1)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Unmet
from bestvalue.records.services import transaction_time
from cases.models import Authority, Case
from cases.policy import visible_cases
from cases.services.files import keep_with_evidence
from cases.services.waiting import patiently
from cases.uploads import Upload
from themes import policy
from themes.models import (
    Bearing,
    Evidence,
    EvidenceVersion,
    Line,
    NamedReader,
    Placement,
    SealedIdentity,
    SourceType,
    Theme,
)
from themes.selectors.evidence import content_hash

from .acting import ItemAct, on_item, write_event

STEPPED = (SourceType.Occasion.PEER_CHALLENGE, SourceType.Occasion.FINANCIAL_SUPPORT)
COUNTED = (SourceType.Occasion.SECTION_114, SourceType.Occasion.AUDIT_REPORT)
RATES = ("%", "per cent", "percent", "rate")


class Bears(TypedDict):
    """A theme, or one of its lines, and which way the item bears on it."""

    theme: Theme
    line: Line | None
    direction: str


def add_evidence(
    *,
    by: User,
    authority: Authority,
    source_type: SourceType,
    case: Case | None = None,
    bearings: Sequence[Bears] = (),
    uploads: Iterable[Upload] = (),
    identity: str = "",
    looked_after_by: User | None = None,
    **facts: Any,
) -> EvidenceVersion:
    """Add an item to an authority, perhaps with a case; `facts` are those of its first version.

    What is sealed on arrival also takes the `identity` that it came from, kept apart, and the deputy director who
    looks after its list: they and the person who adds it are the first named to it.
    Raises Forbidden for who does not keep evidence or may not know of the case; Refused where a fact breaks a rule.
    """
    policy.check_keeps(by)
    if case and not visible_cases(by).filter(pk=case.pk).exists():
        raise Forbidden("There is no such case, or you may not know of it.")
    with patiently():
        item = Evidence(
            authority=authority,
            case=case,
            source_type=source_type,
            is_sealed=source_type.sealed_on_arrival,
            added_at=clock.now(),
        )
        act = ItemAct(item, by)
        same = case is None or case.authority_id == authority.pk
        act.need(same, "another_authority", "The case is about another authority.")
        _need_sealing_facts(act, identity, looked_after_by)
        version = EvidenceVersion(number=1, author=by, recorded_at=transaction_time(), **facts)
        _check_facts(act, version, bearings)
        item.save(force_insert=True)
        _write(act, version, bearings, uploads)
        if item.is_sealed and looked_after_by:
            _begin_list(act, identity, looked_after_by)
        write_event("add_evidence", act)
    return version


def correct_evidence(
    *,
    by: User,
    evidence: Evidence,
    reason: str,
    bearings: Sequence[Bears] = (),
    uploads: Iterable[Upload] = (),
    expected_version: int | None = None,
    **facts: Any,
) -> EvidenceVersion:
    """Correct an item: a new version, not verified yet, supersedes the one that stood, which is kept as it was.

    Whatever relied on the earlier version still names it. Raises Forbidden, Changed or Refused.
    """
    with on_item("correct_evidence", item=evidence, by=by, expected_version=expected_version) as act:
        before = act.current
        version = EvidenceVersion(
            number=before.number + 1, author=by, recorded_at=transaction_time(), reason=reason.strip(), **facts
        )
        _check_facts(act, version, bearings)
        before.supersede()
        before.save(update_fields=["state"])
        _write(act, version, bearings, uploads)
        act.tell(supersedes=before.number)
    return version


def _check_facts(act: ItemAct, version: EvidenceVersion, bearings: Sequence[Bears]) -> None:
    source = act.item.source_type
    act.need(version.received_on and version.received_on <= act.today, "later", "It was received today or before.")
    is_rate = any(each in version.unit.casefold() for each in RATES) and version.comparator.strip()
    act.need(
        version.value is None or not source.takes_a_rate or is_rate,
        "not_a_rate",
        "Give the figure as a rate, in per cent, with what it is compared with; never the number of complaints (R33).",
    )
    act.need(
        not version.step or source.occasion in STEPPED, "no_steps", f"“{source}” has no steps such as offered or held."
    )
    act.need(
        version.counts_from is None or source.occasion in COUNTED, "no_meeting", f"No meeting follows from “{source}”."
    )
    _need_placed(act, bearings)
    try:
        version.full_clean(exclude=["evidence", "state"])
    except ValidationError as error:
        act.unmet.extend(Unmet("evidence_facts", message) for message in _messages(version, error))
    act.check()


def _messages(version: EvidenceVersion, error: ValidationError) -> list[str]:
    """What is wrong, each with the name of the field that it is about."""
    found = []
    for name, messages in error.message_dict.items():
        label = "" if name == "__all__" else f"{version._meta.get_field(name).verbose_name}: "  # type: ignore[union-attr]
        found += [f"{label}{message}".capitalize() if label else message for message in messages]
    return found


def _need_placed(act: ItemAct, bearings: Sequence[Bears]) -> None:
    """Note as unmet a line that is listed under another theme, and one that is named twice."""
    named = [(each["theme"].pk, each["line"].pk if each["line"] else None) for each in bearings]
    act.need(len(named) == len(set(named)), "named_twice", "Name each theme and each line once.")
    wanted = {(theme, line) for theme, line in named if line}
    lines = [line for _, line in wanted]
    listed = set(Placement.objects.filter(wording__line__in=lines).values_list("theme", "wording__line"))
    act.need(wanted <= listed, "not_of_the_theme", "Name each line under a theme that lists it.")


def _write(act: ItemAct, version: EvidenceVersion, bearings: Sequence[Bears], uploads: Iterable[Upload]) -> None:
    version.evidence = act.item
    version.save(force_insert=True)
    Bearing.objects.bulk_create(Bearing(version=version, **each) for each in bearings)
    keep_with_evidence(by=act.by, subject=version.key, uploads=uploads)
    act.tell(number=version.number, sha256=content_hash(version))


def _need_sealing_facts(act: ItemAct, identity: str, looked_after_by: User | None) -> None:
    if act.item.is_sealed:
        fit = looked_after_by and policy.seals_evidence(looked_after_by)
        act.need(fit, "nobody_looks_after_it", "Name the deputy director who looks after the list of a sealed item.")
    else:
        act.need(not identity.strip(), "not_sealed", "Only a sealed item keeps an identity apart.")


def _begin_list(act: ItemAct, identity: str, looked_after_by: User) -> None:
    reasons = {looked_after_by: "Looks after the list.", act.by: "Received it."}
    NamedReader.objects.bulk_create(
        NamedReader(evidence=act.item, person=person, reason=reason, named_by=act.by, named_at=clock.now())
        for person, reason in reasons.items()
    )
    if identity.strip():
        SealedIdentity.objects.create(
            evidence=act.item, text=identity.strip(), recorded_by=act.by, recorded_at=clock.now()
        )

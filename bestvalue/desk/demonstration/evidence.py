"""Evidence about fictional authorities, from several kinds of source, recorded as officials do."""

from typing import Any

from cases.models import Authority, Case
from themes.models import Bearing, Evidence, EvidenceVersion, Line, SourceType, Theme
from themes.services.checking import corroborate, record_evidence_account, record_meeting, verify_evidence
from themes.services.evidence import Bears, add_evidence, correct_evidence

from .cast import Cast
from .scenes import ago

ABOUT = "fictional-brackwater-district-council"  # where officials talk in private
PLACE = "Brackwater"
Direction = Bearing.Direction


def bears(theme: str, direction: Direction, line: str = "") -> Bears:
    """A theme, or one of its lines, and which way."""
    found = Line.objects.get(slug=line) if line else None
    return {"theme": Theme.objects.get(code=theme), "line": found, "direction": direction}


def record_evidence(cast: Cast) -> None:
    """Record the items, once."""
    authority = Authority.objects.filter(slug=ABOUT).first()
    if authority and not Evidence.objects.filter(authority=authority, case=None).exists():  # an assessment adds its own
        _finances(cast, authority)
        _sector(cast, authority)
        _talks(cast, authority.cases.get())
        _disclosure(cast, authority)


def _add(cast: Cast, authority: Authority, source: str, **facts: Any) -> EvidenceVersion:
    source_type = SourceType.objects.get(pk=source)
    defaults = {"received_on": ago(12), "sensitivity": "public"}
    return add_evidence(by=cast.officer, authority=authority, source_type=source_type, **{**defaults, **facts})


def _finances(cast: Cast, authority: Authority) -> None:
    report = _add(
        cast,
        authority,
        "auditors-annual-report",
        title="Auditor's annual report",
        body="Hale and Finch, auditors",
        happened_on=ago(40),
        summary="Reserves were used in the year, unplanned, to balance the outturn. The audit committee asks the right "
        "questions.",
        bearings=[
            bears("ur", Direction.SUPPORTS, "ur-i-unplanned-reserves"),
            bears("gv", Direction.AGAINST, "gv-c-audit-committee"),
        ],
    )
    facts = {name: getattr(report, name) for name in ("title", "body", "happened_on", "received_on", "sensitivity")}
    correct_evidence(
        by=cast.officer,
        evidence=report.evidence,
        reason="The auditor issued a corrected page: the figure was for two years.",
        summary="Reserves were used over two years, unplanned, to balance the outturn.",
        value=6,
        unit="£ million",
        caveat="Unaudited for the second year.",
        bearings=[bears("ur", Direction.SUPPORTS, "ur-i-unplanned-reserves")],
        **facts,
    )
    verify_evidence(by=cast.lead, evidence=report.evidence, reason="Read beside the auditor's published report.")
    record_evidence_account(
        by=cast.officer,
        evidence=report.evidence,
        given_on=ago(8),
        given_by="The chief finance officer",
        text="A plan to rebuild reserves goes to full council in the spring.",
    )
    story = _add(
        cast,
        authority,
        "press",
        title=f"{PLACE} council “raided its savings”",
        body="The Estuary Courier",
        summary="The paper says that reserves paid for a leisure centre.",
        bearings=[bears("ur", Direction.SUPPORTS)],
    )
    corroborate(
        by=cast.officer,
        evidence=story.evidence,
        borne_out_by=report.evidence,
        note="The auditor reports the same use of reserves.",
    )
    _add(
        cast,
        authority,
        "ombudsman",
        title="Annual letter of the ombudsman",
        body="Ombudsman",
        summary="More of the complaints that were looked into were upheld than at like authorities.",
        value="64",
        unit="per cent upheld",
        comparator="Like authorities: 58 per cent",
        caveat="Eleven complaints were looked into, so one more or fewer changes the rate a good deal.",
        bearings=[bears("sd", Direction.SUPPORTS, "sd-i-ombudsman-uphold-rate")],
    )


def _sector(cast: Cast, authority: Authority) -> None:
    _add(
        cast,
        authority,
        "peer-challenge",
        title="Corporate peer challenge",
        body="Local Government Association",
        happened_on=ago(1200),
        step="published",
        summary="Peers praised the staff and asked for one corporate plan in place of four.",
        bearings=[bears("ci", Direction.CONTEXT, "ci-c-peer-challenge")],
    )
    recommendation = _add(
        cast,
        authority,
        "written-recommendation",
        title="Written recommendation on the medium-term plan",
        body="Hale and Finch, auditors",
        happened_on=ago(75),
        received_on=ago(74),
        counts_from=ago(74),
        summary="The auditor recommends that the council agree a balanced plan for the medium term.",
        bearings=[bears("ur", Direction.SUPPORTS, "ur-c-mtfs")],
    )
    record_meeting(
        by=cast.officer,
        evidence=recommendation.evidence,
        held_on=ago(50),
        note="Full council accepted the recommendation.",
    )


def _talks(cast: Cast, case: Case) -> None:
    _add(
        cast,
        case.authority,
        "self-assessment",
        case=case,
        title="The council's own assessment against the themes",
        body="The chief executive",
        sensitivity="official",
        summary="The council says that scrutiny works well and that its finance team is too small.",
        bearings=[bears("gv", Direction.AGAINST, "gv-c-effective-scrutiny"), bears("ur", Direction.SUPPORTS)],
    )


def _disclosure(cast: Cast, authority: Authority) -> None:
    _add(
        cast,
        authority,
        "whistle-blower",
        title="Disclosure about a contract",
        body="An individual",
        sensitivity="sensitive",
        summary="A contract was extended without the approval that the constitution asks for.",
        identity="A fictional member of staff, who wrote on paper and left a telephone number.",
        looked_after_by=cast.deputy_director,
        bearings=[bears("gv", Direction.SUPPORTS, "gv-i-bypasses-process")],
    )

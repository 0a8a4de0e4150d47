"""Assessments and observations of the demonstration: fictional, in words, written by one and agreed by another."""

from typing import Any

from bestvalue import clock
from cases.models import Case
from themes.models import EvidenceVersion, Line, SourceType, Theme
from themes.services.assessing import agree_assessment, draft_assessment
from themes.services.evidence import add_evidence
from themes.services.observing import observe

from .cast import Cast

CHECKS: dict[str, Any] = {
    "checks_exist": "An audit committee with two independent members, a scrutiny committee and the external auditor.",
    "checks_used": "The audit committee met four times. Scrutiny did not look at the capital programme.",
    "checks_found": "The committee asked for the recovery plan that the auditor asks for as well.",
}
CONTEXT = "A small authority with a narrow tax base, which lost its largest employer two years ago."
KNOWN: dict[str, dict[str, str]] = {
    "ur": {
        "narrative": "Reserves were used unplanned in two years running. The recovery plan has no figures yet.",
        "trajectory": "worsening",
        "trajectory_why": "Each quarterly report shows lower reserves than the last.",
    },
    "gv": {
        "narrative": "Reports of internal audit were noted and not acted on until this spring.",
        "trajectory": "improving",
        "trajectory_why": "The new chair of the audit committee publishes what became of each recommendation.",
    },
}
SHARED = {
    "context": CONTEXT,
    "pressures": "Costs of social care and temporary accommodation grow faster than income.",
    "account": "The authority says that it found the weaknesses itself and that it is putting them right.",
}


def an_auditors_report(cast: Cast, case: Case) -> EvidenceVersion:
    """The auditor's annual report, added as evidence on a case."""
    return add_evidence(
        by=cast.officer,
        authority=case.authority,
        case=case,
        source_type=SourceType.objects.get(slug="auditors-annual-report"),
        body="The external auditor",
        title="The auditor's annual report",
        received_on=clock.today(),
        sensitivity="official",
        summary="Three significant weaknesses, two of them in financial sustainability.",
    )


def assess(cast: Cast, case: Case) -> None:
    """Write an assessment of every theme, and have the team lead agree to it."""
    report = an_auditors_report(cast, case)
    assessment = draft_assessment(
        by=cast.officer,
        case=case,
        themes=[_theme(each.code, report) for each in Theme.objects.all()],
        principles=[
            {"principle_id": "P1", "text": "The auditor and the audit committee have asked for the same things."},
            {"principle_id": "P5", "text": "Talks began before services were at risk."},
        ],
        **CHECKS,
    )
    agree_assessment(by=cast.lead, assessment=assessment)


def observe_some(cast: Cast, case: Case) -> None:
    """Record what was observed on a few lines, some of which contradict each other, and an indicator in free words."""
    report = an_auditors_report(cast, case)
    on = clock.today()
    facts: dict[str, Any] = {"by": cast.officer, "case": case, "on": on}
    shows = [{"version": report, "shows": "Reserves used to balance two years' outturn."}]
    told = "The auditor names it in two reports."
    observe(**facts, line=_line("ur-i-unplanned-reserves"), finding="observed", narrative=told, evidence=shows)
    told = "The strategy sets a level for reserves and the cabinet reviewed it in the autumn."
    observe(**facts, line=_line("ur-c-reserves-reviewed"), finding="observed", narrative=told)
    told, answers = "The accounts were signed a year late.", {"audit-supply": True}
    observe(**facts, line=_line("ur-i-late-accounts"), finding="observed", narrative=told, answers=answers)
    told = "Nobody has looked into it yet."
    observe(**facts, line=_line("ur-i-finance-capacity"), finding="not_known", narrative=told)
    concern, told = (
        "The harbour company's loans are guaranteed by the authority.",
        "The accounts tell of four guarantees.",
    )
    observe(**facts, theme=Theme.objects.get(code="ur"), concern=concern, finding="observed", narrative=told)


def _theme(code: str, report: EvidenceVersion) -> dict[str, Any]:
    if code not in KNOWN:
        return {"theme_id": code, "not_known": True, "context": CONTEXT, "gap": "No evidence was asked for yet."}
    shown = {"version": report, "side": "for", "shows": "What the auditor found and how the authority answered."}
    return {"theme_id": code, **SHARED, **KNOWN[code], "gap": "No outside view but the auditor's.", "evidence": [shown]}


def _line(slug: str) -> Line:
    return Line.objects.get(slug=slug)

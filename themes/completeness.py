"""What an assessment lacks before it can be agreed, each with the page on which it is put right (R30)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from bestvalue.errors import Unmet
from themes.models.themes import Theme

if TYPE_CHECKING:
    from themes.models import Assessment, AssessmentEvidence, ThemeAssessment

CHECKS = {
    "checks_exist": "Say which local checks and balances there are (P1).",
    "checks_used": "Say whether they were used (P1).",
    "checks_found": "Say what they found (P1).",
}
THEME_TEXTS = {
    "narrative": "say what is known, and how",
    "pressures": "say what financial pressures there are",
    "trajectory_why": "say how it is known which way things are going, or why it is not",
    "account": "give what the authority itself says, or why it has said nothing",
}


def assessment_lacks(assessment: "Assessment") -> list[Unmet]:
    """All seven themes are assessed, or said not to be known; what is relied on may be relied on (R30, P1)."""
    return [*_themes(assessment), *_whole(assessment), *_reliance(assessment)]


def _themes(assessment: "Assessment") -> Iterator[Unmet]:
    written = {each.theme_id: each for each in assessment.themes.all()}
    evidence = list(assessment.evidence.all())
    for theme in Theme.objects.all():
        page = reverse("themes:assess_theme", args=[assessment.case.ref, assessment.pk, theme.slug])
        if theme.code not in written:
            yield Unmet("theme_missing", f"{theme.name}: nothing is written yet.", page)
            continue
        for field, said in _missing_of(written[theme.code], theme, evidence):
            yield Unmet(f"no_{field}", f"{theme.name}: {said}.", f"{page}#id_{field}")


def _missing_of(
    said: "ThemeAssessment", theme: Theme, evidence: Iterable["AssessmentEvidence"]
) -> Iterator[tuple[str, str]]:
    if said.not_known:
        return
    yield from ((name, message) for name, message in THEME_TEXTS.items() if not getattr(said, name).strip())
    sides = {each.side for each in evidence if each.theme_id == theme.code}
    if sides != {"for", "against"} and not said.gap.strip():
        yield "gap", "give evidence both ways, or say why there is none on one side"


def _whole(assessment: "Assessment") -> Iterator[Unmet]:
    page = reverse("themes:assess_whole", args=[assessment.case.ref, assessment.pk])
    for name, message in CHECKS.items():
        if not getattr(assessment, name).strip():
            yield Unmet(f"no_{name}", message, f"{page}#id_{name}")


def _reliance(assessment: "Assessment") -> Iterator[Unmet]:
    from themes.reliance import bars_by_version

    cited = list(assessment.evidence.select_related("theme", "version__evidence__source_type"))
    bars = bars_by_version(each.version for each in cited)
    for each in cited:
        page = reverse("themes:assess_theme", args=[assessment.case.ref, assessment.pk, each.theme.slug])
        for bar in bars[each.version_id]:
            yield Unmet(bar.code, f"{each.theme.name}: {bar.message}", page)

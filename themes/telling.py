"""What an assessment says, part by part: the one source of its text, its page and its comparison."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from cases.letters import plain

if TYPE_CHECKING:
    from themes.models import Assessment, AssessmentEvidence, ThemeAssessment

Said = dict[str, str]
NOT_KNOWN = "Too little is known to say more about this theme."
NOTHING = "Nothing is written yet."
WHOLE = "Local checks and balances"
PRINCIPLES = "Where the guiding principles bear"
CITED = "Texts cited"
WITHHELD = "Sealed evidence"


def parts_of(assessment: "Assessment", known: Collection[UUID] | None = None) -> Iterator[tuple[str, Said]]:
    """Every part that says something: its heading, and what it says under each label.

    `known` are the items that its reader may know of: of any other that it cites, only that there is one is told.
    Without it, the parts are those of the text that is agreed to.
    """
    evidence = list(assessment.evidence.select_related("version__evidence__source_type"))
    for each in assessment.themes.select_related("theme"):
        rows = [row for row in evidence if row.theme_id == each.theme_id]
        yield each.theme.name, said_of_theme(each, rows, known)
    yield WHOLE, said_of_checks(assessment)
    names = _principles(assessment)
    notes = assessment.principles.all()
    yield (
        "Where the guiding principles bear",
        {names.get(each.principle_id, each.principle_id): each.text for each in notes},
    )
    cited = assessment.citations.select_related("reference")
    yield CITED, {str(each.reference): each.what_for for each in cited}


def said_of_theme(
    said: "ThemeAssessment", evidence: Sequence["AssessmentEvidence"], known: Collection[UUID] | None = None
) -> Said:
    """What is said of one theme, with its evidence, under each label."""
    return _said(
        {
            "What is known": "\n\n".join([*([NOT_KNOWN] if said.not_known else []), said.narrative]),
            "Evidence that supports a concern": _shown(evidence, "for", known),
            "Evidence that weighs against a concern": _shown(evidence, "against", known),
            "Evidence that is missing": said.gap,
            "Local context": said.context,
            "Financial pressures": said.pressures,
            "Which way things are going": "\n\n".join([said.get_trajectory_display(), said.trajectory_why]),
            "What the authority itself says": said.account,
        }
    )


def said_of_checks(assessment: "Assessment") -> Said:
    """What is said of the local checks and balances (P1)."""
    return _said(
        {
            "What there is": assessment.checks_exist,
            "Whether they were used": assessment.checks_used,
            "What they found": assessment.checks_found,
        }
    )


def full_text_of(assessment: "Assessment") -> str:
    """The whole assessment as one text of our small markup."""
    edition = f"Lines of the guidance are those of: {assessment.edition}." if assessment.edition else ""
    parts = [text_of(heading, said) for heading, said in parts_of(assessment) if said]
    return "\n\n".join(each for each in (f"# Assessment of {assessment.case.authority}", edition, *parts) if each)


def text_of(heading: str, said: Said, *, level: int = 2) -> str:
    """One part as a text, whose heading has this level."""
    told = [f"{'#' * (level + 1)} {label}\n\n{plain(text)}" for label, text in said.items()]
    return "\n\n".join([f"{'#' * level} {heading}", *(told or [NOTHING])])


def _said(labelled: Said) -> Said:
    return {label: text.strip() for label, text in labelled.items() if text.strip()}


def _shown(evidence: Sequence["AssessmentEvidence"], side: str, known: Collection[UUID] | None) -> str:
    told = (_cited(each, known) for each in evidence if each.side == side)
    return "\n".join(each.replace("\n", "\n    ") for each in told)


def _cited(row: "AssessmentEvidence", known: Collection[UUID] | None) -> str:
    if known is not None and row.version.evidence_id not in known:
        return f"- {WITHHELD}"
    return f"- {row.version.title if known else row.version.name_in_texts}: {plain(row.shows)}"


def _principles(assessment: "Assessment") -> dict[str, str]:
    if assessment.edition is None:
        return {}
    return dict(assessment.edition.principles.values_list("principle", "name"))

"""Which tables keep history, so that the pages of a case can be read as at a past moment; and why the others do not.

A model of a case, of the guidance or of what hangs on a case that is in none of the lists fails
`tests/desk/test_histories.py`.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import models

from bestvalue.records.history import keep_arrivals, keep_versions

# Rows about authorities, which bear dates of their own: every version is kept, and as things stood is always the last.
DATED = ("cases.Authority", "cases.AuthorityAlias", "cases.Succession", "cases.OfficeHolding")

# Rows that acts change: every version is kept.
VERSIONS = (
    *("cases.Case", "cases.Clock", "cases.Correction", "cases.Letter", "cases.NextStep", "cases.SupportArrangement"),
    *("cases.DraftComment", "cases.SupportOffer", "cases.Submission", "cases.SubmissionAct"),
    *("themes.Assessment", "themes.ThemeAssessment", "themes.AssessmentEvidence", "themes.PrincipleNote"),
    *("themes.Citation", "themes.Reliance"),
    *("notices.Notice", "notices.NoticeConcern", "notices.NoticeExpectation", "notices.NoticeRecipient"),
    *("notices.InformationRequirement", "notices.RequirementItem"),
    *("interventions.Appointment", "interventions.Proposal", "interventions.ProposedAction"),
    *("interventions.ProposedFunction", "interventions.ProposalFinding", "interventions.Direction"),
    *("interventions.DirectedAction", "interventions.DirectedFunction", "interventions.DirectionFinding"),
    *("interventions.ExitStrategy", "interventions.Milestone", "interventions.Inspection"),
    *("interventions.CriticisedPerson", "interventions.OversightPeriod", "interventions.Package"),
    *("interventions.ProgressReport", "interventions.Representation", "interventions.ExternalReview"),
)

# Rows that are never changed, and rows that nobody may see otherwise than as they are now, such as what was sealed or
# withdrawn since: it is kept when they came.
ARRIVALS = (
    *(
        "cases.AuthorityAccount",
        "cases.CaseNote",
        "cases.Mention",
        "cases.ClockChange",
        "cases.Contact",
        "cases.Document",
        "cases.File",
    ),
    *("cases.Prompt", "cases.Publication", "cases.PublicationPack", "cases.PublishedStep", "cases.Recusal"),
    *("cases.RegimeConsultation", "cases.SubmissionComment"),
    *("themes.Bearing", "themes.Corroboration", "themes.Evidence", "themes.EvidenceAccount", "themes.EvidenceCheck"),
    *("themes.EvidenceMeeting", "themes.EvidenceVersion", "themes.Observation", "themes.ObservedEvidence"),
    "themes.SpecialAnswer",
    *("notices.ExpectationProgress", "notices.RequirementReturn"),
    *("interventions.ActionProgress", "interventions.Cost", "interventions.Instruction"),
    *("interventions.InspectorsRequirement", "interventions.RecommendedStep"),
)

REFERENCE = "Reference data, which pages of every time show as it is now."
WATCHES = "A watch hangs on the authority and is on no page of a case."
METRICS = "Figures belong to no case, and keep each revision as a row of its own."
SEALING = "Who may know of a sealed item is always judged as of now."
QUEUE = "It waits for people and is on no page of a case."

NO_HISTORY: Mapping[str, str] = {
    **dict.fromkeys(
        ("cases.AuthorityKind", "cases.KindPost", "cases.BankHoliday", "cases.PreElectionPeriod", "cases.Counter"),
        REFERENCE,
    ),
    **dict.fromkeys(
        (
            *("themes.Edition", "themes.Theme", "themes.ThemeDefinition", "themes.Line", "themes.Wording"),
            *("themes.Placement", "themes.SpecialQuestion", "themes.Principle", "themes.PrincipleWording"),
            *("themes.Reference", "themes.SourceType", "themes.AccountsDates"),
        ),
        REFERENCE,
    ),
    **dict.fromkeys(
        (
            *("cases.ServiceFailureWatch", "cases.StartCorrection", "cases.Escalation", "cases.TrajectoryNote"),
            *("cases.WatchContact", "cases.Reinspection"),
        ),
        WATCHES,
    ),
    **dict.fromkeys(
        (
            *("themes.Metric", "themes.Metric_themes", "themes.Metric_lines", "themes.MetricValue"),
            *("themes.MetricImport", "themes.ImportProblem", "themes.ComparatorGroup", "themes.Comparator"),
        ),
        METRICS,
    ),
    **dict.fromkeys(("themes.NamedReader", "themes.SealedIdentity"), SEALING),
    **dict.fromkeys(("cases.Task", "cases.OpeningRequest"), QUEUE),
    "cases.FileText": "It is made from a file whose content never changes, so that the file can be found by it.",
    **dict.fromkeys(("desk.Bundle", "desk.BundlePart"), "Bundles are made and fetched in the present only."),
    "desk.SavedFilter": "A way in which a person looks at a list, which concerns no case.",
    "cases.Following": "A wish of one person, which nobody else sees and no page of a case shows of the past.",
    "desk.SubjectSearch": "A search for what is held about a person is read in the present only.",
    "desk.ProblemReport": "A problem with a page is no part of a case, and is read in the present only.",
    "desk.LegalHold": "What may be removed is judged as of now, and a hold says itself when it began and ended.",
    "desk.StatisticsRelease": "It is only added to, and is on no page of a case.",
    "cases.UnsavedWork": "What somebody has typed and not sent; nobody else ever sees it.",
    **dict.fromkeys(("cases.Note", "cases.PastEvent"), "It is on the authority's page, and on none of a case."),
}


def keep_all() -> None:
    """Make the models of history; called once, when every model is known."""
    keep_versions(_models(VERSIONS))
    keep_versions(_models(DATED), by_effective_day=False)
    keep_arrivals(_models(ARRIVALS))


def _models(labels: Iterable[str]) -> Iterable[type[models.Model]]:
    return map(apps.get_model, labels)

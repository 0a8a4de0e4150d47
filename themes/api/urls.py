"""Addresses of the themes, of evidence and of metrics."""

from django.urls import include, path

from . import assessments, editions, evidence, observations, relying, themes

urlpatterns = [
    path("", include("themes.api.urls_metrics")),
    path("editions/", editions.Editions.as_view(), name="editions"),
    path("editions/<slug:slug>/", editions.OneEdition.as_view(), name="edition"),
    path("editions/<slug:slug>/comparison/", editions.EditionComparison.as_view(), name="edition_comparison"),
    path("themes/", themes.Themes.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.OneTheme.as_view(), name="theme"),
    path("assessments/", assessments.AllAssessments.as_view(), name="all_assessments"),
    path("cases/<slug:ref>/observations/", observations.Observations.as_view(), name="observations"),
    path("cases/<slug:ref>/observations/<uuid:pk>/", observations.OneObservation.as_view(), name="observation"),
    path("cases/<slug:ref>/assessments/", assessments.Assessments.as_view(), name="assessments"),
    path("cases/<slug:ref>/assessments/<uuid:pk>/", assessments.OneAssessment.as_view(), name="assessment"),
    path("cases/<slug:ref>/assessments/<uuid:pk>/edit/", assessments.EditAssessment.as_view(), name="edit_assessment"),
    path(
        "cases/<slug:ref>/assessments/<uuid:pk>/agree/", assessments.AgreeAssessment.as_view(), name="agree_assessment"
    ),
    path(
        "cases/<slug:ref>/assessments/<uuid:pk>/comparison/",
        assessments.AssessmentComparison.as_view(),
        name="assessment_comparison",
    ),
    path("cases/<slug:ref>/submissions/<uuid:pk>/evidence/", relying.SubmissionEvidence.as_view(), name="rely_on"),
    path("evidence/", evidence.Items.as_view(), name="evidence"),
    path("evidence-sources/", evidence.Sources.as_view(), name="evidence_sources"),
    path("evidence/<uuid:pk>/", evidence.OneItem.as_view(), name="evidence_item"),
    path("evidence/<uuid:pk>/files/", evidence.ItemFiles.as_view(), name="evidence_files"),
    path("evidence/<uuid:pk>/files/<uuid:file>/", evidence.ItemFile.as_view(), name="evidence_file"),
    path("evidence/<uuid:pk>/correct/", evidence.CorrectItem.as_view(), name="correct_evidence"),
    path("evidence/<uuid:pk>/verify/", evidence.VerifyItem.as_view(), name="verify_evidence"),
    path("evidence/<uuid:pk>/dispute/", evidence.DisputeItem.as_view(), name="dispute_evidence"),
    path("evidence/<uuid:pk>/account/", evidence.AccountOfItem.as_view(), name="evidence_account"),
    path("evidence/<uuid:pk>/borne-out/", evidence.BearItemOut.as_view(), name="corroborate"),
    path("evidence/<uuid:pk>/meeting/", evidence.MeetingOnItem.as_view(), name="evidence_meeting"),
    path("evidence/<uuid:pk>/seal/", evidence.SealItem.as_view(), name="seal_evidence"),
    path("evidence/<uuid:pk>/name/", evidence.NamePerson.as_view(), name="name_reader"),
    path("evidence/<uuid:pk>/take-off/", evidence.TakeOffPerson.as_view(), name="take_off_reader"),
]

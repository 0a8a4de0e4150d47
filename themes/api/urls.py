"""Addresses of the themes."""

from django.urls import path

from . import assessments, editions, observations, themes

urlpatterns = [
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
]

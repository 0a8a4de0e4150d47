"""Addresses of the pages about editions of the guidance, and about what is observed and assessed on a case."""

from django.urls import path

from .views import assessing, editions, observing

app_name = "themes"
urlpatterns = [
    path("editions/", editions.edition_index, name="editions"),
    path("editions/adopt/", editions.AdoptEdition.as_view(), name="adopt_edition"),
    path("editions/compare/", editions.compare_page, name="compare_editions"),
    path("editions/<slug:slug>/", editions.edition_page, name="edition"),
    path("cases/<slug:ref>/observations/", observing.observation_index, name="observations"),
    path("cases/<slug:ref>/observations/line/<slug:line>/", observing.ObserveLine.as_view(), name="observe_line"),
    path("cases/<slug:ref>/observations/own/<slug:theme>/", observing.ObserveOwn.as_view(), name="observe_own"),
    path("cases/<slug:ref>/observations/<uuid:pk>/", observing.observation_page, name="observation"),
    path("cases/<slug:ref>/observations/<uuid:pk>/again/", observing.ObserveAgain.as_view(), name="observe_again"),
    path("cases/<slug:ref>/assessments/", assessing.assessment_index, name="assessments"),
    path("cases/<slug:ref>/assessments/new/", assessing.DraftAssessment.as_view(), name="draft_assessment"),
    path("cases/<slug:ref>/assessments/compare/", assessing.compare_page, name="compare_assessments"),
    path("cases/<slug:ref>/assessments/since-a-minister/", assessing.since_minister, name="since_minister"),
    path("cases/<slug:ref>/assessments/<uuid:pk>/", assessing.assessment_page, name="assessment"),
    path("cases/<slug:ref>/assessments/<uuid:pk>/agree/", assessing.AgreeAssessment.as_view(), name="agree_assessment"),
    path("cases/<slug:ref>/assessments/<uuid:pk>/whole/", assessing.WriteWhole.as_view(), name="assess_whole"),
    path(
        "cases/<slug:ref>/assessments/<uuid:pk>/themes/<slug:theme>/",
        assessing.WriteTheme.as_view(),
        name="assess_theme",
    ),
]

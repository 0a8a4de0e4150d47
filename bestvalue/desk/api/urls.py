"""Addresses of one case and its moves, of the minister's box, of the change feed and of webhooks."""

from django.urls import path

from . import (
    bundles,
    cases,
    decisions,
    directions,
    events,
    forecast,
    glance,
    glossary,
    operations,
    portfolio,
    problems,
    publications,
    readings,
    recording,
    saved,
    search,
    statistics,
    webhooks,
)

BOX = "decisions/<uuid:pk>/"
urlpatterns = [
    path("cases/<slug:ref>/", cases.OneCase.as_view(), name="case"),
    path("directions/", directions.AllDirections.as_view(), name="all_directions"),
    path("forecast/", forecast.Forecast.as_view(), name="forecast"),
    path("portfolio/", portfolio.PortfolioNow.as_view(), name="portfolio"),
    path("portfolio/times/", portfolio.StepTimes.as_view(), name="step_times"),
    path("portfolio/workload/", portfolio.Workload.as_view(), name="workload"),
    path("statistics/", statistics.Statistics.as_view(), name="statistics"),
    path("statistics/<slug:quarter>/<int:number>/", statistics.OneRelease.as_view(), name="release"),
    path(
        "statistics/<slug:quarter>/<int:number>/reproduction/",
        statistics.ReleaseReproduction.as_view(),
        name="release_reproduction",
    ),
    path("readings/", readings.Readings.as_view(), name="readings"),
    path("search/", search.Search.as_view(), name="search"),
    path("search/<slug:kind>/", search.SearchKind.as_view(), name="search_kind"),
    path("planner/", directions.Planner.as_view(), name="planner"),
    path("authorities/<slug:slug>/past-events/", recording.PastEvents.as_view(), name="past_events"),
    path("authorities/<slug:slug>/past-events/<int:pk>/", recording.OnePastEvent.as_view(), name="past_event"),
    path("cases/<slug:ref>/bundles/", bundles.Bundles.as_view(), name="bundles"),
    path("cases/<slug:ref>/bundles/<uuid:pk>/", bundles.OneBundle.as_view(), name="bundle"),
    path("cases/<slug:ref>/bundles/<uuid:pk>/fetch/", bundles.FetchBundle.as_view(), name="fetch_bundle"),
    path("cases/<slug:ref>/glance/", glance.Glance.as_view(), name="case_glance"),
    path("cases/<slug:ref>/moves/", cases.CaseMoves.as_view(), name="case_moves"),
    path("publications/", publications.Packs.as_view(), name="publications"),
    path("publications/<uuid:pk>/", publications.OnePack.as_view(), name="publication"),
    path("cases/<slug:ref>/publications/", publications.PreparePublication.as_view(), name="prepare_publication"),
    *(
        path(f"publications/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("edit", "edit_publication", publications.EditPublication),
            ("approve", "approve_publication", publications.ApprovePublication),
            ("publish", "publish", publications.PublishPack),
            ("send-back", "send_back_publication", publications.SendBackPublication),
            ("drop", "drop_publication", publications.DropPublication),
        )
    ),
    path(
        "publications/withdraw/<slug:register_id>/",
        publications.WithdrawPublication.as_view(),
        name="withdraw_publication",
    ),
    path("decisions/", decisions.Decisions.as_view(), name="decisions"),
    path(BOX, decisions.OneDecision.as_view(), name="decision"),
    path(f"{BOX}annexes/", decisions.DecisionAnnexes.as_view(), name="decision_annexes"),
    path(f"{BOX}annexes/<uuid:file>/", decisions.DecisionAnnex.as_view(), name="decision_annex"),
    path(f"{BOX}recuse/", decisions.StandAside.as_view(), name="recuse"),
    path(f"{BOX}acts/<uuid:act>/decide/", decisions.Decide.as_view(), name="decide"),
    path(f"{BOX}acts/<uuid:act>/confirm/", decisions.Confirm.as_view(), name="confirm_decision"),
    path("glossary/", glossary.Glossary.as_view(), name="glossary"),
    path("operations/", operations.OperationsNow.as_view(), name="operations"),
    path("operations/clocks/", operations.FailingClocks.as_view(), name="failing_clocks"),
    path("operations/clocks/<uuid:pk>/", operations.OneFailingClock.as_view(), name="failing_clock"),
    path("operations/clocks/<uuid:pk>/retry/", operations.RetryClock.as_view(), name="retry_clock"),
    path("problem-reports/", problems.ProblemReports.as_view(), name="problem_reports"),
    path("problem-reports/<uuid:pk>/", problems.OneProblemReport.as_view(), name="problem_report"),
    path("problem-reports/<uuid:pk>/answer/", problems.AnswerProblemReport.as_view(), name="answer_problem_report"),
    path("events/", events.Events.as_view(), name="events"),
    path("saved-filters/", saved.SavedFilters.as_view(), name="saved_filters"),
    path("saved-filters/<uuid:pk>/", saved.OneSavedFilter.as_view(), name="saved_filter"),
    path("saved-filters/<uuid:pk>/change/", saved.ChangeSavedFilter.as_view(), name="change_saved_filter"),
    path("saved-filters/<uuid:pk>/delete/", saved.DeleteSavedFilter.as_view(), name="delete_saved_filter"),
    path("webhooks/", webhooks.Webhooks.as_view(), name="webhooks"),
    path("webhooks/<uuid:pk>/", webhooks.OneWebhook.as_view(), name="webhook"),
    path("webhooks/<uuid:pk>/deliveries/", webhooks.Deliveries.as_view(), name="webhook_deliveries"),
    *(
        path(f"webhooks/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("approve", "approve_webhook", webhooks.ApproveWebhook),
            ("pause", "pause_webhook", webhooks.PauseWebhook),
            ("resume", "resume_webhook", webhooks.ResumeWebhook),
            ("end", "end_webhook", webhooks.EndWebhook),
            ("rotate", "rotate_secret", webhooks.RotateSecret),
            ("replay", "replay_webhook", webhooks.ReplayWebhook),
        )
    ),
]

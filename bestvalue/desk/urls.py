"""Addresses of the pages that read across apps."""

from django.urls import path

from .views import (
    as_at,
    authorities,
    bundles,
    calendars,
    cases,
    clients,
    decisions,
    directions,
    engagement,
    forecast,
    home,
    notices,
    operations,
    people,
    planner,
    publications,
    readings,
    recording,
    tasks,
    themes,
    watches,
    webhooks,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("decisions/", decisions.box, name="decisions"),
    path("decisions/<uuid:pk>/", decisions.Decide.as_view(), name="decision"),
    path("decisions/<uuid:pk>/annexes/<uuid:file>/", decisions.annex, name="annex"),
    path("decisions/<uuid:pk>/stand-aside/", decisions.StandAside.as_view(), name="stand_aside"),
    path("decisions/<uuid:pk>/confirm/<uuid:act>/", decisions.Confirm.as_view(), name="confirm_decision"),
    path("calendar/<slug:secret>.ics", calendars.calendar, name="calendar"),
    path("directions/", directions.direction_list, name="directions"),
    path("directions/table.csv", directions.direction_table, name="direction_table"),
    path("readings/", readings.reading_list, name="readings"),
    path("readings/table.csv", readings.reading_table, name="reading_table"),
    path("people/", people.people_index, name="people"),
    path("people/new/", people.AddPerson.as_view(), name="add_person"),
    path("people/<int:pk>/", people.person_page, name="person"),
    *(
        path(f"people/<int:pk>/{word}/", act.as_view(), name=act.route.removeprefix("desk:"))
        for word, act in people.ACTS.items()
    ),
    path("operations/", operations.operation_page, name="operations"),
    path("operations/clocks/<uuid:pk>/retry/", operations.retry_clock, name="retry_clock"),
    path("tasks/", tasks.task_index, name="tasks"),
    path("forecast/", forecast.forecast, name="forecast"),
    path("forecast/chart.svg", forecast.forecast_chart, name="forecast_chart"),
    path("forecast/dates/", forecast.forecast_dates, name="forecast_dates"),
    path("forecast/table.csv", forecast.forecast_table, name="forecast_table"),
    path("service-failures/", watches.watch_list, name="watches"),
    path("service-failures/table.csv", watches.watch_table, name="watch_table"),
    path("planner/", planner.planner, name="planner"),
    path("notices/table.csv", notices.notice_table, name="notice_table"),
    path("notices/", notices.notice_list, name="notices"),
    path("publications/", publications.pack_index, name="publications"),
    path("publications/<uuid:pk>/", publications.pack_page, name="publication"),
    path("publications/<uuid:pk>/edit/", publications.EditPublication.as_view(), name="edit_publication"),
    path("publications/<uuid:pk>/approve/", publications.ApprovePublication.as_view(), name="approve_publication"),
    path("publications/<uuid:pk>/publish/", publications.PublishPack.as_view(), name="publish"),
    path("publications/<uuid:pk>/send-back/", publications.SendBackPublication.as_view(), name="send_back_publication"),
    path("publications/<uuid:pk>/drop/", publications.DropPublication.as_view(), name="drop_publication"),
    path(
        "publications/withdraw/<slug:register_id>/",
        publications.WithdrawPublication.as_view(),
        name="withdraw_publication",
    ),
    path("cases/<slug:ref>/publications/new/", publications.PreparePublication.as_view(), name="prepare_publication"),
    path("cases/", cases.case_index, name="cases"),
    path("cases/<slug:ref>/", cases.case_page, name="case"),
    path("cases/<slug:ref>/bundles/", bundles.bundle_index, name="bundles"),
    path("cases/<slug:ref>/bundles/new/<slug:decision>/", bundles.MakeBundle.as_view(), name="make_bundle"),
    path("cases/<slug:ref>/bundles/<uuid:pk>/", bundles.BundlePage.as_view(), name="bundle"),
    path("cases/<slug:ref>/engagement/", engagement.engagement_page, name="engagement"),
    path("cases/<slug:ref>/as-at/", as_at.choose_moment, name="choose_moment"),
    path("cases/<slug:ref>/next/", cases.case_moves, name="case_moves"),
    path("cases/<slug:ref>/timeline/", cases.case_timeline, name="case_timeline"),
    path("authorities/", authorities.authority_index, name="authorities"),
    path("authorities/<slug:slug>/", authorities.authority_page, name="authority"),
    path("authorities/<slug:slug>/past-events/", recording.past_events, name="past_events"),
    path("authorities/<slug:slug>/past-events/new/", recording.record_event, name="record_event"),
    path("themes/", themes.theme_index, name="themes"),
    path("themes/<slug:slug>/", themes.theme_page, name="theme"),
    path("machines/", clients.client_index, name="api_clients"),
    path("machines/new/", clients.RegisterClient.as_view(), name="register_client"),
    path("machines/<uuid:pk>/", clients.client_page, name="api_client"),
    *(
        path(f"machines/<uuid:pk>/{word}/", act.as_view(), name=act.route.removeprefix("desk:"))
        for word, act in clients.ADDRESSES.items()
    ),
    path("webhooks/", webhooks.webhook_index, name="webhooks"),
    path("webhooks/new/", webhooks.NewWebhook.as_view(), name="new_webhook"),
    path("webhooks/<uuid:pk>/", webhooks.webhook_page, name="webhook"),
    *(
        path(f"webhooks/<uuid:pk>/{word}/", view.as_view(), name=view.route.removeprefix("desk:"))
        for word, view in webhooks.ADDRESSES.items()
    ),
]

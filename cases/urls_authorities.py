"""Addresses of acts about an authority outside any case."""

from django.urls import path

from .views import authorities, keeping, watches

app_name = "authorities"
urlpatterns = [
    path("openings/", authorities.opening_index, name="openings"),
    path("openings/<uuid:pk>/open/", authorities.OpenRequested.as_view(), name="open_requested"),
    path("openings/<uuid:pk>/decline/", authorities.DeclineRequested.as_view(), name="decline_request"),
    path("authorities/<slug:slug>/ask/", authorities.AskForCase.as_view(), name="ask_for_case"),
    path("authorities/<slug:slug>/officers/new/", authorities.AppointOfficer.as_view(), name="appoint_officer"),
    path("authorities/<slug:slug>/officers/<int:pk>/left/", authorities.EndOfficer.as_view(), name="end_officer"),
    path("authorities/<slug:slug>/service-failures/new/", watches.OpenWatch.as_view(), name="open_watch"),
    path("service-failures/<uuid:pk>/", watches.watch_page, name="watch"),
    *(
        path(f"service-failures/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("note", "note_trajectory", watches.NoteTrajectory),
            ("contact", "log_watch_contact", watches.LogWatchContact),
            ("reinspection", "plan_reinspection", watches.PlanReinspection),
            ("reinspection/<int:look>/judgement", "hold_reinspection", watches.HoldReinspection),
            ("reinspection/<int:look>/call-off", "call_off_reinspection", watches.CallOffReinspection),
            ("start", "correct_start", keeping.CorrectStart),
            ("hand-over", "hand_over_watch", keeping.HandOverWatch),
            ("close", "close_watch_task", keeping.CloseWithReasons),
            ("further", "take_further", keeping.TakeFurther),
            ("end", "end_watch", keeping.EndWatch),
        )
    ),
]

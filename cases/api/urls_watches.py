"""Addresses of watches on failing services."""

from django.urls import path

from . import watches

urlpatterns = [
    path("service-failures/", watches.Watches.as_view(), name="service_failures"),
    path("service-failures/<uuid:pk>/", watches.OneWatch.as_view(), name="service_failure"),
    *(
        path(f"service-failures/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("note", "note_trajectory", watches.NoteTrajectory),
            ("contact", "log_watch_contact", watches.LogWatchContact),
            ("plan-reinspection", "plan_reinspection", watches.PlanReinspection),
            ("hold-reinspection", "hold_reinspection", watches.HoldReinspection),
            ("call-off-reinspection", "call_off_reinspection", watches.CallOffReinspection),
            ("correct-start", "correct_start", watches.CorrectStart),
            ("hand-over", "hand_over_watch", watches.HandOverWatch),
            ("take-further", "take_further", watches.TakeFurther),
            ("end", "end_watch", watches.EndWatch),
        )
    ),
]

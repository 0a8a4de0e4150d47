"""Addresses of clocks."""

from django.urls import path

from .views import clocks

app_name = "clocks"
urlpatterns = [
    path("<uuid:pk>/", clocks.clock_page, name="clock"),
    path("<uuid:pk>/pause/", clocks.PauseClock.as_view(), name="pause"),
    path("<uuid:pk>/resume/", clocks.ResumeClock.as_view(), name="resume"),
    path("<uuid:pk>/move/", clocks.MoveClock.as_view(), name="move"),
]

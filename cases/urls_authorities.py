"""Addresses of acts about an authority outside any case."""

from django.urls import path

from .views import authorities

app_name = "authorities"
urlpatterns = [
    path("openings/", authorities.opening_index, name="openings"),
    path("openings/<uuid:pk>/open/", authorities.OpenRequested.as_view(), name="open_requested"),
    path("openings/<uuid:pk>/decline/", authorities.DeclineRequested.as_view(), name="decline_request"),
    path("authorities/<slug:slug>/ask/", authorities.AskForCase.as_view(), name="ask_for_case"),
    path("authorities/<slug:slug>/officers/new/", authorities.AppointOfficer.as_view(), name="appoint_officer"),
    path("authorities/<slug:slug>/officers/<int:pk>/left/", authorities.EndOfficer.as_view(), name="end_officer"),
]

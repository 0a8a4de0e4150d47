"""Addresses of the pages about messages."""

from django.urls import path

from .views import deliveries, messages

app_name = "messages"
urlpatterns = [
    path("", messages.message_index, name="index"),
    path("read/", messages.read_all, name="read_all"),
    path("preferences/", messages.Preferences.as_view(), name="preferences"),
    path("undelivered/", deliveries.undelivered_index, name="undelivered"),
    path("undelivered/<uuid:pk>/try-again/", deliveries.try_again, name="try_again"),
    path("undelivered/<uuid:pk>/give-up/", deliveries.GiveUp.as_view(), name="give_up"),
    path("<uuid:pk>/", messages.message_page, name="message"),
    path("<uuid:pk>/read/", messages.read, name="read"),
]

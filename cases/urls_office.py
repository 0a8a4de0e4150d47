"""Addresses of the acts on a case, and of its documents and files."""

from django.urls import path

from .views import engagement

app_name = "cases"
urlpatterns = [
    path("<slug:ref>/contacts/new/", engagement.LogContact.as_view(), name="log_contact"),
]

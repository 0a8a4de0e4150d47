"""Addresses of the notices and requirements of a case."""

from django.urls import path

from .views import pages

app_name = "notices"
urlpatterns = [
    path("<slug:ref>/notices/", pages.notice_index, name="notices"),
    path("<slug:ref>/notices/<uuid:pk>/", pages.notice_page, name="notice"),
]

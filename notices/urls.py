"""Addresses of the notices and requirements of a case."""

from django.urls import path

from .views import drafting, pages

app_name = "notices"
urlpatterns = [
    path("<slug:ref>/notices/", pages.notice_index, name="notices"),
    path("<slug:ref>/notices/new/", drafting.NewNotice.as_view(), name="new_notice"),
    path("<slug:ref>/notices/<uuid:pk>/edit/", drafting.EditNotice.as_view(), name="edit_notice"),
    path("<slug:ref>/notices/<uuid:pk>/", pages.notice_page, name="notice"),
]

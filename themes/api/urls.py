"""Addresses of the themes."""

from django.urls import path

from . import themes

urlpatterns = [
    path("themes/", themes.Themes.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.OneTheme.as_view(), name="theme"),
]

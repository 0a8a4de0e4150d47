"""Addresses of the themes and of metrics."""

from django.urls import include, path

from . import themes

urlpatterns = [
    path("", include("themes.api.urls_metrics")),
    path("themes/", themes.Themes.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.OneTheme.as_view(), name="theme"),
]

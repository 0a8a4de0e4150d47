"""Addresses of the themes."""

from django.urls import path

from . import editions, themes

urlpatterns = [
    path("editions/", editions.Editions.as_view(), name="editions"),
    path("editions/<slug:slug>/", editions.OneEdition.as_view(), name="edition"),
    path("editions/<slug:slug>/comparison/", editions.EditionComparison.as_view(), name="edition_comparison"),
    path("themes/", themes.Themes.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.OneTheme.as_view(), name="theme"),
]

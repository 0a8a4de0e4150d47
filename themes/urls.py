"""Addresses of the pages about editions of the guidance."""

from django.urls import path

from .views import editions

app_name = "themes"
urlpatterns = [
    path("editions/", editions.edition_index, name="editions"),
    path("editions/adopt/", editions.AdoptEdition.as_view(), name="adopt_edition"),
    path("editions/compare/", editions.compare_page, name="compare_editions"),
    path("editions/<slug:slug>/", editions.edition_page, name="edition"),
]

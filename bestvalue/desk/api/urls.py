"""Addresses of one case and its moves."""

from django.urls import path

from . import cases

urlpatterns = [
    path("cases/<slug:ref>/", cases.OneCase.as_view(), name="case"),
    path("cases/<slug:ref>/moves/", cases.CaseMoves.as_view(), name="case_moves"),
]

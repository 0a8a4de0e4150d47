"""Addresses of one case and its moves, and of the minister's box."""

from django.urls import path

from . import cases, decisions

BOX = "decisions/<uuid:pk>/"
urlpatterns = [
    path("cases/<slug:ref>/", cases.OneCase.as_view(), name="case"),
    path("cases/<slug:ref>/moves/", cases.CaseMoves.as_view(), name="case_moves"),
    path("decisions/", decisions.Decisions.as_view(), name="decisions"),
    path(BOX, decisions.OneDecision.as_view(), name="decision"),
    path(f"{BOX}recuse/", decisions.StandAside.as_view(), name="recuse"),
    path(f"{BOX}acts/<uuid:act>/decide/", decisions.Decide.as_view(), name="decide"),
    path(f"{BOX}acts/<uuid:act>/confirm/", decisions.Confirm.as_view(), name="confirm_decision"),
]

"""Addresses of interventions on a case."""

from django.urls import path

from .views import reviews

app_name = "interventions"
urlpatterns = [
    path("<slug:ref>/external-reviews/new/", reviews.DraftReview.as_view(), name="draft_review"),
    path(
        "<slug:ref>/external-reviews/<uuid:pk>/commission/",
        reviews.CommissionReview.as_view(),
        name="commission_review",
    ),
    path(
        "<slug:ref>/external-reviews/<uuid:pk>/report/",
        reviews.ReceiveReport.as_view(),
        name="receive_review_report",
    ),
    path("<slug:ref>/external-reviews/<uuid:pk>/end/", reviews.EndReview.as_view(), name="end_review"),
]

"""Addresses of interventions."""

from django.urls import path

from . import reviews

urlpatterns = [
    path("cases/<slug:ref>/external-reviews/", reviews.Reviews.as_view(), name="external_reviews"),
    path("cases/<slug:ref>/external-reviews/<uuid:pk>/", reviews.OneReview.as_view(), name="external_review"),
    path(
        "cases/<slug:ref>/external-reviews/<uuid:pk>/commission/",
        reviews.CommissionReview.as_view(),
        name="commission_review",
    ),
    path(
        "cases/<slug:ref>/external-reviews/<uuid:pk>/report/",
        reviews.ReceiveReport.as_view(),
        name="receive_review_report",
    ),
    path("cases/<slug:ref>/external-reviews/<uuid:pk>/end/", reviews.EndReview.as_view(), name="end_review"),
]

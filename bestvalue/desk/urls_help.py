"""Addresses of help, and of what the service says of itself."""

from django.urls import path

from .views import help as pages
from .views import problems

app_name = "help"
urlpatterns = [
    path("", pages.help_index, name="index"),
    path("glossary/", pages.glossary_page, name="glossary"),
    path("tour/", pages.tour_page, name="tour"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("cookies/", pages.cookies, name="cookies"),
    path("report-a-problem/", problems.ReportProblem.as_view(), name="report"),
    path("report-a-problem/thank-you/", pages.reported, name="reported"),
]

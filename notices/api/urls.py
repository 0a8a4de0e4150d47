"""Addresses of notices, requirements for information and letters."""

from django.urls import path

from cases.api.across import across
from cases.models import Letter
from notices.models import InformationRequirement, Notice

from . import acts, resources

CASE = "cases/<slug:ref>"
urlpatterns = [
    path(f"{CASE}/notices/", resources.Notices.as_view(), name="notices"),
    path(f"{CASE}/notices/<uuid:pk>/", resources.OneNotice.as_view(), name="notice"),
    path(f"{CASE}/notices/<uuid:pk>/edit/", resources.EditNotice.as_view(), name="edit_notice"),
    path(f"{CASE}/information-requirements/", resources.Requirements.as_view(), name="information_requirements"),
    path(
        f"{CASE}/information-requirements/<uuid:pk>/",
        resources.OneRequirement.as_view(),
        name="information_requirement",
    ),
    path(
        f"{CASE}/information-requirements/<uuid:pk>/edit/",
        resources.EditRequirement.as_view(),
        name="edit_information_requirement",
    ),
    path(f"{CASE}/letters/", resources.Letters.as_view(), name="letters"),
    path(f"{CASE}/letters/<uuid:pk>/", resources.OneLetter.as_view(), name="letter"),
    path(f"{CASE}/letters/<uuid:pk>/edit/", resources.EditLetter.as_view(), name="edit_letter"),
    path(f"{CASE}/letters/<uuid:pk>/discard/", resources.DiscardLetter.as_view(), name="discard_letter"),
    *(
        path(f"{CASE}/notices/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("issue", "issue_notice", acts.IssueNotice),
            ("revise", "revise_notice", acts.ReviseNotice),
            ("reissue", "reissue_notice", acts.ReissueNotice),
            ("service", "serve_notice", acts.ServeNotice),
            ("progress", "record_progress", acts.RecordProgress),
            ("withdraw", "withdraw_notice", acts.WithdrawNotice),
            ("do-not-reissue", "do_not_reissue_notice", acts.DoNotReissueNotice),
        )
    ),
    *(
        path(f"{CASE}/information-requirements/<uuid:pk>/{word}/", view.as_view(), name=name)
        for word, name, view in (
            ("serve", "serve_information_requirement", acts.ServeRequirement),
            ("returns", "log_return", acts.LogReturn),
            ("end", "end_information_requirement", acts.EndRequirement),
        )
    ),
    path(f"{CASE}/letters/<uuid:pk>/send/", acts.SendLetter.as_view(), name="send_letter"),
    across("notices", Notice, "api:notice", "issued_on", "ends_on", tag="Notices"),
    across(
        "information-requirements",
        InformationRequirement,
        "api:information_requirement",
        "served_on",
        "ended_on",
        tag="Notices",
    ),
    across("letters", Letter, "api:letter", "sent_on", tag="Notices"),
]

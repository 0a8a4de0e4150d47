"""Addresses of the notices and requirements of a case."""

from django.urls import path

from .views import drafting, issuing, letters, pages, period, requirements

app_name = "notices"
urlpatterns = [
    path("<slug:ref>/notices/", pages.notice_index, name="notices"),
    path("<slug:ref>/notices/new/", drafting.NewNotice.as_view(), name="new_notice"),
    path("<slug:ref>/notices/<uuid:pk>/edit/", drafting.EditNotice.as_view(), name="edit_notice"),
    path("<slug:ref>/notices/<uuid:pk>/letters/new/", letters.NewLetter.as_view(), name="new_letter"),
    path("<slug:ref>/requirements/new/", requirements.NewRequirement.as_view(), name="new_requirement"),
    path("<slug:ref>/requirements/<uuid:pk>/", requirements.requirement_page, name="requirement"),
    path("<slug:ref>/requirements/<uuid:pk>/edit/", requirements.EditRequirement.as_view(), name="edit_requirement"),
    path("<slug:ref>/letters/new/", letters.NewLetterAbout.as_view(), name="new_letter_about"),
    path("<slug:ref>/letters/<uuid:pk>/", letters.letter_page, name="letter"),
    path("<slug:ref>/letters/<uuid:pk>/edit/", letters.EditLetter.as_view(), name="edit_letter"),
    path("<slug:ref>/letters/<uuid:pk>/discard/", letters.DiscardLetter.as_view(), name="discard_letter"),
    path("<slug:ref>/notices/<uuid:pk>/", pages.notice_page, name="notice"),
    path("<slug:ref>/notices/<uuid:pk>/issue/", issuing.IssueNotice.as_view(), name="issue_notice"),
    path("<slug:ref>/notices/<uuid:pk>/service/<int:recipient>/", issuing.ServeNotice.as_view(), name="serve_notice"),
    path(
        "<slug:ref>/notices/<uuid:pk>/progress/<int:number>/", period.RecordProgress.as_view(), name="record_progress"
    ),
    path("<slug:ref>/letters/<uuid:pk>/send/", issuing.SendLetter.as_view(), name="send_letter"),
    path("<slug:ref>/requirements/<uuid:pk>/serve/", issuing.ServeRequirement.as_view(), name="serve_requirement"),
    path("<slug:ref>/requirements/<uuid:pk>/end/", period.EndRequirement.as_view(), name="end_requirement"),
    path("<slug:ref>/notices/<uuid:pk>/withdraw/", period.WithdrawNotice.as_view(), name="withdraw_notice"),
    path("<slug:ref>/notices/<uuid:pk>/not-reissued/", period.DoNotReissueNotice.as_view(), name="not_reissued"),
    path(
        "<slug:ref>/requirements/<uuid:pk>/items/<int:number>/returns/new/",
        period.LogReturn.as_view(),
        name="log_return",
    ),
]

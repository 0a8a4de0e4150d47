"""Addresses of authorities, cases and the public register."""

from django.urls import include, path

from cases.models import Submission

from . import (
    authorities,
    case_notes,
    cases,
    comments,
    contacts,
    dictionary,
    documents,
    downloads,
    files,
    following,
    register,
    snapshot,
    submissions,
)
from .across import across

urlpatterns = [
    path("register/authorities/", register.RegisterAuthorities.as_view(), name="register_authorities"),
    path("register/authorities/<slug:slug>/", register.RegisterAuthorityView.as_view(), name="register_authority"),
    path("register/instruments/", register.RegisterInstruments.as_view(), name="register_instruments"),
    path("register/instruments.csv", downloads.RegisterTable.as_view(), name="register_table"),
    path(
        "register/instruments/<slug:register_id>/",
        register.RegisterInstrument.as_view(),
        name="register_instrument",
    ),
    path("register/feed.atom", downloads.RegisterFeed.as_view(), name="register_feed"),
    path("register/snapshot.zip", snapshot.RegisterSnapshot.as_view(), name="register_snapshot"),
    path("register/dictionary/", dictionary.RegisterDictionary.as_view(), name="register_dictionary"),
    path("authorities/", authorities.Authorities.as_view(), name="authorities"),
    path("authorities/<slug:slug>/", authorities.OneAuthority.as_view(), name="authority"),
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("cases/<slug:ref>/events/", cases.CaseEvents.as_view(), name="case_events"),
    path("cases/<slug:ref>/following/", following.FollowedCase.as_view(), name="case_following"),
    path("cases/<slug:ref>/following/start/", following.Follow.as_view(), name="follow_case"),
    path("cases/<slug:ref>/following/stop/", following.StopFollowing.as_view(), name="stop_following_case"),
    path("cases/<slug:ref>/contacts/", contacts.Contacts.as_view(), name="case_contacts"),
    path("cases/<slug:ref>/contacts/<uuid:pk>/", contacts.OneContact.as_view(), name="case_contact"),
    path("cases/<slug:ref>/notes/", case_notes.CaseNotes.as_view(), name="case_notes"),
    path("cases/<slug:ref>/notes/<uuid:pk>/", case_notes.OneCaseNote.as_view(), name="case_note"),
    path("cases/<slug:ref>/comments/", comments.DraftComments.as_view(), name="draft_comments"),
    path("cases/<slug:ref>/comments/<uuid:pk>/", comments.OneDraftComment.as_view(), name="draft_comment"),
    path("cases/<slug:ref>/comments/<uuid:pk>/answer/", comments.AnswerComment.as_view(), name="answer_comment"),
    path("cases/<slug:ref>/comments/<uuid:pk>/resolve/", comments.ResolveComment.as_view(), name="resolve_comment"),
    path("cases/<slug:ref>/comments/<uuid:pk>/reopen/", comments.ReopenComment.as_view(), name="reopen_comment"),
    path("cases/<slug:ref>/submissions/", submissions.Submissions.as_view(), name="case_submissions"),
    path("cases/<slug:ref>/submissions/<uuid:pk>/", submissions.OneSubmission.as_view(), name="case_submission"),
    *(
        path(f"cases/<slug:ref>/submissions/<uuid:pk>/{word}/", view.as_view(), name=f"{name}_submission")
        for word, name, view in (
            ("edit", "edit", submissions.EditSubmission),
            ("offer", "offer", submissions.OfferSubmission),
            ("clear", "clear", submissions.ClearSubmission),
            ("return", "return", submissions.ReturnSubmission),
            ("take-back", "take_back", submissions.TakeBackSubmission),
            ("comment", "comment_on", submissions.CommentOnSubmission),
            ("drop", "drop", submissions.DropSubmission),
        )
    ),
    path("cases/<slug:ref>/submissions/<uuid:pk>/annexes/", submissions.Annexes.as_view(), name="submission_annexes"),
    path("cases/<slug:ref>/documents/", documents.Documents.as_view(), name="case_documents"),
    path("cases/<slug:ref>/documents/<uuid:pk>/", documents.OneDocument.as_view(), name="case_document"),
    path("cases/<slug:ref>/documents/<uuid:pk>/comparison/", documents.Compared.as_view(), name="case_comparison"),
    path("cases/<slug:ref>/documents/<uuid:pk>/letter.pdf", documents.Pdf.as_view(), name="case_document_pdf"),
    path("cases/<slug:ref>/documents/<uuid:pk>/letter.docx", documents.Word.as_view(), name="case_document_word"),
    path("cases/<slug:ref>/files/", files.Files.as_view(), name="case_files"),
    path("cases/<slug:ref>/files/<uuid:pk>/", files.OneFile.as_view(), name="case_file"),
    path("cases/<slug:ref>/files/<uuid:pk>/content/", files.FileContent.as_view(), name="case_file_content"),
    across(
        "submissions",
        Submission,
        "api:case_submission",
        *("created_at", "sent_at"),
        tag="Submissions",
        retrospective=False,  # those of past entries are the published record's, not ours
    ),
    path("", include("cases.api.urls_engagement")),
    path("", include("cases.api.urls_tasks")),
    path("", include("cases.api.urls_watches")),
]

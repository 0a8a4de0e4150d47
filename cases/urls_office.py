"""Addresses of the acts on a case, and of its documents and files."""

from django.urls import path

from .views import documents, engagement, files, submissions

app_name = "cases"
urlpatterns = [
    path("<slug:ref>/documents/", documents.document_index, name="documents"),
    path("<slug:ref>/documents/compare/", documents.compare_documents, name="compare_documents"),
    path("<slug:ref>/documents/<uuid:pk>/", documents.document_page, name="document"),
    path("<slug:ref>/documents/<uuid:pk>/letter.pdf", documents.document_pdf, name="document_pdf"),
    path("<slug:ref>/documents/<uuid:pk>/letter.docx", documents.document_word, name="document_word"),
    path("<slug:ref>/files/new/", files.KeepFile.as_view(), name="keep_file"),
    path("<slug:ref>/files/<uuid:pk>/", files.download, name="file"),
    path("<slug:ref>/contacts/new/", engagement.LogContact.as_view(), name="log_contact"),
    path("<slug:ref>/submissions/", submissions.submission_index, name="submissions"),
    path("<slug:ref>/submissions/new/", submissions.NewSubmission.as_view(), name="new_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/", submissions.submission_page, name="submission"),
    path("<slug:ref>/submissions/<uuid:pk>/edit/", submissions.EditSubmission.as_view(), name="edit_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/offer/", submissions.OfferSubmission.as_view(), name="offer_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/clear/", submissions.ClearSubmission.as_view(), name="clear_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/return/", submissions.ReturnSubmission.as_view(), name="return_submission"),
    path(
        "<slug:ref>/submissions/<uuid:pk>/take-back/",
        submissions.TakeBackSubmission.as_view(),
        name="take_back_submission",
    ),
    path("<slug:ref>/submissions/<uuid:pk>/drop/", submissions.LapseSubmission.as_view(), name="lapse_submission"),
    path(
        "<slug:ref>/submissions/<uuid:pk>/comment/",
        submissions.CommentOnSubmission.as_view(),
        name="comment_on_submission",
    ),
]

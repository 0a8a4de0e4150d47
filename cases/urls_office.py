"""Addresses of the acts on a case, and of its documents and files."""

from django.urls import path

from .views import case_notes, comments, documents, engagement, files, record, submissions

app_name = "cases"
urlpatterns = [
    path("<slug:ref>/documents/", documents.document_index, name="documents"),
    path("<slug:ref>/documents/compare/", documents.compare_documents, name="compare_documents"),
    path("<slug:ref>/documents/<uuid:pk>/", documents.document_page, name="document"),
    path("<slug:ref>/documents/<uuid:pk>/letter.pdf", documents.document_pdf, name="document_pdf"),
    path("<slug:ref>/documents/<uuid:pk>/letter.docx", documents.document_word, name="document_word"),
    path("<slug:ref>/files/new/", files.KeepFile.as_view(), name="keep_file"),
    path("<slug:ref>/files/<uuid:pk>/", files.download, name="file"),
    path("<slug:ref>/notes/", case_notes.note_index, name="notes"),
    path("<slug:ref>/notes/new/", case_notes.WriteNote.as_view(), name="write_note"),
    path("<slug:ref>/notes/<uuid:pk>/", case_notes.note_page, name="note"),
    path("<slug:ref>/notes/<uuid:pk>/correct/", case_notes.CorrectNote.as_view(), name="correct_note"),
    path("<slug:ref>/comments/<slug:kind>/<uuid:pk>/new/", comments.CommentOnDraft.as_view(), name="comment_on_draft"),
    path("<slug:ref>/comments/<uuid:pk>/answer/", comments.AnswerComment.as_view(), name="answer_comment"),
    path("<slug:ref>/comments/<uuid:pk>/resolve/", comments.ResolveComment.as_view(), name="resolve_comment"),
    path("<slug:ref>/comments/<uuid:pk>/reopen/", comments.ReopenComment.as_view(), name="reopen_comment"),
    path("<slug:ref>/contacts/new/", engagement.LogContact.as_view(), name="log_contact"),
    path("<slug:ref>/support-offers/new/", engagement.OfferSupport.as_view(), name="offer_support"),
    path("<slug:ref>/support-offers/<uuid:pk>/answer/", engagement.AnswerOffer.as_view(), name="answer_offer"),
    path("<slug:ref>/accounts/new/", engagement.RecordAccount.as_view(), name="record_account"),
    path("<slug:ref>/next-steps/new/", engagement.AgreeNextStep.as_view(), name="agree_next_step"),
    path("<slug:ref>/next-steps/<uuid:pk>/end/", engagement.EndNextStep.as_view(), name="end_next_step"),
    path("<slug:ref>/support/new/", engagement.AgreeSupport.as_view(), name="agree_support"),
    path("<slug:ref>/support/<uuid:pk>/end/", engagement.EndSupport.as_view(), name="end_support"),
    path("<slug:ref>/consultations/new/", engagement.ConsultOtherRegimes.as_view(), name="consult_other_regimes"),
    path("<slug:ref>/hand-over/", engagement.HandOver.as_view(), name="hand_over_case"),
    path("<slug:ref>/close/", engagement.CloseCase.as_view(), name="close_without_action"),
    path("<slug:ref>/supersede/", record.Supersede.as_view(), name="supersede"),
    path("<slug:ref>/corrections/", record.correction_index, name="corrections"),
    path("<slug:ref>/corrections/new/", record.AskCorrection.as_view(), name="ask_correction"),
    path("<slug:ref>/corrections/<int:pk>/agree/", record.CorrectRecord.as_view(), name="correct_record"),
    path("<slug:ref>/corrections/<int:pk>/let-stand/", record.RefuseCorrection.as_view(), name="refuse_correction"),
    path("<slug:ref>/submissions/", submissions.submission_index, name="submissions"),
    path("<slug:ref>/submissions/new/", submissions.new_submission, name="new_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/", submissions.submission_page, name="submission"),
    path("<slug:ref>/submissions/<uuid:pk>/edit/", submissions.EditSubmission.as_view(), name="edit_submission"),
    path("<slug:ref>/submissions/<uuid:pk>/annexes/", submissions.AddAnnexes.as_view(), name="add_annex"),
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

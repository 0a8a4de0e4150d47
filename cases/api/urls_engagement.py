"""Addresses of private engagement, of requests to open a case, and of an authority's officers."""

from django.urls import path

from . import engagement, officers, openings, record

urlpatterns = [
    path("authorities/<slug:slug>/officers/", officers.Officers.as_view(), name="officers"),
    path("authorities/<slug:slug>/officers/<int:pk>/", officers.OneOfficer.as_view(), name="officer"),
    path("authorities/<slug:slug>/officers/<int:pk>/left/", officers.EndOfficer.as_view(), name="end_officer"),
    path("openings/", openings.Openings.as_view(), name="openings"),
    path("openings/<uuid:pk>/", openings.OneOpening.as_view(), name="opening"),
    path("openings/<uuid:pk>/open/", openings.OpenRequested.as_view(), name="open_requested"),
    path("openings/<uuid:pk>/decline/", openings.DeclineRequested.as_view(), name="decline_request"),
    path("cases/<slug:ref>/close/", engagement.CloseCase.as_view(), name="close_case"),
    path("cases/<slug:ref>/supersede/", record.Supersede.as_view(), name="supersede"),
    path("cases/<slug:ref>/corrections/", record.Corrections.as_view(), name="corrections"),
    path("cases/<slug:ref>/corrections/<int:pk>/", record.OneCorrection.as_view(), name="correction"),
    path("cases/<slug:ref>/corrections/<int:pk>/agree/", record.CorrectRecord.as_view(), name="correct_record"),
    path(
        "cases/<slug:ref>/corrections/<int:pk>/let-stand/", record.RefuseCorrection.as_view(), name="refuse_correction"
    ),
    path("cases/<slug:ref>/hand-over/", engagement.HandOver.as_view(), name="hand_over_case"),
    path("cases/<slug:ref>/support-offers/", engagement.Offers.as_view(), name="support_offers"),
    path("cases/<slug:ref>/support-offers/<uuid:pk>/", engagement.OneOffer.as_view(), name="support_offer"),
    path("cases/<slug:ref>/support-offers/<uuid:pk>/answer/", engagement.AnswerOffer.as_view(), name="answer_offer"),
    path("cases/<slug:ref>/accounts/", engagement.Accounts.as_view(), name="accounts"),
    path("cases/<slug:ref>/accounts/<int:pk>/", engagement.OneAccount.as_view(), name="account"),
    path("cases/<slug:ref>/next-steps/", engagement.Steps.as_view(), name="next_steps"),
    path("cases/<slug:ref>/next-steps/<uuid:pk>/", engagement.OneStep.as_view(), name="next_step"),
    path("cases/<slug:ref>/next-steps/<uuid:pk>/end/", engagement.EndStep.as_view(), name="end_next_step"),
    path("cases/<slug:ref>/support/", engagement.Support.as_view(), name="support_arrangements"),
    path("cases/<slug:ref>/support/<uuid:pk>/", engagement.OneSupport.as_view(), name="support_arrangement"),
    path("cases/<slug:ref>/support/<uuid:pk>/end/", engagement.EndSupport.as_view(), name="end_support"),
    path("cases/<slug:ref>/consultations/", engagement.Consultations.as_view(), name="consultations"),
    path("cases/<slug:ref>/consultations/<uuid:pk>/", engagement.OneConsultation.as_view(), name="consultation"),
]

"""Addresses of evidence: its registers, each item, the acts on it, and what a submission relies on."""

from django.urls import path

from .views import evidence, pages, relying, sealing

app_name = "evidence"
urlpatterns = [
    path("authorities/<slug:slug>/evidence/", pages.of_authority, name="of_authority"),
    path("authorities/<slug:slug>/evidence/new/", evidence.add, name="add"),
    path("cases/<slug:ref>/evidence/", pages.of_case, name="of_case"),
    path("cases/<slug:ref>/evidence/new/", evidence.add, name="add_to_case"),
    path("cases/<slug:ref>/submissions/<uuid:pk>/evidence/", relying.RelyOn.as_view(), name="rely_on"),
    path("evidence/<uuid:pk>/", pages.item_page, name="item"),
    path("evidence/<uuid:pk>/files/<uuid:file>/", pages.file, name="file"),
    path("evidence/<uuid:pk>/correct/", evidence.CorrectItem.as_view(), name="correct"),
    path("evidence/<uuid:pk>/verify/", evidence.VerifyItem.as_view(), name="verify"),
    path("evidence/<uuid:pk>/dispute/", evidence.DisputeItem.as_view(), name="dispute"),
    path("evidence/<uuid:pk>/account/", evidence.RecordItemAccount.as_view(), name="record_account"),
    path("evidence/<uuid:pk>/borne-out/", evidence.BearItemOut.as_view(), name="corroborate"),
    path("evidence/<uuid:pk>/meeting/", evidence.RecordItemMeeting.as_view(), name="record_meeting"),
    path("evidence/<uuid:pk>/seal/", sealing.SealItem.as_view(), name="seal"),
    path("evidence/<uuid:pk>/people/", sealing.NamePerson.as_view(), name="people"),
    path("evidence/<uuid:pk>/people/<int:reader>/", sealing.TakeOffPerson.as_view(), name="take_off"),
    path("evidence/<uuid:pk>/identity/", sealing.identity, name="identity"),
]

"""Addresses about an authority outside any case, with the page that reads its evidence as well."""

from django.urls import path

from cases import urls_authorities

from .views import watches

app_name = urls_authorities.app_name
urlpatterns = [
    *urls_authorities.urlpatterns,
    path("service-failures/<uuid:pk>/consider/", watches.consider, name="consider"),
]

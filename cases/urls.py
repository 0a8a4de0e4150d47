"""Addresses of the public register."""

from django.urls import path

from .views import register

app_name = "register"
urlpatterns = [
    path("", register.register_index, name="index"),
    path("authorities/<slug:slug>/", register.register_authority, name="authority"),
    path("<slug:register_id>/", register.register_entry, name="entry"),
]

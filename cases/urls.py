"""Addresses of the public register."""

from django.urls import path

from .views import history, register

app_name = "register"
urlpatterns = [
    path("", register.register_index, name="index"),
    path("history/", history.register_history, name="history"),
    path("history/chart.svg", history.register_history_chart, name="history_chart"),
    path("history/history.csv", history.register_history_table, name="history_table"),
    path("authorities/<slug:slug>/", register.register_authority, name="authority"),
    path("<slug:register_id>/", register.register_entry, name="entry"),
    path("<slug:register_id>/<int:place>/", register.register_document, name="document"),
    path("<slug:register_id>/<int:place>/letter.pdf", register.register_pdf, name="pdf"),
]

"""Addresses of the public register."""

from django.urls import path

from .views import browsing, history, register, reuse

app_name = "register"
urlpatterns = [
    path("", register.register_index, name="index"),
    path("history/", history.register_history, name="history"),
    path("history/chart.svg", history.register_history_chart, name="history_chart"),
    path("history/history.csv", history.register_history_table, name="history_table"),
    path("authorities/", browsing.authorities, name="authorities"),
    path("authorities/<slug:slug>/", browsing.authority, name="authority"),
    path("kinds/", browsing.kinds, name="kinds"),
    path("kinds/<slug:kind>/", browsing.kind, name="kind"),
    path("dates/", browsing.dates, name="dates"),
    path("dates/<int:year>/", browsing.year, name="year"),
    path("dates/<int:year>/<int:month>/", browsing.month, name="month"),
    path("data/", reuse.data, name="data"),
    path("<slug:register_id>/", register.register_entry, name="entry"),
    path("<slug:register_id>/<int:place>/", register.register_document, name="document"),
    path("<slug:register_id>/<int:place>/letter.pdf", register.register_pdf, name="pdf"),
]

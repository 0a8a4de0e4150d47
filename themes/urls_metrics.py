"""Addresses of metrics, their figures, their comparators and their imports."""

from django.urls import path

from .views import figures, imports, metrics

app_name = "metrics"
urlpatterns = [
    path("metrics/", metrics.metric_index, name="metrics"),
    path("metrics/new/", metrics.DefineMetric.as_view(), name="define_metric"),
    path("metrics/imports/", imports.import_index, name="imports"),
    path("metrics/imports/new/", imports.UploadFigures.as_view(), name="upload"),
    path("metrics/imports/<uuid:pk>/", imports.ImportPage.as_view(), name="import"),
    path("metrics/imports/<uuid:pk>/problems.csv", imports.problem_table, name="problem_table"),
    path("metrics/comparators/<int:pk>/", figures.group_page, name="group"),
    path("metrics/<slug:slug>/", metrics.metric_page, name="metric"),
    path("metrics/<slug:slug>/edit/", metrics.EditMetric.as_view(), name="edit_metric"),
    path("authorities/<slug:slug>/metrics/", figures.authority_metrics, name="authority_metrics"),
    path("authorities/<slug:slug>/metrics/<slug:metric>/", figures.authority_metric, name="figures"),
    path("authorities/<slug:slug>/metrics/<slug:metric>/chart.svg", figures.chart, name="chart"),
    path("authorities/<slug:slug>/metrics/<slug:metric>/table.csv", figures.figure_table, name="figure_table"),
    path("authorities/<slug:slug>/comparators/new/", figures.SetComparators.as_view(), name="set_comparators"),
]

"""Addresses of metrics, figures, comparators and imports."""

from django.urls import path

from . import figures, imports, metrics

urlpatterns = [
    path("metrics/", metrics.Metrics.as_view(), name="metrics"),
    path("metrics/imports/", imports.Imports.as_view(), name="metric_imports"),
    path("metrics/imports/<uuid:pk>/", imports.OneImport.as_view(), name="metric_import"),
    path("metrics/imports/<uuid:pk>/problems/", imports.ImportProblems.as_view(), name="metric_import_problems"),
    path("metrics/imports/<uuid:pk>/confirm/", imports.ConfirmImport.as_view(), name="confirm_metric_import"),
    path("metrics/imports/<uuid:pk>/drop/", imports.DropImport.as_view(), name="drop_metric_import"),
    path("metrics/<slug:slug>/", metrics.OneMetric.as_view(), name="metric"),
    path("metrics/<slug:slug>/edit/", metrics.EditMetric.as_view(), name="edit_metric"),
    path("authorities/<slug:slug>/metrics/", figures.Values.as_view(), name="metric_values"),
    path("authorities/<slug:slug>/metrics/<slug:metric>/", figures.Comparison.as_view(), name="metric_comparison"),
    path("authorities/<slug:slug>/comparators/", figures.Comparators.as_view(), name="comparator_groups"),
    path("authorities/<slug:slug>/comparators/<int:pk>/", figures.OneGroup.as_view(), name="comparator_group"),
]

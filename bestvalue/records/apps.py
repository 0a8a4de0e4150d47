"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Events, readings and anchors."""

    name = "bestvalue.records"
    label = "records"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

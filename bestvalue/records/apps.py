"""The records app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RecordsConfig(AppConfig):
    """Events, readings and anchors."""

    name = "bestvalue.records"
    label = "records"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the views of the past follow the tables."""
        from .past_tables import drop_past_tables, make_past_tables

        pre_migrate.connect(drop_past_tables, sender=self)
        post_migrate.connect(make_past_tables, sender=self)

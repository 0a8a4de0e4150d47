"""The interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """What every page is made of."""

    name = "bestvalue.ui"
    label = "ui"
    verbose_name = "Interface"
    default_auto_field = "django.db.models.BigAutoField"

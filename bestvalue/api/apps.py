"""The API app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What endpoints share."""

    name = "bestvalue.api"
    label = "api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"

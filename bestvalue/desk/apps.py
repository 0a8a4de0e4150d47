"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and commands that read across apps."""

    name = "bestvalue.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

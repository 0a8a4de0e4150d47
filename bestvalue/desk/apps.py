"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and commands that read across apps."""

    name = "bestvalue.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what the texts in the box are called, for step-up codes, and who opens it, for messages."""
        from .selectors import confirming, messages  # noqa: F401

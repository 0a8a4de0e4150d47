"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and commands that read across apps."""

    name = "bestvalue.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what the texts in the box and bundles are called, for step-up codes, and who opens the box."""
        from .selectors import bundles, confirming, messages  # noqa: F401

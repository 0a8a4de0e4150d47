"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and commands that read across apps."""

    name = "bestvalue.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the names of the texts in the box known to the page that makes step-up codes."""
        from .selectors import confirming  # noqa: F401

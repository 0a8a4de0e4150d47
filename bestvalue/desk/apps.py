"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and commands that read across apps."""

    name = "bestvalue.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what texts and bundles are called, who opens the box, and what keeps history."""
        from .histories import keep_all
        from .selectors import bundles, confirming, messages  # noqa: F401

        keep_all()

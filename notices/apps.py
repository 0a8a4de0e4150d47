"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the conditions about notices."""

    name = "notices"
    label = "notices"
    verbose_name = "Notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the conditions known to `cases.conditions`."""
        from . import conditions  # noqa: F401

"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the conditions and dates of notices."""

    name = "notices"
    label = "notices"
    verbose_name = "Notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the conditions known to `cases.conditions`, and the dates that run to `cases.clocks`."""
        from . import conditions, deadlines  # noqa: F401

"""The themes app: the guidance, evidence, and what is observed and assessed on a case."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Registers the conditions about assessments."""

    name = "themes"
    label = "themes"
    verbose_name = "Themes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the conditions known to `cases.conditions`."""
        from . import conditions  # noqa: F401

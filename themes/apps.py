"""The themes app: guidance editions, themes, principles, texts to cite, evidence, assessments and metrics."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Registers the conditions about assessments, and what submissions rely on."""

    name = "themes"
    label = "themes"
    verbose_name = "Themes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the conditions of moves, and what evidence puts in a submission's pack."""
        from . import conditions, reliance  # noqa: F401

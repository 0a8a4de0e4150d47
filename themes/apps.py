"""The themes app: guidance editions, the seven themes, the principles, texts to cite, evidence and metrics."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Names the app for Django."""

    name = "themes"
    label = "themes"
    verbose_name = "Themes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what evidence puts in a submission's pack."""
        from . import reliance  # noqa: F401

"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Authorities, cases, submissions and publication."""

    name = "cases"
    label = "cases"
    verbose_name = "Cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the names of its documents (for step-up codes), who knows of a case (for messages), what runs."""
        from . import deadlines  # noqa: F401
        from .selectors import confirming, messages  # noqa: F401

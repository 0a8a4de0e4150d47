"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Authorities, cases, submissions and publication."""

    name = "cases"
    label = "cases"
    verbose_name = "Cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the names of its documents known to the page that makes step-up codes."""
        from .selectors import confirming  # noqa: F401

"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Authorities, cases, submissions and publication."""

    name = "cases"
    label = "cases"
    verbose_name = "Cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what its documents are called, for step-up codes, and who may know of a case, for messages."""
        from .selectors import confirming, messages  # noqa: F401

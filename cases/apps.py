"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Authorities, cases, submissions and publication."""

    name = "cases"
    label = "cases"
    verbose_name = "Cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the names of its documents, to the page that makes step-up codes, and the dates that run."""
        from . import deadlines  # noqa: F401
        from .selectors import confirming  # noqa: F401

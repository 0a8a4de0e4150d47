"""The interventions app."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Registers the conditions about interventions."""

    name = "interventions"
    label = "interventions"
    verbose_name = "Interventions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the conditions known to `cases.conditions`."""
        from . import conditions  # noqa: F401

"""The interventions app."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Registers the conditions and dates of interventions."""

    name = "interventions"
    label = "interventions"
    verbose_name = "Interventions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the conditions known to `cases.conditions`, and the dates that run to `cases.clocks`."""
        from . import conditions, deadlines  # noqa: F401

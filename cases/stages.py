"""The stages of a case: how far the matter has gone (domain 2.2, design 4)."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """The stage of a case. The instruments that hang off the case tell the rest."""

    EARLY_ENGAGEMENT = "early_engagement", "Early engagement"
    BEST_VALUE_NOTICE = "best_value_notice", "Best Value Notice"
    INSPECTION = "inspection", "Inspection"
    MINDED_TO = "minded_to", "Minded to intervene"
    INTERVENTION = "intervention", "Intervention"
    EXIT = "exit", "Exit"
    OVERSIGHT = "oversight", "Oversight after exit"
    CLOSED = "closed", "Closed"


OPEN_STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)

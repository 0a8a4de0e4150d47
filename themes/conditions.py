"""Conditions about assessments, registered when the app starts (rulings 13)."""

from bestvalue.errors import Unmet
from cases.conditions import Situation, condition

from .models import Assessment

NONE_AGREED = "Agree an assessment of the case across the seven themes first."


@condition
def assessment_is_agreed(situation: Situation) -> Unmet | None:
    """An agreed assessment is on file (domain T03, T05, T40); a published event is not held to it (rulings 26)."""
    if situation.past or situation.one(Assessment, "agreed"):
        return None
    return Unmet("no_assessment", NONE_AGREED)


@condition
def assessment_is_drafted(situation: Situation) -> Unmet | None:
    """An assessment is being written."""
    return (
        None if situation.one(Assessment, "draft") else Unmet("no_draft_assessment", "No assessment is being written.")
    )

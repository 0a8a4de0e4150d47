"""Conditions about notices (registered when the app starts)."""

from bestvalue.errors import Unmet
from cases.conditions import Situation, condition

from .models import InformationRequirement, Notice


@condition
def notice_is_drafted(situation: Situation) -> Unmet | None:
    """A notice has been drafted and not yet issued."""
    return None if situation.one(Notice, "draft") else Unmet("no_draft_notice", "No notice has been drafted.")


@condition
def no_notice_is_live(situation: Situation) -> Unmet | None:
    """No notice is in force, nor waiting for a decision after its period."""
    if any(each.is_live for each in situation.all(Notice)):
        return Unmet("notice_live", "A notice is already in force: revise, reissue, withdraw or end it.")
    return None


@condition
def notice_is_live(situation: Situation) -> Unmet | None:
    """A notice is in force, or its period has ended and a decision is awaited."""
    if any(each.is_live for each in situation.all(Notice)):
        return None
    return Unmet("no_live_notice", "No notice is in force.")


@condition
def notice_period_has_ended(situation: Situation) -> Unmet | None:
    """The live notice's period is over (T16)."""
    for notice in situation.all(Notice):
        if notice.is_live and not notice.period_has_ended(situation.today):
            return Unmet(
                "period_running", f"The notice's period runs until {notice.ends_on or 'a date not published'}."
            )
    return None


@condition
def progress_is_assessed(situation: Situation) -> Unmet | None:
    """What the live notice expects was looked at since it was issued, expectation by expectation (T14)."""
    live = [each for each in situation.all(Notice) if each.is_live and not situation.past]
    if not any(each.expectations.filter(progress=None).exists() for each in live):
        return None
    return Unmet("progress_not_assessed", "Record first what is known about each expectation of the present notice.")


@condition
def requirement_is_drafted(situation: Situation) -> Unmet | None:
    """A requirement for information has been drafted."""
    if situation.one(InformationRequirement, "draft"):
        return None
    return Unmet("no_draft_requirement", "No requirement for information has been drafted.")

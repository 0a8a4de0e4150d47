"""Bodies that are not local authorities, and bodies whose status is unsure (R29, N17; domain 8.12)."""

from typing import Any

import pytest

from cases.models import AuthorityKind
from cases.services.consulting import consult_other_regimes
from cases.stages import Stage
from interventions.services.directions import make_urgent_directions
from interventions.services.inspections import appoint_inspector
from interventions.services.proposals import propose_intervention
from notices.services import edit_notice, issue_notice

from .build import START, Play, refusals

WHAT_WAS_SAID: dict[str, Any] = {
    "consulted": "The Home Office and the Chief Inspector, on 6 January.",
    "view": "They agree.",
    "other_regimes": "Engage.",
    "exceptional_reasons": "Clear and significant.",
}


def statutory_step(play: Play, name: str) -> set[str]:
    """Try one of the three steps, approved and complete; why it was refused."""
    if name == "inspection":
        inspection = play.an_inspection()
        play.approved("appoint_inspector", inspection)
        return refusals(lambda: appoint_inspector(by=play.lead, inspection=inspection))
    if name == "proposal":
        proposal = play.a_proposal()
        play.approved("propose_intervention", proposal)
        return refusals(lambda: propose_intervention(by=play.lead, proposal=proposal))
    direction = play.urgent()
    play.approved("make_urgent_directions", direction)
    return refusals(lambda: make_urgent_directions(by=play.lead, direction=direction))


STEPS = pytest.mark.parametrize("step", ["inspection", "proposal", "urgent directions"])


@STEPS
def test_at_a_fire_authority_other_departments_come_first(play: Play, step: str) -> None:
    AuthorityKind.objects.update(is_local_authority=False)
    assert statutory_step(play, step) == {"other_regimes"}
    consult_other_regimes(by=play.officer, case=play.case, held_on=START, **WHAT_WAS_SAID)
    assert statutory_step(play, step) == set()


@pytest.mark.parametrize("silent", sorted(WHAT_WAS_SAID))
def test_a_consultation_says_who_what_and_why(play: Play, silent: str) -> None:
    parts = {**WHAT_WAS_SAID, silent: " "}
    unmet = refusals(lambda: consult_other_regimes(by=play.officer, case=play.case, held_on=START, **parts))
    assert unmet == {f"no_{silent}"}


@STEPS
def test_legal_confirms_a_doubtful_body_first(play: Play, step: str) -> None:
    AuthorityKind.objects.update(needs_legal_confirmation=True)
    assert statutory_step(play, step) == {"status_unconfirmed"}


def test_a_notice_needs_neither_but_the_reason_why_one_is_used(play: Play) -> None:
    AuthorityKind.objects.update(is_local_authority=False, needs_legal_confirmation=True)
    notice = play.a_notice()
    assert refusals(lambda: play.approved("issue_notice", notice)) == {"no_why_a_notice"}
    edit_notice(by=play.officer, notice=notice, why_a_notice="No other regime looks at this.")
    play.act(issue_notice, "notice", notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE

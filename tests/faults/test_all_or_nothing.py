"""A crash at any step of a grave act leaves nothing of it behind; the same act then goes through.

Each statement that the act sends to the database is the last in turn: a sample of them, and in `make proof` all.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction

from bestvalue import clock
from cases.models import Case, SubmissionAct
from cases.services.opening import engage
from cases.services.submissions import clear_submission, decide
from interventions.models import Direction, Inspection, Proposal
from interventions.services.directions import make_directions
from interventions.services.exits import agree_exit_strategy, start_exit
from interventions.services.inspections import appoint_inspector
from interventions.services.leaving import revoke_directions
from interventions.services.proposals import propose_intervention
from interventions.services.representations import log_representation
from notices.models import Notice
from notices.services import issue_notice, withdraw_notice
from tests.api.world import an_authority
from tests.lifecycle.build import Play
from tests.themes.evidence import an_item
from themes.models import Evidence
from themes.services.sealing import seal_evidence
from themes.services.sources import load_sources

PROOF = os.environ.get("PROOF") == "full"
SAMPLE = 8  # steps of each act; `make proof` takes every one
KEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
Step = Callable[[Play], Any]


class Crash(BaseException):
    """What nothing catches."""


@dataclass
class Statements:
    """Counts what is sent to the database, and crashes instead of sending the statement at `last`."""

    last: int = -1
    sent: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Send it, unless it is the last."""
        if not sql.startswith(KEEPING):
            if len(self.sent) == self.last:
                raise Crash(sql)
            self.sent.append(sql)
        return execute(sql, params, many, context)


def everything() -> dict[str, str]:
    """A digest of the rows of every table."""
    digest = "SELECT '{0}', md5(string_agg(each::text, '|' ORDER BY each::text)) FROM {0} each"
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(digest.format(table) for table in tables))
        return dict(cursor.fetchall())


def approved_directions(play: Play) -> None:
    """Directions that a minister approved, not yet made."""
    play.approved("make_directions", play.directions(play.heard()))


def ready_to_leave(play: Play) -> None:
    """Directions in force, their end agreed and approved."""
    direction = play.intervened()
    agree_exit_strategy(by=play.officer, case=play.case, text="By steps.", milestones=[{"text": "A balanced budget"}])
    play.approved("start_exit", direction)


def an_item_of_evidence(play: Play) -> None:
    """An item on the case."""
    load_sources()
    an_item(play.officer, play.authority, case=play.case)


ACTS: dict[str, tuple[Step, Step]] = {
    "engage": (
        lambda play: an_authority("other", "Other Council"),
        lambda play: engage(
            by=play.lead, authority=type(play.authority).objects.get(slug="other"), team=play.team, reason="A report."
        ),
    ),
    "clear_submission": (
        lambda play: play.offered("issue_notice", play.a_notice()),
        lambda play: clear_submission(by=play.deputy_director, submission=play.case.submissions.get()),
    ),
    "decide": (
        lambda play: play.asked("issue_notice", play.a_notice()),
        lambda play: decide(
            by=play.minister,
            asked=SubmissionAct.objects.get(move="issue_notice"),
            decision="approve",
            reasons="Read.",
        ),
    ),
    "issue_notice": (
        lambda play: play.approved("issue_notice", play.a_notice()),
        lambda play: issue_notice(by=play.lead, notice=Notice.objects.get()),
    ),
    "withdraw_notice": (
        lambda play: play.approved("withdraw_notice", play.assessed(play.noticed())),
        lambda play: withdraw_notice(by=play.lead, notice=Notice.objects.get(), reason="They have done it."),
    ),
    "appoint_inspector": (
        lambda play: play.approved("appoint_inspector", play.an_inspection()),
        lambda play: appoint_inspector(by=play.lead, inspection=Inspection.objects.get()),
    ),
    "propose_intervention": (
        lambda play: play.approved("propose_intervention", play.a_proposal()),
        lambda play: propose_intervention(by=play.lead, proposal=Proposal.objects.get()),
    ),
    "log_representation": (
        lambda play: play.proposed(),
        lambda play: log_representation(
            by=play.officer,
            proposal=Proposal.objects.get(),
            sender="The council",
            received_on=clock.today(),
            channel="letter",
            text="We object.",
        ),
    ),
    "make_directions": (
        approved_directions,
        lambda play: make_directions(by=play.lead, direction=Direction.objects.get()),
    ),
    "start_exit": (ready_to_leave, lambda play: start_exit(by=play.lead, case=play.case, reason="They are ready.")),
    "revoke_directions": (
        lambda play: play.approved("revoke_directions", play.intervened()),
        lambda play: revoke_directions(by=play.lead, direction=Direction.objects.get(), **play.leaving()),
    ),
    "seal_evidence": (
        an_item_of_evidence,
        lambda play: seal_evidence(
            by=play.deputy_director, evidence=Evidence.objects.get(), reason="A disclosure.", identity="N. Body"
        ),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_crash_at_any_step_leaves_all_or_nothing(play: Play, name: str) -> None:
    prepare, act = ACTS[name]
    prepare(play)
    before = everything()
    with transaction.atomic():
        steps = attempt(play, act)
        assert everything() != before
        transaction.set_rollback(True)
    for last in range(0, steps, 1 if PROOF else max(1, steps // SAMPLE)):
        with pytest.raises(Crash):
            attempt(play, act, last)
        assert everything() == before, f"what is left after a crash at statement {last}"
    attempt(play, act)
    assert everything() != before


def attempt(play: Play, act: Step, last: int = -1) -> int:
    """Act as a process that has only just read the case; how many statements it sent. Raises Crash at the last."""
    play.case = Case.objects.get(pk=play.case.pk)
    statements = Statements(last)
    with connection.execute_wrapper(statements):
        act(play)
    return len(statements.sent)

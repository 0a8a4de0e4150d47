"""What holds after every act, lawful or refused, and after every leap of the clock."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, F, Q

from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Event
from cases.conditions import instrument_models
from cases.models import Case, SubmissionAct
from cases.services.clocks import out_of_line
from cases.stages import Stage
from interventions.models import Direction, Inspection, OversightPeriod, Package, Proposal, Representation
from notices.models import Notice

HELD_UP_BY: dict[Stage, tuple[type[Any], ...]] = {
    Stage.BEST_VALUE_NOTICE: (Notice,),
    Stage.INSPECTION: (Inspection,),
    Stage.MINDED_TO: (Proposal,),
    Stage.INTERVENTION: (Direction, Package),
    Stage.EXIT: (Direction,),
    Stage.OVERSIGHT: (OversightPeriod,),
}
ISSUING = ("issue_notice", "revise_notice", "reissue_notice")


def stages() -> dict[Any, tuple[str, int]]:
    """Stage and version of every case."""
    return {pk: (stage, version) for pk, stage, version in Case.objects.values_list("pk", "stage", "version")}


def standing() -> tuple[Any, ...]:
    """Everything that only an act may change; a prompt is recorded on its clock's own stream."""
    states = [list(model.objects.order_by("pk").values_list("pk", "state")) for model in instrument_models()]
    return (
        stages(),
        states,
        Event.objects.filter(case__isnull=False).count(),
        list(SubmissionAct.objects.order_by("pk").values_list("state")),
    )


def no_stage_moves_without_one_act_of_this_person(
    before: dict[Any, tuple[str, int]], events: int, person: User
) -> None:
    """N1: a stage that changed did so by one new event of the person who acted, which says from where to where."""
    for pk, (stage, version) in stages().items():
        was, since = before.get(pk, (stage, 0))
        new = Event.objects.filter(case=pk, case_version__gt=since)
        assert version - since == new.count()
        if was != stage:
            event = new.get()
            assert event.actor == person
            assert (event.before["stage"], event.after["stage"]) == (was, stage)


def one_open_case_for_each_authority() -> None:
    """Never two."""
    open_cases = Case.objects.exclude(stage=Stage.CLOSED).values("authority").annotate(cases=Count("pk"))
    assert not open_cases.filter(cases__gt=1)


def versions_count_events() -> None:
    """The version of a case is the number of its events."""
    assert not Case.objects.annotate(told=Count("events")).exclude(version=F("told"))


def every_stage_has_its_instrument() -> None:
    """Nothing stands at a stage that nothing holds up; an authority about to be abolished may (rulings 8)."""
    for case in Case.objects.filter(stage__in=HELD_UP_BY, authority__ends_on__isnull=True):
        kinds = HELD_UP_BY[Stage(case.stage)]
        assert any(kind.objects.live().filter(case=case).exists() for kind in kinds), f"nothing holds up {case.stage}"


def nothing_that_blocks_closing_outlives_its_case() -> None:
    """A closed case has nothing left that had to be ended first."""
    for kind in instrument_models():
        assert not kind.BLOCKS_CLOSING or not kind.objects.live().filter(case__stage=Stage.CLOSED).exists(), kind


def the_authority_was_heard_before_directions() -> None:
    """N9: directions rest on a proposal whose window was closed by then, or are urgent."""
    made = Direction.objects.exclude(state="draft").filter(is_urgent=False)
    unheard = Q(proposal__closed_on__isnull=True) | Q(proposal__closed_on__gt=F("starts_on"))
    assert not made.filter(unheard).exists()


def no_proposal_is_decided_unheard() -> None:
    """R18, R19: every representation was answered, and the closing date was past or waived in writing."""
    decided = Proposal.objects.filter(state="decided")
    assert not Representation.objects.exclude(state="answered").filter(proposal__in=decided).exists()
    assert not decided.filter(decided_on__lt=F("closes_on"), nothing_more_to_say="").exists()


def a_minister_decided_every_notice() -> None:
    """N6: every notice that was issued spent one decision of a minister who neither drafted nor issued it."""
    for notice in Notice.objects.exclude(state="draft"):
        decision = SubmissionAct.objects.get(subject=notice.key, move__in=ISSUING, state="spent")
        decider = decision.decided_by
        assert decider is not None
        assert decider.role_holdings.filter(role__in=(Role.MINISTER, Role.SECRETARY_OF_STATE)).exists()
        assert decider not in (notice.drafted_by, notice.issued_by, decision.submission.drafted_by)


def every_date_that_runs_has_its_one_clock() -> None:
    """C1 to C12: what runs is on a clock, what runs no more is on none, and no act forgets it."""
    assert not [wrong for case in Case.objects.select_related("authority") for wrong in out_of_line(case)]


ALWAYS: tuple[Callable[[], None], ...] = (
    one_open_case_for_each_authority,
    versions_count_events,
    every_stage_has_its_instrument,
    nothing_that_blocks_closing_outlives_its_case,
    the_authority_was_heard_before_directions,
    no_proposal_is_decided_unheard,
    a_minister_decided_every_notice,
    every_date_that_runs_has_its_one_clock,
)

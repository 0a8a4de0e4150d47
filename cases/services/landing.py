"""Where a case goes when the act that ends an instrument may end its stage (rulings 3)."""

from bestvalue.errors import Refused, Unmet

from ..conditions import Situation, blocks_closing
from ..models import Instrument
from ..stages import Stage
from .act import Act

FURTHEST_FIRST = (Stage.OVERSIGHT, Stage.INTERVENTION, Stage.MINDED_TO, Stage.INSPECTION, Stage.BEST_VALUE_NOTICE)


def sustained_stages(act: Act, *, without: Instrument | None = None) -> set[Stage]:
    """The stages that the case's live instruments hold up once `without` has ended."""
    return held_up(Situation(act.case, act.today), without=without)


def held_up(situation: Situation, *, without: Instrument | None = None) -> set[Stage]:
    """The stages that the live instruments of a case hold up, one of them perhaps left out."""
    return {stage for each in situation.live() if each != without for stage in each.SUSTAINS}


def landings_after(situation: Situation, ending: Instrument) -> list[Stage]:
    """The stages to which the case may go once `ending` has ended; the first is where it goes if nobody picks."""
    present = Stage(situation.case.stage)
    held = held_up(situation, without=ending)
    stays = present not in ending.SUSTAINS or present in held
    picked = held | {Stage.EARLY_ENGAGEMENT, Stage.CLOSED} if present in ending.SUSTAINS else set()
    first = present if stays else _furthest(held)
    return [first, *(stage for stage in Stage if stage in picked and stage != first)]


def land(act: Act, to: Stage | None, *, ending: Instrument, outcome: str = "") -> None:
    """Take the case to the stage that the decider picked, or where its remaining instruments put it.

    Without a pick: it stays if its stage is still held up, else the furthest stage that is, else early engagement.
    Raises Refused for a pick that no lawful path or live instrument allows.
    """
    landings = landings_after(Situation(act.case, act.today), ending)
    to = to or landings[0]
    if to not in landings:
        raise Refused([Unmet("nothing_there", f"The case cannot go to “{to.label}”: nothing is live there.")])
    if to == Stage.CLOSED:
        refuse_to_close_while_live(act, without=ending)
        act.close(outcome)
    act.go(to)


def step_on(act: Act, toward: Stage) -> Stage:
    """The stage after an act that begins an instrument: onward, unless something stronger holds the present one.

    What only waited for the next step, a reported inspection or an oversight period, is answered by this one.
    """
    waiting = [each for each in Situation(act.case, act.today).live() if each.awaits_next_step]
    for each in waiting:
        act.touch(type(each))
        each.settle(act.today)
        each.save()
    present = Stage(act.case.stage)
    answered = {stage for each in waiting for stage in each.SUSTAINS}
    held = present in sustained_stages(act) and present not in answered
    return present if held and list(Stage).index(present) > list(Stage).index(toward) else toward


def origin_if_held(act: Act, opened_from: str, *, ending: Instrument) -> Stage | None:
    """The stage an instrument was opened from, where something still holds it up there (rulings 3).

    None leaves it to `land`.
    """
    stage = Stage(opened_from) if opened_from else None
    return stage if stage == Stage.EARLY_ENGAGEMENT or stage in sustained_stages(act, without=ending) else None


def refuse_to_close_while_live(act: Act, *, without: Instrument) -> None:
    """Raise Refused if anything but `without` must be ended before the case is closed (domain 2.4)."""
    unmet = blocks_closing(Situation(act.case, act.today), without=without)
    if unmet:
        raise Refused([unmet])


def _furthest(stages: set[Stage]) -> Stage:
    return next((stage for stage in FURTHEST_FIRST if stage in stages), Stage.EARLY_ENGAGEMENT)

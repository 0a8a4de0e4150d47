"""Directions that lapsed with nothing decided (T62): the next lawful act clears them."""

from cases.services.act import Act
from interventions.models import Direction


def clear_lapsed_directions(act: Act) -> None:
    """End, as of their last day, directions that had already lapsed when this act was decided."""
    direction = Direction.objects.select_for_update().filter(case=act.case, state="made").first()
    act.touch(Direction)
    if direction and direction.lapsed_undecided(act.today):
        direction.end()
        direction.ended_on, direction.ending = direction.ends_on, Direction.Ending.LAPSED
        direction.save()
        act.tell(before={"lapsed": direction.key})

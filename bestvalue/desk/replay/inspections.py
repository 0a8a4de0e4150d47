"""Published events of inspections."""

from cases.models import NOT_PUBLISHED
from interventions.models import Inspection
from interventions.services.inspections import (
    appoint_inspector,
    draft_inspection,
    publish_inspection_report,
    receive_inspection_report,
    respond_to_inspection,
    vary_inspection,
)

from .player import Player, already_ended
from .registry import plays


@plays("inspection_ordered")
def ordered(player: Player) -> None:
    """An inspector was appointed (T22)."""
    _publish(player, _appoint(player, unsaid=False))


@plays("inspection_extended")
def extended(player: Player) -> None:
    """The report date was moved (T24)."""
    inspection = _under_way(player)
    due = player.told.until or NOT_PUBLISHED
    reason = player.told.description or "not published"
    _publish(player, player.do(vary_inspection, inspection=inspection, report_due_on=due, reason=reason))


@plays("inspection_report")
def reported(player: Player) -> None:
    """The report was published, and so had been received (T26, T27); told again, it was published further."""
    inspection = player.latest(Inspection, "reported")
    if inspection is None:
        inspection = player.do(
            receive_inspection_report,
            inspection=_under_way(player),
            sent_to_authority_on=NOT_PUBLISHED,
            sent_to_secretary_of_state_on=NOT_PUBLISHED,
            recommends_directions=NOT_PUBLISHED,
        )
    inspection = player.do(publish_inspection_report, inspection=inspection, checks="")
    _publish(player, inspection)
    if player.told.to and player.told.to != "inspection":
        reason = player.told.description or "not published"
        player.do(respond_to_inspection, inspection=inspection, reason=reason, to=player.told.to)


def _appoint(player: Player, *, unsaid: bool) -> Inspection:
    silence = dict.fromkeys(("functions", "inspector", "fees", "conflicts_check"), NOT_PUBLISHED)
    due = None if unsaid else player.told.until
    inspection = player.do(
        draft_inspection,
        unsaid=unsaid,
        case=player.open_case(),
        evidence="" if unsaid else player.told.description,
        report_due_on=due or NOT_PUBLISHED,
        **silence,
    )
    return player.do(appoint_inspector, unsaid=unsaid, inspection=inspection)


def _under_way(player: Player) -> Inspection:
    """The inspection under way; one whose start was not published where there never was any.

    Refused where it had ended.
    """
    inspection = player.latest(Inspection, "appointed")
    if inspection:
        return inspection
    last = player.latest(Inspection)
    if last:
        raise already_ended(last, "inspection")
    return _appoint(player, unsaid=True)


def _publish(player: Player, inspection: Inspection) -> None:
    player.publish(
        inspection,
        "Best value inspection",
        in_force_from=inspection.appointed_on,
        in_force_until=inspection.report_due_on,
        ended_on=inspection.published_on,
        ending="Report published" if inspection.published_on else "",
    )

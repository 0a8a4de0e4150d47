"""Published events that move no case by themselves: contacts, notes, reports, abolition."""

import datetime as dt

from cases.models import NOT_PUBLISHED, Note, Publication
from cases.services.opening import log_contact
from cases.services.superseding import supersede
from interventions.models import Direction, OversightPeriod, Package
from interventions.services.reports import receive_progress_report

from .interventions import directions_unsaid
from .player import Player
from .registry import plays

NOTES = {"external_report": Note.Kind.EXTERNAL_REPORT, "s114_notice": Note.Kind.SECTION_114, "other": Note.Kind.OTHER}


@plays(*NOTES)
def noted(player: Player) -> None:
    """A note on the authority's timeline."""
    player.note(NOTES[player.told.type])


@plays("early_engagement")
def engaged(player: Player) -> None:
    """A contact that was published later (T01, T02); it stays private here (R4)."""
    player.do(
        log_contact,
        case=player.open_case(),
        held_on=player.day,
        channel="not_published",
        people=NOT_PUBLISHED,
        summary=player.told.description or "not published",
    )


@plays("commissioners_report")
def reported(player: Player) -> None:
    """A progress report was published (T52); where no intervention was ever published, one must have come before."""
    case = player.case
    if case is None and player.latest(Direction) is None and player.latest(Package) is None:
        directions_unsaid(player)
        case = player.case
    if case is None or not any(_reporting(player)):
        player.note(Note.Kind.OTHER)
        return
    report = player.do(
        receive_progress_report,
        case=case,
        author=NOT_PUBLISHED,
        dated_on=NOT_PUBLISHED,
        received_on=NOT_PUBLISHED,
        scope_recommended=NOT_PUBLISHED,
        text=player.told.description or "not published",
    )
    player.publish(report, "Progress report", in_force_from=player.day)


def _reporting(player: Player) -> list[object]:
    return [
        player.latest(Direction, "made"),
        player.latest(Package, "agreed"),
        player.latest(OversightPeriod, "running", "reviewed"),
    ]


@plays("authority_abolished")
def abolished(player: Player) -> None:
    """The authority was abolished (T69): its last day is the day before; what was live ended with it."""
    authority, case = player.authority, player.case
    if authority.ends_on is None:
        authority.ends_on = player.day - dt.timedelta(days=1)
        authority.save(update_fields=["ends_on"])
    if case is None:
        player.note(Note.Kind.OTHER)
        return
    player.do(supersede, case=case, transfer_note=player.told.description or "not published")
    for publication in Publication.objects.filter(case=case, ended_on__isnull=True):
        publication.ended_on, publication.ending = authority.ends_on, "Authority abolished"
        publication.save(update_fields=["ended_on", "ending"])

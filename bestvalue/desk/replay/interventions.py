"""Published events of proposals, directions, packages, exit and oversight."""

from typing import Any

from bestvalue.errors import Refused, Unmet
from cases.models import NOT_PUBLISHED, Note
from cases.stages import Stage
from interventions.models import Direction, ExitStrategy, OversightPeriod, Package, Proposal
from interventions.services.directions import draft_directions, make_directions, make_urgent_directions
from interventions.services.exits import agree_exit_strategy, start_exit
from interventions.services.leaving import let_directions_lapse, record_directions_end, revoke_directions
from interventions.services.oversight import close_after_oversight, receive_oversight_review
from interventions.services.packages import agree_package, draft_package, end_package
from interventions.services.proposals import (
    change_proposal,
    close_window,
    do_not_intervene,
    do_not_proceed_with_proposal,
    draft_proposal,
    propose_intervention,
    propose_new_directions,
)

from .player import Player, already_ended
from .registry import plays

UNDECIDED = ("open", "closed")
PROPOSED = ("evidence", "model", "cost", "services_statement", "exit_strategy")


@plays("minded_to")
def minded_to(player: Player) -> None:
    """The authority was asked for representations (T42, T50).

    Asked again while undecided, the proposal was changed (T44).
    """
    if another_regime(player):
        return
    earlier = player.latest(Proposal, *UNDECIDED)
    proposal = _propose(player, unsaid=False)
    if earlier:
        earlier.refresh_from_db(fields=["decided_on"])
        _publish_proposal(player, earlier)
    _publish_proposal(player, proposal)


@plays("representations_closed")
def window_closed(player: Player) -> None:
    """The closing date passed (T45)."""
    proposal = player.latest(Proposal, *UNDECIDED)
    if proposal is None:
        last = player.latest(Proposal)
        if last:
            raise already_ended(last, "proposal")
        proposal = _propose(player, unsaid=True)
    if proposal.state == "closed":
        raise Refused(
            [Unmet("already_closed", f"The time for representations had already ended on {proposal.closed_on}.")]
        )
    proposal = player.do(close_window, proposal=proposal, published_close=player.day)
    _publish_proposal(player, proposal)


@plays("decision_not_to_intervene")
def not_intervened(player: Player) -> None:
    """The decision was not to intervene (T47), or to keep the directions as they are."""
    last = player.latest(Proposal)
    proposal = player.latest(Proposal, *UNDECIDED)
    if proposal is None and last is not None:
        raise already_ended(last, "proposal")
    proposal = _closed_proposal(player)
    reason = player.told.description or "not published"
    _publish_proposal(
        player, player.do(do_not_intervene, proposal=proposal, reason=reason, to=player.landing(proposal))
    )


@plays("directions_issued")
def directed(player: Player) -> None:
    """Directions were made, after a proposal that may not have been published (T46)."""
    if not another_regime(player):
        _direct(player, ends_on=player.told.until or NOT_PUBLISHED)


@plays("directions_varied", "directions_extended")
def varied(player: Player) -> None:
    """Directions were changed by a new set (T50).

    One told without an end keeps the end of the set before (rulings 27).
    """
    if another_regime(player):
        return
    before = _made_directions(player)
    _direct(player, ends_on=player.told.until or before.ends_on or NOT_PUBLISHED)


@plays("directions_urgent")
def directed_urgently(player: Player) -> None:
    """Directions were made at once, without representations (T48, T56)."""
    if another_regime(player):
        return
    direction = player.do(
        draft_directions, case=player.open_case(), recitals=_told(player), urgency_reason=_told(player), is_urgent=True
    )
    _publish_directions(
        player, player.do(make_urgent_directions, direction=direction, ends_on=player.told.until or NOT_PUBLISHED)
    )


@plays("directions_end")
def directions_ended(player: Player) -> None:
    """Directions ended: revoked (T60), left to lapse (T61), or lapsed with nothing decided (T62)."""
    direction = _made_directions(player)
    if player.told.decision == "none" or player.latest(Proposal, *UNDECIDED):
        direction = player.do(record_directions_end, direction=direction, ended_on=player.day)
        _publish_directions(player, direction)
        return
    early = direction.ends_on is None or player.day < direction.ends_on
    direction = player.do(
        revoke_directions if early else let_directions_lapse,
        direction=direction,
        reason=_reason(player),
        views=NOT_PUBLISHED,
        review_due_on=NOT_PUBLISHED,
    )
    _publish_directions(player, direction)
    if player.told.to == Stage.CLOSED:
        _close_after_oversight(player)


@plays("exit_planned")
def exit_planned(player: Player) -> None:
    """The exit began (T58); told again, or of a package alone, it is a note."""
    package = player.latest(Package, "agreed")
    if package and player.latest(Direction) is None:
        player.note(Note.Kind.OTHER)
        return
    _made_directions(player)
    if player.open_case().stage == Stage.EXIT:
        player.note(Note.Kind.OTHER)
    else:
        _start_exit(player, unsaid=False)


@plays("post_exit_review")
def reviewed(player: Player) -> None:
    """The review after exit (T64); before the directions end it is an interim review in exit (rulings 2)."""
    if player.latest(OversightPeriod, "running", "reviewed") is None:
        last = player.latest(OversightPeriod)
        if last:
            player.note(Note.Kind.EXTERNAL_REPORT)
            return
        direction = _made_directions(player)
        if player.open_case().stage != Stage.EXIT and direction.starts_on:
            _start_exit(player, unsaid=True)
        elif player.open_case().stage != Stage.EXIT:
            player.do(
                revoke_directions,
                unsaid=True,
                direction=direction,
                reason="not published",
                views=NOT_PUBLISHED,
                review_due_on=NOT_PUBLISHED,
            )
    player.do(receive_oversight_review, case=player.open_case(), reviewer=NOT_PUBLISHED, findings=_reason(player))
    if player.told.to == Stage.CLOSED and player.latest(OversightPeriod, "reviewed"):
        _close_after_oversight(player)


@plays("non_statutory_intervention_start")
def package_agreed(player: Player) -> None:
    """Government and authority agreed a package (T30).

    A board that the authority appointed moves nothing (rulings 28).
    """
    if player.told.appointed_by == "authority":
        player.note(Note.Kind.LOCAL_BOARD)
        return
    proposal = player.latest(Proposal, *UNDECIDED)
    if proposal:
        player.do(do_not_proceed_with_proposal, unsaid=True, proposal=proposal, reason="not published")
    _publish_package(player, _agree(player, unsaid=False))


@plays("non_statutory_intervention_end")
def package_ended(player: Player) -> None:
    """A package ended (T32)."""
    if player.told.appointed_by == "authority":
        player.note(Note.Kind.LOCAL_BOARD)
        return
    package = player.latest(Package, "agreed")
    if package is None:
        last = player.latest(Package)
        if last:
            raise already_ended(last, "package")
        package = _agree(player, unsaid=True)
    package = player.do(end_package, package=package, reason=_reason(player), to=player.landing(package))
    _publish_package(player, package)


def another_regime(player: Player) -> bool:
    """Whether the step was taken under another Act only, so that it is a note here (LGA 1999 s.15 is not named)."""
    basis = player.told.legal_basis
    if not basis or "1999" in basis or "s.15" in basis:
        return False
    player.note(Note.Kind.OTHER_REGIME)
    return True


def directions_unsaid(player: Player) -> Direction:
    """Directions that must have been made before, though that was not published."""
    return _make(player, unsaid=True, ends_on=NOT_PUBLISHED)


def _told(player: Player) -> Any:
    return player.told.description or NOT_PUBLISHED


def _reason(player: Player) -> str:
    return player.told.description or "not published"


def _propose(player: Player, *, unsaid: bool) -> Proposal:
    silence = dict.fromkeys(PROPOSED, NOT_PUBLISHED)
    if not unsaid:
        silence["evidence"] = _told(player)
    proposal = player.do(draft_proposal, unsaid=unsaid, case=player.open_case(), **silence)
    if player.latest(Proposal, *UNDECIDED):
        return player.do(
            change_proposal, unsaid=unsaid, proposal=proposal, closes_on=NOT_PUBLISHED, reason=_reason(player)
        )
    put = propose_new_directions if player.latest(Direction, "made") else propose_intervention
    return player.do(put, unsaid=unsaid, proposal=proposal, closes_on=NOT_PUBLISHED)


def _closed_proposal(player: Player) -> Proposal:
    """The proposal that is decided: the one put, or one that was not published, its window closed."""
    proposal = player.latest(Proposal, *UNDECIDED) or _propose(player, unsaid=True)
    if proposal.state == "open":
        proposal = player.do(close_window, unsaid=True, proposal=proposal)
    return proposal


def _direct(player: Player, *, ends_on: Any) -> None:
    direction = _make(player, unsaid=False, ends_on=ends_on)
    if direction.replaces:
        _publish_directions(player, direction.replaces)
    _publish_directions(player, direction)


def _make(player: Player, *, unsaid: bool, ends_on: Any) -> Direction:
    proposal = _closed_proposal(player)
    modified = player.told.outcome in ("less_than_proposed", "more_than_proposed")
    direction = player.do(
        draft_directions,
        unsaid=unsaid,
        case=player.open_case(),
        proposal=proposal,
        recitals=NOT_PUBLISHED if unsaid else _told(player),
    )
    return player.do(
        make_directions,
        unsaid=unsaid,
        direction=direction,
        ends_on=ends_on,
        outcome=Proposal.Outcome.INTERVENE_MODIFIED if modified else Proposal.Outcome.INTERVENE,
        reason=_reason(player),
    )


def _made_directions(player: Player) -> Direction:
    """The directions made and not ended by decision; not published where there never were any.

    Refused where they had ended.
    """
    direction = player.latest(Direction, "made")
    if direction:
        return direction
    last = player.latest(Direction)
    if last:
        raise already_ended(last, "set of directions")
    return directions_unsaid(player)


def _agree(player: Player, *, unsaid: bool) -> Package:
    package = player.do(
        draft_package,
        unsaid=unsaid,
        case=player.open_case(),
        model="not_published",
        terms=NOT_PUBLISHED if unsaid else _told(player),
        agreement=NOT_PUBLISHED,
        members=NOT_PUBLISHED,
        reporting=NOT_PUBLISHED,
        review_on=NOT_PUBLISHED if unsaid else player.told.until or NOT_PUBLISHED,
    )
    return player.do(agree_package, unsaid=unsaid, package=package)


def _start_exit(player: Player, *, unsaid: bool) -> None:
    case = player.open_case()
    if player.latest(ExitStrategy, "agreed") is None:
        player.do(agree_exit_strategy, unsaid=unsaid, case=case, text=NOT_PUBLISHED if unsaid else _told(player))
    player.do(start_exit, unsaid=unsaid, case=case, reason="not published" if unsaid else _reason(player))


def _close_after_oversight(player: Player) -> None:
    period = player.latest(OversightPeriod, "running", "reviewed")
    if period and period.state == "running":
        case = player.open_case()
        period = player.do(
            receive_oversight_review, unsaid=True, case=case, reviewer=NOT_PUBLISHED, findings="not published"
        )
    if period:
        player.do(close_after_oversight, period=period, reason=_reason(player))


def _publish_proposal(player: Player, proposal: Proposal) -> None:
    player.publish(
        proposal,
        "Proposal to intervene",
        in_force_from=proposal.opened_on,
        in_force_until=proposal.closes_on,
        ended_on=proposal.decided_on,
        ending=proposal.get_outcome_display() or ("Replaced" if proposal.state == "replaced" else ""),
    )


def _publish_directions(player: Player, direction: Direction) -> None:
    player.publish(
        direction,
        "Directions",
        in_force_from=direction.starts_on,
        in_force_until=direction.ends_on,
        ended_on=direction.ended_on,
        ending=direction.get_ending_display(),
    )


def _publish_package(player: Player, package: Package) -> None:
    player.publish(
        package,
        "Non-statutory intervention",
        in_force_from=package.agreed_on,
        in_force_until=package.review_on,
        ended_on=package.ended_on,
        ending="Ended" if package.ended_on else "",
    )

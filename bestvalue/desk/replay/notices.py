"""Published events of notices and requirements for information."""

from cases.models import NOT_PUBLISHED
from notices.models import InformationRequirement, Notice
from notices.services import (
    do_not_reissue_notice,
    draft_notice,
    draft_requirement,
    issue_notice,
    record_period_end,
    reissue_notice,
    revise_notice,
    serve_requirement,
    withdraw_notice,
)

from .player import Player, already_ended
from .registry import plays

TITLE = "Best Value Notice"


@plays("bvn_issued", "bvn_reissued")
def issued(player: Player) -> None:
    """A notice was issued; where one was live, it was revised before its end (T14) or reissued after it (T18)."""
    told = player.told
    earlier = player.latest(Notice, "issued")
    if earlier is None and told.type == "bvn_reissued":
        earlier = _live_notice(player)
    notice = _draft(player, unsaid=False)
    until = told.until or NOT_PUBLISHED
    if earlier is None:
        notice = player.do(issue_notice, notice=notice, ends_on=until)
    else:
        again = reissue_notice if earlier.period_has_ended(player.day) else revise_notice
        notice = player.do(again, notice=notice, ends_on=until)
        earlier.refresh_from_db(fields=["ended_on", "ending"])
        _publish(player, earlier)
    _publish(player, notice)


@plays("bvn_expired")
def period_ended(player: Player) -> None:
    """The period ended, which decides nothing (T16); the published day is kept as the end of the period."""
    notice = player.do(record_period_end, notice=_live_notice(player), ended_on=player.day)
    _publish(player, notice)


@plays("bvn_withdrawn", "bvn_not_reissued")
def ended(player: Player) -> None:
    """A notice was withdrawn (T15), or was not reissued at its end or later (T17)."""
    notice = _live_notice(player)
    act = withdraw_notice if player.told.type == "bvn_withdrawn" else do_not_reissue_notice
    reason = player.told.description or "not published"
    _publish(player, player.do(act, notice=notice, reason=reason, to=player.landing(notice)))


@plays("s230_notice")
def required(player: Player) -> None:
    """Information was required under section 230 (T13), with the live notice or by letter alone (rulings 9)."""
    case = player.open_case()
    notice = player.latest(Notice, "issued")
    earlier = player.latest(InformationRequirement, "served")
    requirement = player.do(
        draft_requirement, case=case, purpose=player.told.description or NOT_PUBLISHED, notice=notice
    )
    requirement = player.do(serve_requirement, requirement=requirement, replaces=earlier)
    player.publish(requirement, "Requirement for information", in_force_from=player.day)


def _draft(player: Player, *, unsaid: bool) -> Notice:
    return player.do(
        draft_notice,
        unsaid=unsaid,
        case=player.open_case(),
        what_prompted=NOT_PUBLISHED if unsaid else player.told.description or NOT_PUBLISHED,
        period_months=NOT_PUBLISHED,
    )


def _live_notice(player: Player) -> Notice:
    """The notice that is live; one whose issue was not published where there never was any.

    Refused where it had ended.
    """
    notice = player.latest(Notice, "issued")
    if notice:
        return notice
    last = player.latest(Notice)
    if last:
        raise already_ended(last, "notice")
    return player.do(issue_notice, unsaid=True, notice=_draft(player, unsaid=True), ends_on=NOT_PUBLISHED)


def _publish(player: Player, notice: Notice) -> None:
    player.publish(
        notice,
        TITLE,
        in_force_from=notice.issued_on,
        in_force_until=notice.ends_on,
        ended_on=notice.ended_on,
        ending=notice.get_ending_display(),
    )

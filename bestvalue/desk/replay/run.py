"""Entering a whole file of histories: authority by authority, event by event, repeatably (rulings 25, 26, 31)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.errors import ActError, Refused, Unmet
from bestvalue.records.models import Event
from cases.models import Authority, PastEvent
from cases.selectors.authorities import find_authority

from . import facts, inspections, interventions, notices  # noqa: F401 (they register what they play)
from .player import Player
from .published import History, PublishedEvent, first_day
from .registry import PLAYS

ACCEPTED, REFUSED, NOT_REACHED = "accepted", "refused", "not_reached"


@dataclass
class Played:
    """What became of one published event."""

    date: str
    type: str
    outcome: str
    moves: list[str] = field(default_factory=list)
    unmet: list[Unmet] = field(default_factory=list)


@dataclass
class PlayedHistory:
    """What became of one authority's history."""

    history: History
    authority: Authority | None
    events: list[Played] = field(default_factory=list)
    problem: str = ""


def play_histories(histories: list[History], *, by: User, team: Team) -> Iterator[PlayedHistory]:
    """Enter each history; one authority's refusal does not touch the next."""
    listed: set[int] = set()
    for history in histories:
        played = PlayedHistory(history, _authority(history))
        problem = _cannot_be_read(played, listed)
        if problem:
            _refuse_whole(played, problem)
        else:
            _play(played, by=by, team=team)
        yield played


def _authority(history: History) -> Authority | None:
    on = history.events[0].on if history.events else clock.today()
    return find_authority(
        ons_code=history.ons_code or None, name=history.name, on=on, register_name=history.register_name or None
    )


def _cannot_be_read(played: PlayedHistory, listed: set[int]) -> str:
    if played.history.malformed:
        return played.history.malformed
    if played.authority is None:
        return f"No best value authority is known as {played.history.name} ({played.history.ons_code or 'no code'})."
    if played.authority.pk in listed:
        return f"{played.authority} is listed twice in the file; its events belong in one list."
    listed.add(played.authority.pk)
    return ""


def _refuse_whole(played: PlayedHistory, problem: str) -> None:
    """Refuse a history that cannot be read, leaving nothing behind."""
    played.problem = problem
    raw = played.history.raw_events
    played.events = [Played(str(each.get("date", "")), str(each.get("type", "")), NOT_REACHED) for each in raw]
    if played.events:
        played.events[0].outcome = REFUSED
        played.events[0].unmet = [Unmet("not_read", problem)]


def _play(played: PlayedHistory, *, by: User, team: Team) -> None:
    authority = played.authority
    assert authority is not None  # noqa: S101 (checked by the caller)
    entered = list(PastEvent.objects.filter(authority=authority).order_by("place"))
    told = played.history.events
    problem = _conflict(authority, entered, told)
    player = Player(authority, by, team)
    for place, event in enumerate(told):
        if place < len(entered) and not problem:
            played.events.append(Played(event.date, event.type, ACCEPTED, list(entered[place].moves)))
            player.day = max(player.day, event.on)
        elif played.problem:
            played.events.append(Played(event.date, event.type, NOT_REACHED))
        else:
            outcome = _refused(event, problem) if problem else _play_one(player, event, place)
            played.events.append(outcome)
            played.problem = "; ".join(str(each) for each in outcome.unmet)


def _conflict(authority: Authority, entered: list[PastEvent], told: tuple[PublishedEvent, ...]) -> list[Unmet]:
    """Why nothing new can be entered: an event put in before one already entered,
    or a person acted since (rulings 31).
    """
    for before, now in zip(entered, told, strict=False):
        if (before.type, before.date, before.source, before.ordinal) != now.key:
            message = (
                f"{now.type} of {now.date} stands before {before.type} of {before.date}, which was entered already."
            )
            return [Unmet("inserted", message)]
    if entered and len(told) > len(entered) and entered[-1].acts_after != _acts(authority):
        return [
            Unmet("acted_since", f"A person has acted on {authority} since its history was entered; it is left alone.")
        ]
    return []


def play_next(authority: Authority, event: PublishedEvent, *, by: User, team: Team) -> Played:
    """Enter one event after those that were entered before; what became of it."""
    entered = list(PastEvent.objects.filter(authority=authority).order_by("place"))
    if entered and entered[-1].acts_after != _acts(authority):
        message = f"A person has acted on {authority} since its history was entered; it is left alone."
        return _refused(event, [Unmet("acted_since", message)])
    if not entered and Event.objects.filter(case__authority=authority).exists():
        return _refused(event, [Unmet("acted_since", f"{authority} has a record made by people here; add to that.")])
    player = Player(authority, by, team)
    for each in entered:
        player.day = max(player.day, first_day(each.date))
    return _play_one(player, event, len(entered))


def _refused(event: PublishedEvent, unmet: list[Unmet]) -> Played:
    return Played(event.date, event.type, REFUSED, unmet=unmet)


def _play_one(player: Player, event: PublishedEvent, place: int) -> Played:
    day = player.day
    try:
        with transaction.atomic():
            player.begin(event, clock.today())
            PLAYS[event.type](player)
            _remember(player, event, place)
    except Refused as refusal:
        player.day = day
        return _refused(event, list(refusal.unmet))
    except (ActError, IntegrityError) as error:
        player.day = day
        return _refused(event, [Unmet("contradiction", str(error).splitlines()[0])])
    return Played(event.date, event.type, ACCEPTED, list(player.moves))


def _remember(player: Player, event: PublishedEvent, place: int) -> None:
    PastEvent.objects.create(
        authority=player.authority,
        place=place,
        date=event.date,
        type=event.type,
        source=event.source,
        ordinal=event.ordinal,
        description=event.description,
        moves=player.moves,
        entered_by=player.by,
        acts_after=_acts(player.authority),
    )


def _acts(authority: Authority) -> int:
    """How many events are on record for the authority, in its cases and outside them."""
    in_cases = Event.objects.filter(case__authority=authority).count()
    return in_cases + Event.objects.filter(stream=authority.stream_name).count()

"""Following a case: hearing of its moves and dates. It concerns no act, so nothing of it is on the record."""

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.messages.services.notifying import notify
from bestvalue.records.models import Event

from .. import policy
from ..models import Case, Following
from ..moves import Move

FOLLOWED = "followed"


def follow_case(*, by: User, case: Case) -> None:
    """Follow a case that this person may know of; following it twice is following it once."""
    Following.objects.bulk_create([Following(user=by, case=case, since=clock.now())], ignore_conflicts=True)


def stop_following(*, by: User, case: Case) -> None:
    """Follow it no more."""
    Following.objects.filter(user=by, case=case).delete()


def followers_of(case: Case) -> list[User]:
    """Those who follow a case and may know of it now; who may not any more hears nothing, and is not told why (N7)."""
    return list(policy.who_may_see(case).filter(followings__case=case))


def tell_followers_of_move(case: Case, move: Move, event: Event) -> None:
    """Say to who follows the case, but for who did it, that a move was made; whatever was published, it is private."""
    decided = f", decided by {event.acting_for}" if event.acting_for else ""
    for person in followers_of(case):
        if person.pk != event.actor_id:
            notify(
                to=person,
                key=f"followed:{case.pk}:{event.case_version}",
                kind=FOLLOWED,
                subject=f"{move.label}: {case.authority}",
                text=f"{event.effective_on:%-d %B %Y}. Recorded by {event.actor}{decided}.",
                link=reverse("desk:case", args=[case.ref]),
                private=True,
                about=f"case:{case.pk}",
            )

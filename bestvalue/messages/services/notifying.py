"""Saying something to a person, within the act that gives occasion to it."""

import logging
import textwrap

from celery.exceptions import OperationalError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.messages.kinds import KINDS, Way
from bestvalue.messages.knowing import is_vouched_for
from bestvalue.messages.models import Delivery, Message, Preference
from bestvalue.messages.tasks import deliver_messages

SUBJECT_LENGTH = 200
logger = logging.getLogger(__name__)


@transaction.atomic
def notify(
    *,
    to: User,
    key: str,
    kind: str,
    subject: str,
    text: str,
    link: str,
    private: bool,
    urgent: bool = False,
    about: str = "",
) -> Message:
    """Say one thing to one person, once: written with the caller's act, and undone with it.

    Whoever says it again under the same `key`, at the same moment too, gets the message that is there. `kind` is one
    of `KINDS`, `link` an address within the service. `private` is for what not everybody may know of, such as an
    unpublished case: emails then say only that something waits (N7). `about` names it, as `case:<key>`, so that who
    may no longer know of it is told nothing; whoever is private must have it. What is `urgent` goes at once, whatever
    the person chose. Raises ValueError for a kind that is not in the table, and for an `about` that nobody vouches for.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of message: {', '.join(KINDS)}.")
    if (private or about) and not is_vouched_for(about):
        raise ValueError(f"Nobody can tell who may know of “{about}”: register a checker, and name it in `about`.")
    urgent = urgent or KINDS[kind].urgent
    message = Message(
        recipient=to,
        key=key,
        kind=kind,
        subject=textwrap.shorten(subject, SUBJECT_LENGTH, placeholder="…"),
        text=text,
        link=link,
        about=about,
        private=private,
        urgent=urgent,
        way=Way.AT_ONCE if urgent else _way(to, kind),
        written_at=clock.now(),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    said = Message.objects.get(recipient=to, key=key)
    if said.pk == message.pk and said.way == Way.AT_ONCE:
        Delivery.objects.create(recipient=to, message=said, created_at=said.written_at, next_try_at=said.written_at)
        transaction.on_commit(wake_the_worker, robust=True)
    return said


def wake_the_worker() -> None:
    """Have what is due delivered now. Without a broker it waits for the next sweep."""
    try:
        deliver_messages.apply_async(retry=False)
    except OperationalError as error:
        logger.warning("The worker was not woken, so messages wait for the sweep: %s", error)


def _way(user: User, kind: str) -> Way:
    chosen = Preference.objects.filter(user=user, kind=kind).values_list("way", flat=True).first()
    return Way(chosen) if chosen else KINDS[kind].default

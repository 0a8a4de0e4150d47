"""What messages are about, and how a person hears of each: the one table that services, pages and API read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class Way(models.TextChoices):
    """How a person hears of a message. It is always kept on their own page as well."""

    AT_ONCE = "at_once", "At once, by email"
    DIGEST = "digest", "In one email each working day"
    IN_APP = "in_app", "Only in this service"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is about, in words; how people hear of it unless they choose; whether they may choose at all."""

    label: str
    default: Way
    urgent: bool = False


KINDS: Mapping[str, Kind] = {
    "task": Kind("A task for you", Way.AT_ONCE),
    "decision": Kind("Something waits for your decision or clearance", Way.AT_ONCE),
    "decided": Kind("What was decided on something you sent", Way.AT_ONCE),
    "answer": Kind("An answer to something you asked for", Way.AT_ONCE),
    "note": Kind("A note that somebody told you of", Way.AT_ONCE),
    "comment": Kind("A comment on something you draft, or an answer to yours", Way.AT_ONCE),
    "followed": Kind("A move or a date on a case that you follow", Way.IN_APP),
    "reminder": Kind("A date that comes near", Way.DIGEST),
    "due": Kind("A date that has come", Way.AT_ONCE, urgent=True),
    "account": Kind("A change to how you sign in", Way.AT_ONCE, urgent=True),
    "problem": Kind("A problem with a page that was reported", Way.DIGEST),
    "operations": Kind("Something that an administrator must put right", Way.AT_ONCE, urgent=True),
}

"""What an email says. Of what is private it says that something waits, and where to read it (N7)."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from .knowing import still_known
from .models import Delivery, Message

PRIVATE_SUBJECT = "Something is due in Best Value casework"
PRIVATE_LINE = "Something waits for you in Best Value casework. Sign in to see what it is:"
DIGEST_SUBJECT = "Your daily summary from Best Value casework"


class NeverDeliveredError(Exception):
    """The email can never be delivered as it is: trying again is of no use."""


class Mail(EmailMessage):
    """An email whose Message-ID is the delivery's own, so that a second copy is known for one.

    `may_have_gone` says that an earlier attempt ended without our knowing how.
    """

    may_have_gone = False


def composed(delivery: Delivery) -> Mail | None:
    """The email of a delivery; None where there is nothing that its recipient may still know of."""
    messages = [delivery.message] if delivery.message else list(delivery.collected.order_by("written_at", "pk"))
    known = still_known(delivery.recipient, messages)
    told = [each for each in messages if each.pk in known]
    if not told:
        return None
    subject, lines = _of_one(told[0]) if delivery.message else _of_a_day(told)
    choices = f"You can choose how you hear of such things: {absolute(reverse('messages:preferences'))}"
    mail = Mail(
        subject,
        "\n\n".join([*lines, choices]),
        to=[delivery.recipient.email],
        headers={"Message-ID": message_id(delivery), "Auto-Submitted": "auto-generated"},
    )
    mail.may_have_gone = delivery.attempts > 1
    return mail


def message_id(delivery: Delivery) -> str:
    """The Message-ID of a delivery (RFC 5322), the same at every attempt."""
    return f"<{delivery.pk}@{urlsplit(settings.SERVICE_URL).hostname}>"


def absolute(path: str) -> str:
    """The whole address of a page of the service."""
    return urljoin(settings.SERVICE_URL, path)


def _of_one(message: Message) -> tuple[str, list[str]]:
    if message.private:
        return PRIVATE_SUBJECT, [PRIVATE_LINE, absolute(reverse("messages:message", args=[message.pk]))]
    return message.subject, [*filter(None, [message.text]), absolute(message.link)]


def _of_a_day(messages: list[Message]) -> tuple[str, list[str]]:
    """Each message's subject and address; of private ones, however many, one line."""
    lines = [f"{each.subject}\n{absolute(each.link)}" for each in messages if not each.private]
    private = [PRIVATE_LINE, absolute(reverse("messages:index"))] if any(each.private for each in messages) else []
    return DIGEST_SUBJECT, lines + private

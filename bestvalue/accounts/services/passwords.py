"""Setting and changing passwords. Each act writes one event on the stream `people`; none ever holds the password."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from bestvalue.accounts import policy
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, refuse_unless
from bestvalue.records.services import record

from .people import STREAM
from .shutting_out import shut_out

SUBJECT = "Set your password for Best Value casework"
TEXT = """{name}

An administrator has sent you this link to set your password for Best Value casework:

{link}

It works once, within {hours} hours. If it has run out, ask an administrator for another."""


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Set a person's own password, which was validated before; whoever has a session, token or calendar is shut out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    shut_out(user, by=user)
    record(stream=STREAM, actor=user, verb="change_password", subject=f"user:{user.pk}")


@transaction.atomic
def send_password_link(*, by: User, user: User) -> None:
    """Email a person a link by which they set their password, once and within `PASSWORD_RESET_TIMEOUT`.

    The link is nowhere stored: it is signed, and setting the password makes it useless. Raises Forbidden, Refused, or
    the mail server's error, in which case nothing was recorded.
    """
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator may send somebody a link to set a password.")
    refuse_unless((user.is_active and not user.is_machine, "closed", "This account cannot sign in."))
    record(stream=STREAM, actor=by, verb="send_password_link", subject=f"user:{user.pk}")
    place = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    link = urljoin(settings.SERVICE_URL, reverse("accounts:set_password", args=place))
    text = TEXT.format(name=user.name, link=link, hours=settings.PASSWORD_RESET_TIMEOUT // 3600)
    EmailMessage(SUBJECT, text, to=[user.email], headers={"Auto-Submitted": "auto-generated"}).send()

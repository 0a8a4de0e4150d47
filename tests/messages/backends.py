"""Mail servers that fail, each in its own way."""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

HERE = "tests.messages.backends."


class Fails(EmailBackend):
    """Cannot be reached."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError("The mail server is away.")


class Refuses(EmailBackend):
    """Knows no such recipient."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user")})


class RefusesOne(EmailBackend):
    """Takes no email to a first person, and any other."""

    first = ""

    def send_messages(self, messages: Sequence[Any]) -> int:
        if messages[0].to == [RefusesOne.first]:
            raise ConnectionRefusedError("Not this one.")
        return super().send_messages(messages)


class Died(BaseException):
    """The process is killed."""


class DiesBefore(EmailBackend):
    """The process dies before the mail server has anything."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise Died


class DiesAfter(EmailBackend):
    """The process dies once the mail server has the email, before anybody wrote that down."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        super().send_messages(messages)
        raise Died

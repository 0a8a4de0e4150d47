"""GOV.UK Notify as a Django email backend: set `NOTIFY_API_KEY` and `NOTIFY_TEMPLATE_ID`.

The template of that id holds nothing but `((subject))` and `((body))`. Notify's API is at
https://docs.notifications.service.gov.uk/rest-api.html.
"""

import time
from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from http import HTTPStatus
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .mail import Mail, NeverDeliveredError

KEY_LENGTH = 36  # an API key ends with the ids of its service and of itself, each a UUID, with a hyphen between
TIMEOUT = (5, 20)  # seconds to connect, and to answer
OUR_FAULT_OR_TRANSIENT = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


class NotifyError(Exception):
    """Notify did not take an email; it may the next time."""


class NotifyBackend(BaseEmailBackend):
    """Sends each email as one of Notify's, with its Message-ID as reference, or a new one where it has none.

    Notify does not drop a second email with the same reference. So where an earlier attempt ended without our knowing
    how, it is asked first whether it has that reference, and nothing is sent if so.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many emails Notify has taken.

        Raises NeverDeliveredError where it refuses one for good (4xx), NotifyError or requests.RequestException where
        it may take it later: 429, 5xx, no answer, or a key that is wrong or whose clock is.
        """
        for each in email_messages:
            reference = each.extra_headers.get("Message-ID", make_msgid(domain="localhost")).strip("<>")
            if not (isinstance(each, Mail) and each.may_have_gone and self._has(reference)):
                self._send(each, reference)
        return len(email_messages)

    def _send(self, mail: EmailMessage, reference: str) -> None:
        for address in mail.to:
            sent = {
                "email_address": parseaddr(address)[1],
                "template_id": settings.NOTIFY_TEMPLATE_ID,
                "personalisation": {"subject": mail.subject, "body": mail.body},
                "reference": reference,
            }
            self._ask("POST", "/v2/notifications/email", json=sent)

    def _has(self, reference: str) -> bool:
        found = self._ask("GET", "/v2/notifications", params={"reference": reference, "template_type": "email"})
        return bool(found["notifications"])

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {_token(settings.NOTIFY_API_KEY)}"}
        answer = requests.request(method, settings.NOTIFY_URL + path, headers=headers, timeout=TIMEOUT, **more)
        if answer.ok:
            return answer.json()
        said = f"GOV.UK Notify answered {answer.status_code}: {_said(answer)}"
        for_ever = 400 <= answer.status_code < 500 and answer.status_code not in OUR_FAULT_OR_TRANSIENT
        raise NeverDeliveredError(said) if for_ever else NotifyError(said)


def _token(key: str) -> str:
    """What proves to Notify that it is us: signed with the key's secret, good for half a minute."""
    service, secret = key[-2 * KEY_LENGTH - 1 : -KEY_LENGTH - 1], key[-KEY_LENGTH:]
    return jwt.encode({"iss": service, "iat": int(time.time())}, secret, algorithm="HS256")


def _said(answer: requests.Response) -> str:
    """Notify's own words for what is wrong, which name fields and limits and never repeat the email."""
    try:
        return "; ".join(f"{each['error']}: {each['message']}" for each in answer.json()["errors"])
    except (requests.JSONDecodeError, KeyError, TypeError):
        return str(answer.reason)

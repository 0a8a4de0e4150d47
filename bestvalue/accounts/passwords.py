"""Refusing passwords that are known to have leaked."""

import hashlib
import logging

import requests
from django.conf import settings
from django.core.exceptions import ValidationError

TIMEOUT = 2  # seconds, to connect and to each part of the answer: a person waits for it
logger = logging.getLogger(__name__)


class BreachedPasswordValidator:
    """Asks a list of leaked passwords, where `BREACHED_PASSWORDS_URL` names one, without telling it the password.

    Only the first five of the forty digits of its SHA-1 are sent (k-anonymity, as Have I Been Pwned has it); the
    answer holds all endings that begin so. A list that does not answer stops nobody: the bundled list of common
    passwords (Django's) has been asked as well.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is on the list."""
        if settings.BREACHED_PASSWORDS_URL and _is_breached(password):
            raise ValidationError(
                "This password has leaked from another service, so it would be guessed. Choose one used nowhere else.",
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """What the validator asks for."""
        return "Your password cannot be one that has leaked from another service."


def _is_breached(password: str) -> bool:
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        answer = requests.get(
            f"{settings.BREACHED_PASSWORDS_URL}/range/{digest[:5]}",
            headers={"Add-Padding": "true"},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        answer.raise_for_status()
    except requests.RequestException as error:
        logger.warning("The list of breached passwords was not asked: %s", type(error).__name__)
        return False
    counts = dict(line.split(":", 1) for line in answer.text.split() if ":" in line)
    return counts.get(digest[5:], "0") != "0"  # an ending that only pads the answer counts nothing

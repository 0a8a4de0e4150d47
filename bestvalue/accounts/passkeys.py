"""The field by which a browser hands over a passkey's answer; `frontend/passkeys.js` fills it."""

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from .models import User

UNKNOWN = "Your passkey was not recognised. Try again, or go on without it"
Options = Callable[[], dict[str, Any]]


class PasskeyInput(forms.HiddenInput):
    """A hidden field with a button that shows only where the browser knows passkeys.

    `options` makes what the browser is asked, with a fresh challenge, when the field is drawn.
    """

    template_name = "accounts/_passkey.html"

    def __init__(self, *, ceremony: str, words: str, options: Options | None = None) -> None:
        super().__init__()
        self.ceremony, self.words, self.options = ceremony, words, options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template shows; an answer that was refused is not shown again."""
        asked = json.dumps(self.options()) if self.options else ""
        shown = {"ceremony": self.ceremony, "words": self.words, "asked": asked}
        return super().get_context(name, None, attrs) | shown


def passkey_field(**given: Any) -> forms.JSONField:
    """A required field of a passkey's answer."""
    message = "Your browser sent no passkey. Try again"
    errors = {"required": message, "invalid": message}
    return forms.JSONField(widget=PasskeyInput(**given), max_length=65_536, error_messages=errors)


def asked_once(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser is asked for the person's passkey: the same in every form of a page, as a session holds one
    challenge.
    """
    if not hasattr(request, "asked_for_passkey"):
        request.asked_for_passkey = auth.begin_authentication(user)  # type: ignore[attr-defined]
    asked: dict[str, Any] = request.asked_for_passkey  # type: ignore[attr-defined]
    return asked


def recognised(user: User, answer: Any) -> Authenticator:
    """The person's passkey that gave this answer to the challenge in the session. Raises ValidationError."""
    try:
        auth.parse_authentication_response(answer)
        return auth.complete_authentication(user, answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValidationError(UNKNOWN, code="unknown_passkey") from error

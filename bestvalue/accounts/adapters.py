"""How django-allauth is bent to this service: nobody signs up, and limits are ours, in PostgreSQL (rulings 24)."""

import base64
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from qrcode.image.svg import SvgPathImage

from .models import User
from .security import note
from .services.devices import remember_device
from .services.sign_in import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in, for accounts that an administrator made."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A closed account reads as one that is not there."""
        messages.error(request, "You could not be signed in.")
        return redirect("accounts:sign_in")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """One page takes whatever proof the person has."""
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate")}]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go where the person wanted to, in a browser that is known as theirs from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the person's machine; 0.0.0.0 where the connection tells none."""
        return client_address(request) or "0.0.0.0"  # noqa: S104 - nothing listens there

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """Show only what we say: allauth's own remarks are left out."""
        if message:
            messages.add_message(request, level, message)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Who must be told is told by `bestvalue.messages`."""


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps: the secrets of apps and recovery codes are encrypted with a key that follows from SECRET_KEY."""

    def encrypt(self, text: str) -> str:
        """What is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted. Raises cryptography's InvalidToken once SECRET_KEY is another."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The square that an app photographs, to stand in the page itself: the policy lets in no data: addresses."""
        square: str = qrcode.make(url, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")
        return square

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is, as the browser shows it."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.MFA_TOTP_ISSUER}


class OpenIDAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through another house, such as Entra: it only opens accounts that an administrator made here.

    Whose account it is, is known by the issuer and subject of the signed token, once they are stored. The first time,
    it is found by the token's `email` where the token itself says that the address is verified.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes their own account."""
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **why: Any) -> None:
        """Log what went wrong between the provider and us."""
        reason = f"{type(why.get('exception')).__name__}: {why.get('exception')}"[:200]
        note("A sign-in by OpenID failed.", address=client_address(request), reason=reason)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse whoever has no account, or a closed one, in the same words; join the others the first time."""
        user = sociallogin.user if sociallogin.is_existing else _of_verified_address(sociallogin)
        if user is None or not user.is_active or user.is_machine:
            note("A sign-in by OpenID was refused.", address=client_address(request), account=user and user.pk)
            messages.error(request, "You have no account here. Ask an administrator.")
            raise ImmediateHttpResponse(redirect("accounts:sign_in"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)


def _of_verified_address(login: SocialLogin) -> User | None:
    claims = login.account.extra_data["id_token"]
    verified = claims.get("email_verified") is True or claims.get("xms_edov") in (True, "1", 1)
    if not verified or not isinstance(claims.get("email"), str):
        return None
    return User.objects.filter(email__iexact=claims["email"].strip()).first()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("second step", "", algorithm="sha256").digest()))

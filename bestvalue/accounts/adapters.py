"""How django-allauth is bent to this service: nobody signs up, and limits are ours, in PostgreSQL (rulings 24)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .models import User
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

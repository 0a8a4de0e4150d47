"""Signing in is asked for everywhere, and only there is it looked at who is calling."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's, but it leaves the session alone where nobody need sign in, so that caches may share those answers."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Send the anonymous to sign in, unless the view is open to them."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

"""Signing in is asked for everywhere, and only there is it looked at who is calling."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from bestvalue.ui.following import is_followed

from .kept_forms import keep, kept
from .policy import must_set_up_second_step
from .services.sessions import note_presence

BEFORE_SECOND_STEP = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_reauthenticate"}
)
"""The only pages for somebody who must have a second step and has none."""

ASKS_ONLY = "accounts:session"
"""Asking how long the sign-in still lasts does not make it last longer."""


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's, but it leaves the session alone where nobody need sign in, so that caches may share those answers."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Send the anonymous to sign in, unless the view is open to them, and others to set up a second step."""
        if not getattr(view_func, "login_required", True):
            return None
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is not None:
            keep(request, request.get_full_path())
        elif not (request.method == "GET" and _name_of(request) == ASKS_ONLY):
            # who looks at the past was noted in the present, before, and a page that asks for itself is nobody
            if not hasattr(request, "as_at") and not is_followed(request):
                note_presence(request)
            answer = kept(request)
        if answer is None and must_set_up_second_step(request.user) and _name_of(request) not in BEFORE_SECOND_STEP:
            return redirect("mfa_index")
        return answer


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""

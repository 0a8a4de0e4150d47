"""Signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.utils.decorators import method_decorator

from bestvalue.accounts.forms import SignInForm


class SignInView(LoginView):
    """Sign in by password; leads back to the page that was asked for, on this site only."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"


@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """Sign out, by POST only, and say so."""

    http_method_names = ["post", "options"]  # noqa: RUF012 - Django's own declaration
    template_name = "accounts/signed_out.html"

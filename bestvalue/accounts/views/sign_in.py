"""Signing in and out."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from bestvalue.accounts.forms import SignInForm


class SignInView(LoginView):
    """Sign in by password; leads back to the page that was asked for, on this site only."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to what else is asked for before the person is in; the password just given counts as fresh."""
        user = form.get_user()
        record_authentication(self.request, user, "password", reauthenticated=True)
        response: HttpResponse = perform_login(self.request, user, redirect_url=self.get_success_url())
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """Sign out, by POST only, and say so."""

    http_method_names = ["post", "options"]  # noqa: RUF012 - Django's own declaration
    template_name = "accounts/signed_out.html"

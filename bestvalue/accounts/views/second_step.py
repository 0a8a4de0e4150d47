"""Second steps: used while signing in, set up, and removed. The flows are django-allauth's, the pages ours."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.policy import must_set_up_second_step
from bestvalue.accounts.selectors import second_steps_of, signed_in_user
from bestvalue.accounts.services.second_step import Type, record_second_step

private = method_decorator(never_cache, name="dispatch")


class SecondStepView(AuthenticateView):  # type: ignore[misc]
    """Ask for the second step of somebody whose password was right."""

    template_name = "accounts/second_step/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which of the two ways the person has."""
        kinds = {each.type for each in second_steps_of(self.stage.login.user)}
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {"kinds": kinds}


@method_decorator(login_not_required, name="dispatch")
class PasskeySignInView(LoginWebAuthnView):  # type: ignore[misc]
    """Sign in with a passkey alone: it is both something that the person has and, by its lock, that it is them."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the person signs in with besides the password, and how to set it up where the role asks for it."""
    user = signed_in_user(request)
    steps = second_steps_of(user)
    context = {
        "app": next((each for each in steps if each.type == Type.TOTP), None),
        "passkeys": [each for each in steps if each.type == Type.WEBAUTHN],
        "codes": next((each for each in steps if each.type == Type.RECOVERY_CODES), None),
        "must": must_set_up_second_step(user),
    }
    return render(request, "accounts/second_step/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask once more whether it is the person, before a change to how they sign in; good for five minutes."""
    form = PasswordAgain(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        record_authentication(request, signed_in_user(request), "confirmed", reauthenticated=True)
        response: HttpResponse = resume_request(request) or redirect("mfa_index")
        return response
    return render(request, "accounts/confirm.html", {"form": form})


@private
class AddApp(ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    template_name = "accounts/second_step/add_app.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and record that it was set up."""
        response: HttpResponse = super().form_valid(form)
        record_second_step(signed_in_user(self.request), "add_second_step", Type.TOTP.value)
        return response


@private
class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """Remove the authenticator app."""

    template_name = "accounts/second_step/remove.html"
    extra_context = {"what": "your authenticator app"}  # noqa: RUF012 - Django's own declaration

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, and record that it was removed."""
        response: HttpResponse = super().form_valid(form)
        record_second_step(signed_in_user(self.request), "remove_second_step", Type.TOTP.value)
        messages.success(self.request, "Your authenticator app is no longer asked for.")
        return response


@private
class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Make a passkey."""

    template_name = "accounts/second_step/add_passkey.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and record that it was made."""
        response: HttpResponse = super().form_valid(form)
        record_second_step(signed_in_user(self.request), "add_second_step", Type.WEBAUTHN.value)
        messages.success(self.request, "You can sign in with your passkey from now on.")
        return response


@private
class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Remove one of the person's own passkeys."""

    template_name = "accounts/second_step/remove.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {"what": f"the passkey “{self.object}”"}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, and record that it was removed."""
        response: HttpResponse = super().form_valid(form)
        record_second_step(signed_in_user(self.request), "remove_second_step", Type.WEBAUTHN.value)
        messages.success(self.request, "The passkey no longer works.")
        return response


@private
class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Show the recovery codes, once; afterwards how many are left."""

    template_name = "accounts/second_step/codes.html"


@private
class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes; the earlier ones no longer work."""

    template_name = "accounts/second_step/new_codes.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Make them, and record that they were made."""
        response: HttpResponse = super().form_valid(form)
        record_second_step(signed_in_user(self.request), "add_second_step", Type.RECOVERY_CODES.value)
        return response

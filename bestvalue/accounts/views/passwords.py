"""Setting the first password by a link, and changing it."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bestvalue.accounts.models import User
from bestvalue.accounts.password_forms import ChangePasswordForm, NewPasswordForm


@method_decorator(login_not_required, name="dispatch")
class SetPasswordView(PasswordResetConfirmView):
    """Set a password by the link that an administrator sent. The page says when the link is no good any more."""

    form_class = NewPasswordForm
    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("accounts:sign_in")

    def get_user(self, uidb64: str) -> User | None:
        """Whose password it is; None for a closed account."""
        user = super().get_user(uidb64)
        return user if isinstance(user, User) and user.is_active and not user.is_machine else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done, on the page for signing in."""
        response = super().form_valid(form)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the person's own password; everywhere else they are signed out."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        UserSession.objects.create_from_request(request)
        messages.success(request, "Your password is changed. You are signed out everywhere else.")
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})

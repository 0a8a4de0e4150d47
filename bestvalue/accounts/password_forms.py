"""Forms for setting a password by a link, and for changing it."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from .forms import PasswordAgain
from .models import User
from .selectors import signed_in_user
from .services.passwords import change_password

RULES = (
    "At least 12 characters. Three random words make a good password. It cannot be one that many people use, one that "
    "has leaked from another service, or too much like your name or email address."
)


def new_password(label: str, help_text: str = "", required: str = "Enter a new password") -> forms.CharField:
    """A field for a password that a browser may propose."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=4096,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": required},
    )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice."""

    new_password1 = new_password("New password", RULES)
    new_password2 = new_password("New password again", required="Enter the new password again")
    error_messages = {"password_mismatch": "The two passwords are not the same"}  # noqa: RUF012 - as Django has it

    def save(self, commit: bool = True) -> User:
        """Set it."""
        user: User = self.user
        change_password(user=user, password=self.cleaned_data["new_password1"])
        return user


class ChangePasswordForm(PasswordAgain):
    """A new password, twice, and a proof that it is the person."""

    new_password1 = new_password("New password", RULES)
    new_password2 = new_password("New password again", required="Enter the new password again")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.new = NewPasswordForm(signed_in_user(request), *args)

    def clean(self) -> dict[str, Any]:
        """Hold it against the rules for passwords."""
        cleaned = super().clean()
        for field, errors in self.new.errors.as_data().items():
            if field not in self.errors:
                self.add_error(field, [ValidationError(each.messages) for each in errors])
        return cleaned

    def save(self) -> User:
        """Change it."""
        user: User = self.new.save()
        return user

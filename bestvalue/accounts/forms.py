"""Forms for signing in, for confirming that it is you, and for making an API token or a calendar."""

import math
import re
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from .models import Scope, Team, User
from .passkeys import asked_once, passkey_field, recognised
from .policy import teams_led_by
from .selectors import second_steps_of, signed_in_user
from .services.attempts import TooManyAttemptsError
from .services.second_step import check_code
from .services.sign_in import check_password
from .services.tokens import DEFAULT_DAYS, LONGEST_DAYS

CODE = re.compile(r"\d{3} ?\d{3}")  # as an app shows it


class SignInForm(AuthenticationForm):
    """An e-mail address and a password, checked with a growing wait for whoever guesses."""

    username = forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address in the correct format",
        },
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    error_messages = {"invalid_login": "Enter a correct email address and password"}  # noqa: RUF012 - as Django has it

    def clean(self) -> dict[str, Any]:
        """Find the user, or say that either field is wrong without saying which."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (email and password and self.request):
            return self.cleaned_data
        try:
            self.user_cache = check_password(request=self.request, email=email, password=password)
        except TooManyAttemptsError as error:
            raise ValidationError(too_many_words(error), code="too_many_attempts") from error
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        return self.cleaned_data


class PasswordAgain(forms.Form):
    """Adds, as a form's last field, a fresh proof that it is the person who is signed in (rulings 18).

    That is the password, or the code of their app, or their passkey, whichever they have and choose. Give the form
    `request=`. The proof is checked here and goes no further; wrong ones count as failed sign-ins.
    """

    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=4096,
        help_text="We ask for it again to be sure that it is you.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        self.user = signed_in_user(request)
        kinds = {each.type for each in second_steps_of(self.user)}
        self.has_app = Authenticator.Type.TOTP in kinds
        self.fields["password"] = password = self.fields.pop("password")
        if not self.user.has_usable_password():
            password.help_text = "You have no password here. Set up a second step on your account page, and use that."
        if self.has_app:
            password.label, password.help_text = "Your password, or a code from your app", "To be sure that it is you."
        if Authenticator.Type.WEBAUTHN in kinds:
            options = partial(asked_once, request, self.user)
            self.fields["passkey"] = passkey_field(ceremony="get", words="Use your passkey instead", options=options)
            self.fields["passkey"].required = False
            password.required = not self.data.get(self.add_prefix("passkey"))

    def clean_password(self) -> None:
        """Check it, with a growing wait for whoever guesses; what was typed is not kept."""
        if typed := self.cleaned_data["password"]:
            try:
                right = self._is_right(typed)
            except TooManyAttemptsError as error:
                raise ValidationError(too_many_words(error), code="too_many_attempts") from error
            if not right:
                raise ValidationError("Enter your correct password", code="wrong_password")

    def clean_passkey(self) -> None:
        """Check it against the challenge that was set when the form was drawn."""
        if answer := self.cleaned_data["passkey"]:
            recognised(self.user, answer)

    def clean(self) -> dict[str, Any]:
        """Leave the proof out of what the form gives."""
        cleaned = super().clean() or self.cleaned_data
        for proof in ("password", "passkey"):
            cleaned.pop(proof, None)
        return cleaned

    def _is_right(self, typed: str) -> bool:
        if self.has_app and CODE.fullmatch(typed):
            found = check_code(request=self.request, user=self.user, code=typed, kinds=(Authenticator.Type.TOTP,))
            return found is not None
        return check_password(request=self.request, email=self.user.email, password=typed) is not None


class ReadAndConfirm(PasswordAgain):
    """A tick that it was read, and the password again: what goes before an act that cannot be undone."""

    read = forms.BooleanField(
        label="I have read this text, and it is the one that was decided on",
        error_messages={"required": "Confirm that you have read it"},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an argument of any act."""
        given = super().clean()
        given.pop("read", None)
        return given


class TokenForm(PasswordAgain):
    """What a token is for and for how long it works, and the password again: it acts without being asked for one."""

    name = forms.CharField(
        label="What the token is for",
        max_length=100,
        help_text="For example, “Monthly return spreadsheet”.",
        error_messages={"required": "Enter what the token is for"},
    )
    scope = forms.ChoiceField(
        label="What it may be used for",
        choices=Scope.choices,
        initial=Scope.READ,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the token may be used for"},
    )
    days = forms.IntegerField(
        label="Days until it expires",
        initial=DEFAULT_DAYS,
        min_value=1,
        max_value=LONGEST_DAYS,
        error_messages={
            "required": "Enter the number of days until the token expires",
            "invalid": "The number of days must be a whole number",
            "min_value": "The number of days must be 1 or more",
            "max_value": f"The number of days must be {LONGEST_DAYS} or fewer",
        },
    )


class CalendarForm(forms.Form):
    """Where a calendar is read, and whose dates it holds."""

    name = forms.CharField(
        label="Where you will read it",
        max_length=100,
        help_text="For example, “Outlook at work”.",
        error_messages={"required": "Enter where you will read the calendar"},
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Mine",
        label="Whose dates it holds",
        help_text="A team's calendar works for as long as you lead the team.",
    )
    with_common_dates = forms.BooleanField(label="Add bank holidays and the weeks before elections", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = teams_led_by(user)
        self.fields["team"].queryset = led  # type: ignore[attr-defined]
        if not led:
            del self.fields["team"]


def too_many_words(error: TooManyAttemptsError) -> str:
    """The wait in words: seconds under a minute, else minutes, both rounded up."""
    seconds = max(1, math.ceil(error.wait.total_seconds()))
    amount, unit = (seconds, "second") if seconds < 60 else (math.ceil(seconds / 60), "minute")
    return f"You have tried too many times. Wait {amount} {unit}{'' if amount == 1 else 's'} and try again"

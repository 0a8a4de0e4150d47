"""Forms for second steps, shaped as django-allauth's views want them: each is given `user=`."""

from functools import partial
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError

from .forms import too_many_words
from .models import User
from .passkeys import UNKNOWN, passkey_field, recognised
from .security import note
from .services.attempts import TooManyAttemptsError
from .services.second_step import check_code
from .services.sign_in import client_address


def code_field(label: str, help_text: str) -> forms.CharField:
    """A field for a code that a browser may propose."""
    attrs = {"autocomplete": "one-time-code", "class": "govuk-input--width-10", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Enter the code"},
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of an app, or a recovery code, while signing in."""

    user: User
    code = code_field("Code", "Six digits from your app. If you do not have it, enter one of your recovery codes.")

    def clean_code(self) -> str:
        """Check it, with a growing wait for whoever guesses."""
        code: str = self.cleaned_data["code"]
        try:
            found = check_code(request=context.request, user=self.user, code=code)
        except TooManyAttemptsError as error:
            raise ValidationError(too_many_words(error), code="too_many_attempts") from error
        if found is None:
            raise ValidationError("Enter the code that your app shows now, or a recovery code that you have not used")
        found.user = self.user
        self.authenticator = found
        return code


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, while signing in."""

    credential = passkey_field(ceremony="get", words="Use your passkey")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["credential"].widget.options = partial(auth.begin_authentication, user)

    def clean_credential(self) -> Any:
        """Check it against the challenge that was set."""
        return recognised(self.user, self.cleaned_data["credential"])


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of a password: it says itself whose it is."""

    def clean_credential(self) -> Any:
        """Find whose it is, and check it against the challenge that was set."""
        try:
            return super().clean_credential()
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
            note("A sign-in by passkey failed.", address=client_address(context.request))
            raise ValidationError(UNKNOWN, code="unknown_passkey") from error


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, which shows that it has the secret."""

    code = code_field("Code from the app", "Six digits, as the app shows them now.")

    def clean_code(self) -> str:
        """Check it. The secret is the person's own to see, so nothing is guessed here."""
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            raise ValidationError("Enter the code that your app shows now") from error
        return code


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, with a name by which the person knows it again."""

    passwordless = None
    name = forms.CharField(
        label="Name",
        max_length=100,
        required=False,
        help_text="By which you know it again, for example “Work laptop”.",
    )
    credential = passkey_field(ceremony="create", words="Make the passkey")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.initial["name"] = ""
        self.fields["credential"].widget.options = partial(auth.begin_registration, user, True)

    def clean_name(self) -> str:
        """The name, or what it is."""
        return self.cleaned_data["name"] or "Passkey"

    def clean(self) -> dict[str, Any]:
        """Check it against the challenge that was set."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (ValidationError, ValueError, TypeError, KeyError) as error:
            raise ValidationError("The passkey could not be made. Try again") from error
        return cleaned

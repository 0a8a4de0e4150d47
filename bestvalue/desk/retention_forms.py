"""Forms about retention and legal holds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.models import User
from cases.models import Authority
from cases.selectors.cases import case_for

LONG = forms.Textarea(attrs={"rows": 4})


class RemoveForm(PasswordAgain):
    """Why, that it was looked at, and the password again."""

    reason = forms.CharField(
        label="Why it is removed now",
        max_length=2000,
        widget=LONG,
        error_messages={"required": "Enter why it is removed now"},
    )
    read = forms.BooleanField(
        label="I have looked at the list, and nothing in it is needed any more",
        help_text="What is removed cannot be had back, but from backups that are older.",
        error_messages={"required": "Confirm that you have looked at the list"},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an argument of any act."""
        given = super().clean()
        given.pop("read", None)
        return given


class HoldForm(forms.Form):
    """On what a hold is, and why."""

    case = forms.CharField(label="Case", required=False, max_length=40, help_text="Its reference or handle.")
    authority = forms.CharField(
        label="Or authority",
        required=False,
        max_length=100,
        help_text="Its short name, as in the address of its page. The hold then keeps everything of it.",
    )
    reason = forms.CharField(
        label="Why nothing may be removed",
        max_length=2000,
        widget=LONG,
        help_text="For an authority, every records manager reads this: say nothing of a case that is private.",
        error_messages={"required": "Enter why nothing may be removed"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_case(self) -> Any:
        """The case that it names, if this person may know of it."""
        given = self.cleaned_data["case"].strip()
        found = (case_for(self.user, given.upper()) or case_for(self.user, given.lower())) if given else None
        if given and found is None:
            raise ValidationError("There is no such case. Check the reference")
        return found

    def clean_authority(self) -> Any:
        """The authority that it names."""
        given = self.cleaned_data["authority"].strip().lower()
        found = Authority.objects.filter(slug=given).first() if given else None
        if given and found is None:
            raise ValidationError("There is no such authority. Check the short name")
        return found

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = super().clean() or {}
        if "case" in given and "authority" in given and (given["case"] is None) == (given["authority"] is None):
            self.add_error("case", "Enter either a case or an authority")
        return given


class LiftForm(PasswordAgain):
    """Why a hold is lifted, and the password again: it lets things be removed for good."""

    reason = forms.CharField(
        label="Why it is lifted",
        max_length=2000,
        widget=LONG,
        error_messages={"required": "Enter why it is lifted"},
    )


class SubjectSearchForm(forms.Form):
    """The names of a person, and why they are looked for."""

    names = forms.CharField(
        label="Names and email addresses",
        max_length=2000,
        widget=LONG,
        help_text="One on each line, with every spelling that you know. A part of a name finds it too.",
        error_messages={"required": "Enter at least one name or email address"},
    )
    reason = forms.CharField(
        label="Why you search",
        max_length=2000,
        widget=LONG,
        help_text="For example, the reference of their request. Do not repeat their name.",
        error_messages={"required": "Enter why you search"},
    )

    def clean_names(self) -> list[str]:
        """Each line, without what is empty."""
        return [each.strip() for each in self.cleaned_data["names"].splitlines() if each.strip()]

"""Forms about decision bundles."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain


class MakeBundleForm(PasswordAgain):
    """The password again and, for who is named to every sealed item, whether they go in."""

    with_sealed = forms.BooleanField(
        label="Put in the sealed items that I am named to, in full",
        help_text="Whoever fetches the bundle must be named to each of them too, on the day they fetch it.",
        required=False,
    )

    def __init__(self, *args: Any, entitled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not entitled:
            del self.fields["with_sealed"]

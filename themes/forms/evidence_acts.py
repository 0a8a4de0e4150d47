"""Forms of the acts on an item of evidence, and of what a submission relies on."""

from collections.abc import Iterable
from typing import Any

from django import forms

from bestvalue.accounts.models import RoleHolding, User
from bestvalue.clock import today
from bestvalue.ui.forms import DateField
from cases.forms.engagement import long_text
from themes.models import EvidenceVersion, NamedReader
from themes.policy import READERS


class VerifyForm(forms.Form):
    """How the item was checked."""

    reason = long_text("How did you check it?", "Against which original, and what you compared.", rows=4)


class DisputeForm(forms.Form):
    """Who disputes the item, and why."""

    reason = long_text("Who disputes it, and why?", "It can still be relied on: that it is disputed is shown.", rows=4)


class AuthorityAccountForm(forms.Form):
    """What the authority says about the item."""

    given_on = DateField(label="Date it was given")
    given_by = forms.CharField(label="Who gave it", help_text="Names and posts.", max_length=300)
    text = long_text("What the authority says", "In its own words. This cannot be changed afterwards.", rows=8)


class MeetingForm(forms.Form):
    """The meeting at which the authority considered the report."""

    held_on = DateField(label="Date of the meeting")
    note = long_text("What the meeting decided", rows=4)


class VersionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One item, by the title and the source of the version that stands."""

    def label_from_instance(self, version: Any) -> str:
        """Its title, and from where it comes."""
        return label_of(version)


class CorroborateForm(forms.Form):
    """Which other item bears this one out, and how."""

    other = VersionChoice(
        EvidenceVersion.objects.none(), label="Which item bears it out?", empty_label="Choose an item"
    )
    note = long_text("How does it bear it out?", rows=4)

    def __init__(self, *args: Any, offered: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["other"].queryset = offered  # type: ignore[attr-defined]


class SealForm(forms.Form):
    """Why an item is sealed, who is named to it, and whom it came from."""

    reason = long_text("Why is it sealed?", rows=4)
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who else is named to it?",
        help_text="You are named yourself. Everybody else will find nothing.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    identity = long_text("Who it came from", "Kept apart from the item. Leave it empty if nobody needs it.", rows=3)
    read = forms.BooleanField(label="I understand that what is sealed stays sealed")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["identity"].required = False
        self.fields["people"].queryset = readers_of_evidence()  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """Who is named to a sealed item, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label="Who is named?", empty_label="Choose a person")
    reason = long_text("Why do they need it?", rows=4)

    def __init__(self, *args: Any, named: Iterable[NamedReader], **more: Any) -> None:
        super().__init__(*args, **more)
        others = readers_of_evidence().exclude(pk__in=[each.person_id for each in named])
        self.fields["person"].queryset = others  # type: ignore[attr-defined]


class TakeOffForm(forms.Form):
    """Why a person no longer needs a sealed item."""

    reason = long_text("Why do they no longer need it?", rows=4)


class VersionsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several items, each by the title, source and status of a version."""

    def label_from_instance(self, version: Any) -> str:
        """Its title, from where it comes, and its status."""
        return f"{label_of(version)}. {version.status}"


class RelyForm(forms.Form):
    """The evidence on which a submission relies."""

    versions = VersionsChoice(
        EvidenceVersion.objects.none(),
        label="Evidence it relies on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["versions"].queryset = offered  # type: ignore[attr-defined]


def label_of(version: EvidenceVersion) -> str:
    """An item in one line: title, version, who made it and when it came."""
    return f"{version}, {version.body}, received {version.received_on:%-d %B %Y}"


def readers_of_evidence() -> Any:
    """Everybody who may be named to a sealed item: whoever holds a role that reads evidence, by name."""
    held = RoleHolding.objects.filter(role__in=READERS).on(today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")

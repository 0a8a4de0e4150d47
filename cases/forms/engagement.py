"""Forms of early engagement."""

from typing import Any

from django import forms

from bestvalue.accounts.models import User
from bestvalue.ui.forms import DateField
from cases import policy
from cases.models import Case, Contact

from .files import FilesField

LONG = 20_000  # characters: room for a full note of a meeting
LINE = 200


class YesNoField(forms.TypedChoiceField):
    """Two choices in words; the first of them is true."""

    def __init__(self, label: str, yes: str, no: str) -> None:
        choices = [("yes", yes), ("no", no)]
        super().__init__(label=label, choices=choices, coerce=lambda value: value == "yes", widget=forms.RadioSelect)


def long_text(label: str, hint: str = "", *, rows: int = 6) -> forms.CharField:
    """A text of several lines, counted."""
    return forms.CharField(label=label, help_text=hint, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}))


class ContactForm(forms.Form):
    """One contact with the authority."""

    held_on = DateField(label="Date of the contact")
    channel = forms.ChoiceField(
        label="How it was made",
        choices=[each for each in Contact.Channel.choices if each[0] != Contact.Channel.UNKNOWN],
        widget=forms.RadioSelect,
    )
    people = forms.CharField(
        label="Who took part",
        help_text="Names and posts, on both sides.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    summary = forms.CharField(label="What was said", max_length=LONG, widget=forms.Textarea(attrs={"rows": 10}))
    from_statutory_officer = forms.BooleanField(
        label="A statutory officer approached the department",
        help_text="Such an approach is encouraged; nobody is under a duty to make one.",
        required=False,
    )
    uploads = FilesField(label="The letter, the email or other files")


class OfferForm(forms.Form):
    """Support that was offered."""

    what = long_text("What was offered", rows=4)
    provider = forms.CharField(label="Who would give it", max_length=LINE)
    offered_on = DateField(label="Date of the offer")


class AnswerForm(forms.Form):
    """What the authority answered to an offer."""

    taken_up = YesNoField("Whether the authority takes it up", "It takes the offer up", "It refuses the offer")
    answered_on = DateField(label="Date of the answer")
    answer = long_text("The answer", "In the authority's own words as far as you can.", rows=4)


class AccountForm(forms.Form):
    """The authority's own account."""

    given_on = DateField(label="Date it was given")
    given_by = forms.CharField(label="Who gave it", help_text="Names and posts.", max_length=300)
    text = long_text("What the authority says", "In its own words. This cannot be changed afterwards.", rows=10)


class NextStepForm(forms.Form):
    """A next step that was agreed."""

    what = long_text("What was agreed", rows=4)
    owner = forms.CharField(label="Who takes the step", max_length=LINE)
    due_on = DateField(label="Agreed date", help_text="A reminder only: nothing follows by itself when it passes.")


class EndStepForm(forms.Form):
    """What came of a next step."""

    done = YesNoField("What became of it", "It was done", "It was dropped")
    ended_on = DateField(label="Date it was done or dropped")
    result = long_text("What came of it", rows=4)


class SupportForm(forms.Form):
    """Support that the authority agreed to use."""

    what = long_text("Support agreed", rows=4)
    provider = forms.CharField(label="Who gives it", max_length=LINE)
    owner = forms.CharField(label="Who answers for it in the authority", max_length=LINE)
    review_on = DateField(label="Review date", help_text="A reminder only.")


class EndSupportForm(forms.Form):
    """The end of support."""

    reason = long_text("Reason", "What it achieved, or why it is no longer relied on.", rows=4)
    close = forms.BooleanField(
        label="Close the case as well",
        help_text="Only where nothing else must be ended first. Reopening makes a new case, linked to this one.",
        required=False,
    )


class CloseForm(forms.Form):
    """Why a case is closed."""

    outcome = long_text("Reason for closing", "What the concerns were, what was found and why nothing more is needed.")


class HandOverForm(forms.Form):
    """The colleague who takes the case over, and why."""

    to = forms.ModelChoiceField(User.objects.none(), label="New case officer", empty_label="Choose a colleague")
    reason = long_text("Reason", rows=4)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = policy.looks_after_cases(case.team).exclude(cases=case)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class ConsultationForm(forms.Form):
    """Whom the department consulted first, at a body that is not a local authority."""

    held_on = DateField(label="Date")
    consulted = long_text("Who was consulted, and when", "The Secretary of State for the service, and inspectorates.")
    view = long_text("Their view")
    other_regimes = long_text("Other inspection and intervention regimes considered")
    exceptional_reasons = long_text("Why the failure is exceptional, clear and significant")

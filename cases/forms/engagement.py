"""Forms of early engagement."""

from django import forms

from bestvalue.ui.forms import DateField
from cases.models import Contact

LONG = 20_000  # characters: room for a full note of a meeting


class ContactForm(forms.Form):
    """One contact with the authority."""

    held_on = DateField(label="When was it?")
    channel = forms.ChoiceField(
        label="How was it made?",
        choices=[each for each in Contact.Channel.choices if each[0] != Contact.Channel.UNKNOWN],
        widget=forms.RadioSelect,
    )
    people = forms.CharField(
        label="Who took part?", help_text="Names and posts, on both sides.", widget=forms.Textarea(attrs={"rows": 3})
    )
    summary = forms.CharField(label="What was said?", max_length=LONG, widget=forms.Textarea(attrs={"rows": 10}))
    from_statutory_officer = forms.BooleanField(
        label="A statutory officer approached the department",
        help_text="Such an approach is encouraged; nobody is under a duty to make one.",
        required=False,
    )

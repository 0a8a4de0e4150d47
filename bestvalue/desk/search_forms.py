"""The box in which somebody types what to look for."""

from django import forms

from .finding.words import LONGEST


class SearchForm(forms.Form):
    """What to look for; nothing is a fair answer, to which the page says what can be searched."""

    q = forms.CharField(
        label="Search for",
        required=False,
        max_length=LONGEST,
        help_text="A name, a reference, or words that stand in a text.",
        error_messages={"max_length": f"What you search for must be {LONGEST} characters or fewer"},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

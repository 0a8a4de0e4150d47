"""Forms about problems with pages: reporting one, and saying what became of it."""

import re
import uuid
from typing import Any

from django import forms

from cases.forms.engagement import long_text

REFERENCE = re.compile(r"[0-9a-f]{32}", re.ASCII)


class ProblemForm(forms.Form):
    """What somebody was doing and what went wrong. No name and no email address is asked for.

    `website` is a field that people do not see: whoever fills it in is a program, and nothing is kept.
    """

    doing = long_text("What were you doing?", rows=4)
    wrong = long_text("What went wrong?", rows=4)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    reference = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doing"].help_text = "Leave out what a page says about a case, and the names of people."
        self.fields["doing"].error_messages["required"] = "Say what you were doing"
        self.fields["wrong"].error_messages["required"] = "Say what went wrong"
        self.fields["once"].initial = uuid.uuid4

    def clean_page(self) -> str:
        """An address of this service, without what was asked of it; empty for any other."""
        page = str(self.cleaned_data["page"]).partition("?")[0]
        return page if page.startswith("/") and not page.startswith("//") else ""

    def clean_reference(self) -> str:
        """The id of a request; empty for anything else."""
        given = str(self.cleaned_data["reference"])
        return given if REFERENCE.fullmatch(given) else ""


class AnswerForm(forms.Form):
    """What became of a report."""

    answer = long_text("What became of it", rows=4)

"""The form of a note on a case."""

from typing import Any

from django import forms

from bestvalue.accounts.models import User
from cases import policy
from cases.models import Case, CaseNote

LONGEST = 50_000  # characters: room for a full note of a meeting, several times over


class CaseNoteForm(forms.Form):
    """A note, and who is told of it: people who may see the case, and nobody else."""

    text = forms.CharField(
        label="The note",
        help_text="Those who may see the case can read it. It is never changed: a correction is a new note. "
        "To tell somebody, write @ and their full name, or choose them below.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    kind = forms.ChoiceField(
        label="What it is about", required=False, choices=[("", "Nothing in particular"), *CaseNote.Kind.choices]
    )
    told = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Tell",
        required=False,
        help_text="Everybody here may see the case. Each person you choose gets a message.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].queryset = policy.who_may_see(case).exclude(pk=by.pk)  # type: ignore[attr-defined]

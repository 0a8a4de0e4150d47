"""The form of a letter that goes out with a notice, and the text it begins with."""

from typing import Any

from django import forms

from cases.forms.drafts import DraftForm, Typed, long_words
from cases.models import Case, Letter
from cases.services.letters import EDITABLE
from notices import letters

BEGINNINGS = {Letter.Kind.LEADER: "letter_to_leader_1", Letter.Kind.MP: "letter_to_mp_1"}


class LetterForm(DraftForm):
    """A letter to one person."""

    kind = forms.ChoiceField(label="Whom is it to?", choices=Letter.Kind.choices, widget=forms.RadioSelect)
    to_name = forms.CharField(label="Name", max_length=200)
    to_role = forms.CharField(label="Post or constituency", max_length=200, required=False)
    subject_line = forms.CharField(label="What is it about?", max_length=300)
    body = long_words("Text of the letter", rows=14)
    signed_by = forms.CharField(
        label="Who signs it?", help_text="The minister's name and office.", max_length=200, required=False
    )

    def shown_letter(self, case: Case) -> Letter:
        """The letter that saving would make; never saved."""
        return Letter(case=case, **{name: self.cleaned_data.get(name, "") for name in EDITABLE})


def typed_of(letter: Letter) -> Typed:
    """The content of the form as a draft has it."""
    return {name: str(getattr(letter, name)) for name in EDITABLE}


def beginning(case: Case, kind: str, leader: Any, *, subject: str = "Best Value Notice") -> Typed:
    """A new letter of this kind, with a text to start from where there is one."""
    name, post = (leader.name, leader.get_post_display()) if leader and kind == Letter.Kind.LEADER else ("", "")
    if kind == Letter.Kind.STATEMENT:
        name = "Parliament"
    template = BEGINNINGS.get(Letter.Kind(kind)) if kind in Letter.Kind.values else None
    return {
        "kind": kind if kind in Letter.Kind.values else Letter.Kind.OTHER.value,
        "to_name": name,
        "to_role": post,
        "subject_line": f"{subject}: {case.authority}",
        "body": letters.render(template, authority=case.authority, to_name=name) if template else "",
        "signed_by": "",
    }

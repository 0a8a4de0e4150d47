"""The form of one past published event."""

from typing import Any

from django import forms

from cases.stages import Stage

from .replay.published import CHOICES, TYPES

LABELS = {
    "early_engagement": "Engagement was published",
    "bvn_issued": "A Best Value Notice was issued",
    "bvn_reissued": "A notice was reissued or revised",
    "bvn_withdrawn": "A notice was withdrawn",
    "bvn_expired": "A notice's period ended",
    "bvn_not_reissued": "A notice was not reissued",
    "authority_abolished": "The authority was abolished",
    "s230_notice": "Information was required (section 230)",
    "inspection_ordered": "An inspection was ordered",
    "inspection_extended": "An inspection was extended",
    "inspection_report": "An inspection reported",
    "external_report": "Somebody else reported",
    "s114_notice": "A section 114 report was made",
    "non_statutory_intervention_start": "A non-statutory package was agreed",
    "non_statutory_intervention_end": "A non-statutory package ended",
    "minded_to": "The Secretary of State was minded to intervene",
    "representations_closed": "The time for representations ended",
    "decision_not_to_intervene": "It was decided not to intervene",
    "directions_issued": "Directions were made",
    "directions_urgent": "Urgent directions were made",
    "directions_varied": "Directions were varied",
    "directions_extended": "Directions were extended",
    "commissioners_report": "Commissioners reported",
    "exit_planned": "The exit was planned",
    "directions_end": "Directions ended",
    "post_exit_review": "The review after exit was published",
    "other": "Something else, which moves nothing",
}
WORDS = {
    "outcome": {"less_than_proposed": "Less than was proposed", "more_than_proposed": "More than was proposed"},
    "appointed_by": {"authority": "The authority", "government": "The government"},
    "decision": {"none": "Nothing was decided"},
}


def choice(name: str, label: str) -> forms.ChoiceField:
    """One of the few words that a published event may hold; empty where the source says nothing."""
    offered = [(each, WORDS[name][each]) for each in CHOICES[name]]
    return forms.ChoiceField(label=label, required=False, choices=[("", "The source does not say"), *offered])


class PastEventForm(forms.Form):
    """What was published, and where."""

    type = forms.ChoiceField(
        label="What happened?",
        choices=[("", "Choose what happened"), *((each, LABELS[each]) for each in LABELS if each in TYPES)],
        error_messages={"required": "Choose what happened"},
    )
    date = forms.CharField(
        label="On which day?",
        help_text="As 2024-05-08; or 2024-05 where only the month is known. The day of publication or of effect.",
        max_length=10,
    )
    description = forms.CharField(
        label="What does the source say?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    source = forms.URLField(
        label="The published page",
        help_text="Its address. It may be left out only where the event is not confirmed.",
        max_length=1000,
        required=False,
        assume_scheme="https",
    )
    confidence = forms.ChoiceField(
        label="Have you read the source itself?",
        choices=[("source", "Yes"), ("unconfirmed", "No: it is not confirmed, and never shown in public")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you have read the source itself"},
    )
    in_force_until = forms.CharField(
        label="Until when, if the source says so?", help_text="As 2026-05-08.", max_length=10, required=False
    )
    legal_basis = forms.CharField(label="Legal basis, if the source names it", max_length=300, required=False)
    outcome = choice("outcome", "Of directions: were they less or more than was proposed?")
    appointed_by = choice("appointed_by", "Of a board: who appointed it?")
    decision = choice("decision", "Of directions that ended: was anything decided?")
    to = forms.ChoiceField(
        label="Where did the case go, if the source says so?",
        required=False,
        choices=[("", "The source does not say"), *Stage.choices],
    )

    def told(self) -> dict[str, Any]:
        """The event as a file of histories would tell it."""
        return {name: value for name, value in self.cleaned_data.items() if value}

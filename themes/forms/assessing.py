"""Forms in which an assessment is written: one theme, the whole, and the agreement."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cases.forms.drafts import LONG, Typed, long_words, plain_value
from cases.forms.rows import Rows, RowsForm, typed_rows
from cases.models import Trajectory
from themes.models import Assessment, AssessmentEvidence, PrincipleWording, Reference
from themes.services.assessing import WRITTEN

from .citing import CITED, CitingForm, typed_evidence

SIDES = {"for": AssessmentEvidence.Side.FOR, "against": AssessmentEvidence.Side.AGAINST}
FOR = Rows("for", "for", "Evidence that supports a concern", CITED)
AGAINST = Rows("against", "against", "Evidence that weighs against a concern", CITED)
NOBODY = "Write about the authority: name no person, and make no finding about anybody."


class ThemeForm(CitingForm):
    """One theme of an assessment. "Not known" is a proper answer; the local context is always needed (P4)."""

    SORTS: ClassVar[Sequence[Rows]] = (FOR, AGAINST)

    context = forms.CharField(
        label="Local context",
        help_text="The circumstances of the place and the authority. An assessment is not saved without them.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    not_known = forms.BooleanField(
        label="Too little is known to say more about this theme",
        help_text="A proper answer. Say below what would have to be found out.",
        required=False,
    )
    narrative = long_words("What is known, and how", NOBODY, rows=8)
    gap = long_words("Which evidence is missing?", "Or why there is none on one side.", rows=3)
    pressures = long_words("Financial pressures", "Those that the authority works under, in fairness to it.")
    trajectory = forms.ChoiceField(
        label="Which way are things going?",
        choices=Trajectory.choices,
        widget=forms.RadioSelect,
    )
    trajectory_why = long_words("How is that known?", "Or why it is not.", rows=4)
    account = long_words(
        "What does the authority itself say?",
        "In its own words as far as you can. Nobody is asked for an assessment of itself.",
    )

    def given(self) -> dict[str, Any]:
        """What the service takes of this theme."""
        given = super().given()
        evidence = [row for name, side in SIDES.items() for row in self.cited(given.pop(name), side=side.value)]
        return {**given, "evidence": evidence}


def a_text(place: int) -> forms.Field:
    """The choice of a text to cite; the form fills it in."""
    return forms.ChoiceField(label=f"Text {place}", required=False)


def what_for(place: int) -> forms.Field:
    """What it is cited for."""
    return long_words(f"What text {place} is cited for", rows=2)


CITATIONS = Rows("citation", "citations", "Texts cited", {"reference_id": a_text, "what_for": what_for})


class WholeForm(RowsForm):
    """What is said of the whole: local checks (P1), the principles where they bear, and texts cited (R40)."""

    SORTS: ClassVar[Sequence[Rows]] = (CITATIONS,)

    checks_exist = long_words(
        "Which local checks and balances are there?", "Scrutiny, audit committee, internal and external audit, voters."
    )
    checks_used = long_words("Were they used?")
    checks_found = long_words("What did they find?")

    def __init__(self, *args: Any, principles: Sequence[PrincipleWording], **more: Any) -> None:
        self.principles = list(principles)
        super().__init__(*args, **more)
        for each in self.principles:
            self.fields[f"principle_{each.principle_id}"] = long_words(
                f"{each.name}: how does it bear on the case?",
                f"{each.meaning} Leave it empty where it does not.",
                rows=3,
            )
        self.references = {str(each.pk): each for each in Reference.objects.all()}
        offered = [("", "No text chosen"), *((key, str(each)) for key, each in self.references.items())]
        for name, field in self.fields.items():
            if name.endswith("_reference_id"):
                field.choices = offered  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        given = super().given()
        notes = {each.principle_id: given.pop(f"principle_{each.principle_id}", "") for each in self.principles}
        principles = [{"principle_id": code, "text": text} for code, text in notes.items() if text.strip()]
        citations = [
            {"reference": self.references[each["reference_id"]], "what_for": each["what_for"] or ""}
            for each in given["citations"]
        ]
        return {**given, "principles": principles, "citations": citations}


class BeginForm(forms.Form):
    """Nothing has to be given to begin."""


class AgreeForm(forms.Form):
    """Agreement to the text that is shown."""

    read = forms.BooleanField(
        label="I have read the whole assessment and agree to it",
        error_messages={"required": "Confirm that you have read the whole assessment"},
    )


def typed_theme(assessment: Assessment, code: str) -> Typed:
    """The content of the form as the draft has it."""
    said = assessment.themes.filter(theme=code).first()
    if said is None:
        return {"trajectory": Trajectory.NOT_KNOWN}
    plain = {name: plain_value(getattr(said, name)) for name in WRITTEN}
    rows = list(assessment.evidence.filter(theme=code))
    return plain | {
        name: value
        for sort, side in SIDES.items()
        for name, value in typed_evidence(sort, [each for each in rows if each.side == side]).items()
    }


def typed_whole(assessment: Assessment) -> Typed:
    """The content of the form as the draft has it."""
    plain = {name: getattr(assessment, name) for name in ("checks_exist", "checks_used", "checks_found")}
    notes = {f"principle_{each.principle_id}": each.text for each in assessment.principles.all()}
    return plain | notes | typed_rows(CITATIONS, assessment.citations.all())

"""The form in which an observation is recorded, with what its line makes officials ask (R33 to R38)."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from bestvalue import clock
from bestvalue.ui.forms import DateField
from cases.forms.drafts import Typed, long_words, short_words
from cases.forms.rows import Rows
from themes.models import EvidenceVersion, Observation, SpecialQuestion

from .citing import EVIDENCE, CitingForm, typed_evidence

ASK = "ask_"
NOBODY = "About the authority, not about people: name nobody, and make no finding about anybody."


def another(place: int) -> forms.Field:
    """The choice of an indicator that was observed; the form fills it in."""
    return forms.ChoiceField(label=f"Indicator {place}", required=False)


BESIDE = Rows("beside", "beside", "Other indicators it stands beside", {"other": another})


def _yes_no(question: SpecialQuestion) -> forms.Field:
    offered = [("yes", "Yes"), ("no", "No")]
    return forms.ChoiceField(
        label=question.text, help_text=question.help, choices=offered, required=False, widget=forms.RadioSelect
    )


def _percentage(question: SpecialQuestion) -> forms.Field:
    return forms.DecimalField(
        label=question.text,
        help_text=f"{question.help} A figure from 0 to 100.",
        min_value=0,
        max_value=100,
        max_digits=7,
        decimal_places=4,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )


ASKED: dict[str, Callable[[SpecialQuestion], forms.Field]] = {
    SpecialQuestion.Answer.TEXT: lambda question: long_words(question.text, question.help, rows=4),
    SpecialQuestion.Answer.YES_NO: _yes_no,
    SpecialQuestion.Answer.PERCENTAGE: _percentage,
}


class ObservationForm(CitingForm):
    """What was found on one line, or on an indicator in free words where `free` is given."""

    concern = short_words("What the indicator is", 300, "The list in the guidance is open. Say it in a sentence.")
    finding = forms.ChoiceField(label="What was found", choices=Observation.Finding.choices, widget=forms.RadioSelect)
    on = DateField(label="As at which day?")
    narrative = long_words("What was found, and how it is known", NOBODY, rows=8)

    def __init__(
        self,
        *args: Any,
        versions: Sequence[EvidenceVersion],
        questions: Sequence[SpecialQuestion] = (),
        others: Sequence[Observation] = (),
        free: bool = False,
        **more: Any,
    ) -> None:
        self.questions = [each for each in questions if each.answer in ASKED]
        self.others = {str(each.pk): each for each in others}
        super().__init__(*args, versions=versions, **more)
        if not free:
            del self.fields["concern"]
        for question in self.questions:
            self.fields[f"{ASK}{question.slug}"] = ASKED[question.answer](question)
        offered = [("", "No indicator chosen"), *((key, each.says) for key, each in self.others.items())]
        for name, field in self.fields.items():
            if name.startswith("beside_"):
                field.choices = offered  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        given = super().given()
        answers = {each.slug: self._answer(given.pop(f"{ASK}{each.slug}", None), each) for each in self.questions}
        beside = [self.others[each["other"]] for each in given.pop("beside", ())]
        return {**given, "evidence": self.cited(given["evidence"]), "answers": answers, "beside": beside}

    def _answer(self, given: Any, question: SpecialQuestion) -> Any:
        if question.answer == SpecialQuestion.Answer.YES_NO:
            return {"yes": True, "no": False}.get(given)
        return given


class ElectionsForm(ObservationForm):
    """On a line that is shown only beside other indicators (R37)."""

    SORTS: ClassVar[Sequence[Rows]] = (BESIDE, EVIDENCE)


def typed_observation(observation: Observation) -> Typed:
    """The content of the form as it stands on the case; a change of it is as at today."""
    answers = list(observation.answers.all())
    beside = [each.beside for each in answers if each.beside]
    return {
        "finding": observation.finding,
        "on": str(clock.today()),
        "narrative": observation.narrative,
        **{f"{ASK}{each.question.slug}": each.words for each in answers if not each.beside_id},
        **{f"beside_{number}_other": str(each.standing.pk) for number, each in enumerate(beside, start=1)},
        **typed_evidence("evidence", list(observation.evidence.all())),
    }

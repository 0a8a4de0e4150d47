"""Forms of a submission: which acts it asks for, its sections, and the remarks and reasons that go with it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.models import User
from bestvalue.ui.forms import DateField
from cases.asks import ASKS, column_of, is_needed
from cases.models import Instrument, Submission
from cases.moves import MOVES, Move

from .drafts import DraftForm, LinesField

LONG = 40_000  # characters: room for a long section
ROWS = 3  # options offered besides doing nothing, and as many more as there are
NOTHING = "Do nothing"
Asked = Sequence[tuple[Move, Instrument]]

HINTS = {
    "recommendation": ("Recommendation", "What you advise, and why this rather than another option."),
    "evidence_for": ("Evidence for", "What points towards the step, each with its source and date."),
    "evidence_against": (
        "Evidence against",
        "What points away from it, with the same care: improvement under way, doubts about a source.",
    ),
    "authority_account": ("What the authority says", "In its own words as far as you can, and whether it agrees."),
    "local_checks": (
        "Local checks and balances",
        "Which local checks exist (scrutiny, audit committee, auditor, ombudsman), were they used, what did they "
        "find? They come first.",
    ),
    "legal_note": ("Legal note", "The power relied on and its limits, and what legal advisers said."),
    "public_law_note": (
        "Public law",
        "Why it is lawful, rational and fair; human rights; the public sector equality duty.",
    ),
    "cost_note": ("Cost", "What it costs, who pays, and why statutory services are safe."),
    "conversation": (
        "The conversation with the authority about the figures",
        "Needed where the case rests on a metric or an indicator: when you spoke, with whom, what they said; or why "
        "there was none.",
    ),
}


def long_text(name: str) -> forms.CharField:
    """One section; a draft may leave it empty."""
    label, hint = HINTS[name]
    return forms.CharField(
        label=label, help_text=hint, max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class AskForm(forms.Form):
    """Which acts a new submission asks for."""

    ask = forms.MultipleChoiceField(
        label="What is the minister asked to decide?",
        help_text="Each is decided on its own.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select what the minister is asked to decide"},
    )

    def __init__(self, *args: Any, offered: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"].choices = [(key_of(*each), words_of(*each)) for each in offered]  # type: ignore[attr-defined]


class SubmissionForm(DraftForm):
    """Every section of a submission, and the facts that the acts it asks for will set."""

    question = forms.CharField(
        label="What is the minister asked?",
        help_text="One sentence that can be answered.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what the minister is asked"},
    )
    recommendation = long_text("recommendation")
    evidence_for = long_text("evidence_for")
    evidence_against = long_text("evidence_against")
    authority_account = long_text("authority_account")
    local_checks = long_text("local_checks")
    relies_on_figures = forms.BooleanField(
        label="The case rests in part on a metric or an indicator",
        help_text="No figure decides anything. It is a reason to talk to the authority first.",
        required=False,
    )
    conversation = long_text("conversation")
    legal_note = long_text("legal_note")
    public_law_note = long_text("public_law_note")
    cost_note = long_text("cost_note")

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self._add_options()
        self.order_fields(["question", *self.option_names, "nothing", *type(self).base_fields])
        for move, instrument in asked:
            self._add_facts(move, instrument)

    def _add_options(self) -> None:
        options = list(self.initial.get("options", ()))
        others = [each for each in options if not each.startswith(NOTHING)]
        nothing = next((each for each in options if each.startswith(NOTHING)), "")
        self.option_names = [f"option_{number}" for number in range(1, max(ROWS, len(others) + 1) + 1)]
        for number, name in enumerate(self.option_names):
            label = f"Option {number + 1}"
            self.fields[name] = forms.CharField(
                label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.initial.setdefault(name, others[number] if number < len(others) else "")
        self.fields["nothing"] = forms.CharField(
            label="Doing nothing",
            help_text="It is always an option. Say what would follow.",
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.initial.setdefault("nothing", nothing.removeprefix(NOTHING).lstrip(":. "))

    def _add_facts(self, move: Move, instrument: Instrument) -> None:
        for name in ASKS[move.name].sets:
            field = fact_field(instrument, name, needed=is_needed(move.name, name, instrument))
            self.fields[f"{move.name}-{name}"] = field
            present = getattr(instrument, name)
            self.initial.setdefault(f"{move.name}-{name}", "\n".join(present) if isinstance(present, list) else present)

    def clean(self) -> dict[str, Any]:
        """What the service takes: the sections, the options as a list, and by act the facts that it sets."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        nothing = ": ".join(filter(None, [NOTHING, given["nothing"]]))
        options = [*(given[name] for name in self.option_names if given[name].strip()), nothing]
        facts = {move.name: self._facts(move) for move, _ in self.asked if ASKS[move.name].sets}
        return {**{name: given[name] for name in type(self).base_fields}, "options": options, "changes": facts}

    def _facts(self, move: Move) -> dict[str, Any]:
        given = {name: self.cleaned_data[f"{move.name}-{name}"] for name in ASKS[move.name].sets}
        return {name: each for name, each in given.items() if each}


class CommentForm(forms.Form):
    """A remark."""

    text = forms.CharField(label="Your comment", max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))


class ReturnForm(forms.Form):
    """What must change before it is cleared."""

    comments = forms.CharField(
        label="What must change?",
        help_text="The drafter sees this.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ReasonForm(forms.Form):
    """Why it is taken back or dropped."""

    reason = forms.CharField(label="Reason", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))


class ClearForm(PasswordAgain):
    """To which minister it goes, and the password again."""

    minister = forms.ModelChoiceField(
        label="To whom does it go?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Any minister",
        help_text="Any minister may decide it; this says whose box it is in.",
    )

    def __init__(self, *args: Any, ministers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minister"].queryset = ministers  # type: ignore[attr-defined]


def key_of(move: Move, instrument: Instrument) -> str:
    """How a form names one act on one instrument."""
    return f"{move.name}@{instrument.key}"


def words_of(move: Move, instrument: Instrument) -> str:
    """How a page names one act on one instrument."""
    return f"{move.label} (begun on {instrument.created_at:%-d %B %Y})"


def fact_field(instrument: Instrument, name: str, *, needed: bool) -> forms.Field:
    """The form's field for a fact of an instrument."""
    column = column_of(instrument, name)
    label = str(getattr(column, "verbose_name", name))
    given: dict[str, Any] = {"label": label[:1].upper() + label[1:], "required": needed}
    if isinstance(column, models.DateField):
        return DateField(**given)
    if isinstance(column, ArrayField):
        return LinesField(**given, help_text="One on each line.", widget=forms.Textarea(attrs={"rows": 5}))
    return forms.CharField(**given, max_length=LONG, widget=forms.Textarea(attrs={"rows": 10}))


def initial_of(draft: Submission) -> dict[str, Any]:
    """What the form shows of a submission: its sections, and the facts that its acts will set."""
    return dict(_initial(draft))


def _initial(draft: Submission) -> Iterator[tuple[str, Any]]:
    for name in (*SubmissionForm.base_fields, "options"):
        yield name, getattr(draft, name)
    for each in draft.acts.all():
        if each.state == "asked" and each.move in MOVES:
            yield from ((f"{each.move}-{name}", shown(value)) for name, value in each.changes.items())


def shown(value: Any) -> Any:
    """A fact as a text area shows it."""
    return "\n".join(value) if isinstance(value, list) else value

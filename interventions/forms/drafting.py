"""The forms of drafts: inspections, packages, reviews, proposals, directions, appointments. Each may be incomplete."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from bestvalue.ui.forms import DateField
from cases.forms.drafts import LinesField, Section, Typed, long_words, plain_value, short_words
from cases.forms.engagement import long_text
from cases.forms.rows import Rows, RowsForm, typed_rows
from cases.models import Instrument
from interventions.models import Appointment, Direction, Finding, Package
from themes.selectors import ThemeInEdition

SHORT_YEAR = 366


def text_of(what: str) -> Callable[[int], forms.Field]:
    """A maker of the text field of one row."""
    return lambda place: long_words(f"{what} {place}", rows=2)


def dated(what: str) -> dict[str, Callable[[int], forms.Field]]:
    """The makers of the fields of a row that says what, and perhaps by when."""
    return {
        "text": text_of(what),
        "due_on": lambda place: DateField(label=f"{what} {place}: by when?", help_text="Optional.", required=False),
    }


ACTIONS = Rows(
    "action",
    "actions",
    "Actions that the authority takes",
    dated("Action"),
    hint="Under section 15(5). Say what is to be done, so that anybody could tell whether it was.",
)
FUNCTIONS = Rows(
    "function",
    "functions",
    "Functions that the Secretary of State or a nominee exercises",
    {
        "text": text_of("Function"),
        "is_reserve": lambda place: forms.BooleanField(label=f"Function {place} is held in reserve", required=False),
    },
    hint="Under section 15(6). Specify each. One held in reserve is used only where it is needed.",
)

MILESTONES = Rows(
    "milestone",
    "milestones",
    "Milestones",
    dated("Milestone"),
    hint="Each is met on evidence.",
)


class InspectionForm(RowsForm):
    """A draft inspection."""

    functions = LinesField(
        label="Which functions are inspected?",
        help_text="One on each line. The appointment names them.",
        required=False,
    )
    inspector = short_words("Who is the proposed inspector?", 300, "A person or a body.")
    conflicts_check = long_words("Conflicts of interest", "What was checked, and what was found.", rows=3)
    two_roles_reason = long_words(
        "If the same body holds another role here, why may it hold two?", "Leave this empty if it does not.", rows=3
    )
    fees = long_words("Fees", "The authority pays the inspector's reasonable fees. Give the rates.", rows=3)
    evidence = long_words("What leads to the inspection?", "The evidence, each part with its source and date.")
    report_due_on = DateField(label="When is the report due?", required=False)


class PackageForm(RowsForm):
    """A draft package."""

    model = forms.ChoiceField(
        label="What form does it take?",
        choices=[each for each in Package.Model.choices if each[0] != Package.Model.UNKNOWN],
        widget=forms.RadioSelect,
    )
    agreement = long_words("What did the authority agree, when, and in which letter?", rows=3)
    terms = long_words("Terms of reference")
    members = long_words("Members", "Names, and what each brings.", rows=3)
    reporting = long_words("How often does it report, and to whom?", rows=2)
    review_on = DateField(label="When does it end, or when is it reviewed?", required=False)


class ReviewForm(RowsForm):
    """A draft of a review to be commissioned."""

    terms = long_words("Terms of reference", "What the review looks at, and what it does not.")
    reviewers = long_words("Reviewers", "Names, and the body they come from.", rows=3)
    basis = long_words(
        "Basis", "The authority's consent, and when it gave it; or the condition of financial support.", rows=3
    )
    report_due_on = DateField(label="Date the report is due", help_text="Optional. A reminder only.", required=False)


class WithFindings(RowsForm):
    """A draft with what was found on each theme; nothing is chosen beforehand, and nothing is added up (N2)."""

    ROWS: ClassVar[Sequence[Section]] = (Section("findings", "What is found on each theme", r"finding_[a-z]+_\w+"),)

    def __init__(self, *args: Any, themes: Sequence[ThemeInEdition], **more: Any) -> None:
        super().__init__(*args, **more)
        self.codes = [each.code for each in themes]
        for theme in themes:
            self.fields[f"finding_{theme.code}_finding"] = forms.ChoiceField(
                label=theme.name,
                choices=[("", "No finding made"), *Finding.choices],
                required=False,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            )
            self.fields[f"finding_{theme.code}_reasons"] = long_words(f"{theme.name}: reasons and evidence", rows=3)

    def clean(self) -> dict[str, Any]:
        """A finding gives its reasons."""
        for code in self.codes:
            found = self.cleaned_data.get(f"finding_{code}_finding")
            reasons = f"finding_{code}_reasons"
            if found and found != Finding.NOT_DETERMINED and not self.cleaned_data.get(reasons, "").strip():
                self.add_error(
                    reasons, f"Enter the reasons and evidence for {self.fields[f'finding_{code}_finding'].label}"
                )
        return self.cleaned_data

    @property
    def finding_fields(self) -> list[BoundField]:
        """The finding and the reasons of each theme."""
        return [self[f"finding_{code}_{part}"] for code in self.codes for part in ("finding", "reasons")]

    def given(self) -> dict[str, Any]:
        """The findings that were made, besides the rest."""
        clean = self.cleaned_data
        findings = [
            {"theme_id": code, "finding": found, "reasons": clean.get(f"finding_{code}_reasons", "")}
            for code in self.codes
            if (found := clean.get(f"finding_{code}_finding"))
        ]
        return {**super().given(), "findings": findings}


class ProposalForm(WithFindings):
    """A draft of the "minded to" letter."""

    SORTS: ClassVar[Sequence[Rows]] = (ACTIONS, FUNCTIONS)

    evidence = long_words(
        "What shows that the Duty is not met?",
        "The evidence for and its sources. Neither a notice nor an inspection is needed first.",
    )
    report = long_words(
        "Which report led here, and how does the authority have it?",
        "It is enclosed, or was sent before. The authority is heard on it as well. Leave this empty if there is none.",
        rows=3,
    )
    model = short_words("What form of intervention is proposed?", 200, "For instance commissioners, envoys or a board.")
    period = short_words("For how long?", 200)
    people = long_words("Who is proposed?", rows=3)
    cost = long_words("What does it cost, and who pays?", rows=3)
    services_statement = long_words("Why do statutory services stay safe?", rows=3)
    exit_strategy = long_words("How will it end?", "The exit strategy, or why there is none yet.", rows=3)
    exit_strategy_by = DateField(label="If there is no exit strategy yet, by when will there be?", required=False)
    window_days = forms.IntegerField(
        label="How many working days does the authority have to respond?",
        help_text="10 in the ordinary case, counted from the day after the letter. Fewer than 5 needs a reason.",
        min_value=1,
        max_value=250,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many working days the authority has",
            "invalid": "Working days must be a whole number",
            "min_value": "The authority has at least 1 working day",
            "max_value": "The authority has at most 250 working days",
        },
    )
    short_window_reason = long_words("If fewer than 5, why?", rows=3)
    respond_to = long_words("Where do representations go?", "An email address and a postal address.", rows=2)


class DirectionsForm(WithFindings):
    """A draft set of directions."""

    SORTS: ClassVar[Sequence[Rows]] = (ACTIONS, FUNCTIONS)

    recitals = long_words(
        "Recitals",
        "The evidence, the representations that were considered, and why the Secretary of State is satisfied.",
    )
    ends_on = DateField(label="On which day do they end?", required=False)
    is_open_ended = forms.BooleanField(
        label="They last for so long as the Secretary of State considers appropriate", required=False
    )
    review_on = DateField(label="When are they reviewed?", required=False)
    difference = long_words(
        "How do they differ from what was proposed, and why is that not material?",
        "A change that answers a representation or lessens the burden is not material. Anything else goes back to the "
        "authority.",
        rows=3,
    )
    package_fate = forms.ChoiceField(
        label="What becomes of the non-statutory package?",
        choices=[("", "There is none"), *Direction.PackageFate.choices],
        required=False,
    )
    memorandum = long_words("Explanatory memorandum", "The circumstances, the reasons, and what it means.", rows=8)


class UrgentDirectionsForm(DirectionsForm):
    """A draft for the urgent route, with both notices (LGA 1999 s.15(11)-(12))."""

    urgency_reason = long_words("Why is it sufficiently urgent?")
    legal_advice = long_words("What is the legal advice?", "It is kept with the directions and not sent.")
    notice_to_authority = long_words(
        "Notice to the authority", "That it was not heard first, and why. Say how it may comment now."
    )
    notice_to_representatives = long_words("Notice to those who represent authorities")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["difference"]


class AppointmentForm(RowsForm):
    """A proposed appointment."""

    person = forms.CharField(label="Who?", max_length=200, error_messages={"required": "Enter a name"})
    body = short_words("Which body do they come from?", 200)
    role = forms.ChoiceField(label="In which role?", choices=Appointment.Role.choices)
    powers = forms.ChoiceField(
        label="Do they hold functions under section 15(6)?",
        choices=Appointment.Powers.choices,
        widget=forms.RadioSelect,
        initial=Appointment.Powers.NONE,
    )
    duties = long_words("What are they appointed to do, and how do they report?", rows=4)
    recommendation = long_words(
        "The inspector's recommendation, or why urgency dispenses with it", "For assistant inspectors only.", rows=3
    )
    authority_view = long_words("What does the authority say about it?", rows=3)
    day_limit = forms.IntegerField(label="Days a year at most", required=False, min_value=1, max_value=SHORT_YEAR)
    daily_rate = forms.DecimalField(
        label="Daily rate in pounds", required=False, min_value=0, max_digits=8, decimal_places=2
    )
    starts_on = DateField(label="First day", help_text="Leave empty for the day of the letter.", required=False)
    ends_on = DateField(label="Last day", required=False)

    def clean(self) -> dict[str, Any]:
        """A term does not end before it starts."""
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The last day must not come before the first day")
        return self.cleaned_data


class ExitStrategyForm(RowsForm):
    """An exit strategy and its milestones."""

    SORTS: ClassVar[Sequence[Rows]] = (MILESTONES,)

    text = long_text(
        "How will the intervention end?",
        "What must be true for the authority to sustain improvement unaided. Perfection is not the test.",
        rows=8,
    )


def typed_of(form: type[RowsForm], instrument: Instrument) -> Typed:
    """The content of the form as a draft has it."""
    return {name: _plain(getattr(instrument, name)) for name in form.base_fields} | typed_parts(form, instrument)


def typed_parts(form: type[RowsForm], instrument: Instrument) -> Typed:
    """The content of its rows and findings, as this instrument or another of the same shape has them."""
    shown: Typed = {}
    for sort in form.SORTS:
        shown |= typed_rows(sort, getattr(instrument, sort.many).all())
    if issubclass(form, WithFindings):
        for each in instrument.findings.all():  # type: ignore[attr-defined]
            shown |= {
                f"finding_{each.theme_id}_finding": each.finding,
                f"finding_{each.theme_id}_reasons": each.reasons,
            }
    return shown


def _plain(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else plain_value(value)

"""Forms of an item of evidence: from which source it comes, what it says, and how a register is narrowed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.clock import today
from bestvalue.ui.forms import DateField
from cases.forms.engagement import long_text
from cases.forms.files import FilesField
from themes.models import Bearing, EvidenceVersion, Line, SourceType, Theme
from themes.models.evidence import STATES
from themes.selectors import ThemeInEdition
from themes.services.evidence import Bears

LINES = 4  # lines offered besides those that are chosen already
NO_DIRECTION = ("", "It does not bear on this")
DIRECTIONS = [NO_DIRECTION, *Bearing.Direction.choices]
PEER_STEPS = ("offered", "refused", "held", "published", "reviewed")
SUPPORT_STEPS = ("requested", "refused", "granted")
STEPS = {"peer_challenge": PEER_STEPS, "financial_support": SUPPORT_STEPS}
COUNTED = {
    "section_114": "The day on which copies of the report were sent",
    "audit_report": "The day on which the authority received it",
}
OF_BEARINGS = ("theme_", "line_", "direction_")
LAST = ("identity", "looked_after_by", "reason")
FACTS = (
    *("title", "body", "summary", "happened_on", "received_on", "period_from", "period_to", "link", "sensitivity"),
    *("value", "unit", "comparator", "caveat", "step", "counts_from"),
)


class SourceForm(forms.Form):
    """The kind of source from which an item comes."""

    source = forms.ModelChoiceField(
        SourceType.objects.all(), label="What kind of source is it?", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        hints = {each.pk: _hint(each) for each in SourceType.objects.all()}
        self.fields["source"].widget.hints = hints


def _hint(source: SourceType) -> str:
    return f"{source.made_by}. {source.publicity}. {source.handling}".strip()


class EvidenceForm(forms.Form):
    """What one version of an item says. A correction begins from the version that stands."""

    title = forms.CharField(label="Title", max_length=300)
    body = forms.CharField(label="Who made it", help_text="The body or the person, by name or post.", max_length=200)
    summary = long_text("What it says", "In your own words. What it means belongs in an assessment, not here.")
    happened_on = DateField(label="Date of the event", help_text="Leave it empty if there is none.", required=False)
    received_on = DateField(label="Date it was received")
    period_from = DateField(label="First day it covers", required=False)
    period_to = DateField(label="Last day it covers", required=False)
    link = forms.URLField(
        label="Link",
        help_text="It is shown as a link and never fetched.",
        max_length=1000,
        required=False,
        assume_scheme="https",
    )
    sensitivity = forms.ChoiceField(
        label="How it is handled", choices=EvidenceVersion.Sensitivity.choices, widget=forms.RadioSelect
    )
    value = forms.DecimalField(
        label="Figure",
        help_text="Only where the item is about one.",
        max_digits=20,
        decimal_places=4,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
    )
    unit = forms.CharField(
        label="Unit", help_text="Such as £ million, or per cent upheld.", max_length=100, required=False
    )
    comparator = forms.CharField(label="What it is compared with", max_length=300, required=False)
    caveat = long_text("What the figure does not show", "A figure is never kept without this.", rows=3)
    uploads = FilesField(label="Files")

    def __init__(
        self,
        *args: Any,
        source: SourceType,
        themes: Sequence[ThemeInEdition],
        current: EvidenceVersion | None = None,
        **more: Any,
    ) -> None:
        bearings = list(current.bearings.all()) if current else []
        if current:
            more["initial"] = {**_initial(current, bearings), **(more.get("initial") or {})}
        super().__init__(*args, **more)
        self.themes = themes
        self.fields["caveat"].required = False
        self._add_occasion(source)
        self._add_bearings(sum(each.line_id is not None for each in bearings) + LINES)
        if source.sealed_on_arrival and current is None:
            self._add_sealing()
        if current:
            self.fields["reason"] = long_text("Why is it corrected?", "The earlier version is kept as it was.", rows=3)

    def _add_occasion(self, source: SourceType) -> None:
        if source.occasion in STEPS:
            labels = dict(EvidenceVersion.Step.choices)
            choices = [("", "Not said"), *((each, labels[each]) for each in STEPS[source.occasion])]
            self.fields["step"] = forms.ChoiceField(label="How far had it come?", choices=choices, required=False)
        if source.occasion in COUNTED:
            hint = "The last day for the meeting is counted from it. Nothing follows by itself."
            self.fields["counts_from"] = DateField(label=COUNTED[source.occasion], help_text=hint, required=False)

    def _add_bearings(self, lines: int) -> None:
        for theme in self.themes:
            self.fields[f"theme_{theme.code}"] = forms.ChoiceField(label=theme.name, choices=DIRECTIONS, required=False)
        listed = [("", "No line"), *self._lines()]
        for number in range(1, lines + 1) if len(listed) > 1 else ():
            self.fields[f"line_{number}"] = forms.ChoiceField(label=f"Line {number}", choices=listed, required=False)
            self.fields[f"direction_{number}"] = forms.ChoiceField(
                label=f"Which way it bears on line {number}", choices=DIRECTIONS, required=False
            )

    def _add_sealing(self) -> None:
        self.fields["identity"] = long_text(
            "Who it came from", "Kept apart from the item. Leave names out of everything else.", rows=3
        )
        self.fields["identity"].required = False
        self.fields["looked_after_by"] = forms.ModelChoiceField(
            deputy_directors(), label="Deputy director who looks after its list", empty_label="Choose a deputy director"
        )

    def _lines(self) -> Iterator[tuple[str, str]]:
        for theme in self.themes:
            for line in (*theme.characteristics, *theme.indicators):
                yield f"{theme.code}:{line.wording.line_id}", f"{theme.name}: {line.wording.text}"

    def clean(self) -> dict[str, Any]:
        """Each line has a direction, and each direction a line."""
        cleaned = super().clean() or {}
        for number in self._numbers():
            line, direction = cleaned.get(f"line_{number}"), cleaned.get(f"direction_{number}")
            if bool(line) != bool(direction):
                self.add_error(f"direction_{number}" if line else f"line_{number}", "Give both the line and which way.")
        return cleaned

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        rest = {name: each for name, each in self.cleaned_data.items() if not name.startswith(OF_BEARINGS)}
        return {**rest, "bearings": list(self._bearings())}

    @property
    def theme_fields(self) -> list[BoundField]:
        """Which way it bears on each theme as a whole."""
        return [self[name] for name in self.fields if name.startswith("theme_")]

    @property
    def line_fields(self) -> list[BoundField]:
        """Characteristics and indicators, each with which way it bears on it."""
        return [self[name] for name in self.fields if name.startswith(("line_", "direction_"))]

    @property
    def has_lines(self) -> bool:
        """Whether one is named, so that it is shown at once."""
        return any(each.value() or each.errors for each in self.line_fields)

    @property
    def last_fields(self) -> list[BoundField]:
        """What comes at the end: whom it came from, or why it is corrected."""
        return [self[name] for name in self.fields if name in LAST]

    @property
    def plain_fields(self) -> list[BoundField]:
        """The facts themselves."""
        return [self[name] for name in self.fields if name not in LAST and not name.startswith(OF_BEARINGS)]

    def _numbers(self) -> list[int]:
        return [int(name[5:]) for name in self.fields if name.startswith("line_")]

    def _bearings(self) -> Iterator[Bears]:
        themes = Theme.objects.in_bulk()
        for theme in self.themes:
            if direction := self.cleaned_data.get(f"theme_{theme.code}"):
                yield {"theme": themes[theme.code], "line": None, "direction": direction}
        named = {each: self.cleaned_data.get(f"line_{each}", "").partition(":") for each in self._numbers()}
        lines = Line.objects.in_bulk([int(line) for _, _, line in named.values() if line])
        for number, (code, _, line) in named.items():
            if line:
                direction = self.cleaned_data[f"direction_{number}"]
                yield {"theme": themes[code], "line": lines[int(line)], "direction": direction}


def _initial(version: EvidenceVersion, bearings: list[Bearing]) -> dict[str, Any]:
    """What a form shows of a version."""
    told = {name: getattr(version, name) for name in FACTS}
    whole = {f"theme_{each.theme_id}": each.direction for each in bearings if each.line_id is None}
    lines = [each for each in bearings if each.line_id is not None]
    for number, each in enumerate(lines, start=1):
        whole |= {f"line_{number}": f"{each.theme_id}:{each.line_id}", f"direction_{number}": each.direction}
    return told | whole


def deputy_directors() -> QuerySet[User]:
    """The deputy directors of today, by name."""
    held = RoleHolding.objects.filter(role=Role.DEPUTY_DIRECTOR).on(today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


class EvidenceFilterForm(forms.Form):
    """Narrow a register of evidence."""

    theme = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label="Theme", required=False, widget=forms.CheckboxSelectMultiple
    )
    direction = forms.MultipleChoiceField(
        label="Which way it bears",
        required=False,
        choices=Bearing.Direction.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.MultipleChoiceField(
        label="Status",
        required=False,
        choices=[each for each in STATES.items() if each[0] != "superseded"],
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ModelChoiceField(SourceType.objects.all(), label="Source", required=False, empty_label="Any source")

"""The form of a draft notice: as many concerns and expectations as there are, and everyone it could go to."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from cases.forms.drafts import DraftForm, Section, Typed, long_words, plain_value
from cases.forms.rows import MOST_ROWS, numbered
from cases.models import OfficeHolding
from notices.models import Notice
from themes.selectors import ThemeInEdition

NOT_SENT = ""
ROLES = [("to", "To"), ("copy", "Copy"), (NOT_SENT, "Not sent")]
CONCERN = re.compile(r"concern_(\d{1,4})_theme")
EXPECTATION = re.compile(r"expectation_(\d{1,4})")


class NoticeForm(DraftForm):
    """A draft notice. It may be saved incomplete; the notice's page lists what is missing."""

    ROWS: ClassVar[Sequence[Section]] = (
        Section("concerns", "Concerns", r"concern_\d+_(theme|text|line)"),
        Section("expectations", "What is expected", r"expectation_\d+(_place)?"),
        Section("recipients", "Who it goes to", r"officer_\d+"),
        Section("next", "", "add_theme"),
    )

    what_prompted = long_words("What prompted the notice?", "The events and reports that led here, with their dates.")
    credit = long_words("What has the authority done already?", "Give credit for every step taken.")
    engagement_asked = long_words("What engagement do you ask for?", "For instance a meeting each month, with whom.")
    private_response = long_words(
        "What did the authority say in private?", "It has a chance to respond before a notice is put to a minister."
    )
    no_response_reason = long_words("If it had no chance to respond, why not?", rows=3)
    why_a_notice = long_words(
        "Why use a notice for a body of this kind?",
        "Notices are settled practice for local authorities only. Say why one fits here.",
        rows=3,
    )
    period_months = forms.IntegerField(
        label="How many months does it run?",
        help_text="12 in the ordinary case. 6 has been used for a second notice.",
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many months it runs",
            "invalid": "Months must be a whole number",
            "min_value": "It must run for at least 1 month",
            "max_value": "It must run for at most 60 months",
        },
    )
    period_reason = long_words("If not 12 months, why?", rows=3)
    signed_by = forms.ModelChoiceField(
        label="Which deputy director signs the letter?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody chosen yet",
    )
    add_theme = forms.ChoiceField(label="Theme of the next concern", required=False)

    def __init__(
        self,
        *args: Any,
        guidance: Sequence[ThemeInEdition],
        officers: Iterable[OfficeHolding],
        local: bool,
        **more: Any,
    ) -> None:
        self.guidance = {each.code: each for each in guidance}
        self.officers = list(officers)
        super().__init__(*args, **more)
        if local:
            del self.fields["why_a_notice"]
        signatories = RoleHolding.objects.filter(role=Role.DEPUTY_DIRECTOR).on(clock.today()).values("user")
        deputies = User.objects.filter(pk__in=signatories, is_active=True).order_by("name")
        self.fields["signed_by"].queryset = deputies  # type: ignore[attr-defined]
        self.fields["add_theme"].choices = self._themes()  # type: ignore[attr-defined]
        given = self.data if self.is_bound else self.initial
        self.concerns = [each for each in numbered(CONCERN, given) if self._add_concern(each, given)]
        self.expectations = numbered(EXPECTATION, given) or ([] if self.is_bound else [1])
        for place, number in enumerate(self.expectations, start=1):
            self._add_expectation(number, place)
        for officer in self.officers:
            self._add_officer(officer)

    def _themes(self) -> list[tuple[str, str]]:
        return [(each.code, each.name) for each in self.guidance.values()]

    def _add_concern(self, number: int, given: Any) -> bool:
        """Add the fields of one concern; False where its theme is none of the edition's."""
        prefix = f"concern_{number}"
        theme = self.guidance.get(str(given.get(f"{prefix}_theme", "")))
        if theme is None:
            return False
        self.fields[f"{prefix}_theme"] = forms.ChoiceField(
            label="Theme", choices=self._themes(), widget=forms.HiddenInput
        )
        self.fields[f"{prefix}_text"] = long_words(f"Concern about {theme.name.lower()}", "In your own words.", rows=3)
        self.fields[f"{prefix}_line"] = forms.ChoiceField(
            label="Line of the guidance it rests on",
            required=False,
            choices=[("", "None: in my own words only"), *lines_of(theme)],
            widget=forms.Select(attrs={"class": "app-select--wide"}),
        )
        return True

    def _add_expectation(self, number: int, place: int) -> None:
        self.fields[f"expectation_{number}"] = long_words(f"Expectation {place}", rows=2)
        self.fields[f"expectation_{number}_place"] = forms.IntegerField(
            label=f"Number of expectation {place} in the letter",
            required=False,
            initial=place,
            min_value=1,
            max_value=999,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
            error_messages={"invalid": f"The number of expectation {place} must be a whole number"},
        )

    def _add_officer(self, officer: OfficeHolding) -> None:
        left = f" (left on {officer.ends_on:%-d %B %Y})" if officer.ends_on and officer.ends_on < clock.today() else ""
        post = ("interim " if officer.is_interim else "") + officer.get_post_display().lower()
        self.fields[f"officer_{officer.pk}"] = forms.ChoiceField(
            label=f"{officer.name}, {post}{left}",
            choices=ROLES,
            required=False,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
        )

    def clean(self) -> dict[str, Any]:
        """A line of the guidance alone is no concern: it is said in one's own words."""
        for prefix in (f"concern_{each}" for each in self.concerns):
            if self.cleaned_data.get(f"{prefix}_line") and self.cleaned_data.get(f"{prefix}_text") == "":
                label = str(self.fields[f"{prefix}_text"].label)
                self.add_error(f"{prefix}_text", f"Enter the {label[0].lower()}{label[1:]}, or remove it")
        return self.cleaned_data

    def words_of(self, section: Section) -> str:
        """What a section says; concerns by theme, expectations in their order."""
        if section.name == "expectations":
            texts = [plain_value(self[name].value()) for name in self._in_order(self._typed_place)]
            return "\n\n".join(f"{number}. {each}" for number, each in enumerate(filter(None, texts), start=1))
        if section.name == "recipients":
            chosen = {f"officer_{each.pk}": each for each in self.officers}
            roles = dict(ROLES)
            said = ((self[name].label, plain_value(self[name].value())) for name in chosen)
            return "\n\n".join(f"{roles.get(role, role)}: {label}" for label, role in said if role)
        return "" if section.name == "next" else super().words_of(section)

    def _typed_place(self, name: str) -> int:
        place = plain_value(self[f"{name}_place"].value())
        return int(place) if place.isascii() and place.isdigit() else MOST_ROWS * 10

    def _in_order(self, place: Any) -> list[str]:
        return sorted((f"expectation_{each}" for each in self.expectations), key=place)

    @property
    def concern_rows(self) -> list[dict[str, Any]]:
        """The fields of each concern, and the name by which it is removed."""
        parts = ("theme", "text", "line")
        return [
            {"name": f"concern_{each}", **{part: self[f"concern_{each}_{part}"] for part in parts}}
            for each in self.concerns
        ]

    @property
    def expectation_rows(self) -> list[dict[str, Any]]:
        """The fields of each expectation, and the name by which it is removed."""
        names = [f"expectation_{each}" for each in self.expectations]
        return [{"name": each, "text": self[each], "place": self[f"{each}_place"]} for each in names]

    @property
    def officer_rows(self) -> list[BoundField]:
        """One choice for each person in post."""
        return [self[f"officer_{each.pk}"] for each in self.officers]

    def given(self) -> dict[str, Any]:
        """What the service takes, from every field that holds something valid."""
        clean = self.cleaned_data
        plain = [name for name in type(self).base_fields if name in clean and name != "add_theme"]
        places = self._in_order(lambda name: clean.get(f"{name}_place") or MOST_ROWS * 10)
        return {
            **{name: clean[name] for name in plain},
            "concerns": [self._concern(each) for each in self.concerns if clean.get(f"concern_{each}_text")],
            "expectations": [clean[name] for name in places if clean.get(name)],
            "recipients": [
                {"officer": each, "role": role}
                for each in self.officers
                if (role := clean.get(f"officer_{each.pk}", NOT_SENT))
            ],
        }

    def _concern(self, number: int) -> dict[str, Any]:
        prefix, clean = f"concern_{number}", self.cleaned_data
        line = clean.get(f"{prefix}_line")
        return {
            "theme_id": clean[f"{prefix}_theme"],
            "line_id": int(line) if line else None,
            "text": clean[f"{prefix}_text"],
        }


def lines_of(theme: ThemeInEdition) -> list[tuple[str, str]]:
    """The lines of a theme as choices, indicators first."""
    return [
        (str(each.wording.line_id), f"{kind}: {each.wording.text}")
        for kind, lines in (("Indicator", theme.indicators), ("Characteristic", theme.characteristics))
        for each in lines
    ]


def typed_of(notice: Notice) -> Typed:
    """The content of the form as a draft has it."""
    shown = {
        name: plain_value(getattr(notice, "signed_by_id" if name == "signed_by" else name))
        for name in NoticeForm.base_fields
        if name != "add_theme"
    }
    for number, concern in enumerate(notice.concerns.all(), start=1):
        shown |= {f"concern_{number}_theme": concern.theme_id, f"concern_{number}_text": concern.text}
        shown[f"concern_{number}_line"] = plain_value(concern.line_id)
    for expectation in notice.expectations.all():
        shown |= {f"expectation_{expectation.number}": expectation.text}
        shown[f"expectation_{expectation.number}_place"] = str(expectation.number)
    return shown | {f"officer_{each.officer_id}": each.role for each in notice.recipients.all()}


def with_rows_changed(do: str, typed: Typed) -> Typed:
    """What was typed with one more row, or without one, as the button says: `add:concern`, `remove:concern_2`."""
    act, _, what = do.partition(":")
    if act == "remove":
        return {name: each for name, each in typed.items() if not re.fullmatch(rf"{re.escape(what)}(_[a-z]+)?", name)}
    if what == "concern":
        return {**typed, f"concern_{_next(CONCERN, typed)}_theme": typed.get("add_theme", "")}
    if what == "expectation":
        return {**typed, f"expectation_{_next(EXPECTATION, typed)}": ""}
    return typed


def _next(pattern: re.Pattern[str], typed: Typed) -> int:
    return max(numbered(pattern, typed), default=0) + 1

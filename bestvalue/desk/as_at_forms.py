"""Choosing the past moment as at which a case is to be seen."""

import datetime as dt
from typing import Any

from django import forms

from bestvalue import clock
from bestvalue.records.as_at import AS_KNOWN, AS_STOOD, BadMomentError, Moment, moment_of
from bestvalue.ui.forms import DateField

KINDS = (
    (AS_KNOWN, "As it was known: only what had been recorded by then, mistakes and all"),
    (
        AS_STOOD,
        "As it stood: what is known today of that day, with what was recorded later and without what was voided",
    ),
)
END_OF_DAY = dt.time(23, 59)


class MomentForm(forms.Form):
    """A day, a time of it, and how to look at it."""

    kind = forms.ChoiceField(
        label="How do you want to see it?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you want to see it"},
    )
    day = DateField(label="On which day?")
    time = forms.TimeField(
        label="At what time?",
        help_text="For example, 14:30. Only for what was known. Leave it empty for the end of the day.",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time, such as 14:30"},
    )
    moment: Moment

    def clean(self) -> dict[str, Any]:
        """Make the moment of it, and refuse one to come."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.moment = self._moment(given["kind"], given["day"], given["time"])
            except BadMomentError as error:
                self.add_error("day", str(error))
        return given

    @staticmethod
    def _moment(kind: str, day: dt.date, time: dt.time | None) -> Moment:
        value = str(day)
        if kind == AS_KNOWN:
            if time is None and day == clock.today():
                time = clock.now().astimezone(clock.LONDON).time()
            value = dt.datetime.combine(day, time or END_OF_DAY).isoformat(timespec="minutes")
        return moment_of(kind, value)

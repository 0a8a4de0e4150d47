"""Forms about the record itself: abolition of the authority, and corrections."""

from typing import Any

from django import forms

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.records.models import Event
from cases.models import Case
from cases.moves import MOVES
from cases.services.correcting import OF_CORRECTING

from .engagement import long_text

MOST = 200


class SupersedeForm(PasswordAgain):
    """What may need a new decision for the successor."""

    transfer_note = long_text(
        "What may need a new decision for the successor?",
        "Nothing rolls over. List each obligation and who would have to decide on it.",
        rows=8,
    )


class EventChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One event of the case, by its act and its day."""

    def label_from_instance(self, event: Any) -> str:
        """What was done, when and by whom."""
        move = MOVES.get(event.verb)
        label = move.label if move else event.verb
        return f"{event.recorded_at:%-d %B %Y}: {label}, by {event.actor}"


class AskCorrectionForm(forms.Form):
    """Which event was recorded by mistake, and how."""

    event = EventChoice(
        Event.objects.none(), label="Which event was recorded by mistake?", empty_label="Choose an event"
    )
    mistake = long_text("What was recorded wrongly?", "And how it came to be.", rows=4)

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        events = case.events.exclude(verb__in=OF_CORRECTING).select_related("actor").order_by("-case_version")
        self.fields["event"].queryset = events  # type: ignore[attr-defined]


class LetStandForm(forms.Form):
    """Why an event stands."""

    note = long_text("Why does the event stand?", rows=4)

"""Acts on a case, or on an instrument of one: what they compare, confirm and tell."""

from typing import Any

from django.db.models import QuerySet

from bestvalue.api.acts import Act, Changes, Creation
from bestvalue.records.models import Event
from cases.asks import with_facts
from cases.models import Case, Instrument, text_hash
from cases.moves import MOVES
from cases.selectors.cases import timeline
from cases.services.decisions import approved_facts

MOST_CHANGES = 20


class CaseAct(Act):
    """An act on a case or on one of its instruments, whichever `found` gives."""

    def version(self, target: Any) -> int:
        """The number of acts recorded on the case."""
        return case_of(target).version

    def document(self, target: Any) -> str:
        """The hash of the text that is acted on, as it was approved where a minister decides; else the case's key."""
        if not isinstance(target, Instrument):
            return f"case:{case_of(target).pk}"
        instrument = type(target).objects.get(pk=target.pk)
        return text_hash(with_facts(instrument, approved_facts(MOVES[self.move], instrument)).decision_text())

    def told(self, target: Any) -> QuerySet[Event]:
        """The acts on the case that the caller may be told of, the latest first."""
        return timeline(case_of(target))

    def changes_since(self, target: Any, version: int) -> Changes:
        """The latest acts on the case after that version, of those that the caller may be told."""
        events = self.told(target).filter(case_version__gt=version)[:MOST_CHANGES]
        return [
            {"verb": each.verb, "label": label_of(each), "by": each.actor.name, "at": each.recorded_at}
            for each in events
        ]


class CaseCreation(CaseAct, Creation):
    """Something new in a collection below a case or one of its instruments."""


def case_of(target: Case | Any) -> Case:
    """The case that is acted on, or whose instrument is."""
    found: Case = target if isinstance(target, Case) else target.case
    return found


def label_of(event: Event) -> str:
    """The label of the move, or the verb for what is no move."""
    move = MOVES.get(event.verb)
    return move.label if move else event.verb

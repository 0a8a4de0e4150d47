"""Acts on a case, or on an instrument of one: what they compare, confirm and tell."""

from typing import Any

from bestvalue.api.acts import Act, Changes, Creation
from bestvalue.records.models import Event
from cases.models import Case, Instrument, text_hash
from cases.moves import MOVES
from cases.selectors.cases import timeline

MOST_CHANGES = 20


class CaseAct(Act):
    """An act on a case or on one of its instruments, whichever `found` gives."""

    def version(self, target: Any) -> int:
        """The number of acts recorded on the case."""
        return case_of(target).version

    def document(self, target: Any) -> str:
        """The hash of an instrument's exact text, else the case's key."""
        return text_hash(target.decision_text()) if isinstance(target, Instrument) else f"case:{case_of(target).pk}"

    def changes_since(self, target: Any, version: int) -> Changes:
        """The latest acts on the case after that version."""
        events = timeline(case_of(target)).filter(case_version__gt=version)[:MOST_CHANGES]
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

"""What all instruments share: an identity, their case, and a small machine whose table stands beside the model."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django_fsm import transition

from bestvalue.errors import Unmet
from bestvalue.records.triggers import kept, lawful_states

from ..stages import Stage
from ..states import StateField
from .facts import WithFacts

NOT_SENT = ("draft", "proposed", "conflicts_cleared", "discarded")


@dataclass(frozen=True)
class Life:
    """The states of an instrument: where it begins, the acts that change it, and the states in which it is live."""

    initial: str
    acts: Mapping[str, tuple[tuple[str, ...], str]]
    live: frozenset[str]

    @property
    def states(self) -> list[str]:
        """Every state, the first one first."""
        return list(dict.fromkeys([self.initial, *(target for _, target in self.acts.values())]))

    def act(self, name: str) -> Callable[[Any], Any]:
        """Decorator that makes a method the machine's act of this name."""
        sources, target = self.acts[name]
        decorate: Callable[[Any], Any] = transition(field="state", source=list(sources), target=target)
        return decorate

    def pairs(self) -> list[tuple[str, str]]:
        """Every lawful change of state."""
        return [(source, target) for sources, target in self.acts.values() for source in sources]

    def field(self) -> Any:
        """The model field that holds the state; only an act changes it."""
        return StateField(default=self.initial, protected=True, editable=False, max_length=30)

    def constraint(self, prefix: str) -> models.CheckConstraint:
        """The database's list of states."""
        return models.CheckConstraint(condition=Q(state__in=self.states), name=f"{prefix}_state_known")

    def triggers(self) -> list[pgtrigger.Trigger]:
        """The database's part: never deleted, begun at the beginning, changed only along the acts."""
        return [*kept(), *lawful_states(self.pairs(), initial=self.initial)]


class InstrumentQuerySet(models.QuerySet[Any]):
    """Questions about the instruments of one kind."""

    def live(self) -> "InstrumentQuerySet":
        """Those in a state that counts as live."""
        return self.filter(state__in=self.model.LIFE.live)


class Instrument(WithFacts):
    """An instrument that hangs off a case. Subclasses set `LIFE`, `KIND` and, where they hold a stage up,
    `SUSTAINS`.
    """

    LIFE: ClassVar[Life]
    KIND: ClassVar[str]
    SUSTAINS: ClassVar[tuple[Stage, ...]] = ()
    BLOCKS_CLOSING: ClassVar[bool] = True
    CARRIED: ClassVar["Mapping[str, models.Field[Any, Any]]"] = {"letter": models.TextField("letter that says so")}
    """Facts that a minister decides with an act and that no column keeps: the text that was decided on keeps them."""

    letter: str = ""

    state: Any

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="%(class)ss")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta(WithFacts.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.standing().replace('_', ' ')}"

    @property
    def key(self) -> str:
        """How events and submissions name this instrument: `notice:<id>`."""
        return f"{self.KIND}:{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether its state counts as live."""
        return self.state in self.LIFE.live

    @property
    def until(self) -> dt.date | None:
        """The date on which it is due to end, where there is one."""
        return getattr(self, "ends_on", None)

    def standing(self, today: dt.date | None = None) -> str:
        """The state as shown to people, with what the dates say on `today` (rulings 6)."""
        return str(self.state)

    @property
    def awaits_next_step(self) -> bool:
        """Whether it is live only until the department's next step answers it."""
        return False

    def settle(self, on: dt.date) -> None:
        """End it because the next step answered it on that day; only for what `awaits_next_step`."""
        raise NotImplementedError(f"{type(self).__name__} is not answered by a next step")

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished on that day (T69)."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it ends with its authority")

    def not_publishable(self) -> str:
        """Why it may not be published yet, in words; empty when it may."""
        return "A draft is not published." if self.state in NOT_SENT else ""

    def lacks(self) -> list[Unmet]:
        """What must still be written before a minister can be asked about it; nothing unless its kind says more."""
        return []

    def asked_with(self, move: str) -> "list[tuple[str, Instrument]]":
        """The other acts that a minister is asked for beside this one, each with its instrument."""
        return []

    def not_decidable(self, move: str, on: dt.date) -> list[Unmet]:
        """Why a minister cannot approve this act on that day, however it reads; nothing unless its kind says more."""
        return []

    def decision_text(self) -> str:
        """The exact text on which a minister decides; an approval holds only for these words (R1, R2)."""
        return self.letter or self.full_text()

    def full_text(self) -> str:
        """The instrument itself in full, which is decided on where the act carries no letter of its own."""
        raise NotImplementedError(f"{type(self).__name__} is not put to a minister")

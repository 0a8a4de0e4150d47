"""Events: one row for each act, never changed, each chained by hash to the one before it (R42)."""

import datetime as dt
import hashlib
import json
from typing import Any, ClassVar

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from bestvalue.records.triggers import FirmTrigger, append_only, refusal

LINK_CHECK = f"""
    IF NEW.recorded_at <> transaction_timestamp() THEN
        {refusal("An event is recorded at the database's own time.")}
    END IF;
    IF NEW.case_version = 1 AND NEW.previous_hash = '' THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM records_event earlier WHERE earlier.stream = NEW.stream
        AND earlier.case_version = NEW.case_version - 1 AND earlier.hash = NEW.previous_hash
    ) THEN {refusal("An event must follow the one before it in its chain.")} END IF;
    RETURN NEW;
"""
MACHINES_MAY = ("add_evidence", "import_metrics")
"""The only acts that a machine's account is ever the actor of; every act writes an event, so no other can be done."""

MACHINE_CHECK = f"""
    IF NEW.verb NOT IN ({", ".join(f"'{verb}'" for verb in MACHINES_MAY)}) AND EXISTS (
        SELECT 1 FROM accounts_user actor WHERE actor.id = NEW.actor_id AND actor.is_machine
    ) THEN {refusal("A machine submits evidence and values of metrics, and does no other act.")} END IF;
    RETURN NEW;
"""
ENTER_FEED = "INSERT INTO records_feedentry (event_id) VALUES (NEW.id); RETURN NULL;"


class Event(models.Model):
    """One act by one person. `hash` covers every other field, in the canonical form of `canonical()`."""

    stream = models.CharField(max_length=200)
    case_version = models.PositiveIntegerField("place in the chain")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="events")
    acting_for = models.CharField("decided by", max_length=300, blank=True)
    verb = models.CharField(max_length=80)
    subject = models.CharField("what it was done to", max_length=200, help_text="Kind and identifier: `notice:…`.")
    reason = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    decided_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["stream", "case_version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stream", "case_version"], name="event_one_place_in_chain"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-case_version"], name="event_case_latest"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *append_only(),
            FirmTrigger(name="chained", when=pgtrigger.Before, operation=pgtrigger.Insert, func=LINK_CHECK),
            FirmTrigger(
                name="machines_only_submit", when=pgtrigger.Before, operation=pgtrigger.Insert, func=MACHINE_CHECK
            ),
            FirmTrigger(name="enters_the_feed", when=pgtrigger.After, operation=pgtrigger.Insert, func=ENTER_FEED),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def canonical(self) -> bytes:
        """The bytes that are hashed: JSON with sorted keys and no spaces, UTF-8, instants in UTC with microseconds."""
        return json.dumps(self._facts(), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def computed_hash(self) -> str:
        """SHA-256, in hexadecimal, of the canonical form."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def _facts(self) -> dict[str, Any]:
        return {
            "acting_for": self.acting_for,
            "actor": self.actor_id,
            "after": self._as_kept(self.after),
            "before": self._as_kept(self.before),
            "case": str(self.case_id or ""),
            "case_version": self.case_version,
            "decided_on": self.decided_on.isoformat() if self.decided_on else "",
            "effective_on": self.effective_on.isoformat() if self.effective_on else "",
            "legal_basis": self.legal_basis,
            "previous_hash": self.previous_hash,
            "reason": self.reason,
            "recorded_at": f"{self.recorded_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "request_id": self.request_id,
            "stream": self.stream,
            "subject": self.subject,
            "verb": self.verb,
        }

    def _as_kept(self, facts: dict[str, Any]) -> Any:
        """The facts as JSON holds them; once they were read from the database, they are that already."""
        return json.loads(json.dumps(facts, cls=DjangoJSONEncoder)) if self._state.adding else facts

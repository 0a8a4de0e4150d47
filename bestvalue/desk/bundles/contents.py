"""What was before whoever decided, as it then was: told by the events up to the decision and by frozen texts alone."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bestvalue.accounts.models import User
from bestvalue.records.models import Event, Removal
from cases.models import Document, File
from interventions.models import Representation
from themes.models import Evidence, EvidenceVersion
from themes.policy import exportable, visible_evidence

from .deciding import Decision

HASH = re.compile(r"\b[0-9a-f]{64}\b")
LOGGED, ACKNOWLEDGED, ANSWERED = "log_representation", "acknowledge_representation", "answer_representation"


@dataclass(frozen=True, slots=True)
class Heard:
    """A representation as it then was: its summary and its answer only if it was answered by then."""

    row: Representation
    acknowledged: bool
    answered: bool


@dataclass(frozen=True)
class Contents:
    """Everything that goes into the bundle of one decision that somebody asked for; sealed items only `with_sealed`."""

    decision: Decision
    by: User
    with_sealed: bool = False

    @cached_property
    def events(self) -> list[Event]:
        """The chain of the case from its first event to the one that decided."""
        event = self.decision.event
        rows = Event.objects.filter(stream=event.stream, case_version__lte=event.case_version)
        return list(rows.select_related("actor").order_by("case_version"))

    @cached_property
    def about_the_submission(self) -> list[Event]:
        """What was done with the submission until then: drafted, cleared, returned, stood aside from, decided."""
        key = self.decision.submission.key if self.decision.submission else None
        return [each for each in self.events if each.subject == key]

    @cached_property
    def pack(self) -> Document | None:
        """The submission as it was last sent to the minister."""
        sent = [str(each.after["pack"]) for each in self.about_the_submission if "pack" in each.after]
        return self._texts(sent[-1:])[0] if sent else None

    @cached_property
    def texts(self) -> list[Document]:
        """The exact texts that were decided on, the one of this decision first; the pack names them by their hash."""
        decided = [self.decision.text.sha256] if self.decision.text else []
        return self._texts([*decided, *self._named_in_the_pack])

    @cached_property
    def annexes(self) -> list[File]:
        """The files that the pack names by their hash."""
        if self.decision.submission is None:
            return []
        rows = File.objects.filter(subject=self.decision.submission.key, sha256__in=self._named_in_the_pack)
        return list(rows.order_by("uploaded_at", "id"))

    @cached_property
    def representations(self) -> list[Heard]:
        """Every representation that had been logged on the case."""
        done = {(each.verb, each.subject) for each in self.events}
        keys = [subject.partition(":")[2] for verb, subject in done if verb == LOGGED]
        return [
            Heard(each, (ACKNOWLEDGED, each.key) in done, (ANSWERED, each.key) in done)
            for each in Representation.objects.filter(pk__in=keys).order_by("received_on", "id")
        ]

    @cached_property
    def relied_on(self) -> list[EvidenceVersion]:
        """The versions of evidence on which the submission relied, as last listed before it was decided."""
        listed = [each.after["evidence"] for each in self.about_the_submission if each.verb == "rely_on_evidence"]
        rows = EvidenceVersion.objects.filter(pk__in=listed[-1] if listed else [])
        return list(rows.select_related("evidence__source_type").order_by("recorded_at", "pk"))

    @cached_property
    def evidence(self) -> list[EvidenceVersion]:
        """Those of them that are told in full: what may leave the service, and whoever asked may read."""
        told = exportable(visible_evidence(self.by), with_sealed=self.with_sealed)
        free = set(told.filter(versions__in=self.relied_on).values_list("pk", flat=True))
        return [each for each in self.relied_on if each.evidence_id in free]

    @property
    def evidence_items(self) -> list[str]:
        """The identifiers of their items."""
        return sorted({str(each.evidence_id) for each in self.evidence})

    @cached_property
    def held_back(self) -> list[EvidenceVersion]:
        """Those that are only named, by identifier and hash: sealed, or from a source that never leaves the service."""
        return [each for each in self.relied_on if each not in self.evidence]

    @cached_property
    def record_texts(self) -> list[Document]:
        """Every other text on the record by then: each that an event names by its hash."""
        shown = {each.sha256 for each in (*self.texts, *([self.pack] if self.pack else []))}
        return self._texts(each for each in self._named_in_events if each not in shown)

    @cached_property
    def record_files(self) -> list[File]:
        """Every other file that had been kept on the case by then."""
        shown = {each.pk for each in self.annexes}
        kept = [each.subject.partition(":")[2] for each in self.events if each.verb == "keep_file"]
        rows = File.objects.filter(case=self.decision.event.case_id, pk__in=kept).order_by("uploaded_at", "id")
        return [each for each in rows if each.pk not in shown]

    @cached_property
    def people(self) -> dict[int, str]:
        """Whoever did something until then, by the number under which events name them."""
        return {each.actor_id: each.actor.name for each in self.events}

    @cached_property
    def variant(self) -> str:
        """A digest of what may differ between two bundles of this decision: what is held back, told or removed."""
        told = [sorted(str(each.pk) for each in rows) for rows in (self.held_back, self.evidence)]
        gone = sorted(Removal.objects.filter(case=self.decision.event.case_id).values_list("key", flat=True))
        return hashlib.sha256(json.dumps([self.with_sealed, *told, gone]).encode()).hexdigest()

    @property
    def _named_in_the_pack(self) -> list[str]:
        return HASH.findall(self.pack.body) if self.pack else []

    @property
    def _named_in_events(self) -> list[str]:
        return [each for event in self.events for each in HASH.findall(json.dumps([event.before, event.after]))]

    def _texts(self, hashes: Iterable[str]) -> list[Document]:
        """The texts of the case with these hashes, each once, in this order."""
        wanted = list(dict.fromkeys(hashes))
        rows = Document.objects.filter(case=self.decision.event.case_id, sha256__in=wanted)
        found = {each.sha256: each for each in rows.order_by("-created_at", "-version")}
        return [found[each] for each in wanted if each in found]


def entitled(user: User, decision: Decision) -> bool:
    """Whether something sealed that may be told was before the decider, and this person is named to every such item."""
    relied_on = Contents(decision, user).relied_on
    sealed = exportable(Evidence.objects.filter(is_sealed=True, versions__in=relied_on), with_sealed=True)
    return sealed.exists() and not sealed.exclude(pk__in=visible_evidence(user).values("pk")).exists()

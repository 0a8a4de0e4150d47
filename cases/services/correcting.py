"""Voiding an event that was recorded by mistake, by two people (T70, rulings 8)."""

from uuid import UUID

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event

from ..conditions import Situation
from ..models import Authority, Case, Correction, SubmissionAct
from ..models.submissions import DECISIONS
from ..moves import MOVES
from ..stages import Stage
from .act import Act, acting
from .landing import held_up


def ask_correction(
    *, by: User, case: Case, event: Event, mistake: str, expected_version: int | None = None
) -> Correction:
    """Say that an event was recorded by mistake; the records manager, somebody else, agrees or does not."""
    with acting("ask_correction", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(event.case_id == case.pk, "other_case", "It belongs to another case.")
        act.need(mistake.strip(), "no_mistake", "Say what was recorded wrongly.")
        waits = Correction.objects.filter(case=case, state="asked").exists()
        act.need(not waits, "correction_waits", "Another correction on this case waits for the records manager.")
        act.need(
            not is_void(event.pk) and event.verb not in OF_CORRECTING, "voided", "It is voided already, or cannot be."
        )
        act.check()
        made = Correction.objects.create(case=act.case, event=event, mistake=mistake, asked_by=by, asked_at=clock.now())
        act.tell(subject=f"correction:{made.pk}", reason=mistake, after={"event": event.pk})
    return made


def correct_record(*, by: User, correction: Correction, expected_version: int | None = None) -> Correction:
    """Agree that the event is void (T70). The stage follows, and an approval that the event gave or confirmed is void.

    What else it made stays as it is, and nothing is deleted. Refused where something live would contradict the stage
    that the remaining events give, or the approval has been spent.
    """
    with acting("correct_record", case=correction.case_id, by=by, expected_version=expected_version) as act:
        correction = _waiting(act, correction, by)
        Authority.objects.select_for_update(of=("self",)).get(pk=act.case.authority_id)  # no case opens meanwhile
        to = stage_without(act.case, correction.event)
        for code, message in contradictions(act.case, to, correction.event):
            act.need(False, code, message)
        act.check()
        if approval := approval_by(correction.event):
            _void(act.lock(approval))
        if to == Stage.CLOSED:
            act.close(correction.mistake)
        else:
            act.case.closed_on, act.case.outcome = None, ""
        act.go(to)
        correction.make()
        correction.stage_after = to
        _decide(correction, by)
        told = {"event": correction.event_id, "asked_by": str(correction.asked_by)}
        act.tell(subject=f"correction:{correction.pk}", reason=correction.mistake, after=told)
    return correction


def refuse_correction(
    *, by: User, correction: Correction, note: str, expected_version: int | None = None
) -> Correction:
    """Do not agree: the event stands."""
    with acting("refuse_correction", case=correction.case_id, by=by, expected_version=expected_version) as act:
        correction = _waiting(act, correction, by)
        act.need(note.strip(), "no_reason", "Say why the event stands.")
        act.check()
        correction.refuse()
        correction.note = note
        _decide(correction, by)
        act.tell(subject=f"correction:{correction.pk}", reason=note, after={"event": correction.event_id})
    return correction


OF_CORRECTING = ("ask_correction", "correct_record", "refuse_correction")


def is_void(event: int) -> bool:
    """Whether an event, by its number, was voided as a mistake."""
    return Correction.objects.filter(event=event, state="made").exists()


def stage_without(case: Case, voided: Event) -> Stage:
    """The stage that the events of a case give without one of them, and without those voided before."""
    gone = {voided.pk, *Correction.objects.filter(case=case, state="made").values_list("event_id", flat=True)}
    stage = Stage.EARLY_ENGAGEMENT
    for event in case.events.order_by("case_version"):
        moved = event.after.get("stage") not in (None, event.before.get("stage"))
        if moved and event.pk not in gone:
            stage = Stage(event.after["stage"])
    return stage


def approval_by(event: Event) -> SubmissionAct | None:
    """What a minister approved or confirmed by this event, be it spent since; None where it was neither.

    What was void and has been asked and approved again is of the later event.
    """
    if event.verb not in DECISIONS:
        return None
    asked = {"after__act": event.after["act"], "after__of": event.after["of"], "subject": event.subject}
    decided = Event.objects.filter(case=event.case_id, verb="decide", **asked)
    if decided.filter(case_version__gt=event.case_version).exists():
        return None
    acts = SubmissionAct.objects.filter(
        submission=UUID(event.subject.partition(":")[2]), state__in=("approved", "spent")
    )
    return acts.filter(move=event.after["act"], subject=event.after["of"]).first()


def contradictions(case: Case, to: Stage, voided: Event) -> list[tuple[str, str]]:
    """Why the event cannot be voided and the case put at that stage as things stand, each with a code."""
    found = []
    approval = approval_by(voided)
    if approval and approval.spent_by_id and not is_void(approval.spent_by_id):
        label = MOVES[approval.move].label
        found.append(
            ("decision_spent", f"The decision has been carried out: {label}. If that was a mistake too, void it first.")
        )
    held = held_up(Situation(case, clock.today()))
    names = ", ".join(stage.label for stage in Stage if stage in held)
    if held and to not in held:
        found.append(
            ("instruments_live", f"What is live holds the case at: {names}. End it first, by its own act, saying why.")
        )
    elif to not in (Stage.EARLY_ENGAGEMENT, Stage.CLOSED, *held):
        found.append(("nothing_there", f"Nothing is live that the stage “{to.label}” would rest on."))
    others = Case.objects.filter(authority=case.authority_id).exclude(stage=Stage.CLOSED).exclude(pk=case.pk)
    if to != Stage.CLOSED and others.exists():
        found.append(("case_open", "A later case of this authority is open."))
    return found


def _waiting(act: Act, correction: Correction, by: User) -> Correction:
    correction = act.lock(correction)
    if correction.asked_by_id == by.pk:
        raise Forbidden("A correction takes two people: somebody else agrees to it.")
    act.need(correction.state == "asked", "decided", f"It was decided: {MOVES['correct_record'].label.lower()}.")
    return correction


def _decide(correction: Correction, by: User) -> None:
    correction.decided_by, correction.decided_at = by, clock.now()
    correction.save()


def _void(approval: SubmissionAct) -> None:
    if approval.state == "approved":
        approval.void()
        approval.save(update_fields=["state"])

"""A machine that walks cases at random through the ordinary services, lawfully and not, over years."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.celery import app
from bestvalue.errors import ActError
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.conditions import Situation, unmet_conditions
from cases.models import Authority, Case, Instrument
from cases.moves import MOVES
from cases.services.opening import agree_support, close_without_action, engage, log_contact
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from cases.services.superseding import supersede
from cases.stages import Stage
from interventions.models import Proposal
from interventions.services.proposals import close_window
from interventions.services.representations import answer_representation
from themes.models import Theme

from . import promises
from .build import FACTS
from .deeds import DECIDED, DRAFTS, UNANSWERED, UNDECIDED, Deed, Facts, in_days

START = dt.date(2021, 1, 4)
PACK = dict.fromkeys(
    (
        "recommendation",
        "evidence_for",
        "evidence_against",
        "authority_account",
        "local_checks",
        "legal_note",
        "public_law_note",
        "cost_note",
    ),
    "Written.",
) | {"options": ["Act", "Do nothing"]}
CHOICES: dict[str, st.SearchStrategy[Any]] = {
    "to": st.sampled_from([None, None, None, *Stage]),
    "days": st.sampled_from([14, 8, 30, 9, 5, 400]),
    "fate": st.sampled_from(["", "continues", "ends", "absorbed"]),
}
DRAFTED_FIRST = {
    *(f"no_draft_{kind}" for kind in ("notice", "inspection", "package", "proposal", "directions")),
    *("no_appointment", "no_urgency", "no_notices"),
}
SETS = {"extend_oversight": ("review_due_on",)}
MOSTLY = st.sampled_from([True, True, True, True, True, False])


def _there(deed: Deed, case: Case) -> bool:
    """Whether the case has an instrument that the act is meant for."""
    return bool(deed[2].objects.filter(case=case, state__in=deed[3]).exists())


class Walk(RuleBasedStateMachine):
    """Two authorities, seven people, and a clock that only runs forward. Everything is undone at the end."""

    people: dict[str, User]
    team: Team
    slugs: tuple[str, ...]

    @classmethod
    def set_out(cls, people: dict[str, User], team: Team, authorities: list[Authority]) -> None:
        """Say among whom the walks that follow take place."""
        cls.people, cls.team = people, team
        cls.slugs = tuple(each.slug for each in authorities)
        Theme.objects.get_or_create(
            code="ur", defaults={"slug": "use-of-resources", "name": "Resources", "position": 5}
        )

    def __init__(self) -> None:
        super().__init__()
        self.day = START
        self.example = ExitStack()
        self.example.enter_context(self.undone())

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Forget everything that the example did: it is in one transaction, which is rolled back."""
        example = transaction.atomic()
        example._from_testcase = True  # type: ignore[attr-defined]  # as Django marks a test's own block
        with example:
            try:
                yield
            finally:
                transaction.set_rollback(True)

    def teardown(self) -> None:
        """Prove the chains, then forget everything that the example did."""
        with self.example:
            assert list(verify_chains()) == []

    # What every rule does

    def attempt(self, service: Callable[..., Any], *, by: str, **facts: Any) -> Any:
        """Try an act: done and held to the promises, or refused by an ActError with nothing written."""
        before, events = promises.stages(), Event.objects.count()
        try:
            with clock.at(self.day), transaction.atomic():
                made = service(by=self.people[by], **facts)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except ActError:
            assert (promises.stages(), Event.objects.count()) == (before, events)
            return None
        promises.no_stage_moves_without_one_act_of_this_person(before, events, self.people[by])
        return made

    def case(self, which: int) -> Case | None:
        """The latest case of one of the authorities."""
        return Case.objects.filter(authority__slug=self.slugs[which]).order_by("created_at").last()

    def instrument(self, deed: Deed, case: Case, *, by: str) -> Instrument | None:
        """An instrument that the act is meant for, drafted if need be."""
        service, _, model, states, _ = deed
        draft = DRAFTS.get(service.__name__)
        found = model.objects.filter(case=case, state__in=states).last()
        if draft and (found is None or service.__name__.startswith("make_")):
            drafted: Instrument | None = self.attempt(lambda by: draft(case, by), by=by)
            return drafted
        return found  # type: ignore[no-any-return]

    def approve(self, move: str, instrument: Instrument, given: Facts, *, by: str, decision: str) -> None:
        """Take an act to a minister through the ordinary submission, with the facts that it will set."""
        beside = instrument.asked_with(move)
        changes = {name: dict(FACTS[name]) for name, _ in beside}
        changes[move] = {**FACTS.get(move, {}), **{name: given[name] for name in SETS.get(move, ())}}
        if move in ("revoke_directions", "let_directions_lapse"):
            changes[move]["oversight_review_on"] = self.day + dt.timedelta(days=366)
        made = self.attempt(
            draft_submission,
            by="officer",
            case=instrument.case,
            question="?",
            acts=[(move, instrument), *beside],
            changes=changes,
            **PACK,
        )
        if made:
            self.attempt(offer_for_clearance, by="officer", submission=made)
        if made and self.attempt(clear_submission, by="deputy_director", submission=made):
            self.attempt(decide, by=by, asked=made.acts.get(move=move), decision=decision, reasons="Read.")

    # The rules

    @initialize(which=st.sampled_from([0, 1]))
    def begin(self, which: int) -> None:
        """One case is open from the start."""
        self.open_case(which)

    @rule(which=st.sampled_from([0, 1]), by=st.sampled_from(["lead", "officer"]), rarely=st.integers(0, 3))
    def opens(self, which: int, by: str, rarely: int) -> None:
        """Somebody opens a case where none is, or tries to."""
        case = self.case(which)
        if rarely == 0 or case is None or not case.is_open:
            self.open_case(which, by=by)

    def open_case(self, which: int, by: str = "lead") -> None:
        """Open or reopen a case of one of the authorities."""
        authority = Authority.objects.get(slug=self.slugs[which])
        self.attempt(engage, by=by, authority=authority, team=self.team, reason="The auditor's report.")

    def _decided(self, deed: Deed, case: Case, data: st.DataObject, *, lawfully: bool) -> None:
        service, argument, *_, facts = deed
        instrument = self.instrument(deed, case, by="officer")
        if instrument is None:
            return
        move = service.__name__
        urgent = move == "make_urgent_directions"
        with clock.at(self.day):
            given = facts(lambda name: data.draw(CHOICES[name], label=name))
        if lawfully or data.draw(MOSTLY):
            usual = "secretary_of_state" if urgent else "minister"
            by = usual if lawfully else data.draw(st.sampled_from(["minister", "secretary_of_state", "officer"]))
            decisions = ["approve"] if lawfully else ["approve", "approve", "decline", "return_for_changes"]
            self.approve(move, instrument, given, by=by, decision=data.draw(st.sampled_from(decisions)))
        by = "lead" if lawfully else data.draw(st.sampled_from(["lead", "deputy_director", "officer", "minister"]))
        self.attempt(service, by=by, **{argument: case if argument == "case" else instrument}, **given)

    def _likely(self, case: Case) -> list[Deed]:
        """The decided acts that want nothing but a draft, which the walk then writes."""
        situation = Situation(case, self.day)
        return [
            each
            for each in DECIDED
            if {unmet.code for unmet in unmet_conditions(MOVES[each[0].__name__], situation)} <= DRAFTED_FIRST
            and (each[0].__name__ in DRAFTS or _there(each, case))
        ]

    @rule(which=st.sampled_from([0, 1]), data=st.data())
    def takes_a_likely_step(self, which: int, data: st.DataObject) -> None:
        """A step that the stage allows, on a minister's approval."""
        case = self.case(which)
        deeds = self._likely(case) if case else []
        if case and deeds:
            deed = data.draw(st.sampled_from(deeds), label="deed")
            self._decided(deed, case, data, lawfully=True)

    @rule(which=st.sampled_from([0, 1]), data=st.data())
    def is_heard_and_directed(self, which: int, data: st.DataObject) -> None:
        """The longest road in one stride: a proposal, its window, directions."""
        case = self.case(which)
        by_name = {each[0].__name__: each for each in DECIDED}
        if case:
            self._decided(by_name["propose_intervention"], case, data, lawfully=True)
            self.day += dt.timedelta(days=40)
            self.answers_everything(which)
            for proposal in Proposal.objects.filter(case=case, state="open"):
                self.attempt(close_window, by="officer", proposal=proposal)
            self._decided(by_name["make_directions"], case, data, lawfully=True)

    @rule(which=st.sampled_from([0, 1]), deed=st.sampled_from(DECIDED), data=st.data())
    def tries_any_step(self, which: int, deed: Deed, data: st.DataObject) -> None:
        """Any step at all, perhaps unapproved, perhaps by the wrong person."""
        case = self.case(which)
        if case:
            self._decided(deed, case, data, lawfully=False)

    @rule(which=st.sampled_from([0, 1]), data=st.data())
    def officials_act(self, which: int, data: st.DataObject) -> None:
        """Something that officials do of themselves."""
        case = self.case(which)
        deeds = [(role, each) for role in UNDECIDED for each in UNDECIDED[role] if case and _there(each, case)]
        if case and deeds:
            role, deed = data.draw(st.sampled_from(deeds), label="deed")
            service, argument, model, states, facts = deed
            with clock.at(self.day):
                given = facts(lambda name: data.draw(CHOICES[name], label=name))
            subject = case if argument == "case" else model.objects.filter(case=case, state__in=states).last()
            self.attempt(service, by=role, **{argument: subject}, **given)

    @rule(which=st.sampled_from([0, 1]))
    def answers_everything(self, which: int) -> None:
        """Every representation is answered."""
        for each in UNANSWERED.filter(proposal__case=self.case(which)):
            self.attempt(answer_representation, by="officer", representation=each, summary="No.", reply="Noted.")

    @rule(which=st.sampled_from([0, 1]), what=st.sampled_from(["contact", "support", "close"]))
    def engages(self, which: int, what: str) -> None:
        """The quiet work of early engagement."""
        case = self.case(which)
        if case is None:
            return
        with clock.at(self.day):
            today, later = clock.today(), in_days(100)
        if what == "contact":
            self.attempt(
                log_contact, by="officer", case=case, held_on=today, channel="call", people="Them", summary="Talk."
            )
        elif what == "support":
            self.attempt(
                agree_support,
                by="deputy_director",
                case=case,
                what="Help",
                provider="LGA",
                owner="Chief executive",
                review_on=later,
            )
        else:
            self.attempt(close_without_action, by="deputy_director", case=case, outcome="Nothing more.")

    @rule(which=st.sampled_from([0, 1]), rarely=st.integers(0, 15))
    def is_abolished(self, which: int, rarely: int) -> None:
        """An authority reaches its last day, and the case is superseded."""
        case = self.case(which)
        if rarely == 0 and case:
            Authority.objects.filter(pk=case.authority_id, ends_on__isnull=True).update(ends_on=self.day)
        if rarely < 2 and case:
            self.attempt(supersede, by="lead", case=case, transfer_note="Nothing rolls over.")

    @rule(days=st.sampled_from([20, 7, 90, 366, 1]))
    def time_passes(self, days: int) -> None:
        """The clock runs on, and all that runs by itself runs: people are prompted, no case changes (N11, N12)."""
        before = promises.standing()
        self.day += dt.timedelta(days=days)
        app.loader.import_default_modules()
        with clock.at(self.day), TemporaryDirectory() as anchors, override_settings(ANCHORS_ROOT=Path(anchors)):
            for job in settings.CELERY_BEAT_SCHEDULE.values():
                app.tasks[str(job["task"])].apply().get()
        assert promises.standing() == before

    @invariant()
    def promises_hold(self) -> None:
        """What must be true whatever happened."""
        for promise in promises.ALWAYS:
            promise()

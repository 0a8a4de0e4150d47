"""Taking a case to any stage as people do: through the ordinary services, on days that pass."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.errors import Refused
from cases.models import Authority, Case, Instrument, OfficeHolding, Submission, SubmissionAct
from cases.services.opening import engage
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from cases.stages import Stage
from interventions.models import Direction, Inspection, OversightPeriod, Package, Proposal
from interventions.services.directions import draft_directions, make_directions
from interventions.services.exits import agree_exit_strategy, start_exit
from interventions.services.inspections import appoint_inspector, draft_inspection, receive_inspection_report
from interventions.services.leaving import revoke_directions
from interventions.services.packages import agree_package, draft_package
from interventions.services.proposals import close_window, draft_proposal, propose_intervention
from notices.models import Notice
from notices.services import draft_notice, issue_notice, record_progress
from tests.api.world import an_authority
from tests.factories import TeamFactory, person
from tests.support.assessing import assessed
from themes.models import Theme

START = dt.date(2025, 1, 6)
PACK: Mapping[str, Any] = {
    "options": ["Act", "Do nothing"],
    **dict.fromkeys(
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
    ),
}
BY_LETTER = (
    *(
        "publish_inspection_report",
        "respond_to_inspection",
        "end_inspection_early",
        "end_package",
        "do_not_intervene",
        "restart_proposal",
    ),
    *("do_not_proceed_with_proposal", "end_appointment", "hand_back_function", "enforce_directions"),
    *("start_exit", "halt_exit", "close_after_oversight", "revoke_directions", "let_directions_lapse"),
)
FACTS: Mapping[str, Mapping[str, Any]] = {
    "withdraw_notice": {"ending_letter": "We withdraw the notice."},
    "do_not_reissue_notice": {"ending_letter": "We do not reissue the notice."},
    **{move: {"letter": "We write to say so, of Finance."} for move in BY_LETTER},
}
FINDINGS = [{"theme_id": "ur", "finding": "failing", "reasons": "Reserves are spent."}]
VIEWS = {"authority": "Ready.", "commissioners": "Ready.", "officials": "Ready."}
I = TypeVar("I", bound=Instrument)  # noqa: E741


def refusals(act: Callable[[], Any]) -> set[str]:
    """The codes of every condition for which an act is refused; none if it went through."""
    try:
        act()
    except Refused as refused:
        return {each.code for each in refused.unmet}
    return set()


@dataclass
class Play:
    """One case and the people who work on it. Days pass by `wait`."""

    team: Team
    officer: User
    lead: User
    deputy_director: User
    minister: User
    secretary_of_state: User
    records_manager: User
    press: User
    private_office: User
    days: ExitStack
    authority: Authority
    chief: OfficeHolding
    case: Case = field(init=False)

    @classmethod
    def begin(cls, days: ExitStack) -> "Play":
        """People in office for years, an authority with a chief executive, and a case in early engagement."""
        days.enter_context(clock.at(START))
        long_ago = START - dt.timedelta(days=2000)
        team = TeamFactory.create()
        Theme.objects.get_or_create(
            code="ur", defaults={"slug": "use-of-resources", "name": "Use of resources", "position": 5}
        )
        authority = an_authority()
        play = cls(
            team=team,
            officer=person(Role.OFFICER, team=team, since=long_ago),
            lead=person(Role.TEAM_LEAD, team=team, since=long_ago),
            deputy_director=person(Role.DEPUTY_DIRECTOR, since=long_ago),
            minister=person(Role.MINISTER, since=long_ago),
            secretary_of_state=person(Role.SECRETARY_OF_STATE, since=long_ago),
            records_manager=person(Role.RECORDS_MANAGER, team=team, since=long_ago),
            press=person(Role.PRESS, since=long_ago),
            private_office=person(Role.PRIVATE_OFFICE, since=long_ago),
            days=days,
            authority=authority,
            chief=authority.officers.create(post="head_of_paid_service", name="A. Chief", starts_on=long_ago),
        )
        play.case = engage(
            by=play.lead, officer=play.officer, authority=authority, team=team, reason="The auditor's report."
        )
        return play

    # Time and place

    def wait(self, days: int) -> dt.date:
        """Let days pass; the day it then is."""
        self.days.enter_context(clock.at(clock.today() + dt.timedelta(days=days)))
        return clock.today()

    def on(self, day: dt.date) -> None:
        """Let time pass until a day."""
        self.days.enter_context(clock.at(day))

    def reopened(self) -> Case:
        """A new case of the same authority, the last being closed."""
        return engage(by=self.lead, authority=self.authority, team=self.team, reason="A new report.")

    @property
    def stage(self) -> Stage:
        """Where the case is now."""
        return Stage(Case.objects.values_list("stage", flat=True).get(pk=self.case.pk))

    # Decisions

    def drafted(self, move: str, instrument: Instrument, **changes: Any) -> Submission:
        """A complete draft that asks for one act; `changes` are the facts that the act will set."""
        facts = {**FACTS.get(move, {}), **changes}
        if move in ("revoke_directions", "let_directions_lapse"):
            facts.setdefault("oversight_review_on", clock.today() + dt.timedelta(days=366))
        beside = instrument.asked_with(move)
        told = {move: facts, **{name: FACTS[name] for name, _ in beside}}
        return draft_submission(
            by=self.officer,
            case=instrument.case,
            question="Is it so?",
            acts=[(move, instrument), *beside],
            changes=told,
            **PACK,
        )

    def offered(self, move: str, instrument: Instrument, **changes: Any) -> Submission:
        """The same, waiting to be cleared."""
        return offer_for_clearance(by=self.officer, submission=self.drafted(move, instrument, **changes))

    def asked(self, move: str, instrument: Instrument, **changes: Any) -> SubmissionAct:
        """One act on one instrument, in a minister's box; `changes` are the new facts that are asked for."""
        submission = self.offered(move, instrument, **changes)
        return clear_submission(by=self.deputy_director, submission=submission).acts.get(move=move)

    def approved(self, move: str, instrument: Instrument, **changes: Any) -> SubmissionAct:
        """One act on one instrument, approved by whoever decides it."""
        by = self.secretary_of_state if move == "make_urgent_directions" else self.minister
        return decide(by=by, asked=self.asked(move, instrument, **changes), decision="approve", reasons="Read.")

    def act(self, service: Callable[..., Any], argument: str, instrument: Instrument, **facts: Any) -> Any:
        """An act on an instrument, approved by a minister and carried out by the lead."""
        self.approved(service.__name__, instrument)
        return service(by=self.lead, **{argument: instrument}, **facts)

    # Drafts

    def a_notice(self, **facts: Any) -> Notice:
        """A complete draft of a notice."""
        parts: dict[str, Any] = {
            "concerns": [{"theme_id": "ur", "text": "Reserves were used unplanned."}],
            "expectations": ["Agree a balanced plan."],
            "recipients": [{"officer": self.chief, "role": "to"}],
            "what_prompted": "The auditor's report.",
            "credit": "A new finance director.",
            "engagement_asked": "A monthly meeting.",
            "private_response": "They accept it.",
            "signed_by": self.deputy_director,
        }
        return draft_notice(by=self.officer, case=self.case, **{**parts, **facts})

    def assessed(self, notice: Notice) -> Notice:
        """The notice, with what is known about each thing it expects."""
        for expectation in notice.expectations.all():
            record_progress(
                by=self.officer, expectation=expectation, on=clock.today(), finding="in_part", text="A draft plan."
            )
        return notice

    def an_inspection(self, **facts: Any) -> Inspection:
        """A complete draft of an inspection."""
        parts: dict[str, Any] = {
            "functions": ["Governance"],
            "inspector": "A. Inspector",
            "conflicts_check": "None found.",
            "fees": "At cost",
            "evidence": "A disclosure.",
            "report_due_on": clock.today() + dt.timedelta(days=90),
        }
        return draft_inspection(by=self.officer, case=self.case, **{**parts, **facts})

    def a_package(self, **facts: Any) -> Package:
        """A complete draft of a non-statutory package."""
        parts: dict[str, Any] = {
            "model": "board",
            "agreement": "Their letter.",
            "terms": "Terms.",
            "members": "Three.",
            "reporting": "Quarterly",
            "review_on": clock.today() + dt.timedelta(days=365),
        }
        return draft_package(by=self.officer, case=self.case, **{**parts, **facts})

    def a_proposal(self, **facts: Any) -> Proposal:
        """A complete draft of a proposal to intervene, on a case that was assessed."""
        assessed(self.case)
        parts: dict[str, Any] = {
            "evidence": "The report.",
            "model": "Commissioners",
            "period": "Two years",
            "cost": "Paid by the authority.",
            "services_statement": "Services stay funded.",
            "exit_strategy": "Step by step.",
            "actions": ["Agree a plan."],
            "functions": [{"text": "Finance", "is_reserve": False}],
            "findings": FINDINGS,
        }
        return draft_proposal(by=self.officer, case=self.case, **{**parts, **facts})

    def directions(self, proposal: Proposal | None = None, **facts: Any) -> Direction:
        """A complete draft of directions."""
        parts: dict[str, Any] = {
            "recitals": "The Duty is not met.",
            "actions": ["Agree a plan."],
            "functions": [{"text": "Finance", "is_reserve": False}],
            "findings": FINDINGS,
            "ends_on": clock.today() + dt.timedelta(days=730),
        }
        return draft_directions(by=self.officer, case=self.case, proposal=proposal, **{**parts, **facts})

    def urgent(self, **facts: Any) -> Direction:
        """A complete draft of urgent directions."""
        parts: dict[str, Any] = {
            "is_urgent": True,
            "urgency_reason": "The sale is tomorrow.",
            "legal_advice": "It is urgent.",
            "notice_to_authority": "To you.",
            "notice_to_representatives": "To the association.",
        }
        return self.directions(**{**parts, **facts})

    # Stages

    def noticed(self, **facts: Any) -> Notice:
        """A notice in force."""
        notice: Notice = self.act(issue_notice, "notice", self.a_notice(**facts))
        return notice

    def inspected(self) -> Inspection:
        """An inspection under way."""
        inspection: Inspection = self.act(appoint_inspector, "inspection", self.an_inspection())
        return inspection

    def reported(self) -> Inspection:
        """An inspection that has reported."""
        inspection, today = self.inspected(), self.wait(60)
        return receive_inspection_report(
            by=self.officer,
            inspection=inspection,
            sent_to_authority_on=today,
            sent_to_secretary_of_state_on=today,
            recommends_directions=True,
        )

    def proposed(self, **facts: Any) -> Proposal:
        """A proposal open for representations, for ten working days unless `window_days` is given."""
        proposal: Proposal = self.act(propose_intervention, "proposal", self.a_proposal(**facts))
        return proposal

    def heard(self) -> Proposal:
        """A proposal whose time for representations is over."""
        proposal = self.proposed()
        self.wait(15)
        return close_window(by=self.officer, proposal=proposal)

    def intervened(self, **facts: Any) -> Direction:
        """Directions in force."""
        direction: Direction = self.act(make_directions, "direction", self.directions(self.heard(), **facts))
        return direction

    def packaged(self) -> Package:
        """A non-statutory package running."""
        package: Package = self.act(agree_package, "package", self.a_package())
        return package

    def exiting(self, **facts: Any) -> Direction:
        """An intervention on its way out."""
        direction = self.intervened(**facts)
        agree_exit_strategy(
            by=self.officer, case=self.case, text="Step by step.", milestones=[{"text": "A balanced budget"}]
        )
        self.approved("start_exit", direction)
        start_exit(by=self.lead, case=self.case, reason="They are ready.")
        return direction

    def watched(self) -> OversightPeriod:
        """Oversight after directions were revoked."""
        self.act(revoke_directions, "direction", self.intervened(), **self.leaving())
        return OversightPeriod.objects.get(case=self.case)

    def leaving(self) -> dict[str, Any]:
        """What ending directions needs."""
        return {"reason": "They can sustain it unaided.", "views": VIEWS}

"""The people of the demonstration, and the few things that every scene makes them do."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.desk.selectors.publications import beginning
from cases.models import Authority, Case, Instrument, PublicationPack
from cases.selectors.authorities import addressees
from cases.services.opening import engage, log_contact
from cases.services.packs import approve_publication, prepare_publication, publish_pack
from cases.services.publication import publish
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from notices.models import Notice
from notices.services import draft_notice, issue_notice, serve_notice

I = TypeVar("I", bound=Instrument)  # noqa: E741
PACK: dict[str, Any] = {
    "options": ["Take the step recommended", "Wait for the authority's own plan", "Do nothing"],
    "recommendation": "Take the step recommended.",
    "evidence_for": "Two reports of the external auditor, and the authority's own accounts.",
    "evidence_against": "A new chief executive began in the spring and has the council's support.",
    "authority_account": "The authority accepts most of the findings and asks for time.",
    "local_checks": "The audit committee met four times and asked for the same plan.",
    "legal_note": "The step is within the powers named.",
    "public_law_note": "Lawful, rational and fair; rights and the equality duty were considered.",
    "cost_note": "The authority pays; statutory services are not put at risk.",
}


@dataclass
class Cast:
    """Who plays the scenes."""

    officer: User
    lead: User
    deputy_director: User
    minister: User
    secretary_of_state: User
    press: User

    @classmethod
    def gather(cls) -> "Cast":
        """The people that `load_people` made."""
        logins = ("officer", "lead", "deputy.director", "minister", "secretary.of.state", "press")
        return cls(*(User.objects.get(email=email_of(login)) for login in logins))

    def engage(self, slug: str, reason: str) -> Case:
        """Open a case at a fictional authority, with a first call."""
        team = RoleHolding.objects.get(user=self.officer).team
        assert team is not None  # noqa: S101 (officers hold their role in a team)
        case = engage(
            by=self.officer,
            officer=self.officer,
            agreed_by=self.lead,
            authority=Authority.objects.get(slug=slug),
            team=team,
            reason=reason,
        )
        log_contact(
            by=self.officer,
            case=case,
            held_on=clock.today(),
            channel="call",
            people="Olu Marsh; the authority's chief executive",
            summary="The chief executive described the position and offered the papers.",
        )
        return case

    def approved(self, move: str, instrument: Instrument, question: str, **facts: Any) -> None:
        """Take one act on one instrument to a minister, who approves it; `facts` are those that the act will set."""
        decider = self.secretary_of_state if move == "make_urgent_directions" else self.minister
        submission = self.submitted(move, instrument, question, **facts)
        decide(
            by=decider,
            asked=submission.acts.get(move=move),
            decision="approve",
            reasons="I agree with the recommendation.",
        )

    def submitted(self, move: str, instrument: Instrument, question: str, **facts: Any) -> Any:
        """Take one act on one instrument as far as the minister's box."""
        beside = instrument.asked_with(move)
        letter = f"# {instrument.case.authority}\n\nThe Secretary of State has decided not to take this step."
        changes = {move: facts, **{name: {"letter": letter} for name, _ in beside}}
        submission = draft_submission(
            by=self.officer,
            case=instrument.case,
            question=question,
            acts=[(move, instrument), *beside],
            changes=changes,
            **PACK,
        )
        offer_for_clearance(by=self.officer, submission=submission)
        return clear_submission(by=self.deputy_director, submission=submission)

    def act(self, service: Callable[..., I], instrument: I, question: str, argument: str, **facts: Any) -> I:
        """Have a minister approve an act on an instrument, and the team lead carry it out."""
        self.approved(service.__name__, instrument, question)
        return service(by=self.lead, **{argument: instrument}, **facts)

    def published(self, instrument: Instrument, title: str, statement: str, until: dt.date | None) -> None:
        """Publish an instrument."""
        publish(
            by=self.press,
            approved_by=self.deputy_director,
            instrument=instrument,
            title=f"{title}: {instrument.case.authority}",
            statement=statement,
            in_force_from=clock.today(),
            in_force_until=until,
        )

    def drafted(self, case: Case, *, months: int = 12) -> Notice:
        """Draft a complete notice."""
        to = [each for each in addressees(case.authority, on=clock.today()) if each.holder]
        return draft_notice(
            by=self.officer,
            case=case,
            concerns=[
                {"theme_id": "ur", "text": "Reserves were used unplanned in two years running."},
                {"theme_id": "gv", "text": "Reports of internal audit were not acted on."},
            ],
            expectations=[
                "Agree a balanced medium-term financial plan.",
                "Act on every open recommendation of internal audit.",
                "Publish progress each quarter.",
            ],
            recipients=[{"officer": each.holder, "role": each.role} for each in to],
            what_prompted="The external auditor's two reports of this year.",
            credit="A new audit committee chair has been appointed.",
            engagement_asked="A monthly meeting with officials.",
            private_response="The authority was shown the concerns and replied in writing.",
            why_a_notice="" if case.authority.kind.is_local_authority else "Its own regime looks at other matters.",
            signed_by=self.deputy_director,
            period_months=months,
            period_reason="" if months == 12 else "A second notice.",
        )

    def noticed(self, case: Case, *, months: int = 12) -> Notice:
        """Draft, approve, issue, serve and publish a notice."""
        notice = self.drafted(case, months=months)
        notice = self.act(issue_notice, notice, "Issue a Best Value Notice?", "notice")
        for recipient in notice.recipients.all():
            serve_notice(by=self.officer, recipient=recipient, served_on=clock.today(), how="Email, read receipt")
        pack = self.prepared(notice, f"A Best Value Notice was issued for {months} months.")
        approve_publication(by=self.deputy_director, pack=pack, digest=pack.digest())
        publish_pack(by=self.press, pack=pack, digest=pack.digest())
        return notice

    def prepared(self, instrument: Instrument, statement: str) -> PublicationPack:
        """Prepare the text that was decided on for publication."""
        begun = beginning(instrument)
        fields = {**begun.initial, "statement": statement}
        return prepare_publication(by=self.officer, instrument=instrument, original=begun.original, **fields)

"""Fictional cases at every stage, each a scene played on the days on which it would have happened."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from bestvalue import clock
from cases.models import Authority, Case
from cases.services.case_notes import write_note
from cases.services.engaging import agree_next_step, answer_offer, offer_support, record_account
from cases.services.opening import agree_support, close_without_action
from interventions.models import Direction, Proposal, Representation
from interventions.services.appointments import clear_conflicts, draft_appointment, make_appointment
from interventions.services.directions import draft_directions, make_directions
from interventions.services.exits import agree_exit_strategy, start_exit
from interventions.services.inspections import appoint_inspector, draft_inspection
from interventions.services.leaving import revoke_directions
from interventions.services.proposals import close_window, draft_proposal, propose_intervention
from interventions.services.reports import receive_progress_report
from interventions.services.representations import answer_representation, log_representation
from notices.services import draft_notice, record_progress

from .assessments import assess, observe_some
from .cast import Cast

Scene = Callable[[Cast, str], Case]
FINDINGS = [
    {
        "theme_id": "ur",
        "finding": "failing",
        "reasons": "Reserves were used unplanned in two years running, and borrowing is out of scale.",
    },
    {"theme_id": "gv", "finding": "failing", "reasons": "Reports of internal audit were not acted on."},
    {"theme_id": "sd", "finding": "not_failing", "reasons": "Services to children and adults are sound."},
]


def ago(days: int) -> dt.date:
    """The day that lies so many days before the real today."""
    return clock.today() - dt.timedelta(days=days)


def early_talks(cast: Cast, slug: str) -> Case:
    """Early engagement, private: support offered, the authority's own account, and next steps agreed."""
    with clock.at(ago(20)):
        case = cast.engage(slug, "The auditor's annual report names three significant weaknesses.")
    with clock.at(ago(15)):
        today = clock.today()
        what, provider = "A finance peer challenge", "Local Government Association"
        offer = offer_support(by=cast.officer, case=case, offered_on=today, what=what, provider=provider)
        answer_offer(by=cast.officer, offer=offer, taken_up=True, answered_on=today, answer="Yes, in the spring.")
        what, provider = "A mentor for the leader", "A former leader elsewhere"
        offer_support(by=cast.officer, case=case, offered_on=today, what=what, provider=provider)
        account = "The weaknesses are those we found ourselves. Two of the three are being put right."
        record_account(by=cast.officer, case=case, given_on=today, given_by="The chief executive", text=account)
        for what, days in (("Send the draft recovery plan", 10), ("Meet again with the auditor present", 40)):
            due_on = today + dt.timedelta(days=days)
            agree_next_step(by=cast.officer, case=case, what=what, owner="The chief executive", due_on=due_on)
    with clock.at(ago(10)):
        assess(cast, case)
    with clock.at(ago(5)):
        observe_some(cast, case)
    with clock.at(ago(2)):
        draft_notice(
            by=cast.officer,
            case=case,
            what_prompted="The auditor's annual report names three significant weaknesses.",
            concerns=[{"theme_id": "ur", "text": "The recovery plan has no figures."}],
        )
    return case


def before_the_minister(cast: Cast, slug: str) -> Case:
    """A notice in the minister's box."""
    with clock.at(ago(60)):
        case = cast.engage(slug, "Contracts were let without competition for four years.")
    with clock.at(ago(4)):
        cast.submitted("issue_notice", cast.drafted(case), "Issue a Best Value Notice?")
    return case


def approved_and_waiting(cast: Cast, slug: str) -> Case:
    """A notice that a minister approved, and that nobody has issued yet."""
    with clock.at(ago(70)):
        case = cast.engage(slug, "Three chairs in a year, and no accounts signed.")
    with clock.at(ago(1)):
        cast.approved("issue_notice", cast.drafted(case, months=6), "Issue a Best Value Notice?")
    return case


def agreed_support(cast: Cast, slug: str) -> Case:
    """Early engagement, with support that the authority agreed to."""
    with clock.at(ago(90)):
        case = cast.engage(slug, "A peer challenge was put off twice.")
    with clock.at(ago(60)):
        agree_support(
            by=cast.deputy_director,
            case=case,
            what="A finance peer challenge, and a mentor for the new finance officer.",
            provider="Local Government Association",
            owner="The chief executive",
            review_on=clock.today() + dt.timedelta(days=180),
        )
    return case


def closed_quietly(cast: Cast, slug: str) -> Case:
    """Opened and closed in private, with nothing more to do."""
    with clock.at(ago(400)):
        case = cast.engage(slug, "Accounts two years late.")
    with clock.at(ago(310)):
        said = "No auditor could be found for two years."
        record_account(by=cast.officer, case=case, given_on=clock.today(), given_by="The chief executive", text=said)
        assess(cast, case)
    with clock.at(ago(300)):
        close_without_action(
            by=cast.deputy_director,
            case=case,
            outcome="The accounts were late for want of an auditor; they are now signed.",
        )
    return case


def noticed(cast: Cast, slug: str) -> Case:
    """A notice in force."""
    with clock.at(ago(200)):
        case = cast.engage(slug, "Reserves used unplanned in two years running.")
    with clock.at(ago(120)):
        notice = cast.noticed(case)
    with clock.at(ago(20)):
        for expectation, finding, text in zip(
            notice.expectations.all(),
            ("in_part", "met", "not_known"),
            ("A draft plan went to cabinet.", "The auditor confirms it.", "The first report is due next month."),
            strict=True,
        ):
            record_progress(by=cast.officer, expectation=expectation, on=clock.today(), finding=finding, text=text)
    return case


def notice_awaiting_decision(cast: Cast, slug: str) -> Case:
    """A notice whose period has ended, with no decision yet."""
    with clock.at(ago(300)):
        case = cast.engage(slug, "Statutory officers changed four times in a year.")
    with clock.at(ago(215)):
        cast.noticed(case, months=6)
    return case


def inspected(cast: Cast, slug: str) -> Case:
    """An inspection under way beside a notice in force."""
    with clock.at(ago(160)):
        case = cast.engage(slug, "Serious allegations about contracts, not looked into.")
    with clock.at(ago(130)):
        cast.noticed(case)
    with clock.at(ago(40)):
        inspection = draft_inspection(
            by=cast.officer,
            case=case,
            functions=["Governance and scrutiny", "Procurement and contract management", "Appointment of officers"],
            inspector="Eleri Vaughan-Ashby",
            conflicts_check="No interest found.",
            fees="£1,200 a day, payable by the authority",
            evidence="Three whistle-blowing disclosures were not followed up.",
            report_due_on=clock.today() + dt.timedelta(days=150),
        )
        inspection = cast.act(appoint_inspector, inspection, "Appoint an inspector?", "inspection")
        until = inspection.report_due_on
        cast.published(inspection, "Best value inspection", "An inspector was appointed under section 10.", until)
    return case


def _proposed(cast: Cast, case: Case) -> Proposal:
    assess(cast, case)
    proposal = draft_proposal(
        by=cast.officer,
        case=case,
        evidence="The inspection report, and the auditor's public interest report.",
        model="Commissioners",
        period="Three years",
        people="A lead commissioner and two commissioners",
        cost="£1,200 a day for the lead commissioner, paid by the authority.",
        services_statement="The cost is under a tenth of one per cent of the budget; statutory services stay funded.",
        exit_strategy="Functions go back one by one as milestones are met.",
        actions=["Agree an improvement plan within six months.", "Publish progress against it each quarter."],
        functions=[
            {"text": "Strategic financial management", "is_reserve": False},
            {"text": "Appointment and dismissal of statutory officers", "is_reserve": True},
        ],
        findings=FINDINGS,
        report="The inspection report, which the authority was sent in the spring.",
        respond_to="representations@department.example",
    )
    proposal = cast.act(propose_intervention, proposal, "Are you minded to intervene?", "proposal")
    closes_on = proposal.closes_on
    cast.published(
        proposal, "Proposal to intervene", f"The authority has until {closes_on:%-d %B %Y} to respond.", closes_on
    )
    return proposal


def minded_to(cast: Cast, slug: str) -> Case:
    """A proposal open for representations, two of them in."""
    with clock.at(ago(150)):
        case = cast.engage(slug, "A report under section 114 of the Local Government Finance Act 1988.")
    with clock.at(ago(6)):
        proposal = _proposed(cast, case)
    with clock.at(ago(2)):
        words = "We accept the findings and ask that the finance function stay with us."
        first = _said(cast, proposal, "The authority", words, is_from_authority=True)
        _answered(cast, first, "Accepts; asks to keep finance.")
        _said(cast, proposal, "A residents' group", "Commissioners should come at once.", channel="letter")
    return case


def _said(cast: Cast, proposal: Proposal, sender: str, text: str, **more: Any) -> Representation:
    facts = {"received_on": clock.today(), "channel": "email", **more}
    return log_representation(by=cast.officer, proposal=proposal, sender=sender, text=text, **facts)


def _answered(cast: Cast, representation: Representation, summary: str, *, late_decision: str = "") -> None:
    reply = "Put to the minister."
    answer_representation(
        by=cast.lead, representation=representation, summary=summary, reply=reply, late_decision=late_decision
    )


def _heard(cast: Cast, proposal: Proposal, *, days: int) -> None:
    """The authority in time, and one who came after the closing date and was considered all the same."""
    with clock.at(ago(days)):
        words = "The findings are fair. Leave the appointment of officers with us."
        _answered(cast, _said(cast, proposal, "The authority", words, is_from_authority=True), "Accepts most of it.")
    with clock.at(ago(days - 15)):
        late = _said(cast, proposal, "The Member of Parliament for the area", "Act soon.", channel="letter")
        _answered(cast, late, "Asks for speed.", late_decision="Considered: it came before any decision.")


def _directed(cast: Cast, slug: str, *, began: int, length: int) -> tuple[Case, Direction]:
    with clock.at(ago(began + 120)):
        case = cast.engage(slug, "Borrowing out of scale with the size of the authority.")
    with clock.at(ago(began + 60)):
        proposal = _proposed(cast, case)
    _heard(cast, proposal, days=began + 56)
    with clock.at(ago(began + 40)):
        close_window(by=cast.officer, proposal=proposal)
    with clock.at(ago(began)):
        ends_on = clock.today() + dt.timedelta(days=length)
        direction = draft_directions(
            by=cast.officer,
            case=case,
            proposal=proposal,
            recitals="The Secretary of State is satisfied that the authority is failing to meet its "
            "Duty, on the reports named.",
            actions=["Agree an improvement plan within six months."],
            functions=[{"text": "Strategic financial management", "is_reserve": False}],
            findings=FINDINGS,
            memorandum="The authority cannot put its finances right unaided. Commissioners will help it to.",
            ends_on=ends_on,
        )
        direction = cast.act(make_directions, direction, "Make the directions?", "direction")
        cast.published(direction, "Directions", "Directions were made under section 15.", ends_on)
    return case, direction


def directed(cast: Cast, slug: str) -> Case:
    """Directions in force, a commissioner serving, a first report in, and notes on the case, one of them corrected."""
    case, _ = _directed(cast, slug, began=220, length=1095)
    with clock.at(ago(215)):
        lead = draft_appointment(
            by=cast.officer,
            case=case,
            person="Sir Aldous Merrifield-Okonkwo",
            role="lead_commissioner",
            powers="active",
            day_limit=150,
            daily_rate=1200,
            ends_on=clock.today() + dt.timedelta(days=700),
        )
        clear_conflicts(by=cast.lead, appointment=lead, finding="No interest found.")
        lead.refresh_from_db(fields=["conflicts_check"])
        cast.act(make_appointment, lead, "Appoint the lead commissioner?", "appointment")
    with clock.at(ago(30)):
        receive_progress_report(
            by=cast.officer,
            case=case,
            author="The lead commissioner",
            dated_on=ago(35),
            received_on=clock.today(),
            scope_recommended="No change.",
            text="The plan was agreed on time. The finance team is still short of six people.",
        )
    with clock.at(ago(20)):
        wrong = write_note(by=cast.officer, case=case, text="The next report is due at Easter.", kind="handling")
    with clock.at(ago(19)):
        text = "The next report is due in the spring; the lead commissioner will name the day."
        write_note(by=cast.officer, case=case, text=text, kind="handling", corrects=wrong)
    return case


def lapsed(cast: Cast, slug: str) -> Case:
    """Directions that reached their end with nothing decided."""
    return _directed(cast, slug, began=380, length=365)[0]


def leaving(cast: Cast, slug: str) -> Case:
    """An intervention on its way out."""
    case, direction = _directed(cast, slug, began=600, length=730)
    with clock.at(ago(100)):
        agree_exit_strategy(
            by=cast.officer,
            case=case,
            text="Finance goes back first, then the appointment of officers.",
            milestones=[
                {"text": "Two balanced budgets in a row", "due_on": ago(-30)},
                {"text": "Permanent statutory officers in post", "due_on": ago(-60)},
            ],
        )
    with clock.at(ago(60)):
        letter = f"# {case.authority}: the way out\n\nThe commissioners recommend it, and the milestones are set."
        cast.approved("start_exit", direction, "Start the exit?", letter=letter)
        start_exit(by=cast.lead, case=case, reason="The commissioners recommend it and the milestones are set.")
    return case


def watched(cast: Cast, slug: str) -> Case:
    """Oversight after the directions were revoked early."""
    case, direction = _directed(cast, slug, began=900, length=1095)
    with clock.at(ago(80)):
        views = {
            "authority": "We can sustain this ourselves.",
            "commissioners": "We agree; there is more to do and the council can do it.",
            "officials": "The evidence supports ending early.",
        }
        review_due = clock.today() + dt.timedelta(days=365)
        letter = f"# {case.authority}: the directions are revoked\n\nThe authority can sustain its improvement unaided."
        cast.approved(
            "revoke_directions", direction, "Revoke the directions?", letter=letter, oversight_review_on=review_due
        )
        revoke_directions(
            by=cast.lead,
            direction=direction,
            reason="The authority can sustain its improvement unaided.",
            views=views,
        )
    return case


SCENES: dict[str, Scene] = {
    "fictional-three-estuaries-waste-authority": before_the_minister,
    "fictional-high-skarrow-national-park-authority": approved_and_waiting,
    "fictional-ashmere-county-council": noticed,
    "fictional-brackwater-district-council": early_talks,
    "fictional-brynllyr-a-ffynnon-dwr-borough-council": agreed_support,
    "fictional-carrowdale-council": directed,
    "fictional-dunmarsh-city-council": inspected,
    "fictional-ellenthorpe-metropolitan-borough-council": minded_to,
    "fictional-london-borough-of-fennock-vale": leaving,
    "fictional-greywater-valley-combined-authority": notice_awaiting_decision,
    "fictional-harrowmoor-and-the-wolds-combined-county-authority": closed_quietly,
    "fictional-carrowford-borough-council": watched,
    "fictional-saint-wendred-under-wychling-and-the-upper-windle-valley": lapsed,
}


def play_scenes(cast: Cast) -> list[Case]:
    """Play every scene whose authority has no case yet; the cases made."""
    started = set(Case.objects.filter(authority__slug__in=SCENES).values_list("authority__slug", flat=True))
    known = set(Authority.objects.filter(slug__in=SCENES).values_list("slug", flat=True))
    return [scene(cast, slug) for slug, scene in SCENES.items() if slug in known - started]

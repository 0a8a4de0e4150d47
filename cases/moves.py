"""The table of moves (domain 2.3): the source of buttons, API, audit text, permissions, diagram and database trigger.

Each row: T-number, name, label, legal basis, who decides, the document it produces, the paths it may take, as
{stage: stages it may lead to}, and the conditions it needs (`cases.conditions`). A row without paths acts on an
instrument and never touches the stage (rulings 1 and 2). The name is the name
of the service; where there are paths, also of the method of `Case`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bestvalue.accounts.models import Role

from .stages import OPEN_STAGES, Stage

EE, BVN, INSP, MT = Stage.EARLY_ENGAGEMENT, Stage.BEST_VALUE_NOTICE, Stage.INSPECTION, Stage.MINDED_TO
INT, EXIT, OVER, CLOSED = Stage.INTERVENTION, Stage.EXIT, Stage.OVERSIGHT, Stage.CLOSED

Paths = Mapping[Stage, tuple[Stage, ...]]

DRAFTERS = (Role.OFFICER, Role.TEAM_LEAD)
OFFICIAL = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR)
LEAD = (Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR)
DEPUTY = (Role.DEPUTY_DIRECTOR,)
MINISTER = (Role.MINISTER, Role.SECRETARY_OF_STATE)
SOS = (Role.SECRETARY_OF_STATE,)
BOX = (*MINISTER, Role.PRIVATE_OFFICE)
NOTERS = (*OFFICIAL, Role.LEGAL_ADVISER, Role.ANALYST, Role.RECORDS_MANAGER, Role.DIRECTOR)
COMMENTERS = (*OFFICIAL, Role.LEGAL_ADVISER)
ADVISERS = (*OFFICIAL, Role.LEGAL_ADVISER, *BOX)
TWO_PEOPLE = (Role.RECORDS_MANAGER,)


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful act on a case or on one of its instruments."""

    number: str
    name: str
    label: str
    basis: str
    decider: tuple[Role, ...]
    document: str = ""
    paths: Paths = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    carried_out_by: tuple[Role, ...] = ()  # where that is not as rulings 12 has it
    of_record: bool = False  # about the record only: lawful whatever became of the case and its authority

    @property
    def needs_submission(self) -> bool:
        """Whether a minister or the Secretary of State decides,
        so that an approved submission is spent (rulings 14).
        """
        return self.decider in (MINISTER, SOS) and not self.carried_out_by

    @property
    def performers(self) -> tuple[Role, ...]:
        """The roles that may carry the act out once it is decided (rulings 12)."""
        return LEAD if self.needs_submission else self.carried_out_by or self.decider

    @property
    def sources(self) -> tuple[Stage, ...]:
        """The stages from which the move may be made."""
        return tuple(self.paths)

    def pairs(self) -> Iterable[tuple[Stage, Stage]]:
        """Every change of stage that the move may cause."""
        return ((source, to) for source, targets in self.paths.items() for to in targets if to != source)


def stay(*stages: Stage) -> Paths:
    """Paths that leave the stage as it is."""
    return {stage: (stage,) for stage in stages}


def onward(to: Stage, *sources: Stage) -> Paths:
    """Paths from each source to one stage."""
    return dict.fromkeys(sources, (to,))


def back(*sources: Stage) -> Paths:
    """Paths of an act that ends an instrument: the decider picks the stage (rulings 3),
    within what `landing` allows.
    """
    return dict.fromkeys(sources, tuple(Stage))


A99 = "LGA 1999"
PRACTICE = "ordinary powers of a minister; response para 67"
ANYWHERE = stay(*OPEN_STAGES)

# fmt: off
TABLE: tuple[Move, ...] = (
    # Opening, engaging, supporting
    Move("T01", "engage", "Open a case", "no power is used; response para 67", OFFICIAL, "opening note",
         conditions=("no_case_yet",), of_record=True),
    Move("T02", "log_contact", "Log a contact", "no power is used; response para 67", OFFICIAL, "letter or note"),
    Move("T03", "close_without_action", "Close without further action", "response para 69", DEPUTY,
         "closing letter or note", onward(CLOSED, EE),
         ("nothing_live", "no_undecided_proposal", "authority_was_heard", "assessment_is_agreed")),
    Move("T04", "agree_support", "Record agreed support", "response para 69", DEPUTY, "note of agreement"),
    Move("T05", "end_support", "End agreed support", "response para 69", DEPUTY, "letter",
         {EE: (EE, CLOSED), **stay(BVN, INSP, MT, INT, EXIT, OVER)}, ("support_is_live", "assessment_is_agreed")),
    Move("T06", "commission_review", "Commission an external review",
         "by agreement, or a condition of financial support", MINISTER, "commissioning letter",
         conditions=("review_is_drafted",)),
    Move("T07", "receive_review_report", "Record the review's report", "by agreement; response para 20", OFFICIAL,
         "report", conditions=("review_is_under_way",)),
    # Best Value Notices
    Move("T10", "submit_notice", "Put a notice to a minister", PRACTICE, OFFICIAL, "submission",
         conditions=("notice_is_drafted",)),
    Move("T11", "refuse_notice", "Return or decline a notice", PRACTICE, MINISTER, "decision record",
         conditions=("submission_awaits_decision",), carried_out_by=BOX),
    Move("T12", "issue_notice", "Issue a Best Value Notice", PRACTICE, MINISTER, "Best Value Notice",
         {**onward(BVN, EE, OVER), BVN: (BVN,), INSP: (BVN, INSP), MT: (BVN, MT), INT: (INT,), EXIT: (EXIT,)},
         ("notice_is_drafted", "no_notice_is_live")),
    Move("T13", "serve_requirement", "Require information", "LGA 1972 s.230(1)", MINISTER, "requirement letter",
         conditions=("requirement_is_drafted", "section_230_reaches")),
    Move("T14", "revise_notice", "Revise a notice before its end", PRACTICE, MINISTER, "revised notice", ANYWHERE,
         ("notice_is_drafted", "notice_is_live", "progress_is_assessed")),
    Move("T15", "withdraw_notice", "Withdraw a notice early", PRACTICE, MINISTER, "withdrawal letter",
         {**back(BVN), **stay(EE, INSP, MT, INT, EXIT, OVER)}, ("notice_is_live",)),
    Move("T16", "record_period_end", "Record that a notice's period has ended", PRACTICE, OFFICIAL,
         conditions=("entered_from_the_record", "notice_is_live")),
    Move("T17", "do_not_reissue_notice", "Decide not to reissue a notice", PRACTICE, MINISTER, "letter: not reissued",
         {**back(BVN), **stay(EE, INSP, MT, INT, EXIT, OVER)}, ("notice_is_live",)),
    Move("T18", "reissue_notice", "Reissue a notice whose period has ended", PRACTICE, MINISTER, "reissued notice",
         ANYWHERE, ("notice_is_drafted", "notice_is_live", "notice_period_has_ended")),
    # Inspection
    Move("T20", "submit_inspection", "Put an inspection to a minister", f"{A99} s.10", OFFICIAL, "submission",
         conditions=("inspection_is_drafted",)),
    Move("T21", "refuse_inspection", "Return or decline an inspection", f"{A99} s.10", MINISTER, "decision record",
         conditions=("submission_awaits_decision",), carried_out_by=BOX),
    Move("T22", "appoint_inspector", "Appoint an inspector", f"{A99} s.10(1)", MINISTER, "appointment letters",
         {**onward(INSP, EE, BVN, OVER), **stay(INSP, MT, INT, EXIT)},
         ("inspection_is_drafted", "status_is_confirmed", "other_regimes_considered")),
    Move("T23", "appoint_assistant_inspector", "Appoint an assistant inspector", f"{A99} s.10(2)-(3)", MINISTER,
         "appointment letter", conditions=("inspection_is_under_way",)),
    Move("T24", "vary_inspection", "Change an inspection's date or scope", f"{A99} s.10(1), (4)", MINISTER, "letter",
         conditions=("inspection_is_under_way",)),
    Move("T25", "serve_inspectors_requirement", "Record an inspector's requirement", f"{A99} s.11(4)", OFFICIAL,
         "requirement", conditions=("inspection_is_under_way",)),
    Move("T26", "receive_inspection_report", "Record an inspection report", f"{A99} s.13(3)", OFFICIAL, "report",
         conditions=("inspection_is_under_way",)),
    Move("T27", "publish_inspection_report", "Publish an inspection report", f"{A99} s.13(3A)", MINISTER, "report",
         conditions=("inspection_is_reported",)),
    Move("T28", "submit_proposal_after_inspection", "Put a proposal to a minister", f"{A99} s.15", OFFICIAL,
         "submission", conditions=("inspection_is_reported", "assessment_is_agreed")),
    Move("T29", "respond_to_inspection", "Respond to an inspection report", "response para 78", MINISTER,
         "response letter", {**back(INSP), **stay(EE, BVN, MT, INT, EXIT, OVER)}, ("inspection_is_reported",)),
    Move("T2A", "end_inspection_early", "End an inspection early", f"{A99} s.10", MINISTER, "letter",
         {**back(INSP), **stay(EE, BVN, MT, INT, EXIT, OVER)}, ("inspection_is_under_way",)),
    # Non-statutory intervention
    Move("T30", "agree_package", "Agree a non-statutory package", "by agreement; response para 80", MINISTER,
         "letter and terms of reference", {**onward(INT, EE, BVN, INSP, MT, OVER), INT: (INT,), EXIT: (INT, EXIT)},
         ("package_is_drafted", "no_undecided_proposal", "inspection_if_any_has_reported")),
    Move("T31", "vary_package", "Change a non-statutory package", "by agreement", MINISTER, "letter",
         conditions=("package_is_live",)),
    Move("T32", "end_package", "End a non-statutory package", "by agreement", MINISTER, "letter",
         {**back(INT), **stay(EE, BVN, INSP, MT, EXIT, OVER)}, ("package_is_live",)),
    Move("T33", "submit_after_package", "Put a next step to a minister", f"{A99} ss.10, 15", OFFICIAL, "submission",
         conditions=("package_is_live",)),
    # "Minded to", decision, urgent route
    Move("T40", "submit_proposal", "Put a proposal to a minister", f"{A99} s.15", OFFICIAL, "submission",
         conditions=("proposal_is_drafted", "assessment_is_agreed")),
    Move("T41", "refuse_proposal", "Return or decline a proposal", f"{A99} s.15", MINISTER, "decision record",
         conditions=("submission_awaits_decision",), carried_out_by=BOX),
    Move("T42", "propose_intervention", "Say that you are minded to intervene", f"{A99} s.15(9)", MINISTER,
         "minded to letter", {**onward(MT, EE, BVN, INSP, OVER), INT: (MT,)},
         ("proposal_is_drafted", "no_undecided_proposal", "no_directions_made", "status_is_confirmed",
          "other_regimes_considered")),
    Move("T43", "extend_window", "Extend the time for representations", f"{A99} s.15(9)", DEPUTY, "letter",
         conditions=("window_is_open",)),
    Move("T44", "change_proposal", "Put a changed proposal to the authority", f"{A99} s.15(9)", MINISTER,
         "revised letter", conditions=("proposal_is_drafted", "proposal_is_undecided")),
    Move("T45", "close_window", "Close the time for representations", f"{A99} s.15(9)", OFFICIAL,
         "representations log", conditions=("window_is_open",)),
    Move("T46", "make_directions", "Make directions", f"{A99} s.15(5)-(6)", MINISTER, "directions and memorandum",
         {MT: (INT,), INT: (INT,), EXIT: (EXIT, INT)},
         ("proposal_is_closed", "representations_are_answered", "directions_are_drafted")),
    Move("T47", "do_not_intervene", "Decide not to intervene", f"{A99} s.15", MINISTER, "decision letter",
         {**back(MT), **stay(INT, EXIT)}, ("proposal_is_closed", "representations_are_answered")),
    Move("T48", "make_urgent_directions", "Make urgent directions", f"{A99} s.15(11)", SOS, "urgent directions",
         {**onward(INT, EE, BVN, INSP, MT, OVER), INT: (INT,), EXIT: (EXIT, INT)},
         ("directions_are_drafted", "urgency_is_explained", "both_notices_are_drafted", "status_is_confirmed",
          "other_regimes_considered")),
    Move("T49", "restart_proposal", "Start a proposal again", f"{A99} s.15(9)", MINISTER, "letter",
         {**back(MT), **stay(INT, EXIT)}, ("proposal_is_undecided",)),
    Move("T4N", "do_not_proceed_with_proposal", "Record that a proposal goes no further", f"{A99} s.15", MINISTER,
         "decision record", {**back(MT), **stay(INT, EXIT)}, ("proposal_is_undecided",)),
    # Inside an intervention
    Move("T50", "propose_new_directions", "Propose new directions", f"{A99} s.15(9)", MINISTER, "minded to letter",
         stay(INT, EXIT),
         ("proposal_is_drafted", "no_undecided_proposal", "directions_made", "status_is_confirmed",
          "other_regimes_considered")),
    Move("T51", "make_appointment", "Make an appointment", f"{A99} ss.10, 15(6)", MINISTER, "appointment letter",
         conditions=("appointment_is_cleared",)),
    Move("T51E", "end_appointment", "End an appointment", f"{A99} s.15(6)", MINISTER, "letter",
         conditions=("appointment_is_live",)),
    Move("T52", "receive_progress_report", "Record a progress report", f"{A99} s.15", OFFICIAL, "report",
         conditions=("somebody_reports",)),
    Move("T53", "log_instruction", "Log a commissioner's instruction", f"{A99} s.15(6)", OFFICIAL, "instruction",
         conditions=("directions_made",)),
    Move("T54", "hand_back_function", "Hand a function back in practice", f"{A99} s.15(6)", MINISTER, "letter",
         conditions=("directions_made",)),
    Move("T57", "enforce_directions", "Record enforcement of directions", f"{A99} s.15(13)", MINISTER, "claim",
         conditions=("directions_made",)),
    Move("T58", "start_exit", "Start the exit", "response paras 82 to 86", MINISTER, "letter and exit plan",
         onward(EXIT, INT), ("directions_made", "exit_strategy_exists")),
    Move("T59", "halt_exit", "Return from exit to intervention", "response para 86", MINISTER, "letter",
         onward(INT, EXIT), ("directions_made",)),
    # Leaving, watching, coming back
    Move("T60", "revoke_directions", "Revoke directions early", f"{A99} s.15; response para 86", MINISTER,
         "revocation", {INT: (OVER, INT), EXIT: (OVER, INT)}, ("directions_made", "no_undecided_proposal")),
    Move("T61", "let_directions_lapse", "Let directions lapse at their end", f"{A99} s.15(6)(a)", MINISTER,
         "lapse letter", {INT: (OVER, INT), EXIT: (OVER, INT, EXIT)}, ("directions_made", "no_undecided_proposal")),
    Move("T62", "record_directions_end", "Record that directions ended with nothing decided", f"{A99} s.15(6)(a)",
         OFFICIAL, conditions=("entered_from_the_record", "directions_made")),
    Move("T64", "receive_oversight_review", "Record the review after exit", "response para 86", DEPUTY,
         "review report", conditions=("oversight_or_exit",)),
    Move("T65", "close_after_oversight", "Close the case after oversight", "response para 86", MINISTER,
         "closing letter", onward(CLOSED, OVER), ("oversight_is_reviewed", "nothing_live", "no_undecided_proposal")),
    Move("T66", "extend_oversight", "Extend oversight", "response para 86", MINISTER, "letter",
         conditions=("oversight_is_running",)),
    Move("T67", "return_to_engagement", "Return from oversight to early engagement", "response para 67", DEPUTY,
         "note", onward(EE, OVER), ("oversight_is_running", "no_undecided_proposal")),
    Move("T68", "reopen", "Reopen as a new case", "response para 67", OFFICIAL, "opening note",
         conditions=("no_case_is_open",), of_record=True),
    Move("T69", "supersede", "Record that the authority was abolished", "reorganisation order", OFFICIAL,
         "transfer note", onward(CLOSED, *OPEN_STAGES), ("authority_is_abolished",), of_record=True),
    Move("T70", "correct_record", "Correct a mistake of recording", "the department's duty to keep a true record",
         TWO_PEOPLE, "correction note", dict.fromkeys(Stage, tuple(Stage)), of_record=True),
    Move("T71", "restore_by_court_order", "Restore the case as a court ordered", "order of the High Court", LEAD,
         "court order", dict.fromkeys((MT, INT, EXIT), OPEN_STAGES),
         conditions=("proposal_or_directions_live",)),
    # Acts that prepare, follow up or publish: no number of domain 2.3, and never a change of stage
    Move("", "offer_support", "Offer support", "no power is used; response paras 18 and 67", OFFICIAL),
    Move("", "answer_offer", "Record the answer to an offer of support", "no power is used; response paras 18 and 67",
         OFFICIAL),
    Move("", "record_account", "Record what the authority says", "fairness; response para 75", OFFICIAL),
    Move("", "agree_next_step", "Record an agreed next step", "no power is used; response para 67", OFFICIAL),
    Move("", "end_next_step", "Record what came of a next step", "no power is used; response para 67", OFFICIAL),
    Move("", "observe", "Record what was observed", PRACTICE, OFFICIAL),
    Move("", "draft_assessment", "Begin an assessment", PRACTICE, DRAFTERS),
    Move("", "edit_assessment", "Write the assessment", PRACTICE, DRAFTERS, conditions=("assessment_is_drafted",)),
    Move("", "agree_assessment", "Agree the assessment", PRACTICE, LEAD, "assessment",
         conditions=("assessment_is_drafted",)),
    Move("", "hand_over_case", "Hand the case over to a colleague", PRACTICE, OFFICIAL),
    Move("", "draft_submission", "Draft a submission", PRACTICE, DRAFTERS, "submission"),
    Move("", "offer_for_clearance", "Send a submission for clearance", PRACTICE, DRAFTERS, "submission"),
    Move("", "clear_submission", "Clear a submission", PRACTICE, DEPUTY, "submission"),
    Move("", "edit_submission", "Edit a draft submission", PRACTICE, DRAFTERS, "submission"),
    Move("", "rely_on_evidence", "List the evidence that a submission relies on", PRACTICE, DRAFTERS),
    Move("", "return_submission", "Return a submission with comments", PRACTICE, DEPUTY),
    Move("", "take_back_submission", "Take back a submission", PRACTICE, OFFICIAL),
    Move("", "comment_on_submission", "Comment on a submission", PRACTICE, ADVISERS),
    Move("", "comment_on_draft", "Comment on a draft", PRACTICE, COMMENTERS),
    Move("", "answer_comment", "Answer a comment on a draft", PRACTICE, COMMENTERS),
    Move("", "resolve_comment", "Resolve a comment on a draft", PRACTICE, COMMENTERS),
    Move("", "reopen_comment", "Open a comment on a draft again", PRACTICE, COMMENTERS),
    Move("", "lapse_submission", "Drop a submission", PRACTICE, OFFICIAL, of_record=True),
    Move("", "decide", "Record a minister's decision", PRACTICE, MINISTER, "decision record", carried_out_by=BOX),
    Move("", "recuse", "Stand aside from a submission", PRACTICE, MINISTER, carried_out_by=MINISTER),
    Move("", "confirm_decision", "Confirm a predecessor's decision", PRACTICE, MINISTER, "decision record",
         carried_out_by=MINISTER),
    Move("", "draft_notice", "Draft a notice", PRACTICE, OFFICIAL),
    Move("", "edit_notice", "Edit a draft notice", PRACTICE, OFFICIAL, conditions=("notice_is_drafted",)),
    Move("", "serve_notice", "Record that a notice was served", PRACTICE, OFFICIAL, conditions=("notice_is_live",)),
    Move("", "record_progress", "Record progress against an expectation", PRACTICE, OFFICIAL,
         conditions=("notice_is_live",)),
    Move("", "send_letter", "Send a letter", PRACTICE, MINISTER, "letter"),
    Move("", "draft_requirement", "Draft a requirement for information", "LGA 1972 s.230(1)", OFFICIAL,
         conditions=("section_230_reaches",)),
    Move("", "edit_requirement", "Edit a draft requirement for information", "LGA 1972 s.230(1)", OFFICIAL,
         conditions=("requirement_is_drafted", "section_230_reaches")),
    Move("", "draft_letter", "Draft a letter that goes with a notice", PRACTICE, OFFICIAL),
    Move("", "edit_letter", "Edit a draft letter", PRACTICE, OFFICIAL),
    Move("", "discard_letter", "Discard a draft letter", PRACTICE, OFFICIAL),
    Move("", "log_return", "Log a return", "LGA 1972 s.230(1)", OFFICIAL),
    Move("", "end_requirement", "End a requirement for information", "LGA 1972 s.230(1)", DEPUTY),
    Move("", "draft_review", "Draft an external review", "by agreement", OFFICIAL),
    Move("", "edit_review", "Edit a draft review", "by agreement", OFFICIAL),
    Move("", "draft_inspection", "Draft an inspection", f"{A99} s.10", OFFICIAL),
    Move("", "edit_inspection", "Edit a draft inspection", f"{A99} s.10", OFFICIAL),
    Move("", "send_passages", "Send passages to somebody a report criticises", "fairness; response para 79", OFFICIAL),
    Move("", "record_passages_answer", "Record what a criticised person answers", "fairness; response para 79",
         OFFICIAL),
    Move("", "end_review", "End an external review", "by agreement", DEPUTY, conditions=("review_is_live",)),
    Move("", "draft_package", "Draft a non-statutory package", "by agreement", OFFICIAL),
    Move("", "edit_package", "Edit a draft package", "by agreement", OFFICIAL),
    Move("", "draft_proposal", "Draft a proposal to intervene", f"{A99} s.15", OFFICIAL),
    Move("", "edit_proposal", "Edit a draft proposal", f"{A99} s.15", OFFICIAL),
    Move("", "log_representation", "Log a representation", f"{A99} s.15(9)", OFFICIAL),
    Move("", "acknowledge_representation", "Acknowledge a representation", f"{A99} s.15(9)", OFFICIAL),
    Move("", "answer_representation", "Summarise and answer a representation", f"{A99} s.15(9)", OFFICIAL),
    Move("", "draft_directions", "Draft directions", f"{A99} s.15(5)-(6)", OFFICIAL),
    Move("", "edit_directions", "Edit draft directions", f"{A99} s.15(5)-(6)", OFFICIAL),
    Move("", "send_urgency_notices", "Record that the notices of urgency were sent", f"{A99} s.15(12)", OFFICIAL,
         conditions=("directions_made",)),
    Move("", "record_action_progress", "Record progress on a directed action", f"{A99} s.15(5)", OFFICIAL,
         conditions=("directions_made",)),
    Move("", "record_cost", "Record a cost", f"{A99} ss.12, 15(6)", OFFICIAL, conditions=("directions_made",)),
    Move("", "draft_appointment", "Propose an appointment", f"{A99} ss.10, 15(6)", OFFICIAL),
    Move("", "edit_appointment", "Edit a proposed appointment", f"{A99} ss.10, 15(6)", OFFICIAL),
    Move("", "discard_draft", "Discard a draft", PRACTICE, OFFICIAL),
    Move("", "clear_conflicts", "Record the conflicts check", "public law: no conflict of interest", LEAD),
    Move("", "reply_to_report", "Record the minister's reply to a progress report", f"{A99} s.15", MINISTER, "reply"),
    Move("", "agree_exit_strategy", "Record the exit strategy", "response paras 82 to 86", OFFICIAL),
    Move("", "arrange_oversight", "Record how the authority is watched", "response para 86", OFFICIAL,
         conditions=("oversight_is_running",)),
    Move("", "meet_milestone", "Record that a milestone was met", "response paras 82 to 86", OFFICIAL),
    Move("", "keep_file", "Keep a file", PRACTICE,
         OFFICIAL, of_record=True),
    Move("", "write_note", "Write a note", PRACTICE, NOTERS, of_record=True),
    Move("", "ask_correction", "Ask for a correction", "the department's duty to keep a true record", LEAD,
         of_record=True),
    Move("", "refuse_correction", "Let a recorded event stand", "the department's duty to keep a true record",
         TWO_PEOPLE, of_record=True),
    Move("", "prepare_publication", "Prepare a publication", "ordinary powers of a minister", OFFICIAL,
         of_record=True),
    Move("", "edit_publication", "Change a publication before it is approved", "ordinary powers of a minister",
         OFFICIAL, of_record=True),
    Move("", "approve_publication", "Approve a publication", "ordinary powers of a minister", DEPUTY, of_record=True),
    Move("", "send_back_publication", "Send a publication back", "ordinary powers of a minister",
         (*DEPUTY, Role.PRESS), of_record=True),
    Move("", "drop_publication", "Drop a publication", "ordinary powers of a minister", OFFICIAL, of_record=True),
    Move("", "publish", "Publish an instrument", "ordinary powers of a minister", (Role.PRESS,), of_record=True),
    Move("", "withdraw_publication", "Withdraw a publication", "ordinary powers of a minister", (Role.PRESS,),
         of_record=True),
    Move("", "consult_other_regimes", "Record whom you consulted first", "response para 9", OFFICIAL),
)
# fmt: on

# Numbers of domain 2.3 that are another row under another name, or no act at all (rulings 5 and 6).
OTHER_NUMBERS: Mapping[str, str] = {
    "T55": "propose_new_directions",
    "T56": "make_urgent_directions",
    "T63": "agree_package",
}

MOVES: Mapping[str, Move] = {move.name: move for move in TABLE}


def lawful_changes() -> list[tuple[str, str, str, bool]]:
    """Every (move, from, to, needs a submission) that may change a stage, as the database's trigger holds them."""
    return sorted(
        (move.name, source.value, to.value, move.needs_submission) for move in TABLE for source, to in move.pairs()
    )

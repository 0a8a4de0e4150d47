"""The moves that may change the stage of a case, one method each; the table beside them is `cases.moves`."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django_fsm import RETURN_VALUE, TransitionNotAllowed, transition

from ..moves import MOVES
from ..stages import Stage


def move(name: str) -> Callable[[Any], Any]:
    """Decorator: the method is the move of this name, from and to the stages that the table allows."""
    row = MOVES[name]
    targets = dict.fromkeys(to for ends in row.paths.values() for to in ends)
    custom = {
        "number": row.number,
        "label": row.label,
        "basis": row.basis,
        "decider": row.decider,
        "document": row.document,
    }
    return transition(field="stage", source=list(row.paths), target=RETURN_VALUE(*targets), custom=custom)


class Lifecycle(models.Model):
    """The machine of a case. Bodies only check the path: conditions, decisions and records are the services' work."""

    stage: Any

    class Meta:
        abstract = True

    def _along(self, name: str, to: Stage) -> Stage:
        if to not in MOVES[name].paths[Stage(self.stage)]:
            raise TransitionNotAllowed(f"{MOVES[name].label} does not lead from {self.stage} to {to}.")
        return to

    @move("close_without_action")
    def close_without_action(self, to: Stage) -> Stage:
        """Close without further action (T03)."""
        return self._along("close_without_action", to)

    @move("end_support")
    def end_support(self, to: Stage) -> Stage:
        """End agreed support (T05)."""
        return self._along("end_support", to)

    @move("issue_notice")
    def issue_notice(self, to: Stage) -> Stage:
        """Issue a Best Value Notice (T12); where something stronger runs, the stage stays."""
        return self._along("issue_notice", to)

    @move("revise_notice")
    def revise_notice(self, to: Stage) -> Stage:
        """Replace a notice before its end (T14)."""
        return self._along("revise_notice", to)

    @move("withdraw_notice")
    def withdraw_notice(self, to: Stage) -> Stage:
        """Withdraw a notice early (T15)."""
        return self._along("withdraw_notice", to)

    @move("do_not_reissue_notice")
    def do_not_reissue_notice(self, to: Stage) -> Stage:
        """Let a notice end and not reissue it (T17)."""
        return self._along("do_not_reissue_notice", to)

    @move("reissue_notice")
    def reissue_notice(self, to: Stage) -> Stage:
        """Reissue a notice whose period has ended (T18)."""
        return self._along("reissue_notice", to)

    @move("appoint_inspector")
    def appoint_inspector(self, to: Stage) -> Stage:
        """Appoint an inspector (T22, LGA 1999 s.10)."""
        return self._along("appoint_inspector", to)

    @move("respond_to_inspection")
    def respond_to_inspection(self, to: Stage) -> Stage:
        """Respond to an inspection report (T29); nothing is presumed to follow."""
        return self._along("respond_to_inspection", to)

    @move("end_inspection_early")
    def end_inspection_early(self, to: Stage) -> Stage:
        """End an inspection before its report (T2A)."""
        return self._along("end_inspection_early", to)

    @move("agree_package")
    def agree_package(self, to: Stage) -> Stage:
        """Agree a non-statutory package (T30, T63)."""
        return self._along("agree_package", to)

    @move("end_package")
    def end_package(self, to: Stage) -> Stage:
        """End a non-statutory package (T32)."""
        return self._along("end_package", to)

    @move("propose_intervention")
    def propose_intervention(self, to: Stage) -> Stage:
        """Say that the Secretary of State is minded to intervene (T42, LGA 1999 s.15(9))."""
        return self._along("propose_intervention", to)

    @move("make_directions")
    def make_directions(self, to: Stage) -> Stage:
        """Make directions after hearing the authority (T46, LGA 1999 s.15(5)-(6))."""
        return self._along("make_directions", to)

    @move("do_not_intervene")
    def do_not_intervene(self, to: Stage) -> Stage:
        """Decide not to intervene (T47); inside an intervention, keep the present directions (rulings 4)."""
        return self._along("do_not_intervene", to)

    @move("make_urgent_directions")
    def make_urgent_directions(self, to: Stage) -> Stage:
        """Make directions without representations, for urgency (T48, T56, LGA 1999 s.15(11))."""
        return self._along("make_urgent_directions", to)

    @move("restart_proposal")
    def restart_proposal(self, to: Stage) -> Stage:
        """Start a proposal again (T49)."""
        return self._along("restart_proposal", to)

    @move("do_not_proceed_with_proposal")
    def do_not_proceed_with_proposal(self, to: Stage) -> Stage:
        """End a proposal that was never decided (rulings 4)."""
        return self._along("do_not_proceed_with_proposal", to)

    @move("propose_new_directions")
    def propose_new_directions(self, to: Stage) -> Stage:
        """Propose new directions inside an intervention (T50, LGA 1999 s.15(9))."""
        return self._along("propose_new_directions", to)

    @move("start_exit")
    def start_exit(self, to: Stage) -> Stage:
        """Start the exit (T58)."""
        return self._along("start_exit", to)

    @move("halt_exit")
    def halt_exit(self, to: Stage) -> Stage:
        """Return from exit to intervention (T59)."""
        return self._along("halt_exit", to)

    @move("revoke_directions")
    def revoke_directions(self, to: Stage) -> Stage:
        """Revoke directions early (T60)."""
        return self._along("revoke_directions", to)

    @move("let_directions_lapse")
    def let_directions_lapse(self, to: Stage) -> Stage:
        """Record the decision to let directions lapse (T61)."""
        return self._along("let_directions_lapse", to)

    @move("close_after_oversight")
    def close_after_oversight(self, to: Stage) -> Stage:
        """Close the case after oversight (T65)."""
        return self._along("close_after_oversight", to)

    @move("return_to_engagement")
    def return_to_engagement(self, to: Stage) -> Stage:
        """Return from oversight to early engagement (T67)."""
        return self._along("return_to_engagement", to)

    @move("supersede")
    def supersede(self, to: Stage) -> Stage:
        """End the case of an authority that was abolished (T69)."""
        return self._along("supersede", to)

    @move("correct_record")
    def correct_record(self, to: Stage) -> Stage:
        """Restore the stage that the remaining events give (T70)."""
        return self._along("correct_record", to)

    @move("restore_by_court_order")
    def restore_by_court_order(self, to: Stage) -> Stage:
        """Restore the stage that a court ordered (T71)."""
        return self._along("restore_by_court_order", to)

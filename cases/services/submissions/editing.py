"""What a submission means for the texts it asks about: none is edited before the minister, and an edit voids (R2)."""

from django.urls import reverse

from cases.models import Instrument, SubmissionAct
from cases.services.act import Act


def need_not_with_minister(act: Act, instrument: Instrument) -> None:
    """Note as unmet that a minister is reading this text: it is taken back before it is edited."""
    asked = SubmissionAct.objects.filter(subject=instrument.key, state="asked", submission__state="with_minister")
    submission = asked.values_list("submission", flat=True).first()
    link = reverse("cases:submission", args=[act.case.ref, submission]) if submission else ""
    act.need(submission is None, "with_minister", "It is with the minister; take it back first.", link)


def void_approvals(instrument: Instrument) -> int:
    """Void every unspent approval of an instrument whose text was edited (R2); returns how many. Called by the edit."""
    approvals = SubmissionAct.objects.select_for_update().filter(subject=instrument.key, state="approved")
    for approval in approvals:
        approval.void()
        approval.save(update_fields=["state"])
    return len(approvals)

"""Listing the evidence on which a submission relies, while it is a draft (R42)."""

from collections.abc import Iterable

from bestvalue.accounts.models import User
from cases.models import Submission
from cases.services.act import acting
from themes.models import EvidenceVersion, Reliance
from themes.reliance import bars_to_all

from .citing import hold_versions


def rely_on_evidence(
    *,
    by: User,
    submission: Submission,
    versions: Iterable[EvidenceVersion],
    expected_version: int | None = None,
) -> Submission:
    """Make these the versions on which a draft relies; any that is left out is struck off.

    They are frozen with the pack when it is sent. Raises Forbidden, Changed or Refused, naming each bar in words.
    """
    with acting("rely_on_evidence", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(submission.state == "draft", "not_a_draft", "Only a draft is edited; take it back first.")
        wanted = {each.pk for each in versions}
        chosen = hold_versions(act, wanted)
        act.need(len(chosen) == len(wanted), "no_such_item", "Choose evidence of this case, or of no case.")
        act.unmet.extend(bars_to_all(chosen))
        act.check()
        Reliance.objects.filter(submission=submission).exclude(version__in=chosen).delete()
        new = wanted - set(Reliance.objects.filter(submission=submission).values_list("version", flat=True))
        Reliance.objects.bulk_create(Reliance(submission=submission, version=each) for each in chosen if each.pk in new)
        act.tell(subject=submission.key, after={"evidence": sorted(map(str, wanted))})
    return submission

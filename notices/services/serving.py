"""Recording that a notice reached the people it is addressed to (R3, R44)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.services.act import acting
from notices.models import NoticeRecipient


def serve_notice(
    *,
    by: User,
    recipient: NoticeRecipient,
    served_on: dt.date,
    how: str,
    deemed_served_on: dt.date | None = None,
    proof: str = "",
    expected_version: int | None = None,
) -> NoticeRecipient:
    """Record how and when one recipient was served, and with what proof; the date of service is not that of issue.

    `deemed_served_on` is the day on which the law counts it as served, where that is later.
    """
    with acting("serve_notice", case=recipient.notice.case_id, by=by, expected_version=expected_version) as act:
        recipient = act.lock(recipient)
        issued_on = recipient.notice.issued_on
        act.need(recipient.served_on is None, "served", f"Service was recorded already, on {recipient.served_on}.")
        in_time = issued_on and issued_on <= served_on <= act.today
        act.need(in_time, "wrong_day", "A notice is served on or after the day of its issue, and not in the future.")
        act.need(how.strip(), "no_how", "Say how it was served.")
        late = deemed_served_on is None or deemed_served_on >= served_on
        act.need(late, "deemed_before", "It is deemed to be served on or after the day of service.")
        act.check(recipient.notice)
        recipient.served_on, recipient.served_how = served_on, how
        recipient.deemed_served_on, recipient.proof = deemed_served_on or served_on, proof
        recipient.save(update_fields=["served_on", "served_how", "deemed_served_on", "proof"])
        act.tell(subject=recipient.notice.key, effective_on=served_on, after={"recipient": recipient.pk, "how": how})
    return recipient

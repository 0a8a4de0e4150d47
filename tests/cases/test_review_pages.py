"""An external review from its draft to its end, by the pages of those whose part it is (T06, T07)."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import Case
from cases.stages import Stage
from interventions.models import ExternalReview
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html
from tests.support.pages import CONFIRM, PASSWORD


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def sent(client: Client, play: Play, by: User, path: str, **form: object) -> int:
    """The status of a form sent by somebody on the case as it now is; its page must be valid."""
    client.force_login(by)
    address = f"/cases/{play.case.ref}/external-reviews/{path}/"
    assert_valid_html(client.get(address))
    version = Case.objects.values_list("version", flat=True).get(pk=play.case.pk)
    return client.post(address, {"version": version, **form}).status_code


def test_a_review_is_drafted_decided_commissioned_reported_and_ended(client: Client, play: Play) -> None:
    terms = {"terms": "The capital plan.", "reviewers": "A. Accountant", "basis": "Their consent of 1 May."}
    assert sent(client, play, play.officer, "new", **terms) == 302
    review = ExternalReview.objects.get()
    play.lead.set_password(PASSWORD)
    play.lead.save(update_fields=["password"])
    assert sent(client, play, play.lead, f"{review.pk}/commission", **CONFIRM) == 409
    play.approved("commission_review", review)
    assert sent(client, play, play.lead, f"{review.pk}/commission", **CONFIRM) == 302
    play.wait(90)
    report = {"reported_on": str(clock.today()), "findings": "The plan is not affordable."}
    assert sent(client, play, play.officer, f"{review.pk}/report", **{**report, "findings": ""}) == 200
    assert sent(client, play, play.officer, f"{review.pk}/report", **report) == 302
    assert sent(client, play, play.deputy_director, f"{review.pk}/end", reason="Answered by a plan.") == 302
    assert ExternalReview.objects.get().state == "ended"
    assert play.stage == Stage.EARLY_ENGAGEMENT
    client.force_login(play.officer)
    page = client.get(f"/cases/{play.case.ref}/engagement/")
    assert "The plan is not affordable." in page.content.decode()

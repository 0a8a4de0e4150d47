"""Messages, walked in a browser by the officer to whom they were said."""

import re

from playwright.sync_api import Browser, Locator, expect

from bestvalue import clock
from bestvalue.messages.models import Delivery, State
from tests.support.walking import follow, well_made

from .test_issue import somebody


def unread(messages: Locator) -> int:
    """The number that the link to messages tells."""
    found = re.search(r"\d+", messages.inner_text())
    assert found
    return int(found.group())


def test_an_officer_reads_messages_and_chooses_how_to_hear_of_them(browser: Browser, site: str) -> None:
    officer = somebody(browser, site, "officer")
    messages = officer.get_by_role("link", name=re.compile(r"Messages \(\d+.*not read"))
    before = unread(messages)
    follow(messages)
    well_made(officer)
    officer.get_by_role("link", name="The notice to High Skarrow").click()
    expect(officer.get_by_text("The team lead issues it, in the approved words.")).to_be_visible()
    well_made(officer)
    assert unread(messages) == before - 1
    messages.click()
    officer.get_by_role("button", name="Mark all as read").click()
    expect(officer.get_by_text("All your messages are marked as read.")).to_be_visible()
    expect(officer.get_by_text("Not read yet.")).to_have_count(0)

    follow(officer.get_by_role("link", name="Choose how you hear of messages"))
    well_made(officer)
    officer.get_by_role("group", name="A task for you").get_by_label("Only in this service").check()
    officer.get_by_role("button", name="Save your choices").click()
    expect(officer.get_by_text("Your choices are saved.")).to_be_visible()
    assert officer.request.get(f"{site}/messages/undelivered/").status == 403


def test_an_administrator_gives_up_an_email_without_scripts(browser: Browser, site: str) -> None:
    for state in (State.SENDING, State.DEAD):
        Delivery.objects.filter(recipient__email__startswith="lead@").update(
            state=state, attempts=12, next_try_at=clock.now(), last_error="ConnectionRefusedError: no answer"
        )
    admin = somebody(browser, site, "admin", scripts=False)
    admin.get_by_role("link", name="Messages").click()
    admin.get_by_role("link", name="Emails that were not delivered").click()
    expect(admin.get_by_text("ConnectionRefusedError: no answer")).to_be_visible()
    expect(admin.get_by_text("Skarrow")).to_have_count(0)
    admin.get_by_role("link", name="Give up").click()
    admin.get_by_role("button", name="Give it up").click()
    expect(admin.get_by_role("alert")).to_contain_text("Answer: Why is it given up?")
    admin.get_by_label("Why is it given up?").fill("They were told by phone.")
    admin.get_by_role("button", name="Give it up").click()
    expect(admin.get_by_text("Nothing is undelivered.")).to_be_visible()

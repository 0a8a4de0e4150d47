"""A person confirms in a real browser what a program will do in their name."""

from django.conf import settings
from playwright.sync_api import Page, expect

from cases.models import Case
from tests.support.walking import well_made

from .test_first_face import sign_in


def test_a_code_is_made_by_the_password_and_shown_once(page: Page, site: str) -> None:
    sign_in(page, site)
    case = Case.objects.filter(team__holdings__user__email="officer@demo.example").earliest("created_at")
    page.goto(f"{site}/account/step-up/?act=publish&document=case:{case.pk}")
    expect(page.get_by_text(f"Case {case}")).to_be_visible()
    well_made(page)

    page.get_by_label("Your password").fill("not the password")
    page.get_by_role("button", name="Make the code").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your correct password")
    expect(page.get_by_label("Your password")).to_have_value("")
    well_made(page)

    page.get_by_label("Your password").fill(settings.DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Make the code").click()
    expect(page.get_by_text("valid for five minutes, and works once")).to_be_visible()
    well_made(page)

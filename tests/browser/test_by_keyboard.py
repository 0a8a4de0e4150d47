"""By keyboard alone, as a screen reader tells it, and in the colours that somebody's own system forces."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cases.models import Case, CaseNote
from tests.support.walking import come_in, follow

CASE = "fictional-ashmere-county-council"
MANY = 400  # more stops than any page has
STOPS = """() => new Set(
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(each => !each.disabled && each.type !== 'hidden' && each.tabIndex >= 0 && each.checkVisibility())
        .map((each, place) => each.type === 'radio' ? each.name : place)).size"""
FOCUSED = """forced => {
    const each = document.activeElement
    if (each === document.body || each === window.firstStop) return null
    window.firstStop ??= each
    const drawn = [each, ...(each.labels || [])].flatMap(part => [
        getComputedStyle(part), getComputedStyle(part, '::before')])
    const shown = drawn.some(style => parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none'
        || !forced && style.boxShadow !== 'none')
    const box = each.getBoundingClientRect()
    const name = (each.innerText || each.labels?.[0]?.innerText || each.name || each.id).trim().slice(0, 80)
    return {name, shown, inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}
}"""


@pytest.fixture(params=["as they are", "forced"])
def colours(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[tuple[Page, bool]]:
    """A page of the case officer, whose system forces its colours or not; and whether it does."""
    forced = request.param == "forced"
    context = browser.new_context(forced_colors="active" if forced else "none", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    come_in(page, site)
    yield page, forced
    context.close()


def ref() -> str:
    """What the case of the journey is called."""
    return Case.objects.get(authority__slug=CASE).ref


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there by the Tab key alone, and see that one is there."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            assert page.evaluate(FOCUSED, False)["shown"]
            return
    raise AssertionError(f"The Tab key does not lead to {wanted}.")


def test_the_tab_key_goes_through_every_page_and_shows_where_it_is(colours: tuple[Page, bool], site: str) -> None:
    page, forced = colours
    case = f"/cases/{ref()}"
    for path in (
        *("/", "/cases/", "/tasks/", "/search/?q=ashmere", "/portfolio/", "/forecast/", "/help/glossary/"),
        *(f"{case}/", f"{case}/timeline/", f"{case}/notes/new/", f"{case}/next/"),
        *("/register/", "/register/BVN-2026-0001/"),
    ):
        answer = page.goto(site + path)
        assert answer, path
        assert answer.ok, path
        walked = []
        for _ in range(MANY):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED, forced)
            if focused is None:
                break
            walked.append(focused)
        assert [each["name"] for each in walked if not each["shown"] or not each["inside"]] == [], path
        assert len(walked) == page.evaluate(STOPS), (path, [each["name"] for each in walked])


def test_a_key_leads_to_the_search_from_anywhere_but_a_field_until_it_is_switched_off(page: Page, site: str) -> None:
    come_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    page.wait_for_load_state()
    box = page.get_by_role("searchbox", name="Search everything")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("fennock/vale")
    expect(box).to_have_value("fennock/vale")
    box.fill("Fennock")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Fennock Vale").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fennock Vale")
    page.goto(f"{site}/account/")
    tab_to(page, page.get_by_role("button", name="Turn the shortcut off"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Turn the shortcut on")).to_be_visible()
    page.goto(f"{site}/cases/")
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search everything")).not_to_be_focused()


def test_a_list_is_narrowed_sorted_and_widened_again(page: Page, site: str) -> None:
    come_in(page, site)
    tab_to(page, page.locator("summary").filter(has_text="Stage"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Intervention", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Apply filters").last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text("0 cases")
    narrowed = page.get_by_role("status").inner_text()
    tab_to(page, page.get_by_role("columnheader").get_by_role("link", name="Opened"))
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending], th[aria-sort=descending]")).to_contain_text("Opened")
    expect(page.get_by_role("status")).to_have_text(narrowed)
    tab_to(page, page.get_by_role("link", name="Remove this filter: Intervention"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text(narrowed)


def test_a_case_is_followed_and_a_note_written_to_a_colleague(page: Page, site: str) -> None:
    come_in(page, site)
    page.goto(f"{site}/cases/{ref()}/")
    tab_to(page, page.get_by_role("button", name="Follow this case"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop following")).to_be_visible()
    page.goto(f"{site}/cases/{ref()}/notes/")
    tab_to(page, page.get_by_role("button", name="Write a note"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("The note", exact=True))
    page.keyboard.type("The leader asks for a call.")
    tab_to(page, page.get_by_role("main").get_by_role("button").last)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The leader asks for a call.")).to_be_visible()
    assert CaseNote.objects.filter(text="The leader asks for a call.").count() == 1


def test_an_error_leads_to_its_field(page: Page, site: str) -> None:
    come_in(page, site)
    page.goto(f"{site}/cases/{ref()}/notes/new/")
    tab_to(page, page.get_by_role("main").get_by_role("button").last)
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("The note", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile(r"Error:\s+Enter the note"))


def test_a_screen_reader_is_told_what_the_drawing_shows(page: Page, site: str) -> None:
    come_in(page, site)
    page.goto(f"{site}/cases/{ref()}/")
    drawing = page.get_by_role("img", name="The lifecycle of this case")
    expect(drawing).to_have_accessible_description(
        "Eight stages in a row. Arrows above them are the ways that the case took, "
        "arrows below them the ways it may go. The list that follows says the same."
    )
    here = page.locator("li[aria-current=step]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("The case is here")
    expect(page.locator(".app-lifecycle-list > li")).to_have_count(8)


def test_a_screen_reader_hears_how_a_list_is_sorted_and_how_many_rows_are_left(page: Page, site: str) -> None:
    come_in(page, site)
    page.goto(f"{site}/cases/?stage=intervention")
    told = page.get_by_role("main").aria_snapshot()
    assert '- heading "Cases" [level=1]' in told
    assert "- status:" in told
    assert "- columnheader" in told
    assert '- form "Filter"' in told
    for row in page.get_by_role("main").get_by_role("table").get_by_role("row").all()[1:]:
        assert row.get_by_role("rowheader").count() == 1


def test_the_landmarks_of_a_page_are_told_apart(page: Page, site: str) -> None:
    come_in(page, site)
    for landmark in (*("banner", "main", "contentinfo"), "search"):
        assert page.locator(f"role={landmark}").count() == 1, landmark
    names = page.locator("role=navigation").evaluate_all("all => all.map(each => each.ariaLabel)")
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_back_button_repeats_nothing_and_leads_to_no_question_of_the_browser(page: Page, site: str) -> None:
    come_in(page, site)
    page.goto(f"{site}/cases/{ref()}/")
    follow(page.get_by_role("button", name="Follow this case"))
    page.goto(f"{site}/cases/{ref()}/notes/new/")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.get_by_label("The note", exact=True).fill("Written once.")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("Written once.")).to_be_visible()
    seen = set()
    for _ in range(4):
        answer = page.go_back()
        assert answer is None or (answer.request.method, answer.status) == ("GET", 200), page.url
        seen.add(page.get_by_role("heading", level=1).inner_text())
    for _ in range(4):
        page.go_forward()
    expect(page.get_by_text("Written once.")).to_be_visible()
    assert len(seen) > 1
    assert CaseNote.objects.filter(text="Written once.").count() == 1

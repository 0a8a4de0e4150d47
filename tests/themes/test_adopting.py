"""An edition is adopted by an administrator who saw what it changes; old cases keep theirs, and none moves (R39)."""

import datetime as dt

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Case
from tests.api.test_engagement import caller, send
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html
from themes.comparing import compare_editions
from themes.models import Edition, Wording
from themes.selectors import edition_of
from themes.services.adopting import adopt_edition
from themes.services.books import read_book
from themes.services.editions import DATA, load_editions

pytestmark = pytest.mark.django_db
FILE = (DATA / "2024-05.yaml").read_text(encoding="utf-8")
INNOVATION = "People are encouraged to try new ideas, and the risks are well managed."


@pytest.fixture(autouse=True)
def guidance(db: None) -> None:
    load_editions()


def a_new_file() -> str:
    """The edition of 2024 with one line changed, one dropped and one added, in force in a month."""
    book = yaml.safe_load(FILE)
    published, begins = (clock.today() + dt.timedelta(days=days) for days in (20, 30))
    book["edition"] |= {"slug": "next", "title": "The next guide", "published_on": published, "in_force_from": begins}
    lines = book["themes"][0]["characteristics"]
    next(each for each in lines if each["slug"] == "ci-c-innovation")["text"] = "New ideas are tried."
    lines[:] = [each for each in lines if each["slug"] != "ci-c-oflog-webinars"]
    lines.append({"slug": "ci-c-shares-data", "text": "It shares its data."})
    return yaml.safe_dump(book, sort_keys=False, allow_unicode=True)


def problems(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_book(text)
    return [each.message for each in refused.value.unmet]


def test_a_file_of_endless_lists_is_refused_in_words() -> None:
    assert problems("[" * 20_000) == ["Line 1: lists stand in lists more deeply than any guidance needs."]


def test_a_new_edition_is_seen_and_then_confirmed(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    upload = SimpleUploadedFile("next.yaml", a_new_file().encode())
    seen = client.post("/editions/adopt/", {"file": upload})
    assert_valid_html(seen)
    page = seen.content.decode()
    assert all(each in page for each in ("ci-c-shares-data", "ci-c-oflog-webinars", "New ideas"))
    assert "gv-c-audit-committee</th>" not in page, "what stays the same is not shown"
    assert Edition.objects.count() == 1, "nothing is saved before it is confirmed"
    unread = client.post("/editions/adopt/", {"text": a_new_file()})
    assert "Confirm that you have read" in unread.content.decode()
    done = client.post("/editions/adopt/", {"text": a_new_file(), "read": "on"}, follow=True)
    assert_valid_html(done)
    assert "The edition is adopted" in done.content.decode()
    event = Event.objects.get(stream="guidance")
    assert (event.verb, event.actor, event.subject) == ("edition_adopted", administrator, "edition:next")


def test_old_cases_keep_their_edition_and_none_moves(play: Play, administrator: User) -> None:
    before = Case.objects.values_list("pk", "stage", "version")
    was, events = list(before), play.case.events.count()
    adopt_edition(by=administrator, text=a_new_file())
    play.on(Edition.objects.get(slug="next").in_force_from)
    edition = edition_of(play.case)
    assert edition is not None
    assert edition.slug == "2024-05"
    assert (list(before), play.case.events.count()) == (was, events)
    assert Wording.objects.get(edition__slug="2024-05", line__slug="ci-c-innovation").text == INNOVATION


def test_two_editions_stand_side_by_side_line_by_line(client: Client, administrator: User) -> None:
    adopt_edition(by=administrator, text=a_new_file())
    old, new = Edition.objects.get(slug="2024-05"), Edition.objects.get(slug="next")
    fates = {pair.name: pair.fate for part in compare_editions(old, new) for pair in part.differing}
    assert fates == {
        "ci-c-innovation": "changed",
        "ci-c-oflog-webinars": "dropped",
        "ci-c-shares-data": "added",
    }
    client.force_login(administrator)
    page = client.get("/editions/compare/", {"a": "2024-05", "b": "next"})
    assert_valid_html(page)
    assert "<del>" in page.content.decode()
    assert "Choose two different" in client.get("/editions/compare/", {"a": "next", "b": "next"}).content.decode()
    told = caller(administrator).get("/api/v1/editions/next/comparison/?before=2024-05").json()
    pairs = [pair for part in told["parts"] for pair in part["pairs"]]
    assert {each["name"] for each in pairs if each["fate"] != "the same"} == set(fates)
    assert len(pairs) > 150


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("slug: ci-c-innovation", "slug: ci c innovation"), "is no name"),
        (("slug: ci-c-innovation", "slug: ci-c-peer-challenge"), "was given already, on line"),
        (("mark: changed", "mark: better"), "use one of: added, changed, kept, none."),
        (("    name: Continuous improvement", "    title: Continuous improvement"), "“title” is not known here"),
        (("published_on: 2024-05-08", "published_on: in May"), "a date is needed here"),
        (("same_as: ci-c-ags-honest", "same_as: ci-c-nothing"), "there is no line “ci-c-nothing”"),
        (("    confirmed: true", "    confirmed: maybe"), "use one of: true, false."),
        (("themes:\n", "themes: none\nmore:\n"), "a list is needed here"),
        (("edition:\n", "edition: [\n"), "this is not YAML that can be read"),
        (("note: >-", "note: &a >-"), "comes into force on a day to come"),
    ],
)
def test_a_malformed_file_is_refused_with_the_line_of_each_problem(change: tuple[str, str], told: str) -> None:
    text = FILE.replace("slug: 2024-05", "slug: next", 1).replace(*change, 1)
    found = problems(text)
    assert any(told in each for each in found)
    assert all(each.startswith("Line ") for each in found)


def test_the_line_that_is_named_is_the_line_of_the_file() -> None:
    text = FILE.replace("answer: yes_no", "answer: perhaps", 1)
    number = next(place for place, line in enumerate(text.splitlines(), start=1) if "answer: perhaps" in line)
    assert problems(text) == [f"Line {number}: use one of: text, yes_no, percentage, indicators."]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("slug: next", "slug: 2024-05"), "never written over"),
        (("name: Leadership", "name: Leaders"), "in every edition"),
        (("slug: ci-c-innovation", "slug: ci-i-weak-data"), "given already"),
        (("title: Revised best value statutory guidance", "title: Revised"), "in other words"),
        (("slug: local-accountability", "slug: local"), "this principle is “local-accountability”"),
    ],
)
def test_what_is_held_already_is_never_written_over(change: tuple[str, str], told: str) -> None:
    assert any(told in each for each in problems(a_new_file().replace(*change, 1)))


def test_a_reference_to_another_text_is_not_followed() -> None:
    assert "Line 2: write the text out" in problems("a: &a [1, 2]\nb: *a\n")[0]
    assert problems("") == ["Line 1: the file is empty."]


def test_only_an_administrator_adopts(deputy_director: User, administrator: User) -> None:
    with pytest.raises(Forbidden):
        adopt_edition(by=deputy_director, text=a_new_file())
    sent = {"text": a_new_file()}
    assert send(caller(deputy_director), "/api/v1/editions/", sent).status_code == 403
    made = send(caller(administrator), "/api/v1/editions/", sent)
    assert (made.status_code, made.json()["slug"]) == (201, "next")
    again = send(caller(administrator), "/api/v1/editions/", sent)
    assert again.status_code == 409
    assert "never written over" in again.content.decode()

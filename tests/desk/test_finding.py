"""Anything is found by its words, by whoever may see it; to everybody else it is as if it were not there (R4, N7)."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.desk.finding.searching import search
from bestvalue.desk.finding.table import KINDS
from bestvalue.desk.finding.words import BEGIN, END, LONGEST, spans_of
from bestvalue.records.models import Reading
from cases.models import Case, Document, File, Submission, Succession
from cases.services.case_notes import write_note
from cases.services.comments import answer_comment, comment_on_draft
from cases.services.engaging import record_account
from cases.services.file_texts import read_waiting
from cases.services.files import keep_file
from cases.services.letters import draft_letter
from cases.services.opening import engage, log_contact
from cases.services.publication import withdraw_publication
from cases.services.submissions import draft_submission
from interventions.services.representations import log_representation
from notices.models import Notice
from tests.api.world import an_authority, published
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.files import a_pdf, a_word_file, an_email
from tests.support.html import assert_valid_html
from themes.services.sealing import seal_evidence

from .bundled import evidence_on

WORD, NONSENSE = "quokka", "zzyzxw"
ON_A_CASE = {name for name, kind in KINDS.items() if kind.case and name not in ("publications", "events")}
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def everything(play: Play) -> Play:
    """The same, with the word in one thing of every kind that hangs on a case."""
    by, case, today = play.officer, play.case, clock.today()
    contact(play, WORD)
    record_account(by=by, case=case, given_on=today, given_by="The chief", text=f"They keep a {WORD}.")
    write_note(by=by, case=case, text=f"Ask about the {WORD}.")
    keep_file(by=by, case=case, upload=SimpleUploadedFile("a.txt", b"x"), description=f"A {WORD}")
    evidence_on(play, summary=f"A {WORD} was seen.")
    play.offered("issue_notice", play.a_notice(what_prompted=f"The {WORD}."))
    said: Any = {"by": by, "received_on": today, "channel": "post", "text": f"No {WORD}."}
    log_representation(proposal=play.proposed(), sender="A resident", **said)
    play.directions(recitals=f"The {WORD} is not kept.")
    draft_submission(by=by, case=case, question=f"Keep the {WORD}?", acts=[("issue_notice", play.a_notice())])
    letter: Any = {"kind": "other", "to_name": "A. Member", "subject_line": "So", "signed_by": "D. Director"}
    comment_on_draft(by=by, case=case, subject=play.a_notice().key, text=f"Which {WORD}?")
    draft_letter(by=by, case=case, body=f"About the {WORD}.", **letter)
    return play


def contact(play: Play, summary: str) -> None:
    facts: Any = {"held_on": clock.today(), "channel": "call", "people": "The chief"}
    log_contact(by=play.officer, case=play.case, summary=summary, **facts)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, text: str, **more: Any) -> str:
    response = browser_of(user).get("/search/", {"q": text, **more})
    assert_valid_html(response)
    return response.content.decode()


def kinds(user: User, text: str) -> set[str]:
    return {each.kind.name for each in search(user, text).groups}


def titles(user: User, text: str, kind: str) -> list[str]:
    groups = {each.kind.name: each for each in search(user, text).groups}
    return ["".join(span.text for span in hit.title) for hit in groups[kind].hits] if kind in groups else []


# Who finds what

TEAM = ("officer", "lead", "records_manager")
ABOVE = ("deputy_director", "minister", "secretary_of_state")


def test_whoever_may_see_a_case_finds_everything_on_it(everything: Play) -> None:
    analyst, adviser = (
        person(each, team=everything.team, since=clock.today()) for each in (Role.ANALYST, Role.LEGAL_ADVISER)
    )
    for user in (*(getattr(everything, name) for name in (*TEAM, *ABOVE)), analyst, adviser):
        assert kinds(user, WORD) == ON_A_CASE - {"cases"}


@pytest.mark.parametrize(
    "role",
    [
        each
        for each in Role
        if each not in (Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE)
    ],
)
def test_to_anybody_off_the_team_it_is_as_if_nothing_were_there(everything: Play, role: Role) -> None:
    outsider = browser_of(person(role, since=clock.today()))
    quiet = an_authority("quietly", "Quietly Borough Council")
    quiet.officers.create(post="head_of_paid_service", name="A. Chief", starts_on=everything.chief.starts_on)
    own = (everything.authority.name, everything.authority.slug, str(everything.authority.ons_code))
    other = (quiet.name, quiet.slug, str(quiet.ons_code))
    for path in (
        "/search/?q={0}",
        "/search/?q={0}&kind=evidence",
        "/api/v1/search/?q={0}",
        "/api/v1/search/files/?q={0}",
    ):
        assert told(outsider, path.format(WORD), WORD) == told(outsider, path.format(NONSENSE), NONSENSE)
    for path in ("/search/?q={0}", "/search/?q={0}&kind=cases", "/search/?q={0}&kind=notices", "/api/v1/search/?q={0}"):
        assert told(outsider, path.format("Exford"), *own, "Exford") == told(
            outsider, path.format("Quietly"), *other, "Quietly"
        )
    ref = everything.case.handle
    for path in ("/cases/{0}/search/?q=" + WORD, "/api/v1/search/?q=x&case={0}", "/api/v1/search/cases/?q={0}"):
        assert told(outsider, path.format(ref), ref) == told(outsider, path.format("bcdfghjkmn"), "bcdfghjkmn")


def test_no_kind_has_a_row_of_a_case_for_who_may_not_know_of_it(everything: Play) -> None:
    outsider = person(Role.OFFICER, since=clock.today())
    for name in (*ON_A_CASE, "events"):
        rows = KINDS[name].rows
        assert (rows(everything.officer).exists(), rows(outsider).exists()) == (True, False), name


def told(browser: Client, path: str, *own: str) -> tuple[int, str]:
    """The status and the text of an answer, without the words that are the asker's own."""
    response = browser.get(path)
    text = TOKENS.sub("", response.content.decode())
    text = re.sub(r'"request_id":"[^"]*"', "", text)
    for word in own:
        text = text.replace(word, "·")
    return response.status_code, text


def test_comments_and_their_answers_lead_to_the_draft_on_which_they_were_made(play: Play) -> None:
    notice = play.a_notice()
    made = comment_on_draft(by=play.officer, case=play.case, subject=notice.key, text=f"Which {WORD}?")
    answer_comment(by=play.lead, comment=made, text=f"The other {WORD}.")
    (group,) = search(play.lead, WORD).groups
    assert {each.title[0].text for each in group.hits} == {f"Answer by {play.lead}", f"Comment by {play.officer}"}
    ref = Case.objects.get(pk=play.case.pk).ref
    assert {each.page for each in group.hits} == {reverse("notices:notice", args=[ref, notice.pk]) + "#comments"}
    assert {each.resource for each in group.hits} == {reverse("api:draft_comment", args=[ref, made.pk])}
    assert 'id="comments"' in browser_of(play.lead).get(group.hits[0].page).content.decode()


def test_an_excerpt_of_a_submission_holds_no_sums(play: Play) -> None:
    play.offered("issue_notice", play.a_notice(what_prompted=f"The {WORD}."))
    pack = next(each for each in Document.objects.all() if "SHA-256: " in each.body)
    (group,) = [each for each in search(play.officer, "exact text").groups if each.kind.name == "documents"]
    told = " ".join(span.text for hit in group.hits for span in hit.excerpt)
    assert "exact" in told
    assert pack.body.count("SHA-256: ") == 1
    assert not re.search("SHA-256|[0-9a-f]{64}", told)


def test_sealed_evidence_and_its_files_are_found_by_those_named_to_it_alone(play: Play) -> None:
    version = evidence_on(play, summary=f"What the {WORD} wrote.")
    read_waiting()
    assert {*kinds(play.officer, WORD), *kinds(play.officer, "auditor's words")} >= {"evidence", "files"}
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.", people=[play.lead])
    assert kinds(play.officer, WORD) == set()
    assert "files" not in kinds(play.officer, "auditor's words")
    assert kinds(play.lead, WORD) == {"evidence"}
    assert "files" in kinds(play.lead, "auditor's words")
    sealed = Reading.objects.filter(reader=play.lead, subject=version.evidence.key)
    assert set(sealed.values_list("case", flat=True)) == {None}


def test_what_is_public_is_found_by_everybody(play: Play) -> None:
    entry = published(play.case, play.lead, title=f"Best Value Notice about a {WORD}")
    entry.steps.create(on=clock.today(), text="A second wombat came.")
    stranger = person(Role.OFFICER, since=clock.today())
    assert kinds(stranger, WORD) == kinds(stranger, "wombat") == {"publications"}
    assert kinds(stranger, "Exford") == {"authorities", "publications"}
    withdraw_publication(by=play.press, publication=entry, reason="Published by mistake.")
    for text in (WORD, "wombat"):
        assert kinds(stranger, text) == set(), "what was withdrawn is found by nobody"


def test_the_decision_behind_what_was_entered_later_is_no_submission_that_is_found(play: Play) -> None:
    facts: Any = {"source": "The register", "not_published": ["recommendation"]}
    Submission.objects.create(
        case=play.case, question=f"A {WORD}?", drafted_by=play.officer, retrospective=True, **facts
    )
    assert kinds(play.officer, WORD) == set()


def test_whoever_is_named_to_a_sealed_item_on_a_case_of_others_finds_it_and_nothing_of_the_case(play: Play) -> None:
    version = evidence_on(play, summary=f"What the {WORD} wrote.")
    outsider = person(Role.LEGAL_ADVISER, since=clock.today())
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.", people=[outsider])
    shown = page(outsider, WORD)
    assert "What the" in shown
    assert play.case.handle not in shown
    (group,) = browser_of(outsider).get("/api/v1/search/", {"q": WORD}).json()["groups"]
    assert [(group["kind"], each["case"]) for each in group["results"]] == [("evidence", None)]


def test_nobody_who_works_here_is_suggested(play: Play) -> None:
    User.objects.filter(pk=play.officer.pk).update(name="Quentin Zzyzx")
    assert search(play.press, "Quentin Zzyzxx").suggestions == []


# By which words


def test_of_what_is_known_to_its_month_no_day_is_told(play: Play) -> None:
    notice = play.noticed(what_prompted=f"The {WORD}.")
    Notice.objects.filter(pk=notice.pk).update(month_only=True)
    published(play.case, play.lead, month_only=True)
    found = page(play.officer, "exford")
    assert "Best Value Notice of January 2025" in found
    assert "Published June 2024" in found
    listed = browser_of(play.officer).get("/notices/").content.decode()
    assert ">January 2025<" in listed
    opened = browser_of(play.officer).get(f"/cases/{play.case.ref}/notices/{notice.pk}/").content.decode()
    assert ">January 2025<" in opened


def test_an_authority_is_found_by_every_name_it_had_and_by_what_it_took_over_from(play: Play) -> None:
    old = an_authority("oldshire", "Oldshire District Council")
    new = an_authority("newmoor", "Newmoor Council")
    new.aliases.create(kind="name", value="Greater Moorland")
    new.aliases.create(kind="ons_code", value="E09999999")
    Succession.objects.create(predecessor=old, successor=new, took_effect_on=clock.today())
    assert titles(play.officer, "oldshire", "authorities") == ["Oldshire District Council", "Newmoor Council"]
    for text in ("Greater Moorland", "greater morland", "E09999999", "Newmoor", "Nemoor", "Newm"):
        assert titles(play.officer, text, "authorities") == ["Newmoor Council"], text
    assert "Took over from Oldshire District Council" in page(play.officer, "oldshire")
    assert titles(play.officer, "Exfrod Borough Council", "cases") == ["Exford Borough Council"]
    assert titles(play.officer, play.case.handle.upper(), "cases") == ["Exford Borough Council"]


def test_letters_are_found_with_and_without_accents(play: Play) -> None:
    play.authority.officers.create(post="leader", name="Siân Llŷr-Ŵyn", starts_on=clock.today())
    contact(play, "Y cyngor yn Llŷn a Môn.")
    for text in ("sian llyr", "Siân Llŷr", "LLYR-WYN"):
        assert titles(play.officer, text, "officers") == ["Siân Llŷr-Ŵyn"], text
    for text in ("llyn", "LLŶN", "mon"):
        assert kinds(play.officer, text) >= {"contacts"}, text


def test_names_come_by_closeness_and_all_else_by_date(play: Play) -> None:
    for name in ("Alder Wexmoor District Council", "Wexmoor", "Wexmoor and Elder District Council"):
        an_authority(name.lower().replace(" ", "-"), name)
    names = ["Wexmoor", "Alder Wexmoor District Council", "Wexmoor and Elder District Council"]
    assert titles(play.officer, "wexmoor", "authorities") == sorted(names)
    assert titles(play.officer, "alder wexmoor", "authorities")[0] == "Alder Wexmoor District Council"
    contact(play, f"The {WORD} and the {WORD}: a {WORD}.")
    play.wait(1)
    contact(play, f"A {WORD}.")
    days = [clock.today() - dt.timedelta(days=back) for back in (0, 1)]
    assert titles(play.officer, WORD, "contacts") == [f"Call, {day:%-d %B %Y}" for day in days]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("reserves", True), ("reserve", True), ("reserves falling", True), ("falling -reserves", False)),
        *(('"reserves are falling"', True), ('"falling reserves"', False), ("penguin or reserves", True)),
        *(("reserves penguin", False), ("reserves -penguin", True), ("'reserves & | ! ( <-> :*", True)),
    ],
)
def test_words_phrases_and_what_must_be_absent(play: Play, text: str, found: bool) -> None:
    contact(play, "Their reserves are falling fast.")
    assert ("contacts" in kinds(play.officer, text)) is found


@pytest.mark.parametrize(
    "text", ["the of and", "-reserves", '""', "-", "or", "%", "_", "\\", "'; --", "( ) & |", "\ue000"]
)
def test_what_says_nothing_finds_no_text_and_says_so(play: Play, text: str) -> None:
    contact(play, "The reserves of and the % _ rest.")
    assert not kinds(play.officer, text) & ON_A_CASE
    assert "Texts were not searched" in page(play.officer, text)


def test_words_inside_files_are_found_once_they_were_read(play: Play) -> None:
    text = "Another platypus."
    files = {"a.pdf": a_pdf(text), "b.docx": a_word_file(text), "c.eml": an_email(text)}
    for name, content in files.items():
        keep_file(by=play.officer, case=play.case, upload=SimpleUploadedFile(name, content))
    assert kinds(play.officer, "platypus") == set()
    assert read_waiting() == len(files)
    assert set(titles(play.officer, "platypus", "files")) == set(files)
    assert "not by those of what is attached" in File.objects.get(name="c.eml").reading
    assert "<mark>platypus</mark>" in page(play.officer, "platypus")


# The page


def test_an_answer_is_grouped_counted_and_paged(play: Play) -> None:
    for number in range(28):
        contact(play, f"Talk {number} of the {WORD}.")
    shown = BeautifulSoup(page(play.officer, WORD), "html.parser")
    (section,) = shown.select("section[aria-labelledby=found-contacts]")
    assert section.select("h2")[0].get_text() == "Contacts with authorities (28)"
    assert len(section.select("li")) == 5
    assert {each.get_text() for each in section.select("mark")} == {WORD}
    more = section.select("a")[-1]["href"]
    every = BeautifulSoup(browser_of(play.officer).get(f"/search/{more}").content, "html.parser")
    assert len(every.select("main li mark")) == 25
    assert "28 found" in every.get_text()
    assert len(BeautifulSoup(page(play.officer, WORD, kind="contacts", page=2), "html.parser").select("main mark")) == 3
    for wrong in ("kind=penguins", "kind=contacts&page=9", "kind=events"):
        assert browser_of(play.officer).get(f"/search/?q={WORD}&{wrong}").status_code == 404


def test_nothing_typed_nothing_found_and_too_much_typed(play: Play) -> None:
    assert "What is searched" in page(play.officer, " ")
    nothing = page(play.officer, "Exofrd Bourogh Counicl")
    assert "Nothing was found" in nothing
    assert "Did you mean" in nothing
    assert "Exford Borough Council</a>" in nothing
    long = page(play.officer, "x" * (LONGEST + 1))
    assert f"must be {LONGEST} characters or fewer" in long
    assert "x" * (LONGEST + 1) in long


def test_what_was_written_stays_text(play: Play) -> None:
    evil = f"<script>alert('{WORD}')</script> <b onclick=x>{WORD}</b> {BEGIN}{END}{BEGIN}&amp;"
    evidence_on(play, title=f"<img src=x onerror=alert(1)> {WORD}", summary=evil)
    contact(play, evil)
    for shown in (page(play.officer, WORD), page(play.officer, f"<script>{WORD}")):
        main = BeautifulSoup(shown, "html.parser").main
        assert main
        assert not main.select("script, b, img, [onclick], [onerror]")
    assert "<img src=x onerror=alert(1)> quokka" in BeautifulSoup(page(play.officer, WORD), "html.parser").get_text()


def test_pieces_of_an_excerpt_are_told_apart_whatever_stands_in_it() -> None:
    assert spans_of(f"a {BEGIN}b{END} c") == [("a ", False), ("b", True), (" c", False)]
    assert spans_of("") == []
    assert spans_of(f"## Concerns\n{BEGIN}Debt{END} # 1") == [("Concerns\n", False), ("Debt", True), (" # 1", False)]
    assert "".join(each.text for each in spans_of(f"{END}x{BEGIN}y{BEGIN}z{END}")) == f"{END}x{BEGIN}yz"


def test_one_case_is_searched_alone_with_its_events(everything: Play) -> None:
    browser, here = browser_of(everything.officer), reverse("desk:case_search", args=[everything.case.ref])
    response = browser.get(here, {"q": WORD})
    assert_valid_html(response)
    found = set(re.findall(r'id="found-([a-z]+)"', response.content.decode()))
    assert found == ON_A_CASE - {"cases"}
    by_act = browser.get(here, {"q": "early engagement"}).content.decode()
    assert 'id="found-events"' in by_act or "Nothing was found" in by_act
    assert 'id="found-events"' in browser.get(here, {"q": "auditor's report"}).content.decode()
    assert "Search in this case" in browser.get(reverse("desk:case", args=[everything.case.ref])).content.decode()
    assert Reading.objects.filter(reader=everything.officer, case=everything.case, subject="desk:case_search").exists()


def test_another_case_is_not_in_the_search_of_one(everything: Play) -> None:
    other = engage(
        by=everything.lead, authority=an_authority("wyeford", "Wyeford"), team=everything.team, reason="A report."
    )
    page = browser_of(everything.officer).get(reverse("desk:case_search", args=[other.ref]), {"q": WORD})
    assert "Nothing was found" in page.content.decode()


def test_each_case_that_an_answer_shows_is_noted_as_read_and_no_other(play: Play) -> None:
    contact(play, f"The {WORD}.")
    read = Reading.objects.filter(case=play.case)
    search(play.officer, NONSENSE)
    assert not read.exists()
    search(play.officer, WORD)
    assert list(read.values_list("reader", "subject")) == [(play.officer.pk, "search")]


def test_whatever_is_found_on_a_case_is_noted_as_read(everything: Play) -> None:
    for group in search(everything.officer, WORD).groups:
        assert {hit.read and hit.read[0] for hit in group.hits} == {everything.case.pk}, group.kind.name


def test_a_search_costs_the_same_however_much_it_finds(play: Play) -> None:
    contact(play, f"The {WORD}.")
    evidence_on(play, summary=f"A {WORD}.")
    browser = browser_of(play.officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/search/", {"q": WORD})
        return len(queries)

    cost()
    few = cost()
    for number in range(7):
        contact(play, f"The {WORD} {number}.")
        evidence_on(play, title=f"Report {number}", summary=f"A {WORD} {number}.")
    assert cost() == few <= 35


# The API and the shortcut


def test_the_api_answers_by_kind_and_page_by_page(everything: Play) -> None:
    browser = browser_of(everything.officer)
    answer = browser.get("/api/v1/search/", {"q": WORD}).json()
    groups = {each["kind"]: each for each in answer["groups"]}
    assert set(groups) == ON_A_CASE - {"cases"}
    for group in groups.values():
        assert group["count"] == len(group["results"]) == 1 or group["kind"] in ("documents", "submissions"), group
        for hit in group["results"]:
            assert browser.get(hit["url"]).status_code == 200, hit["url"]
    assert any(span == {"text": WORD, "found": True} for span in groups["evidence"]["results"][0]["excerpt"])
    one = browser.get(f"/api/v1/search/evidence/?q={WORD}&case={everything.case.ref}&page_size=1").json()
    assert one["count"] == 1
    assert one["results"] == groups["evidence"]["results"]
    here = browser.get("/api/v1/search/", {"q": "auditor's report", "case": everything.case.ref}).json()
    assert "events" in {each["kind"] for each in here["groups"]}


def test_a_program_that_searches_one_case_reads_it_though_it_finds_nothing(play: Play) -> None:
    browser_of(play.officer).get("/api/v1/search/", {"q": NONSENSE, "case": play.case.handle})
    assert Reading.objects.filter(reader=play.officer, case=play.case, subject="api: search").exists()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("search/", 400), ("search/?q=", 400), (f"search/?q={'x' * 201}", 400), ("search/?q=x&kind=evidence", 400)),
        *(("search/?q=x&page=1", 400), ("search/evidence/?q=x&sort=title", 400), ("search/evidence/?q=x&page=0", 404)),
        *(("search/penguins/?q=x", 404), ("search/events/?q=x", 404), ("search/?q=x&case=bcdfghjkmn", 404)),
    ],
)
def test_the_api_refuses_what_it_does_not_know(officer: User, path: str, status: int) -> None:
    assert browser_of(officer).get(f"/api/v1/{path}").status_code == status


def test_the_shortcut_is_on_until_a_person_switches_it_off(officer: User) -> None:
    browser = browser_of(officer)
    assert 'data-search-key="/"' in browser.get("/account/").content.decode()
    for choice, on in (("off", False), ("on", True)):
        shown = browser.post("/account/search-shortcut/", {"shortcut": choice}, follow=True)
        assert_valid_html(shown)
        assert ('data-search-key="/"' in shown.content.decode()) is on
        assert ('data-search-key="/"' in browser.get("/search/").content.decode()) is on

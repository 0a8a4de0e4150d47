"""Notes on a case: added and never changed, corrected by a new note, and told to nobody who may not see the case."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Scope, User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from cases import policy
from cases.models import Case, CaseNote, Mention, text_hash
from cases.selectors.case_notes import notes_of
from cases.services.case_notes import write_note
from cases.services.opening import engage
from tests.api.world import an_authority
from tests.factories import TeamFactory, person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html

LONG = "It was a long meeting, and much of it was about reserves. " * 600


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, whose lead and stranger bear names that can be told apart."""
    with ExitStack() as days:
        play = Play.begin(days)
        User.objects.filter(pk=play.lead.pk).update(name="Robin Ashe")
        User.objects.filter(pk=play.deputy_director.pk).update(name="Robin Ashe-Brown")
        play.lead.refresh_from_db()
        play.deputy_director.refresh_from_db()
        yield play


def stranger() -> User:
    """Somebody of another team."""
    other = person(Role.OFFICER, team=TeamFactory.create())
    User.objects.filter(pk=other.pk).update(name="Sam Elsewhere")
    return User.objects.get(pk=other.pk)


def told() -> list[tuple[str, bool]]:
    """Who was told of a note by a message, and whether it is private."""
    rows = Message.objects.filter(kind="note").select_related("recipient").order_by("recipient__name")
    return [(str(each.recipient), each.private) for each in rows]


def test_a_note_is_recorded_by_its_hash_and_never_by_its_words(play: Play) -> None:
    note = write_note(by=play.officer, case=play.case, text="They will sell the depot.", kind="background")
    event = Event.objects.get(case=play.case, verb="write_note")
    assert (event.subject, event.after["sha256"]) == (note.key, text_hash("They will sell the depot."))
    assert "depot" not in event.canonical().decode()


def test_a_note_is_never_changed_and_never_deleted(play: Play) -> None:
    note = write_note(by=play.officer, case=play.case, text="They will sell the depot.", told=[play.lead])
    for change in (
        lambda: CaseNote.objects.filter(pk=note.pk).update(text="They will not."),
        lambda: CaseNote.objects.filter(pk=note.pk).delete(),
        lambda: Mention.objects.update(person=play.minister),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_correction_is_a_new_note_and_the_old_one_stays_and_says_so(play: Play, client: Client) -> None:
    first = write_note(by=play.officer, case=play.case, text="On 3 May.")
    play.wait(1)
    second = write_note(by=play.lead, case=play.case, text="On 4 May.", corrects=first)
    assert Event.objects.get(subject=second.key).after["corrects"] == str(first.pk)
    assert refusals(lambda: write_note(by=play.officer, case=play.case, text="On 5 May.", corrects=first)) == {
        "corrected"
    }
    client.force_login(play.officer)
    page = client.get(f"/cases/{play.case.ref}/notes/")
    assert_valid_html(page)
    shown = page.content.decode()
    assert shown.index("On 4 May.") < shown.index("On 3 May.")
    assert f"the note of {play.lead}" in shown.partition(f'id="note-{first.pk}"')[2]
    assert f"/notes/{second.pk}/correct/" in shown
    assert f"/notes/{first.pk}/correct/" not in shown


def test_a_note_corrects_no_note_of_another_case(play: Play) -> None:
    note = write_note(by=play.officer, case=play.case, text="On 3 May.")
    authority = an_authority("wyford", "Wyford Borough Council")
    other = engage(by=play.lead, authority=authority, team=play.team, reason="A report.")
    assert refusals(lambda: write_note(by=play.officer, case=other, text="On 4 May.", corrects=note)) == {"other_case"}
    with pytest.raises(DatabaseError, match="A note corrects a note of the same case"), transaction.atomic():
        CaseNote.objects.create(
            case=other, text="On 4 May.", written_by=play.officer, written_at=clock.now(), corrects=note
        )


def test_an_at_sign_before_a_full_name_tells_that_person_and_the_list_others(play: Play) -> None:
    write_note(by=play.officer, case=play.case, text="@robin ashe-brown, see below. Write to a@b.example.")
    assert told() == [("Robin Ashe-Brown", True)]
    write_note(by=play.officer, case=play.case, text="Thanks @Robin Ashe.", told=[play.minister, play.officer])
    assert sorted(told()) == sorted([("Robin Ashe", True), ("Robin Ashe-Brown", True), (str(play.minister), True)])
    message = Message.objects.filter(recipient=play.lead, kind="note").get()
    assert "Thanks" not in message.subject + message.text


@pytest.mark.parametrize(
    "text", ["@Sam Elsewhere, look.", "@Nobody Atall, look.", "@Robin, look.", "@Robin Asheton, look."]
)
def test_naming_somebody_outside_is_refused_alike_whether_or_not_there_is_such_a_person(play: Play, text: str) -> None:
    stranger()
    with pytest.raises(Refused) as refused:
        write_note(by=play.officer, case=play.case, text=text)
    word = text[1:].split()[0].rstrip(",")
    assert [each.message for each in refused.value.unmet] == [
        f"“@{word}” is not the full name of somebody who may see this case. Take out the @, or choose from the list."
    ]
    assert told() == []
    assert not CaseNote.objects.exists()


def test_nobody_outside_is_told_and_no_outsider_writes(play: Play) -> None:
    outsider = stranger()
    assert refusals(lambda: write_note(by=play.officer, case=play.case, text="Look.", told=[outsider])) == {"outside"}
    for other in (outsider, person(Role.ANALYST, team=TeamFactory.create())):
        with pytest.raises(Forbidden):
            write_note(by=other, case=play.case, text="Look.")
    write_note(by=play.officer, case=play.case, text="@Robin Ashe, look.")
    assert list(notes_of(outsider, play.case)) == []
    RoleHolding.objects.filter(user=play.lead).update(ends_on=clock.today())
    play.wait(1)
    assert list(notes_of(play.lead, play.case)) == []
    assert refusals(lambda: write_note(by=play.officer, case=play.case, text="@Robin Ashe, look.")) == {"not_a_reader"}


def test_who_may_see_a_case_is_the_same_asked_of_the_case_and_of_each_person(demonstration: None) -> None:
    for case in Case.objects.all()[:4]:
        asked = {each for each in User.objects.filter(is_active=True, is_machine=False) if sees(each, case)}
        assert set(policy.who_may_see(case)) == asked
        assert User.objects.get(email=email_of("press")) not in asked


def sees(user: User, case: Case) -> bool:
    """Whether a person may know of a case."""
    return policy.visible_cases(user).filter(pk=case.pk).exists()


def test_a_note_is_written_on_its_page_and_nothing_typed_is_lost(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    page = f"/cases/{play.case.ref}/notes/new/"
    shown = client.get(page).content.decode()
    assert "Robin Ashe" in shown
    assert str(stranger()) not in shown
    version = Case.objects.get(pk=play.case.pk).version
    refused = client.post(page, {"text": f"@Nobody Atall {LONG}", "version": version, "told": [play.lead.pk]})
    assert_valid_html(refused)
    assert refused.status_code == 409
    assert LONG[:200] in refused.content.decode()
    assert f'value="{play.lead.pk}" checked' in " ".join(refused.content.decode().split())
    outside = client.post(page, {"text": LONG, "version": version, "told": [stranger().pk]})
    assert "Select one of the choices that are listed" in outside.content.decode()
    empty = client.post(page, {"text": " ", "version": version})
    assert "There is a problem" in empty.content.decode()
    write_note(by=play.lead, case=play.case, text="Another.")
    late = client.post(page, {"text": LONG, "version": version})
    assert late.status_code == 409
    assert LONG[:200] in late.content.decode()
    done = client.post(page, {"text": LONG, "version": version + 1, "told": [play.lead.pk]})
    assert done["Location"] == f"/cases/{play.case.ref}/notes/"
    assert CaseNote.objects.filter(text=LONG.strip()).exists()
    assert told() == [("Robin Ashe", True)]


def test_on_the_timeline_a_note_is_an_event_that_leads_to_it(play: Play, client: Client) -> None:
    note = write_note(by=play.officer, case=play.case, text="They will sell the depot.")
    client.force_login(play.officer)
    timeline = client.get(f"/cases/{play.case.ref}/timeline/?kind=note").content.decode()
    assert f"/cases/{play.case.ref}/notes/{note.pk}/" in timeline
    assert "depot" not in timeline
    page = client.get(f"/cases/{play.case.ref}/notes/{note.pk}/")
    assert_valid_html(page)
    assert "depot" in page.content.decode()


def test_a_list_of_notes_takes_as_many_queries_for_many_as_for_few(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    counts = []
    for _ in range(2):
        for _ in range(4):
            write_note(by=play.officer, case=play.case, text="Look.", told=[play.lead, play.minister])
        client.get(f"/cases/{play.case.ref}/notes/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/cases/{play.case.ref}/notes/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_program_reads_and_writes_notes_as_the_page_does(play: Play, client: Client) -> None:
    token = {
        "authorization": f"Bearer {issue_token(user=play.officer, name='notes', scopes=[Scope.READ, Scope.WRITE])[1]}"
    }
    address = f"/api/v1/cases/{play.case.ref}/notes/"

    def post(**body: object) -> tuple[int, dict[str, object]]:
        answer = client.post(address, body, content_type="application/json", headers=token)
        return answer.status_code, answer.json()

    status, made = post(text="Look, @Robin Ashe.", kind="advice", told=[play.minister.pk])
    assert status == 201
    status, corrected = post(text="See.", corrects=made["id"])
    assert (status, corrected["corrects"]) == (201, made["id"])
    listed = {each["id"]: each for each in client.get(address, headers=token).json()["results"]}
    assert {key: each["corrected_by"] for key, each in listed.items()} == {
        made["id"]: corrected["id"],
        corrected["id"]: None,
    }
    assert {each["id"] for each in listed[made["id"]]["told"]} == {play.lead.pk, play.minister.pk}
    refused = [post(text="Look.", told=[number])[1]["errors"] for number in (stranger().pk, 999_999)]
    assert refused[0] == refused[1]
    assert post(text="Look.", corrects="00000000-0000-0000-0000-000000000001")[0] == 400
    assert post(text="Look.", case_version=1)[0] == 400

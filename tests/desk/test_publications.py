"""Publishing: prepared by one, approved by another, published by press, and exactly what was approved (R45)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.desk.selectors.case_page import live_instruments, situation_of
from bestvalue.desk.selectors.publications import beginning, publishable
from bestvalue.desk.selectors.waiting import piles_for
from bestvalue.errors import Forbidden, Refused
from cases.models import Publication, PublicationPack, PublishedStep
from cases.services.packs import (
    approve_publication,
    drop_publication,
    edit_publication,
    prepare_publication,
    publish_pack,
    send_back_publication,
)
from cases.services.publication import withdraw_publication
from notices.models import Notice
from notices.services import serve_notice
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html

SECRET = "The chief executive said in private that she will resign."
PUBLIC = (
    "/register/",
    "/api/v1/register/instruments/",
    "/api/v1/register/instruments.csv",
    "/api/v1/register/feed.atom",
)


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def notice(play: Play) -> Notice:
    """A notice that was issued and served."""
    notice = play.noticed()
    for recipient in notice.recipients.all():
        serve_notice(by=play.officer, recipient=recipient, served_on=clock.today(), how="Email")
    return Notice.objects.get(pk=notice.pk)


def prepared(play: Play, notice: Notice, **facts: Any) -> PublicationPack:
    """A pack about a notice, waiting for approval."""
    begun = beginning(notice)
    fields = {**begun.initial, "statement": "A Best Value Notice was issued.", **facts}
    return prepare_publication(by=play.officer, instrument=notice, original=begun.original, **fields)


def approved(play: Play, notice: Notice, **facts: Any) -> PublicationPack:
    """The same, approved."""
    pack = prepared(play, notice, **facts)
    return approve_publication(by=play.deputy_director, pack=pack, digest=pack.digest())


def test_a_copy_begins_as_the_text_that_the_minister_decided_on(play: Play, notice: Notice) -> None:
    begun = beginning(notice)
    assert begun.original is not None
    assert begun.initial["body"] == begun.original.body
    assert begun.initial["in_force_until"] == notice.ends_on


def test_what_was_approved_is_in_the_register_at_once(play: Play, notice: Notice, client: Client) -> None:
    pack = approved(play, notice)
    step = publish_pack(by=play.press, pack=pack, digest=pack.digest())
    number = step.publication.register_id
    for path in PUBLIC:
        assert number in client.get(path).getvalue().decode(), path
    document = client.get(f"/register/{number}/1/")
    assert "Reserves were used unplanned." in document.content.decode()
    assert_valid_html(document)
    assert_valid_html(client.get(f"/register/{number}/"))
    assert client.get(f"/api/v1/register/instruments/{number}/").json()["steps"][0]["document"] == pack.body
    assert b"".join(client.get(f"/register/{number}/1/letter.pdf")).startswith(b"%PDF-")
    assert client.get(f"/register/{number}/2/").status_code == 404


def test_nothing_is_published_before_it_was_served(play: Play) -> None:
    notice = play.noticed()
    pack = approved(play, notice)
    assert refusals(lambda: publish_pack(by=play.press, pack=pack, digest=pack.digest())) == {"not_publishable"}


def test_preparer_approver_and_publisher_are_different_people(play: Play, notice: Notice) -> None:
    both = person(Role.DEPUTY_DIRECTOR, Role.PRESS)
    begun = beginning(notice)
    own = prepare_publication(
        by=both, instrument=notice, original=begun.original, **{**begun.initial, "statement": "Issued."}
    )
    assert refusals(lambda: approve_publication(by=both, pack=own, digest=own.digest())) == {"own_pack"}
    drop_publication(by=play.officer, pack=own, reason="Wrong person.")
    pack = prepared(play, notice)
    pack = approve_publication(by=both, pack=pack, digest=pack.digest())
    with pytest.raises(Forbidden):
        publish_pack(by=both, pack=pack, digest=pack.digest())


def test_whoever_prepared_it_is_not_offered_to_publish_it_and_may_not(
    play: Play, notice: Notice, client: Client
) -> None:
    pack = approved(play, notice)
    RoleHolding.objects.create(user=play.officer, role=Role.PRESS, starts_on=clock.today())
    address = f"/publications/{pack.pk}/publish/"
    client.force_login(play.officer)
    assert address not in client.get(f"/publications/{pack.pk}/").content.decode()
    assert pack.title not in [each.text for pile in piles_for(play.officer) for each in pile.things]
    assert refusals(lambda: publish_pack(by=play.officer, pack=pack, digest=pack.digest())) == {"own_pack"}
    client.force_login(play.press)
    assert address in client.get(f"/publications/{pack.pk}/").content.decode()
    assert pack.title in [each.text for pile in piles_for(play.press) for each in pile.things]


@pytest.mark.parametrize("who", ["officer", "deputy_director", None])
def test_the_database_lets_nobody_publish_what_they_prepared_or_approved(
    play: Play, notice: Notice, who: str | None
) -> None:
    step = publish_pack(by=play.press, pack=(first := approved(play, notice)), digest=first.digest())
    further = approved(play, notice, statement="It was corrected.")
    another = PublishedStep.objects.create(publication=step.publication, on=clock.today(), text="It was corrected.")
    with pytest.raises(IntegrityError, match="neither prepared nor approved"), transaction.atomic():
        PublicationPack.objects.filter(pk=further.pk).update(
            state="published", step=another, published_by=getattr(play, who) if who else None
        )


@pytest.mark.parametrize("role", ["officer", "lead", "minister", "press", "records_manager"])
def test_only_a_deputy_director_approves(play: Play, notice: Notice, role: str) -> None:
    pack = prepared(play, notice)
    with pytest.raises(Forbidden):
        approve_publication(by=getattr(play, role), pack=pack, digest=pack.digest())


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "minister", "records_manager"])
def test_only_press_publishes(play: Play, notice: Notice, role: str) -> None:
    pack = approved(play, notice)
    with pytest.raises(Forbidden):
        publish_pack(by=getattr(play, role), pack=pack, digest=pack.digest())


def test_a_copy_that_differs_says_what_was_left_out(play: Play, notice: Notice) -> None:
    assert refusals(lambda: prepared(play, notice, body="# Shorter")) == {"no_redaction"}
    assert prepared(play, notice, body="# Shorter", redaction="A name was taken out.").state == "prepared"


def test_an_approval_is_of_what_was_read(play: Play, notice: Notice) -> None:
    pack = prepared(play, notice)
    seen = pack.digest()
    edit_publication(by=play.officer, pack=pack, title="Another title")
    assert refusals(lambda: approve_publication(by=play.deputy_director, pack=pack, digest=seen)) == {"pack_changed"}


def test_what_was_approved_is_not_edited_by_anybody(play: Play, notice: Notice) -> None:
    pack = approved(play, notice)
    assert refusals(lambda: edit_publication(by=play.officer, pack=pack, title="Another")) == {"approved"}
    with pytest.raises(IntegrityError, match="not edited"), transaction.atomic():
        PublicationPack.objects.filter(pk=pack.pk).update(body="Other")


def test_a_pack_sent_back_must_be_approved_again(play: Play, notice: Notice) -> None:
    pack = approved(play, notice)
    send_back_publication(by=play.press, pack=pack, note="The minister speaks on Thursday.")
    assert refusals(lambda: publish_pack(by=play.press, pack=pack, digest=pack.digest())) == {"not_approved"}
    again = edit_publication(by=play.officer, pack=pack, title="Notice to Exford")
    assert (again.state, again.approved_by) == ("prepared", None)


def test_what_was_sent_back_may_be_sent_again_as_it_was(play: Play, notice: Notice, client: Client) -> None:
    pack = send_back_publication(by=play.deputy_director, pack=prepared(play, notice), note="Wait for the minister.")
    page = f"/publications/{pack.pk}/edit/"
    client.force_login(play.officer)
    shown = client.get(page).context
    sent = {name: str(shown["form"][name].value() or "") for name in shown["form"].fields}
    client.post(page, {**sent, "version": shown["case"].version})
    assert PublicationPack.objects.get().state == "prepared"


def test_nothing_is_published_before_its_day(play: Play, notice: Notice) -> None:
    pack = approved(play, notice, not_before=clock.today().replace(day=28))
    assert refusals(lambda: publish_pack(by=play.press, pack=pack, digest=pack.digest())) == {"too_soon"}
    play.on(clock.today().replace(day=28))
    assert publish_pack(by=play.press, pack=pack, digest=pack.digest())


def test_a_copy_is_dated_by_what_it_is_about_and_not_by_who_looks_at_it(
    play: Play, notice: Notice, client: Client
) -> None:
    pack = approved(play, notice)
    sign_in(client, play.press)
    play.on(clock.today() + dt.timedelta(days=20))
    dates = [client.get(f"/publications/{pack.pk}/").context["letterhead"].date]
    publish_pack(by=play.press, pack=pack, digest=pack.digest())
    dates.append(client.get(f"/publications/{pack.pk}/").context["letterhead"].date)
    assert dates == [notice.issued_on] * 2


def test_a_pack_is_published_once(play: Play, notice: Notice) -> None:
    pack = approved(play, notice)
    publish_pack(by=play.press, pack=pack, digest=pack.digest())
    assert refusals(lambda: publish_pack(by=play.press, pack=pack, digest=pack.digest())) == {"not_approved"}
    assert PublishedStep.objects.count() == 1


def test_one_pack_at_a_time_about_one_thing(play: Play, notice: Notice) -> None:
    pack = prepared(play, notice)
    assert refusals(lambda: prepared(play, notice)) == {"pack_under_way"}
    drop_publication(by=play.officer, pack=pack, reason="Started again.")
    assert prepared(play, notice)


def test_a_withdrawn_publication_keeps_no_copy_in_public(play: Play, notice: Notice, client: Client) -> None:
    pack = approved(play, notice)
    publication = publish_pack(by=play.press, pack=pack, digest=pack.digest()).publication
    withdraw_publication(by=play.press, publication=publication, reason="Published in error.")
    number = publication.register_id
    assert "Published in error." in client.get(f"/register/{number}/").content.decode()
    for path in (f"/register/{number}/1/", f"/register/{number}/1/letter.pdf"):
        assert client.get(path).status_code == 404


def test_nothing_more_is_published_about_what_was_withdrawn(play: Play, notice: Notice) -> None:
    pack = approved(play, notice)
    publication = publish_pack(by=play.press, pack=pack, digest=pack.digest()).publication
    assert [each.register_id for each in live_instruments(play.case, situation_of(play.case))] == [
        publication.register_id
    ]
    further = approved(play, notice, statement="It was corrected.")
    withdraw_publication(by=play.press, publication=publication, reason="Published in error.")
    assert refusals(lambda: publish_pack(by=play.press, pack=further, digest=further.digest())) == {"withdrawn"}
    assert PublishedStep.objects.count() == 1
    drop_publication(by=play.officer, pack=further, reason="It was withdrawn.")
    assert refusals(lambda: prepared(play, notice)) == {"withdrawn"}
    assert publishable(play.case) == []
    assert [each.register_id for each in live_instruments(play.case, situation_of(play.case))] == [""]


def test_a_copy_whose_spaces_alone_were_tidied_is_the_original(play: Play, notice: Notice) -> None:
    original = beginning(notice).original
    assert original
    body = original.body.replace("\n", "  \n").replace(" ", "\u00a0", 1)
    assert prepared(play, notice, body=body).redaction == ""


def test_nothing_of_a_pack_is_public_before_it_is_published(play: Play, notice: Notice, client: Client) -> None:
    approved(play, notice, note=SECRET)
    for path in PUBLIC:
        page = client.get(path).getvalue().decode()
        assert "Exford" not in page
        assert SECRET not in page


def sign_in(client: Client, user: User) -> Client:
    """The client as this person, who knows their password."""
    user.set_password(settings.DEMONSTRATION_PASSWORD)
    user.save(update_fields=["password"])
    client.force_login(user)
    return client


def test_press_sees_the_approved_copy_and_nothing_of_the_case(play: Play, notice: Notice, client: Client) -> None:
    pack = prepared(play, notice, body="# Shorter", redaction=SECRET)
    sign_in(client, play.press)
    page = f"/publications/{pack.pk}/"
    assert client.get(page).status_code == 404
    assert pack.title not in client.get("/publications/").content.decode()
    approve_publication(by=play.deputy_director, pack=pack, digest=pack.digest())
    shown = client.get(page)
    assert "Shorter" in shown.content.decode()
    assert SECRET not in shown.content.decode()
    assert play.case.ref not in shown.content.decode()
    assert_valid_html(shown)
    assert client.get(f"/cases/{play.case.ref}/").status_code == 404
    form = client.get(f"{page}publish/")
    assert 'name="version"' not in form.content.decode()
    assert_valid_html(form)


def test_a_publication_goes_from_the_officer_to_the_register_by_pages(
    play: Play, notice: Notice, client: Client
) -> None:
    sign_in(client, play.officer)
    new = f"/cases/{play.case.ref}/publications/new/"
    assert notice.key in client.get(new).content.decode()
    form = client.get(f"{new}?of={notice.key}")
    assert_valid_html(form)
    sent: dict[str, Any] = {name: form.context["form"][name].value() or "" for name in form.context["form"].fields}
    for name in ("in_force_from", "in_force_until"):
        sent[name] = sent[name].isoformat()
    sent |= {"statement": "A Best Value Notice was issued.", "version": form.context["case"].version}
    assert client.post(f"{new}?of={notice.key}", sent).status_code == 302
    pack = PublicationPack.objects.get()
    confirm = {"read": "true", "password": settings.DEMONSTRATION_PASSWORD, "digest": pack.digest()}
    page = f"/publications/{pack.pk}/"
    sign_in(client, play.deputy_director)
    assert_valid_html(client.get(page))
    assert "It does not differ." in client.get(page).content.decode()
    assert client.post(f"{page}approve/", {**confirm, "password": "wrong"}).status_code == 200
    assert client.post(f"{page}approve/", {**confirm, "read": ""}).status_code == 200
    assert PublicationPack.objects.get().state == "prepared"
    assert client.post(f"{page}approve/", confirm).status_code == 302
    sign_in(client, play.press)
    assert client.post(f"{page}publish/", {**confirm, "digest": "0"}).status_code == 409
    assert client.post(f"{page}publish/", confirm).status_code == 302
    publication = Publication.objects.get()
    assert publication.register_id in client.get(page).content.decode()
    withdraw = f"/publications/withdraw/{publication.register_id}/"
    assert_valid_html(client.get(withdraw))
    assert client.post(withdraw, {"reason": "Wrong copy."}).status_code == 302
    assert "Wrong copy." in client.get(f"/register/{publication.register_id}/").content.decode()


@pytest.mark.parametrize("role", [Role.MINISTER, Role.ADMINISTRATOR, Role.PRIVATE_OFFICE])
def test_publications_do_not_exist_for_those_whose_business_they_are_not(db: None, client: Client, role: Role) -> None:
    client.force_login(person(role))
    assert client.get("/publications/").status_code == 404


def test_a_preparer_of_another_team_is_refused(play: Play, notice: Notice) -> None:
    begun = beginning(notice)
    with pytest.raises((Forbidden, Refused)):
        prepare_publication(by=person(Role.OFFICER), instrument=notice, **{**begun.initial, "statement": "Issued."})

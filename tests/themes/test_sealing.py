"""What is sealed does not exist for those not named: not in a page, list, file, event, reading list, pack or error."""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event, Reading
from cases.models import Document, File, Submission
from cases.policy import reviews_sealed_readings
from cases.selectors.clocks import clocks_for, running_on
from cases.services.submissions import draft_submission, offer_for_clearance
from tests.access.routes import ROUTES
from tests.api.test_engagement import caller
from tests.factories import person
from tests.lifecycle.build import PACK, Play, refusals
from tests.support.assessing import drafted, on_every_theme, on_theme
from themes.models import Evidence, EvidenceVersion, SealedIdentity, SourceType
from themes.policy import exportable, visible_evidence
from themes.reliance import bars_to_reliance
from themes.services.assessing import agree_assessment
from themes.services.checking import corroborate
from themes.services.evidence import add_evidence
from themes.services.relying import rely_on_evidence
from themes.services.sealing import name_reader, read_identity, seal_evidence, take_off_reader

from .evidence import WORD, a_disclosure, an_item

READINGS = "/api/v1/readings/"  # those who review readings of sealed items are told which was read, and nothing of it
ONE_IN = 1 if os.environ.get("PROOF") == "full" else 6  # addresses, others for each outsider; besides an item's own
SAME_FOR_ALL = {"api:schema", "api_documentation", "api:root", "healthz", "readyz"}
EVERYBODY = [role for role in Role if role not in (Role.OFFICER, Role.TEAM_LEAD)]


@pytest.fixture
def disclosure(play: Play) -> EvidenceVersion:
    """What a whistle-blower told the officer, with a file; the officer and one deputy director are named."""
    uploads = [SimpleUploadedFile(f"{WORD}.txt", b"Text")]
    return a_disclosure(play.officer, play.authority, play.deputy_director, case=play.case, uploads=uploads)


def outsiders(play: Play) -> Iterator[User]:
    """A person in every role who is not named, colleagues of the case's own team among them."""
    yield from (play.lead, person(Role.OFFICER, team=play.team), person(Role.OFFICER))
    yield from (person(role, team=play.team) for role in EVERYBODY)


def a_draft(play: Play) -> Submission:
    notice = play.a_notice()
    return draft_submission(
        by=play.officer, case=play.case, question="Issue it?", acts=[("issue_notice", notice)], **PACK
    )


# Nobody else


def test_those_not_named_find_it_nowhere(client: Client, play: Play, disclosure: EvidenceVersion) -> None:
    item, kept, ref = disclosure.evidence, File.objects.get(), play.case.ref
    addresses = addresses_of(play)
    own = [reverse(f"evidence:{name}", args=[item.pk]) for name in ("item", "identity", "verify", "correct", "seal")]
    own += [reverse("evidence:file", args=[item.pk, kept.pk]), f"/cases/{ref}/files/{kept.pk}/"]
    secrets = (WORD, str(item.pk), str(kept.pk))
    assert {"/api/v1/evidence/", f"/cases/{ref}/evidence/"} <= set(telling(client, play.officer, addresses, secrets))
    read = Reading.objects.filter(case__isnull=False)
    assert not [each for each in read if str(item.pk) in each.subject or str(kept.pk) in each.subject]
    for place, outsider in enumerate(outsiders(play)):
        role = str(outsider.role_holdings.get())
        some = [each for each in addresses[place % ONE_IN :: ONE_IN] if each != READINGS]
        assert telling(client, outsider, some, secrets) == [], role
        of_readings = (WORD,) if reviews_sealed_readings(outsider) else secrets
        assert telling(client, outsider, [READINGS], of_readings) == [], role
        for address in own:
            nothing = address.replace(str(item.pk), str(uuid4())).replace(str(kept.pk), str(uuid4()))
            assert client.get(address).status_code == client.get(nothing).status_code == 404, (role, address)


def addresses_of(play: Play) -> list[str]:
    """Every page and list to read, and every page of evidence, that takes nothing, the case, authority or submission.

    What is the same for all, and the forms of other acts, hold no evidence.
    """
    found, draft = set(), a_draft(play)
    where: list[dict[str, Any]] = [{}, {"ref": play.case.ref}, {"slug": play.authority.slug}]
    where.append({"ref": play.case.ref, "pk": draft.pk})
    for name, route in ROUTES.items():
        to_read = name.startswith("evidence:") or not (route.known_to or name in SAME_FOR_ALL)
        for kwargs in where if to_read and route.method == "get" else ():
            with suppress(NoReverseMatch):
                found.add(reverse(name, kwargs=kwargs))
    return sorted(found)


def telling(client: Client, user: User, addresses: list[str], secrets: tuple[str, ...]) -> list[str]:
    """The addresses at which this person, by page or by token, is shown one of the secrets."""
    client.force_login(user)
    token = {"Authorization": f"Bearer {issue_token(user=user, name='T', scopes=['write'])[1]}"}
    found = []
    for address in addresses:
        answer: Any = client.get(address, headers=token if address.startswith("/api/") else {})
        shown = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        if any(each in shown for each in secrets):
            found.append(address)
    return found


def test_its_acts_leave_no_trace_on_the_case(play: Play, disclosure: EvidenceVersion) -> None:
    assert not Event.objects.filter(case=play.case, subject__contains="evidence").exists()
    told = Event.objects.get(subject=disclosure.evidence.key)
    assert WORD not in f"{told.after}{told.before}{told.reason}"
    assert not play.case.files.exists()
    assert refusals(lambda: rely_on_evidence(by=play.officer, submission=a_draft(play), versions=[disclosure])) == {
        "sealed"
    }


def test_it_is_never_published_exported_or_cited(play: Play, disclosure: EvidenceVersion) -> None:
    assert not disclosure.evidence.may_be_published
    assert not exportable(visible_evidence(play.officer)).exists()
    (bar,) = bars_to_reliance(disclosure)
    assert WORD not in bar.message


# Those who are named


def test_those_named_read_it_and_every_reading_is_recorded(
    client: Client, play: Play, disclosure: EvidenceVersion
) -> None:
    item = disclosure.evidence
    for user in (play.officer, play.deputy_director):
        client.force_login(user)
        page = client.get(reverse("evidence:item", args=[item.pk])).content.decode()
        assert f"A {WORD} word" in page
        assert f"{WORD} person" not in page
        assert f"{WORD} person" in client.get(reverse("evidence:identity", args=[item.pk])).content.decode()
        assert WORD in client.get(reverse("evidence:of_case", args=[play.case.ref])).content.decode()
        read = Reading.objects.filter(reader=user, subject__contains=str(item.pk))
        assert {each.subject for each in read} == {item.key, f"identity:{item.pk}"}
        assert not read.filter(case__isnull=False).exists()


def test_a_deputy_director_names_people_with_a_reason_and_takes_them_off(
    play: Play, disclosure: EvidenceVersion
) -> None:
    item, other = disclosure.evidence, person(Role.DEPUTY_DIRECTOR)
    name: dict[str, Any] = {"evidence": item, "person": play.lead}
    assert refusals(lambda: name_reader(by=play.deputy_director, **name, reason=" ")) == {"no_reason"}
    assert refusals(lambda: name_reader(by=play.deputy_director, evidence=item, person=play.press, reason="So.")) == {
        "reads_no_evidence"
    }
    with pytest.raises(Forbidden):
        name_reader(by=play.officer, **name, reason="To help.")
    name_reader(by=other, **name, reason="To help.")  # one who is not named keeps the list too
    assert visible_evidence(play.lead).filter(pk=item.pk).exists()
    assert not visible_evidence(other).filter(pk=item.pk).exists()
    for each in (play.lead, play.officer):
        take_off_reader(by=other, evidence=item, person=each, reason="Moved on.")
        assert not visible_evidence(each).filter(pk=item.pk).exists()
    last: dict[str, Any] = {"by": other, "evidence": item, "person": play.deputy_director, "reason": "Left."}
    assert refusals(lambda: take_off_reader(**last)) == {"last_one"}
    with pytest.raises(Evidence.DoesNotExist):
        read_identity(by=play.lead, evidence=item)


def test_the_list_shows_a_deputy_director_who_is_not_named_nothing_of_the_item(
    client: Client, play: Play, disclosure: EvidenceVersion
) -> None:
    client.force_login(person(Role.DEPUTY_DIRECTOR))
    page = client.get(reverse("evidence:people", args=[disclosure.evidence_id]))
    assert page.status_code == 200
    assert WORD not in page.content.decode()


# Sealing what was open


def test_a_deputy_director_seals_an_item_and_it_is_gone_for_all_others(play: Play) -> None:
    item = an_item(play.officer, play.authority, title=WORD).evidence
    with pytest.raises(Forbidden):
        seal_evidence(by=play.officer, evidence=item, reason="A person could be known from it.")
    seal_evidence(by=play.deputy_director, evidence=item, reason="A person could be known from it.", people=[play.lead])
    assert not visible_evidence(play.officer).filter(pk=item.pk).exists()
    assert visible_evidence(play.lead).filter(pk=item.pk).exists()
    with pytest.raises(IntegrityError, match="stays sealed"), transaction.atomic():
        Evidence.objects.filter(pk=item.pk).update(is_sealed=False)


def test_what_a_submission_relies_on_is_frozen_with_it_and_bars_sealing_while_it_is_written(play: Play) -> None:
    version, draft = an_item(play.officer, play.authority, title="The auditors report"), a_draft(play)
    rely_on_evidence(by=play.officer, submission=draft, versions=[version])
    sealing: dict[str, Any] = {"by": play.deputy_director, "evidence": version.evidence, "reason": "So."}
    assert refusals(lambda: seal_evidence(**sealing)) == {"relied_on"}
    offer_for_clearance(by=play.officer, submission=draft)
    pack = Document.objects.get(subject=draft.key)
    assert "The auditors report (version 1)" in pack.body
    for rows in (draft.reliances.all(), Submission.objects.get(pk=draft.pk).reliances.all()):
        with pytest.raises(IntegrityError, match="no longer a draft"), transaction.atomic():
            rows.delete()


def test_what_an_assessment_cites_is_gone_from_it_for_those_not_named_once_it_is_sealed(
    client: Client, play: Play
) -> None:
    item = an_item(play.officer, play.authority, title=WORD)
    cited = on_theme("ur", evidence=[{"version": item, "side": "for", "shows": f"The {WORD} debt."}])
    first = drafted(play.case, play.officer, themes=[*on_every_theme(), cited])
    sealing: dict[str, Any] = {"by": play.deputy_director, "evidence": item.evidence, "reason": "So."}
    assert refusals(lambda: seal_evidence(**sealing)) == {"cited"}
    agree_assessment(by=play.lead, assessment=first)
    seal = reverse("evidence:seal", args=[item.evidence_id])
    client.force_login(play.deputy_director)
    assert "Frozen texts that keep its name" in client.get(seal).content.decode()
    seal_evidence(**sealing, people=[play.lead])
    second = drafted(play.case, play.officer, themes=())
    assert not second.evidence.exists(), "the next draft does not carry it on"
    base, api = f"/cases/{play.case.ref}/assessments/", f"/api/v1/cases/{play.case.ref}/assessments/"
    addresses = [f"{base}{first.pk}/", f"{base}since-a-minister/", f"{base}{second.pk}/themes/use-of-resources/"]
    addresses += [api, f"{api}{first.pk}/", f"{api}{second.pk}/comparison/?before={first.pk}"]
    assert telling(client, play.officer, addresses, (WORD,)) == []
    assert "Sealed evidence" in client.get(addresses[0]).content.decode()
    assert len(telling(client, play.lead, addresses, (WORD,))) == 5, "those who are named read it in all but the draft"


def test_no_trace_of_a_sealed_item_is_left_among_the_dates_that_run_or_ran(client: Client, play: Play) -> None:
    sent: dict[str, Any] = {"counts_from": clock.today(), "case": play.case, "title": WORD}
    item = an_item(play.officer, play.authority, "section-114-report", **sent).evidence
    kept = clocks_for(play.officer).get(subject=item.key)
    assert WORD not in kept.what
    assert running_on(play.case).filter(pk=kept.pk).exists()
    seal_evidence(by=play.deputy_director, evidence=item, reason="A person could be known from it.")
    assert not clocks_for(play.officer).filter(subject=item.key).exists()
    client.force_login(play.officer)
    assert client.get(reverse("clocks:clock", args=[kept.pk])).status_code == 404


def test_packs_and_agreed_texts_name_what_is_kept_back_only_by_its_kind(play: Play) -> None:
    told: dict[str, Any] = {"title": WORD, "body": f"{WORD} body"}
    kept, draft = an_item(play.officer, play.authority, "sector-conversation", **told), a_draft(play)
    rely_on_evidence(by=play.officer, submission=draft, versions=[kept])
    offer_for_clearance(by=play.officer, submission=draft)
    cited = on_theme("ur", evidence=[{"version": kept, "side": "for", "shows": "Debt."}])
    agreed = agree_assessment(
        by=play.lead, assessment=drafted(play.case, play.officer, themes=[*on_every_theme(), cited])
    )
    for key in (draft.key, agreed.key):
        text = Document.objects.get(subject=key).body
        assert str(kept.evidence.source_type) in text
        assert WORD not in text


def test_the_database_seals_a_disclosure_from_the_beginning(play: Play, disclosure: EvidenceVersion) -> None:
    kind = SourceType.objects.get(pk="whistle-blower")
    facts: dict[str, Any] = {"authority": play.authority, "source_type": kind, "added_at": disclosure.recorded_at}
    with pytest.raises(IntegrityError, match="sealed from the beginning"), transaction.atomic():
        Evidence.objects.create(**facts)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        SealedIdentity.objects.update(text="Nobody")
    with pytest.raises(Forbidden):
        add_evidence(by=play.press, authority=play.authority, source_type=kind)


def test_a_person_named_from_outside_the_case_is_not_told_of_the_case(play: Play, disclosure: EvidenceVersion) -> None:
    outsider = person(Role.ANALYST)
    name_reader(by=play.deputy_director, evidence=disclosure.evidence, person=outsider, reason="To help.")
    address = f"/api/v1/evidence/{disclosure.evidence_id}/"
    cases = {each: caller(each).get(address).json()["case"] for each in (play.officer, outsider)}
    assert cases == {play.officer: play.case.ref, outsider: None}


def test_what_bears_an_item_out_is_told_with_how_and_the_sectors_picture_is_noted_as_read(
    client: Client, play: Play
) -> None:
    story = an_item(play.officer, play.authority, "press").evidence
    report = an_item(play.officer, play.authority, "section-114-report", case=play.case).evidence
    corroborate(by=play.officer, evidence=story, borne_out_by=report, note="The same figures.")
    client.force_login(play.officer)
    assert "The same figures." in client.get(reverse("evidence:item", args=[story.pk])).content.decode()
    told = caller(play.officer).get(f"/api/v1/evidence/{story.pk}/").json()["borne_out_by"]
    assert [(each["evidence"], each["note"]) for each in told] == [(str(report.pk), "The same figures.")]
    narrowed = {"source": "press"}
    client.get(reverse("evidence:of_authority", args=[play.authority.slug]), narrowed)
    assert Reading.objects.filter(reader=play.officer, subject=report.key).exists(), "the picture shows it all the same"

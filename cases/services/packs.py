"""Preparing what is to be published, approving exactly that, and publishing it (R45, rulings 12)."""

from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from bestvalue.ui.tidying import tidied

from ..letters.pdf import NoPdfError, to_pdf
from ..models import Case, Document, Instrument, Publication, PublicationPack, PublishedStep
from ..models.packs import SHOWN
from ..selectors.register import letterhead_of_step
from .act import Act, acting
from .files import attach
from .publication import need_not_withdrawn, publish
from .submissions.texts import named_instrument
from .waiting import patiently


def prepare_publication(
    *,
    by: User,
    instrument: Instrument,
    original: Document | None = None,
    expected_version: int | None = None,
    **fields: Any,
) -> PublicationPack:
    """Prepare what is to be published about an instrument; `original` is the text that the copy was made from.

    Raises Refused where another pack about it is under way, or a copy that differs does not say why.
    """
    with acting("prepare_publication", case=instrument.case_id, by=by, expected_version=expected_version) as act:
        under_way = PublicationPack.objects.filter(subject=instrument.key, state__in=PublicationPack.LIFE.live)
        act.need(not under_way.exists(), "pack_under_way", "Another publication about this is under way.")
        need_not_withdrawn(act, Publication.objects.filter(subject=instrument.key).first())
        pack = PublicationPack(case=act.case, subject=instrument.key, original=original, prepared_by=by, **fields)
        _check(act, pack)
        pack.save(force_insert=True)
        act.tell(subject=pack.key, after={"of": pack.subject, "digest": pack.digest()})
    return pack


def edit_publication(
    *, by: User, pack: PublicationPack, expected_version: int | None = None, **fields: Any
) -> PublicationPack:
    """Change a pack that waits for approval, or was sent back."""
    with acting("edit_publication", case=pack.case_id, by=by, expected_version=expected_version) as act:
        pack = act.lock(pack)
        act.need(pack.state in ("prepared", "returned"), "approved", "It was approved. Send it back to change it.")
        for name, value in fields.items():
            setattr(pack, name, value)
        _check(act, pack)
        if pack.state == "returned":
            pack.prepare_again()
        pack.prepared_by = by
        pack.save()
        act.tell(subject=pack.key, after={"digest": pack.digest()})
    return pack


def approve_publication(
    *, by: User, pack: PublicationPack, digest: str, expected_version: int | None = None
) -> PublicationPack:
    """A deputy director other than the preparer approves exactly what they were shown, which `digest` names."""
    with acting("approve_publication", case=pack.case_id, by=by, expected_version=expected_version) as act:
        pack = act.lock(pack)
        act.need(pack.state == "prepared", "not_prepared", "It does not wait for approval.")
        act.need(pack.prepared_by_id != by.pk, "own_pack", "Somebody other than the preparer approves it (R45).")
        act.need(pack.digest() == digest, "pack_changed", "It has changed since you opened it. Read it again.")
        act.check()
        pack.approve()
        pack.approved_by, pack.approved_at = by, clock.now()
        pack.save()
        act.tell(subject=pack.key, decided_on=act.today, after={"digest": digest})
    return pack


def send_back_publication(
    *, by: User, pack: PublicationPack, note: str, expected_version: int | None = None
) -> PublicationPack:
    """Send it back to be changed, with why; an approval is void from here on."""
    with acting("send_back_publication", case=pack.case_id, by=by, expected_version=expected_version) as act:
        pack = act.lock(pack)
        act.need(pack.state in ("prepared", "approved"), "not_waiting", "It is not waiting to be published.")
        act.need(note.strip(), "no_note", "Say what must change.")
        act.check()
        pack.send_back()
        pack.note, pack.approved_by, pack.approved_at = note, None, None
        pack.save()
        act.tell(subject=pack.key, reason=note)
    return pack


def drop_publication(
    *, by: User, pack: PublicationPack, reason: str, expected_version: int | None = None
) -> PublicationPack:
    """Decide that this will not be published."""
    with acting("drop_publication", case=pack.case_id, by=by, expected_version=expected_version) as act:
        pack = act.lock(pack)
        act.need(pack.state in PublicationPack.LIFE.live, "not_waiting", "It is not waiting to be published.")
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check()
        pack.drop()
        pack.save()
        act.tell(subject=pack.key, reason=reason)
    return pack


@patiently()
def publish_pack(*, by: User, pack: PublicationPack, digest: str) -> PublishedStep:
    """Publish an approved pack as it was approved: into the register, with its copy and the copy's PDF (R45, R46)."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=pack.case_id)
    pack = PublicationPack.objects.select_for_update(of=("self",)).select_related("approved_by").get(pk=pack.pk)
    if pack.approved_by is None:
        raise Refused([Unmet("not_approved", "A deputy director has not approved this, or sent it back.")])
    publication = publish(
        by=by,
        approved_by=pack.approved_by,
        instrument=named_instrument(pack.subject),
        pack=pack,
        digest=digest,
        **{name: getattr(pack, name) for name in SHOWN},
    )
    step = publication.steps.latest("pk")
    pack.publish()
    pack.step, pack.published_by = step, by
    pack.save()
    if pack.body:
        _keep_pdf(by, case, step)
    return step


def _keep_pdf(by: User, case: Case, step: PublishedStep) -> None:
    """Make the PDF once, where this machine can; the copy itself is published in any case (rulings 36)."""
    try:
        content = to_pdf(step.publication.title, step.body, letterhead_of_step(step))
    except NoPdfError:
        return
    name = f"{step.publication.register_id}.pdf"
    attach(by=by, case=case, subject=f"published_step:{step.pk}", name=name, content=content)


def _check(act: Act, pack: PublicationPack) -> None:
    act.need(pack.title.strip(), "no_title", "Give it a title.")
    act.need(pack.statement.strip(), "no_statement", "Say what happened, in words the public can read.")
    original = tidied(pack.original.body).strip() if pack.original else None
    same = not pack.body or original == tidied(pack.body).strip()
    act.need(same or pack.redaction.strip(), "no_redaction", "Say what differs from the original, and why.")
    act.check()

"""Freezing texts."""

from uuid import UUID

from ..models import Document, Instrument, text_hash


def freeze(instrument: Instrument, *, title: str) -> Document:
    """Keep the instrument's present text as the next version of this document; the same text is kept once."""
    return keep(instrument.case_id, subject=instrument.key, title=title, body=instrument.decision_text())


def keep(case: UUID, *, subject: str, title: str, body: str) -> Document:
    """Keep a text as the next version of this document about `subject`; the same text is kept once."""
    digest = text_hash(body)
    latest = Document.objects.filter(subject=subject, title=title).order_by("-version").first()
    if latest and latest.sha256 == digest:
        return latest
    return Document.objects.create(
        case_id=case,
        subject=subject,
        title=title,
        version=latest.version + 1 if latest else 1,
        body=body,
        sha256=digest,
    )

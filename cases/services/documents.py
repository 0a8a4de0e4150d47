"""Freezing texts."""

from ..models import Document, Instrument, text_hash


def freeze(instrument: Instrument, *, title: str) -> Document:
    """Keep the instrument's present text as the next version of this document; the same text is kept once."""
    body = instrument.decision_text()
    digest = text_hash(body)
    latest = Document.objects.filter(subject=instrument.key, title=title).order_by("-version").first()
    if latest and latest.sha256 == digest:
        return latest
    return Document.objects.create(
        case_id=instrument.case_id,
        subject=instrument.key,
        title=title,
        version=latest.version + 1 if latest else 1,
        body=body,
        sha256=digest,
    )

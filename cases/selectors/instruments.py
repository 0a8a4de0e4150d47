"""What every page of an instrument shows besides the instrument itself: its texts, and what was published about it."""

from django.db.models import QuerySet

from cases.models import Document, Instrument, Publication, PublicationPack


def texts_of(instrument: Instrument) -> QuerySet[Document]:
    """Every frozen version of an instrument's texts, the latest first."""
    return Document.objects.filter(subject=instrument.key).order_by("title", "-version")


def publication_of(instrument: Instrument) -> Publication | None:
    """What the public register holds about it."""
    return Publication.objects.filter(subject=instrument.key).first()


def packs_of(instrument: Instrument) -> QuerySet[PublicationPack]:
    """What was prepared for publication about it, the latest first."""
    return PublicationPack.objects.filter(subject=instrument.key).order_by("-created_at", "pk")

"""Adopting an edition of the guidance: seen, then confirmed. It moves nothing, and old cases keep theirs (R39)."""

from django.db import connection, transaction

from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden
from bestvalue.records.services import record
from cases.models import text_hash
from themes import policy
from themes.comparing import PartCompared, compare_editions
from themes.models import Edition

from .books import read_book
from .editions import write_edition

STREAM = "guidance"
ONE_AT_A_TIME = 0x45444954  # any number that no other advisory lock of the service uses


def preview_edition(*, by: User, text: str) -> tuple[Edition, list[PartCompared]]:
    """The edition that a file would give, and how it differs from the latest one. Nothing is saved: it is undone.

    Raises Forbidden, and Refused with every problem of the file and its line.
    """
    _check_may(by)
    book = read_book(text)
    with transaction.atomic():
        latest = Edition.objects.first()
        write_edition(book)
        shown = Edition.objects.get(slug=book["edition"]["slug"])
        parts = compare_editions(latest, shown)
        transaction.set_rollback(True)
    return shown, parts


@transaction.atomic
def adopt_edition(*, by: User, text: str) -> Edition:
    """Adopt an edition from its file, for cases that are opened from the day on which it comes into force.

    Raises Forbidden, and Refused with every problem of the file and its line.
    """
    _check_may(by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    book = read_book(text)
    write_edition(book)
    edition = Edition.objects.get(slug=book["edition"]["slug"])
    record(
        stream=STREAM,
        actor=by,
        verb="edition_adopted",
        subject=f"edition:{edition.slug}",
        effective_on=edition.in_force_from,
        after={"title": edition.title, "file": text_hash(text)},
    )
    return edition


def _check_may(by: User) -> None:
    if not policy.adopts_editions(by):
        raise Forbidden("Only an administrator adopts an edition of the guidance.")

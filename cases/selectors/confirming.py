"""What a person confirms by a step-up code, in words (rulings 18)."""

from uuid import UUID

from bestvalue.accounts.models import User
from bestvalue.accounts.step_up import describes_documents
from cases.models import Document, Instrument
from cases.policy import visible_cases


@describes_documents
def named(user: User, document: str) -> str | None:
    """A frozen text by its hash, or a case or instrument by its key, if this person may know of it; else None."""
    kind, _, key = document.partition(":")
    if not key:
        return _text(user, document)
    try:
        identifier = UUID(key)
    except ValueError:
        return None
    if kind == "case":
        case = visible_cases(user).select_related("authority").filter(pk=identifier).first()
        return f"Case {case}" if case else None
    return _instrument(user, kind, identifier)


def _text(user: User, sha256: str) -> str | None:
    texts = Document.objects.filter(sha256=sha256, case__in=visible_cases(user)).select_related("case__authority")
    found = texts.order_by("-created_at").first()
    return f"{found}, case {found.case}" if found else None


def _instrument(user: User, kind: str, identifier: UUID) -> str | None:
    for model in Instrument.__subclasses__():
        if kind == model.KIND:
            rows = model._default_manager.filter(pk=identifier, case__in=visible_cases(user))
            found = rows.select_related("case__authority").first()
            return f"{str(model._meta.verbose_name).capitalize()}, case {found.case}" if found else None
    return None

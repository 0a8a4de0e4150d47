"""How what was found is told: a line about it, where people and programs read it, and what is noted as read."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from bestvalue import clock
from bestvalue.ui.dates import day_in_words
from bestvalue.ui.listing import PER_PAGE
from cases.models import Case
from cases.stages import Stage
from themes.selectors.evidence import reading_of

from .kinds import SUBJECT, Read


def at(route: str, *names: str, after: str = "") -> Callable[[Any], str]:
    """The address of a row at a route that takes these columns of it; `ref` is that of its case."""
    return lambda row: (
        reverse(route, args=[row.case.ref if each == "ref" else getattr(row, each) for each in names]) + after
    )


def case_words(case: Case) -> str:
    """A case by its authority and reference."""
    return f"{case.authority}, {case.reference or 'not published'}"


def on_case(more: Callable[[Any], str], of: Callable[[Any], Case] = lambda row: row.case) -> Callable[[Any], str]:
    """The case of a row, and more about it."""
    return lambda row: f"{case_words(of(row))}. {more(row)}"


def authority(row: Any) -> str:
    """Its kind, its other names, what it took over from and what came after it."""
    return ". ".join(_facts(row))


def _facts(row: Any) -> Iterator[str]:
    yield str(row.kind) + (f", {row.region}" if row.region else "")
    if known := [each.value for each in row.aliases.all()]:
        yield f"Also known as {', '.join(known)}"
    for each in row.inheritances.all():
        yield f"Took over from {each.predecessor} on {day_in_words(each.took_effect_on)}"
    if after := [each.successor.name for each in row.successions.all()]:
        yield f"Succeeded by {', '.join(after)}"
    if row.ends_on:
        yield f"{'Ends' if row.ends_on >= clock.today() else 'Ended'} on {day_in_words(row.ends_on)}"


def officer(row: Any) -> str:
    """The post, where, and from when to when."""
    post = f"{'Interim ' if row.is_interim else ''}{row.get_post_display()}"
    until = f" to {day_in_words(row.ends_on)}" if row.ends_on else ""
    return f"{post[:1]}{post[1:].lower()}, {row.authority}, from {day_in_words(row.starts_on)}{until}"


def case(row: Any) -> str:
    """The reference, the stage and the dates."""
    opened = f"Opened {'on or before ' if row.opened_on_or_before else ''}{day_in_words(row.opened_on)}"
    closed = f", closed {day_in_words(row.closed_on)}" if row.closed_on else ""
    return f"{row.reference or 'Not published'}. {Stage(row.stage).label}. {opened}{closed}"


def publication(row: Any) -> str:
    """Whose it is, and since when it is public."""
    return f"{row.register_id}. {row.authority}. Published {day_in_words(row.published_on, row.month_only)}"


def evidence(row: Any) -> str:
    """The source, whom it is about, how far it was checked, and when it came."""
    sealed = ". Sealed" if row.evidence.is_sealed else ""
    source = f"{row.evidence.source_type}: {row.body}"
    return f"{source}. {row.evidence.authority}. {row.status}{sealed}. Received {day_in_words(row.received_on)}"


def file(row: Any) -> str:
    """Whether it is on a case or came with evidence, and when."""
    where = case_words(row.case) if row.case else "With an item of evidence"
    return f"{where}. Kept {day_in_words(row.uploaded_at.astimezone(clock.LONDON))}"


def page_of_file(row: Any) -> str:
    """The file itself, on a case; or the item that it came with."""
    return reverse("cases:file", args=[row.case.ref, row.pk]) if row.case else reverse("evidence:item", args=[row.item])


def resource_of_file(row: Any) -> str:
    """What programs read of it."""
    if row.case:
        return reverse("api:case_file", args=[row.case.ref, row.pk])
    return reverse("api:evidence_file", args=[row.item, row.pk])


def page_of_event(row: Any) -> str:
    """Its place on the page of the timeline on which it stands, the latest first."""
    page = (row.case.version - row.case_version) // PER_PAGE + 1
    return reverse("desk:case_timeline", args=[row.case.ref], query={"page": page}) + f"#event-{row.case_version}"


def read_of_file(row: Any, case: Case | None) -> Read | None:
    """Its case, or the item that it came with, as a reading of that item is recorded."""
    if case:
        return case.pk, SUBJECT
    return (None if row.sealed else row.on, f"evidence:{row.item}") if row.sealed or row.on else None


def read_of_evidence(row: Any, case: Case | None) -> Read | None:
    """The item, if it is sealed or belongs to a case."""
    return reading_of(row.evidence) if row.evidence.is_sealed or row.evidence.case_id else None

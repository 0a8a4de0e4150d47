"""The bytes of each part of a bundle: plain texts, letters, the index, events and chain as data, the manifest."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from bestvalue import clock
from bestvalue.desk.models import BundlePart
from bestvalue.records.models import Anchor, FeedEntry
from cases.letters import Letterhead
from cases.letters.pdf import page_to_pdf, to_pdf
from cases.models import Case, Document
from themes.models import EvidenceVersion
from themes.selectors.evidence import CONTENT, content_hash

from .contents import Contents, Heard

HERE = Path(__file__).resolve().parent
HEADINGS = (
    ("decision", "The decision"),
    ("submission", "What was put to the decider"),
    ("steps", "Clearances and declarations of interest"),
    ("representations", "Representations"),
    ("evidence", "Evidence that was relied on"),
    ("files", "Files in this archive"),
    ("events", "Events"),
    ("check", "How to check this archive"),
)
Parts = Sequence[BundlePart]


def kept(name: str) -> bytes:
    """A file of this folder that goes in as it is."""
    return (HERE / name).read_bytes()


def letter(contents: Contents, text: Document) -> bytes:
    """A frozen text as a PDF; it was not sent when it was decided on, and says so."""
    event = contents.decision.event
    day = event.decided_on or event.recorded_at.astimezone(clock.LONDON).date()
    return to_pdf(text.title, text.body, Letterhead(date=None, today=day))


def representation(heard: Heard) -> bytes:
    """A representation as plain text, with its summary and answer only if it had them by then."""
    row = heard.row
    facts: dict[str, Any] = {
        "From": row.sender,
        "From the authority itself": "Yes" if row.is_from_authority else "No",
        "Received": row.received_on,
        "How it came": row.channel,
        "After the closing date": "Yes" if row.is_late else "No",
        "Standing at the decision": "Answered" if heard.answered else "Not answered yet",
        "What it says": row.text,
    }
    if heard.answered:
        facts |= {"Summary": row.summary, "Answer": row.reply, "Considered though late": row.late_decision}
    return _fields(facts)


def evidence(version: EvidenceVersion) -> bytes:
    """What a version of an item says, as plain text; its status is in the submission, as it was sent."""
    names: dict[str, Any] = {each.name: each for each in EvidenceVersion._meta.fields}
    facts = {str(names[each].verbose_name).capitalize(): getattr(version, each) for each in CONTENT}
    bears = "\n".join(str(each) for each in version.bearings.all())
    return _fields({**facts, "Bears on": bears, "Item": version.key, "SHA-256 of what it says": content_hash(version)})


def index(contents: Contents, parts: Parts) -> bytes:
    """The index as one page of HTML that needs no other file, with everything that is shown of the decision."""
    return _page(contents, parts).encode()


def printed(contents: Contents, parts: Parts) -> bytes:
    """The same as a PDF."""
    return page_to_pdf(_page(contents, parts))


def _page(contents: Contents, parts: Parts) -> str:
    decision = contents.decision
    event = decision.event
    context = {
        "contents": contents,
        "decision": decision,
        "event": event,
        "authority": str(Case.objects.select_related("authority").get(events=event).authority),
        "decided_by": event.acting_for or event.actor.name,
        "evidence": [(each, content_hash(each)) for each in contents.evidence],
        "held_back": [(each, content_hash(each)) for each in contents.held_back],
        "files": [each for each in parts if "/" in each.path],
        "headings": HEADINGS,
        "styles": SafeString(kept("bundle.css").decode()),
    }
    with timezone.override(clock.LONDON):
        return render_to_string("desk/bundles/archive.html", context)


def events(contents: Contents) -> bytes:
    """Every event in exactly the form that is hashed, with the names of the people that events give by number."""
    listed = [{"hash": each.hash, "canonical": each.canonical().decode()} for each in contents.events]
    return _json({"stream": contents.decision.event.stream, "people": contents.people, "events": listed})


def chain(contents: Contents) -> bytes:
    """Where the chain ends, and the first anchor that covers it, if one was taken before this was first made."""
    event = contents.decision.event
    place = FeedEntry.objects.filter(event=event).values_list("position", flat=True).first()
    covering = Anchor.objects.filter(events__gte=place).order_by("taken_on").first() if place else None
    anchor = {"taken_on": str(covering.taken_on), "digest": covering.digest} if covering else None
    return _json({"stream": event.stream, "count": event.case_version, "head": event.hash, "anchor": anchor})


def manifest(contents: Contents, parts: Parts) -> bytes:
    """Every file with its sum, which of them was decided on, and what is only named."""
    event, text = contents.decision.event, contents.decision.text
    decision = {
        "event": event.hash,
        "label": contents.decision.label,
        "recorded_at": f"{event.recorded_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        "text": next((each.path for each in parts if text and each.sha256 == text.sha256), ""),
        "sha256": text.sha256 if text else "",
    }
    held_back = [{"item": each.key, "sha256": content_hash(each)} for each in contents.held_back]
    files = [{"path": each.path, "title": each.title, "size": each.size, "sha256": each.sha256} for each in parts]
    return _json({"form": 1, "decision": decision, "items_held_back": held_back, "files": files})


def sums(parts: Parts) -> bytes:
    """The same for `sha256sum --check`."""
    return "".join(f"{each.sha256}  {each.path}\n" for each in parts).encode()


def _fields(facts: Mapping[str, Any]) -> bytes:
    """Facts one below the other, each under its name; what is empty is left out."""
    return "\n".join(f"{name}:\n{value}\n" for name, value in facts.items() if value not in ("", None)).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

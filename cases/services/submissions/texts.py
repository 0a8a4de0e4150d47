"""The exact texts that a submission puts to a minister: those it asks about, and the pack itself."""

from collections.abc import Iterator

from cases.annexed import parts_of
from cases.asks import kind_of, with_facts
from cases.letters import plain
from cases.models import Document, Instrument, Submission, SubmissionAct, text_hash
from cases.moves import MOVES
from cases.selectors.submissions import annexes_of
from cases.services.documents import freeze, keep

PACK = "Submission"
HEADINGS = {
    "recommendation": "Recommendation",
    "evidence_for": "Evidence for",
    "evidence_against": "Evidence against",
    "authority_account": "What the authority says",
    "local_checks": "Local checks and balances, and what they found",
    "conversation": "The conversation with the authority about the figures",
    "legal_note": "Legal note",
    "public_law_note": "Public law: lawful, rational, fair, rights and equality",
    "cost_note": "Cost",
}


def instrument_of(asked: SubmissionAct) -> Instrument:
    """The instrument that an act is asked about, as it will be once the act has set its own facts; never saved."""
    return with_facts(named_instrument(asked.subject), asked.changes)


def named_instrument(key: str) -> Instrument:
    """The instrument that a key such as `notice:<id>` names. Raises LookupError or DoesNotExist."""
    model = kind_of(key)
    if model is None:
        raise LookupError(f"No instrument is named {key}.")
    found: Instrument = model.objects.get(pk=key.partition(":")[2])
    return found


def freeze_asked(asked: SubmissionAct) -> Document:
    """Keep the present text of what is asked about, which from now on is what the minister will decide on."""
    move = MOVES[asked.move]
    return freeze(instrument_of(asked), title=move.document or move.label)


def has_moved_on(asked: SubmissionAct) -> bool:
    """Whether what is asked about no longer reads as it did when it was put to the minister."""
    return text_hash(instrument_of(asked).decision_text()) != asked.document.sha256


def freeze_pack(submission: Submission) -> Document:
    """Keep the whole pack, as it now reads, as a document of its own."""
    return keep(submission.case_id, subject=submission.key, title=PACK, body=pack_text(submission))


def pack_text(submission: Submission) -> str:
    """The whole pack as one text: the question, every section, and each text that a decision is asked on, in full."""
    return "\n\n".join(_parts(submission)) + "\n"


def _parts(submission: Submission) -> Iterator[str]:
    acts = list(submission.acts.select_related("document").filter(state__in=("asked", "approved")))
    yield f"# {plain(submission.question)}"
    yield "## What is asked for"
    yield "\n".join(f"- {MOVES[each.move].label} ({each.document})" for each in acts)
    yield "## Options"
    yield "\n".join(f"{number}. {plain(option)}" for number, option in enumerate(submission.options, start=1))
    for name, heading in HEADINGS.items():
        if text := getattr(submission, name).strip():
            yield from (f"## {heading}", plain(text))
    yield from parts_of(submission)
    if annexes := list(annexes_of(submission)):
        yield "## Annexes"
        yield "\n".join(f"- {plain(each.name)} (SHA-256: {each.sha256})" for each in annexes)
    for each in acts:
        yield from (f"## The exact text: {each.document}", f"SHA-256: {each.document.sha256}", each.document.body)

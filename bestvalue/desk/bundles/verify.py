"""Checks a decision bundle with nothing but Python 3.9 or later: `python3 verify.py`, where it was unpacked.

It says what it checked. If something is wrong it names the first such thing and ends with status 1.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUMS, MANIFEST, EVENTS, CHAIN = "SHA256SUMS", "manifest.json", "events.json", "chain.json"


class WrongError(Exception):
    """The first thing that is wrong, in words."""


def say(line: str) -> None:
    """Write one line for whoever runs this."""
    sys.stdout.write(line + "\n")


def need(holds: object, problem: str) -> None:
    """Raise WrongError unless this holds."""
    if not holds:
        raise WrongError(problem)


def read(folder: Path, name: str) -> Any:
    """What a file of JSON holds."""
    try:
        return json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongError(f"{name} cannot be read: {error}") from error


def check_sums(folder: Path) -> dict[str, str]:
    """Every file is there with the sum that is listed for it, and no other file is."""
    need((folder / SUMS).is_file(), f"{SUMS} is missing")
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    need(all(sums) and len(sums) == len(lines), f"{SUMS} is not a list of sums")
    for name, digest in sums.items():
        need((folder / name).is_file(), f"{name} is missing")
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        need(found == digest, f"{name} is not as it was: its SHA-256 is {found}, not {digest}")
    there = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    extra = sorted(there - set(sums) - {SUMS})
    need(not extra, f"{', '.join(extra)}: not in {SUMS}")
    return sums


def check_manifest(folder: Path, sums: dict[str, str]) -> Any:
    """The manifest lists the same files with the same sums."""
    manifest = read(folder, MANIFEST)
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    need(listed == {name: each for name, each in sums.items() if name != MANIFEST}, f"{MANIFEST} and {SUMS} differ")
    return manifest


def check_chain(folder: Path) -> tuple[Any, Any]:
    """Every event has its hash, its place and the hash of the one before; the last is the head."""
    events, chain = read(folder, EVENTS)["events"], read(folder, CHAIN)
    need(events, f"{EVENTS} holds no event")
    before, facts = "", None
    for place, event in enumerate(events, start=1):
        where = f"{EVENTS}, event {place}"
        found = hashlib.sha256(event["canonical"].encode("utf-8")).hexdigest()
        need(found == event["hash"], f"{where}: its contents were changed")
        facts = json.loads(event["canonical"])
        need(facts["case_version"] == place, f"{where}: its place in the chain is {facts['case_version']}")
        need(facts["previous_hash"] == before, f"{where}: it does not follow the event before it")
        need(facts["stream"] == chain["stream"], f"{where}: it is of another chain")
        before = found
    need((chain["count"], chain["head"]) == (len(events), before), f"{CHAIN}: the chain does not end as it says")
    return facts, chain


def check_decision(folder: Path, manifest: Any, last: Any, chain: Any) -> str:
    """The last event is the one that decided, and names the hash of the text in the archive."""
    decision = manifest["decision"]
    need(decision["event"] == chain["head"], "the last event is not the one that decided")
    if not decision["text"]:
        return "The decision was on no text that is kept in the record, so none was compared."
    found = hashlib.sha256((folder / decision["text"]).read_bytes()).hexdigest()
    need(found == decision["sha256"], f"{decision['text']} is not the text that was decided on")
    if "document" not in last["after"]:
        return (
            f"{decision['text']} has the hash that is listed. The event, entered from the published record, names none."
        )
    need(last["after"]["document"] == found, f"the event that decided names another text than {decision['text']}")
    return f"The event that decided names the hash of {decision['text']}, and the text has that hash."


def check(folder: Path) -> Iterator[str]:
    """Everything, in turn; gives what was found in plain words."""
    sums = check_sums(folder)
    yield f"{len(sums)} files have the SHA-256 sums that are listed, and there is no other file."
    manifest = check_manifest(folder, sums)
    yield f"{MANIFEST} and {SUMS} list the same."
    last, chain = check_chain(folder)
    yield f"{chain['count']} events follow one another without a gap, and each has its hash."
    yield check_decision(folder, manifest, last, chain)
    yield f"The head of the chain is {chain['head']}."
    anchor = chain["anchor"]
    if anchor:
        yield (
            f"The anchor of {anchor['taken_on']} covers it: ask for the file of that day, whose SHA-256 is "
            f"{anchor['digest']}, and compare."
        )
    else:
        yield "No anchor covered it when this was made: compare the head with the record itself."


def main(arguments: list[str]) -> int:
    """Check the folder given, or that of this file."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        for line in check(folder):
            say(line)
    except WrongError as wrong:
        say(f"WRONG: {wrong}.")
        return 1
    except (KeyError, TypeError, ValueError) as error:
        say(f"WRONG: the archive is not one that this program knows ({error!r}).")
        return 1
    say("All of it is as it was made.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Published histories entered as past events, and the bundle of a decision with many documents."""

import zipfile
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue.accounts.models import Team, User
from bestvalue.accounts.services.demonstration import NORTH, email_of
from bestvalue.desk.bundles.deciding import Decision, deciding_events, decision_of
from bestvalue.desk.bundles.making import ask_for_bundle, make_bundle
from bestvalue.desk.models import Bundle, BundlePart
from bestvalue.desk.replay.published import History, read_histories
from bestvalue.desk.replay.run import play_histories
from cases.models import Case, Submission
from cases.services.files import keep_files, private_files
from cases.services.submissions import decide

from .apart import Apart
from .beside import beside_its_sql, timed, undone
from .rows import ONCE_ONLY
from .work import Work

HISTORIES = Path(settings.BASE_DIR, "cases", "data", "histories.json")
DOCUMENTS, LETTERS = 3 if ONCE_ONLY else 200, 50_000  # of each


def replayed(_rows: int) -> Work:
    """Every history of the product's own file, one after the other, each undone; the floor sends the same SQL."""
    histories = read_histories(HISTORIES)[: 1 if ONCE_ONLY else None]
    pairs = [beside_its_sql(partial(_play, each)) for each in histories]
    count = sum(len(each.events) for each in histories)
    return Work(lambda: sum(ours() for ours, _ in pairs), lambda: sum(floor() for _, floor in pairs), count)


def _play(history: History) -> None:
    by, team = User.objects.get(email=email_of("records")), Team.objects.get(slug=NORTH)
    (played,) = play_histories([history], by=by, team=team)
    assert not played.problem, played.problem


def bundled(_rows: int) -> Work:
    """The bundle of a decision, made for the first time; the floor packs the bytes that such a bundle keeps."""
    return _bundled(_decision())


def bundled_again(_rows: int) -> Work:
    """The bundle of a decision whose parts are kept since it was first made; the floor packs the same bytes."""
    _make(_decision())
    return _bundled(_decision())


def _bundled(decision: Decision) -> Work:
    files: list[tuple[str, str]] = []
    undone(lambda: files.extend(_kept_by(_make(decision))))  # the rows go again, and the files stay
    return Work(Apart(lambda: undone(partial(_make, decision))), Apart(lambda: timed(lambda: _pack(files))), DOCUMENTS)


def _make(decision: Decision) -> Bundle:
    by, case = User.objects.get(email=email_of("deputy.director")), Case.objects.get(events=decision.event)
    bundle = ask_for_bundle(by=by, case=case, decision=decision)
    assert make_bundle(bundle.pk)
    return bundle


@cache
def _decision() -> Decision:
    """A minister's decision on a case on which so many documents are kept."""
    submission = Submission.objects.filter(state="with_minister").earliest("pk")
    case, minister = submission.case, User.objects.get(email=email_of("secretary.of.state"))
    texts = [f"{place} {submission.pk}\n".ljust(LETTERS, "x").encode() for place in range(DOCUMENTS)]
    uploads = [SimpleUploadedFile(f"Paper {place}.txt", text) for place, text in enumerate(texts)]
    keep_files(by=submission.drafted_by, case=case, uploads=uploads)
    decide(by=minister, asked=submission.acts.earliest("pk"), decision="decline", reasons="Not yet.")
    return decision_of(deciding_events(case)[0])


def _kept_by(bundle: Bundle) -> list[tuple[str, str]]:
    """The name of each part in the archive, and where its bytes are."""
    parts = BundlePart.objects.filter(decision=bundle.decision).select_related("file")
    return [(each.path, private_files().path(each.kept_as)) for each in parts]


def _pack(files: list[tuple[str, str]]) -> None:
    with TemporaryFile() as archive, zipfile.ZipFile(archive, "w") as made:
        for name, kept in files:
            made.write(kept, name)

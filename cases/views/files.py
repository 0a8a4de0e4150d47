"""Keeping files on a case, and handing them out: always as a download, never shown in place."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import FileResponse, Http404
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from cases.forms.files import KeepFileForm
from cases.models import File
from cases.services.files import keep_files, private_files

from .acting import ActPage, open_case


class WithFiles(ActPage):
    """An act whose form takes files too: they are kept with what `make` makes, or neither is done."""

    kind: ClassVar[str]
    """How the key of what is made begins, such as `contact`."""

    def make(self, given: dict[str, Any], version: int) -> Any:
        """Do the act by its service, and give what it made."""
        raise NotImplementedError

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Do it, and keep the files with it."""
        uploads = given.pop("uploads")
        with transaction.atomic():
            made = self.make(given, version)
            keep_files(by=self.request.user, case=self.case, uploads=uploads, subject=self.subject_of(made))
        return made

    def subject_of(self, made: Any) -> str:
        """The key of what the files belong to."""
        return f"{self.kind}:{made.pk}"


class KeepFile(ActPage):
    """Keep files on a case."""

    move: ClassVar[str] = "keep_file"
    form_class = KeepFileForm
    heading: ClassVar[str] = "Keep files on this case"
    button: ClassVar[str] = "Keep files"
    done: ClassVar[str] = "The files are on the case."

    def act(self, given: dict[str, Any], version: int) -> None:
        """Keep all of them, or none."""
        keep_files(by=self.request.user, case=self.case, expected_version=version, **given)

    def next_page(self, result: Any) -> str:
        """The documents of the case."""
        return reverse("cases:documents", args=[self.case.ref])


def download(request: SignedInRequest, ref: str, pk: Any) -> FileResponse:
    """One file, as it was kept. Its reading is recorded."""
    case = open_case(request, ref, f"file:{pk}")
    file = File.objects.filter(case=case, pk=pk).first()
    response = as_download(file) if file else None
    if response is None:
        raise Http404("There is no such file.")
    return response


def as_download(file: File) -> FileResponse | None:
    """The content as an attachment that no browser shows in place; None where it is not stored."""
    if not private_files().exists(file.stored_as):
        return None
    content = private_files().open(file.stored_as)
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)

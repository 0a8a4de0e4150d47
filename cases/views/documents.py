"""The frozen texts of a case: to read, to compare, to print and to take away."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases.forms.documents import CompareForm
from cases.letters import compare
from cases.letters.pdf import NoPdfError, to_pdf
from cases.letters.word import to_word
from cases.models import Case, Document
from cases.selectors.documents import documents_of, files_of, letterhead_of, versions_of

from .acting import open_case

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """Every frozen text and every file of a case."""
    case = open_case(request, ref, "documents")
    page = page_of(request, documents_of(case))
    context = {"page": page, "pagination": pagination(request, page), "files": files_of(case)[:100]}
    return render(request, "cases/documents/index.html", {"case": case, "section": "cases:documents", **context})


def document_page(request: SignedInRequest, ref: str, pk: UUID) -> HttpResponse:
    """One frozen text as a letter, with its other versions."""
    case, document = _found(request, ref, pk)
    context = {"document": document, "letterhead": letterhead_of(document), "versions": versions_of(document)}
    return render(request, "cases/documents/page.html", {"case": case, "section": "cases:documents", **context})


def compare_documents(request: SignedInRequest, ref: str) -> HttpResponse:
    """Two frozen texts of a case side by side, `a` the earlier and `b` the later."""
    case = open_case(request, ref, "documents:compare")
    form = CompareForm(request.GET or None, documents=documents_of(case))
    found = compare(form.cleaned_data["a"].body, form.cleaned_data["b"].body) if form.is_valid() else None
    context = {"form": form, "comparison": found, "section": "cases:documents"}
    return render(request, "cases/documents/compare.html", {"case": case, **context})


def document_pdf(request: SignedInRequest, ref: str, pk: UUID) -> HttpResponse:
    """The same bytes each time; 503 where this machine makes none."""
    case, document = _found(request, ref, pk)
    try:
        content = to_pdf(document.title, document.body, letterhead_of(document))
    except NoPdfError as error:
        return render(request, "cases/documents/no_pdf.html", {"case": case, "why": error}, status=503)
    return attachment(content, "application/pdf", f"{document.title}, version {document.version}.pdf")


def document_word(request: SignedInRequest, ref: str, pk: UUID) -> HttpResponse:
    """A Word copy, for working on."""
    _, document = _found(request, ref, pk)
    content = to_word(document.title, document.body, digest=document.sha256)
    return attachment(content, WORD, f"{document.title}, version {document.version}.docx")


def _found(request: SignedInRequest, ref: str, pk: UUID) -> tuple[Case, Document]:
    case = open_case(request, ref, f"document:{pk}")
    document = documents_of(case).select_related("case").filter(pk=pk).first()
    if document is None:
        raise Http404("There is no such document.")
    return case, document


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Content that is always saved, never shown in place."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response

"""Authorities: the list, and the page of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.forms import AuthorityFilterForm
from bestvalue.desk.recording import may_record
from bestvalue.ui.listing import page_of, pagination, selected_filters
from cases import policy
from cases.models import Authority
from cases.selectors.authorities import addressees, authority_list
from cases.selectors.register import published_of
from cases.services.officers import keeps_officers
from themes.policy import reads_evidence


def authority_index(request: SignedInRequest) -> HttpResponse:
    """Every authority, present and former."""
    form = AuthorityFilterForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    kinds = [each.pk for each in given.get("kind", ())]
    page = page_of(
        request, authority_list(text=given.get("text", ""), kinds=kinds, regions=given.get("region", ())), 50
    )
    context = {
        "form": form,
        "page": page,
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "today": clock.today(),
    }
    return render(request, "desk/authority_index.html", context)


def authority_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One authority: what it is, who holds its posts, what was published, and the cases this person may know of."""
    authority = get_object_or_404(Authority.objects.select_related("kind"), slug=slug)
    today = clock.today()
    context = {
        "authority": authority,
        "exists": authority.exists_on(today),
        "addressees": addressees(authority, on=today),
        "officers": authority.officers.order_by("post", "-starts_on"),
        "successors": authority.successions.select_related("successor"),
        "predecessors": authority.inheritances.select_related("predecessor"),
        "asks": policy.is_official(request.user),
        "records": may_record(request.user),
        "reads_evidence": reads_evidence(request.user),
        "keeps_officers": keeps_officers(request.user),
        "notes": authority.notes.order_by("-on", "-pk"),
        "published": published_of(authority),
        "cases": policy.visible_cases(request.user).filter(authority=authority).order_by("-opened_on"),
    }
    return render(request, "desk/authority.html", context)

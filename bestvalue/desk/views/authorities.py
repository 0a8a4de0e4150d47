"""Authorities: the list, and the page of one."""

from functools import lru_cache
from typing import Any, ClassVar

from django.db.models import BigIntegerField, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.forms import AuthorityListForm
from bestvalue.desk.recording import may_record
from bestvalue.questions import Given, Question
from bestvalue.ui.listing import page_of, shown, sort_of
from cases import policy
from cases.models import Authority, Case, SupportArrangement, SupportOffer
from cases.selectors.authorities import addressees, authority_list
from cases.selectors.browsing import published_of
from cases.selectors.officers import post_histories
from cases.selectors.watches import watches_for
from cases.services.officers import keeps_officers
from themes.policy import reads_evidence
from themes.selectors.evidence import current_versions, note_shown
from themes.selectors.sector import sector_picture

from .exporting import ExportPage

HEAD = (("Name", "name"), ("Kind", "kind"), ("Region", "region"), ("Code", "code"))
COLUMNS = ("authority", "ons_code", "kind", "region", "starts_on", "ends_on")
DEFAULT_SORT = "name"
PER_PAGE = 50
LATEST = 5  # of the evidence and of each kind of occasion; the register has the others


def authority_index(request: SignedInRequest) -> HttpResponse:
    """Every authority, present and former."""
    form = AuthorityListForm(request.GET)
    page = page_of(request, _found(form), PER_PAGE)
    context = {**shown(request, form, page, HEAD, sort_of(form, DEFAULT_SORT)), "today": clock.today()}
    return render(request, "desk/authority_index.html", context)


def _found(form: AuthorityListForm) -> QuerySet[Authority]:
    form.is_valid()
    given = form.cleaned_data
    return authority_list(
        text=given.get("text", ""),
        kinds=[each.pk for each in given.get("kind", ())],
        regions=given.get("region", ()),
        sort=sort_of(form, DEFAULT_SORT),
    )


def _line(authority: Any) -> tuple[Any, ...]:
    return (
        *(authority.name, authority.ons_code or "", str(authority.kind), authority.region),
        *(authority.starts_on or "", authority.ends_on or ""),
    )


class ExportAuthorities(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download the authorities"
    listed: ClassVar[str] = "desk:authorities"
    sheet: ClassVar[Sheet] = Sheet("authorities", COLUMNS, _line, case_at="")

    def rows(self) -> tuple[AuthorityListForm, QuerySet[Authority]]:
        """Every authority that the filters leave."""
        form = AuthorityListForm(self.request.GET)
        return form, _found(form)


def authority_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One authority: what it is, the cases this person may know of, what was published, offered, watched and held."""
    authority = get_object_or_404(Authority.objects.select_related("kind"), slug=slug)
    today, user = clock.today(), request.user
    may = {
        "asks": policy.is_official(user),
        "records": may_record(user),
        "keeps_officers": keeps_officers(user),
        "knows_watches": policy.knows_watches(user),
        "adds_to_watches": policy.adds_to_watches(user),
        "reads_evidence": reads_evidence(user),
    }
    context = {
        "authority": authority,
        "exists": authority.exists_on(today),
        "addressees": addressees(authority, on=today),
        "posts": post_histories(authority, today=today),
        "aliases": authority.aliases.all(),
        "successors": authority.successions.select_related("successor"),
        "predecessors": authority.inheritances.select_related("predecessor"),
        "notes": authority.notes.order_by("-on", "-pk"),
        "published": published_of(authority, on=clock.today()),
        "watches": watches_for(user).filter(authority=authority),
        **may,
        **_known_of_cases(user, authority),
        **(_evidence(user, authority) if may["reads_evidence"] else {}),
    }
    return render(request, "desk/authority.html", context)


def _evidence(user: User, authority: Authority) -> dict[str, Any]:
    """The latest evidence that this person may know of, and the sector's picture; their register has the whole."""
    latest = list(current_versions(user).filter(evidence__authority=authority)[:LATEST])
    note_shown(user, latest)
    return {"evidence": latest, "sector": sector_picture(user, authority), "most": f":{LATEST}"}


def _known_of_cases(user: User, authority: Authority) -> dict[str, Any]:
    """The cases that this person may know of, and the support offered on them (P3); nothing of any other (N7)."""
    cases, offers, arrangements = (each.ask(authority=authority.pk) for each in _of_cases(policy.teams_seen(user)))
    return {
        "open_cases": [each for each in cases if each.is_open],
        "past_cases": [each for each in cases if not each.is_open],
        "offers": offers,
        "arrangements": arrangements,
    }


@lru_cache(maxsize=200)
def _of_cases(
    teams: policy.Teams | None,
) -> tuple[Question[Case], Question[SupportOffer], Question[SupportArrangement]]:
    """What is asked of an authority's cases, of the offers on them, and of the support agreed."""
    cases = policy.cases_of(teams).filter(authority=Given("authority", BigIntegerField())).order_by("-opened_on")
    offers = SupportOffer.objects.filter(case__in=cases).select_related("case").order_by("-offered_on", "-pk")
    agreed = SupportArrangement.objects.filter(case__in=cases).select_related("case").order_by("-created_at")
    return Question(cases), Question(offers), Question(agreed)

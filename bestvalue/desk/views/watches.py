"""Watches on failing services across authorities, and the same as CSV; by date or name, never by gravity (N3, N14)."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.forms import AuthorityFilterForm
from bestvalue.ui.listing import page_of, pagination, shown, sort_field, sort_of
from cases.policy import knows_watches, may_deal_with, may_keep_watch
from cases.selectors.watches import DEFAULT_SORT, SORTS, moments_of, open_task, prompts_of, watches_for
from cases.views.watches import found_watch
from themes.models import Theme
from themes.policy import reads_evidence
from themes.selectors.evidence import evidence_since, note_shown

from .exporting import ExportPage

COLUMNS = (
    *("authority", "ons_code", "service", "judged_by", "starts_on", "next_prompt", "state", "ended_on"),
    *("ending", "kept_by", "team"),
)
HEAD = (
    ("Authority", "authority"),
    ("Service", ""),
    ("Two years from", "since"),
    ("Next prompt", "next"),
    ("Kept by", ""),
)
STATES = (("", "Running"), ("ended", "Ended"), ("any", "Running and ended"))
ASKED = {"": "running", "ended": "ended", "any": ""}
SERVICE_DELIVERY = "sd"  # the theme on which a failing service bears


class WatchFilterForm(AuthorityFilterForm):
    """Narrow the list of watches."""

    text = forms.CharField(label="Authority", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=STATES, widget=forms.RadioSelect)
    mine = forms.BooleanField(label="Only those that I keep", required=False)
    sort = sort_field(SORTS)

    field_order = ("text", "state", "mine", "kind", "region")


def watch_list(request: SignedInRequest) -> HttpResponse:
    """The watches that this person may know of; those that run, unless the others are asked for."""
    _need_knowledge(request)
    form = WatchFilterForm(request.GET)
    page = page_of(request, _found(request, form))
    return render(request, "desk/watch_list.html", shown(request, form, page, HEAD, sort_of(form, DEFAULT_SORT)))


def consider(request: SignedInRequest, pk: Any) -> HttpResponse:
    """What a prompt leads to: all that is known of the service, and three ways on, none before the others (N14)."""
    watch = found_watch(request, pk)
    user, task = request.user, open_task(watch)
    theme = Theme.objects.filter(code=SERVICE_DELIVERY).first()
    page = page_of(request, evidence_since(user, watch.authority, since=watch.starts_on, theme=theme))
    note_shown(user, page)
    context = {
        "watch": watch,
        "task": task,
        "closes": task is not None and may_deal_with(user, task),
        "keeps": watch.state == "running" and may_keep_watch(user, watch),
        "prompts": prompts_of(watch),
        "moments": moments_of(watch),
        "reads_evidence": reads_evidence(user),
        "theme": theme,
        "page": page,
        "pagination": pagination(request, page),
    }
    return render(request, "authorities/consider.html", context)


def _need_knowledge(request: SignedInRequest) -> None:
    if not knows_watches(request.user):
        raise Http404("There is no such page.")


def _found(request: SignedInRequest, form: WatchFilterForm) -> Any:
    form.is_valid()
    given = form.cleaned_data
    return watches_for(
        request.user,
        text=given.get("text", ""),
        kinds=tuple(each.pk for each in given.get("kind", ())),
        regions=given.get("region", ()),
        state=ASKED[given.get("state", "")],
        kept_by=request.user if given.get("mine") else None,
        sort=sort_of(form, DEFAULT_SORT),
    )


def _line(watch: Any) -> tuple[Any, ...]:
    authority = watch.authority
    upcoming = watch.next_at.astimezone(clock.LONDON).date() if watch.next_at else ""
    return (
        *(authority.name, authority.ons_code or "", watch.service, watch.judged_by, watch.starts_on, upcoming),
        *(watch.state, watch.ended_on or "", watch.ending, watch.officer.name, watch.team.name),
    )


class ExportWatches(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download the watches on failing services"
    listed: ClassVar[str] = "desk:watches"
    sheet: ClassVar[Sheet] = Sheet("service-failures", COLUMNS, _line, case_at="")

    def rows(self) -> tuple[forms.Form, Any]:
        """Every watch that the filters leave, for those who know of watches."""
        _need_knowledge(self.request)
        form = WatchFilterForm(self.request.GET)
        return form, _found(self.request, form)

"""Django's admin, for reference data alone: what an administrator keeps, and nothing of any case (design 9).

Each change is an event on the stream `reference`. Administrators get in, and to everybody else it does not exist.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

from bestvalue.accounts.models import Role
from bestvalue.accounts.policy import holds
from bestvalue.records.services import record
from cases.models import AuthorityKind, BankHoliday, KindPost, PreElectionPeriod
from themes.models import AccountsDates, SourceType

STREAM = "reference"
LEFT_OUT = {"login", "logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}
Pattern = TypeVar("Pattern", URLPattern, URLResolver, URLPattern | URLResolver)


class ReferenceSite(admin.AdminSite):
    """The admin without a sign-in, passwords or log of its own: the service has them."""

    site_header = site_title = "Reference data"
    index_title = "Tables that an administrator keeps"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators, asked of the database each time."""
        return holds(request.user, Role.ADMINISTRATOR)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A view of the admin that is not there for anybody else."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise Http404
            found: HttpResponseBase = inner(request, *args, **kwargs)
            return found

        return guarded

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Those of the tables, with the service's own sign-in before them."""
        return [_with_our_sign_in(each) for each in super().get_urls() if getattr(each, "name", "") not in LEFT_OUT]


class ReferenceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """One table of reference data."""

    actions = None
    view_on_site = False

    def get_urls(self) -> list[URLPattern]:
        """The list, and a page to add, change and delete a row; what happened is told by the record."""
        named = [each for each in super().get_urls() if each.name and not each.name.endswith("_history")]
        return [_with_our_sign_in(each) for each in named]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """What a row is known by is settled once it is there."""
        return (self.opts.pk.name,) if obj and self.opts.pk.name in _names(self.model) else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever is let in."""
        return True

    has_view_permission = has_add_permission = has_change_permission = lambda self, request, obj=None: True

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """No: other rows rely on these."""
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Keep the row, and record what differs."""
        stored = self.model._default_manager.select_for_update().filter(pk=obj.pk).first() if change else None
        was, now = _facts(stored), _facts(obj)
        differing = [name for name, value in now.items() if was.get(name) != value]
        super().save_model(request, obj, form, change)
        if differing or not change:
            self._record(request, "change" if change else "add", obj, was, now, differing)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Take the row away, and record what it was."""
        was = _facts(obj)
        self._record(request, "remove", obj, was, {}, list(was))
        super().delete_model(request, obj)

    def _record(
        self, request: HttpRequest, what: str, row: models.Model, was: Any, now: Any, differing: Sequence[str]
    ) -> None:
        record(
            stream=STREAM,
            actor=request.user,  # type: ignore[arg-type]  # only administrators get here
            verb=f"{what}_reference_data",
            subject=f"{self.opts.model_name}:{row.pk}",
            before={name: was[name] for name in differing if name in was},
            after={name: now[name] for name in differing if name in now},
        )

    def _no_log(self, *given: Any) -> Any:
        """The record tells it, and the admin's own log stays empty."""

    log_addition = log_change = log_deletions = _no_log  # type: ignore[assignment]


def _with_our_sign_in(pattern: Pattern) -> Pattern:
    callback: Any = getattr(pattern, "callback", None)
    if hasattr(callback, "login_url"):
        del callback.login_url
    return pattern


def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


def _facts(row: models.Model | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _names(type(row))} if row else {}


class Removable(ReferenceAdmin):
    """A table of which rows may go: what is proclaimed may be called off."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whoever is let in."""
        return True


class BankHolidays(Removable):
    """Bank holidays in England, the next years first. Dates that were told already do not move."""

    list_display = ("on", "name")
    date_hierarchy = "on"
    ordering = ("-on",)


class PreElectionPeriods(Removable):
    """The weeks before elections."""

    list_display = ("election", "starts_on", "polling_day")
    ordering = ("-starts_on",)


class KindPosts(Removable):
    """To whom letters to a kind of authority go."""

    list_display = ("kind", "role", "post", "position")
    list_filter = ("kind",)


class AuthorityKinds(ReferenceAdmin):
    """The kinds of best value authority."""

    list_display = ("label", "code", "clause", "s230_reach", "needs_legal_confirmation")
    search_fields = ("label", "code")


class SourceTypes(ReferenceAdmin):
    """The kinds of source of evidence."""

    list_display = ("name", "made_by", "is_restricted", "confirmed", "position")
    search_fields = ("name",)


class DatesOfAccounts(ReferenceAdmin):
    """By when accounts are due."""

    list_display = ("financial_year", "publish_by", "audited_by", "confirmed")


site = ReferenceSite()
for table, kept in (
    (BankHoliday, BankHolidays),
    (PreElectionPeriod, PreElectionPeriods),
    (AuthorityKind, AuthorityKinds),
    (KindPost, KindPosts),
    (SourceType, SourceTypes),
    (AccountsDates, DatesOfAccounts),
):
    site.register(table, kept)

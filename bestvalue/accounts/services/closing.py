"""Closing somebody's account, and opening it again. What they did and held stays on record under their name."""

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import ApiClient, Role, RoleHolding, User
from bestvalue.errors import Forbidden, refuse_unless
from bestvalue.records.services import record

from .people import STREAM, end_role
from .sessions import end_sessions
from .shutting_out import shut_out


@transaction.atomic
def close_account(*, by: User, user: User, reason: str) -> User:
    """End everything by which a person gets in, at once: roles, sessions, tokens, calendars, the sign-in itself.

    What they look after stays theirs until somebody hands it on. Roles end as `end_role` ends them now; those that
    are still to begin are withdrawn. Raises Forbidden, and Refused for one's own account, one that is closed, the
    last administrator, and who is responsible for a machine.
    """
    RoleHolding.objects.locked_administrators()
    _only_administrators(by)
    found = User.objects.select_for_update().get(pk=user.pk, is_machine=False)
    refuse_unless(
        (found != by, "own", "Another administrator must close yours."),
        (found.is_active, "closed", "This account is closed already."),
        (_others_administer(found), "last_administrator", "This is the last administrator. Appoint another first."),
        (not _machines(found), "machines", "They are responsible for a machine. End it, or register it anew."),
        (reason.strip(), "no_reason", "Give the reason."),
    )
    for holding in ending_roles(found):
        end_role(actor=by, holding=holding, reason=reason, tell=False)
    shut_out(found, by=by)
    return _set(found, by, "close_account", reason, is_active=False)


@transaction.atomic
def reopen_account(*, by: User, user: User, reason: str) -> User:
    """Let a person sign in again, as they did, with no role until they are given one. Raises Forbidden, Refused."""
    _only_administrators(by)
    found = User.objects.select_for_update().get(pk=user.pk, is_machine=False)
    refuse_unless(
        (not found.is_active, "open", "This account is open."),
        (reason.strip(), "no_reason", "Give the reason."),
    )
    return _set(found, by, "reopen_account", reason, is_active=True)


def ending_roles(user: User) -> list[RoleHolding]:
    """Roles held today, and those that are still to begin."""
    rows = RoleHolding.objects.filter(user=user).not_over(clock.today())
    return list(rows.select_related("team").order_by("pk"))


def _only_administrators(by: User) -> None:
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator closes accounts and opens them again.")


def _others_administer(user: User) -> bool:
    held = RoleHolding.objects.on(clock.today()).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return held.exclude(user=user).exists()


def _machines(user: User) -> bool:
    return (
        ApiClient.objects.filter(responsible=user, ends_on__gte=clock.today())
        .exclude(state=ApiClient.State.REVOKED)
        .exists()
    )


def _set(user: User, by: User, verb: str, reason: str, *, is_active: bool) -> User:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record(stream=STREAM, actor=by, verb=verb, subject=f"user:{user.pk}", reason=reason)
    return user

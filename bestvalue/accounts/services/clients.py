"""Registering machines, their secrets, and recognising their access tokens. Each act writes one event on `people`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import AccessToken, Application

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import ApiClient, Role, Team, User
from bestvalue.errors import Forbidden, refuse_unless
from bestvalue.records.services import record

from .people import STREAM, grant_role
from .tokens import digest_of, note_use

State = ApiClient.State


@dataclass(frozen=True, slots=True)
class MachineAccess:
    """What one access token gives: to which machine, and for what."""

    client: ApiClient
    scopes: frozenset[str]


@transaction.atomic
def register_client(
    *,
    by: User,
    name: str,
    purpose: str,
    responsible: User,
    contact: str,
    scopes: Sequence[str],
    role: Role,
    ends_on: dt.date,
    team: Team | None = None,
) -> tuple[ApiClient, str]:
    """Let a machine call until `ends_on`, by an account that holds `role`; returns it and its secret, shown this once.

    The account has no password. Raises Forbidden, or ValidationError with what is wrong.
    """
    _require_administrator(by)
    if responsible.is_machine or not policy.roles_of(responsible):
        raise ValidationError({"responsible": "Name a person who may sign in and holds a role today."})
    client_id, secret = generate_client_id(), generate_client_secret()
    account = User(email=f"{client_id.lower()}@machine.invalid", name=name.strip(), is_machine=True)
    account.set_unusable_password()
    account.full_clean()
    account.save()
    application = Application.objects.create(
        client_id=client_id,
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    client = ApiClient(
        application=application,
        account=account,
        purpose=purpose.strip(),
        responsible=responsible,
        contact=contact.strip(),
        scopes=list(scopes),
        registered_by=by,
        registered_on=clock.today(),
        ends_on=ends_on,
    )
    client.full_clean()
    client.save()
    _record(
        client,
        by,
        "register_client",
        after={
            "account": account.pk,
            "responsible": responsible.pk,
            "scopes": client.scopes,
            "ends_on": client.ends_on,
        },
    )
    grant_role(actor=by, user=account, role=role, team=team, ends_on=ends_on, reason=client.purpose)
    return client, secret


@transaction.atomic
def rotate_client_secret(*, by: User, client: ApiClient) -> str:
    """Draw a new secret, shown this once; the present one and every access token are useless from this instant.

    Raises Forbidden, or Refused once the machine is revoked.
    """
    locked = _locked(by, client)
    refuse_unless((locked.state != State.REVOKED, "revoked", "It is revoked."))
    secret = str(generate_client_secret())
    locked.application.client_secret = secret
    locked.application.save()
    locked.rotated_at = clock.now()
    locked.save(update_fields=["rotated_at"])
    _drop_tokens(locked)
    _record(locked, by, "rotate_client_secret")
    return secret


def suspend_client(*, by: User, client: ApiClient, reason: str) -> ApiClient:
    """Let the machine in no more until somebody resumes it. Raises Forbidden, Refused."""
    return _changed(by, client, "suspend_client", State.SUSPENDED, frm=(State.ACTIVE,), reason=reason)


def resume_client(*, by: User, client: ApiClient, reason: str) -> ApiClient:
    """Let a suspended machine in again. Raises Forbidden, Refused."""
    return _changed(by, client, "resume_client", State.ACTIVE, frm=(State.SUSPENDED,), reason=reason)


@transaction.atomic
def revoke_client(*, by: User, client: ApiClient, reason: str) -> ApiClient:
    """Let the machine in never again, and close its account. Raises Forbidden, Refused."""
    found = _changed(by, client, "revoke_client", State.REVOKED, frm=(State.ACTIVE, State.SUSPENDED), reason=reason)
    found.account.is_active = False
    found.account.save(update_fields=["is_active"])
    return found


def authenticate_machine(text: str) -> MachineAccess | None:
    """What the access token with this text gives; None if there is none, it has expired, or its machine is shut out.

    Asked of the database each time, so that an end, a suspension or a lost role bites at once.
    """
    found = AccessToken.objects.filter(token_checksum=digest_of(text), expires__gt=clock.now())
    token = found.select_related("application__registered__account", "application__registered__responsible").first()
    client = getattr(token and token.application, "registered", None)
    if client is None or not policy.client_works(client):
        return None
    note_use(client)
    return MachineAccess(client, frozenset(token.scope.split()) & frozenset(client.scopes))


def forget_access_tokens() -> int:
    """Delete the access tokens that have expired; returns how many."""
    return int(AccessToken.objects.filter(expires__lte=clock.now()).delete()[0])


@transaction.atomic
def _changed(
    by: User, client: ApiClient, verb: str, to: ApiClient.State, *, frm: tuple[ApiClient.State, ...], reason: str
) -> ApiClient:
    locked = _locked(by, client)
    refuse_unless((locked.state in frm, "wrong_state", f"It is {locked.get_state_display().lower()}."))
    before, locked.state = locked.state, to
    locked.save(update_fields=["state"])
    _drop_tokens(locked)
    _record(locked, by, verb, reason=reason, before={"state": before}, after={"state": to})
    return locked


def _locked(by: User, client: ApiClient) -> ApiClient:
    _require_administrator(by)
    rows = ApiClient.objects.select_for_update(of=("self",)).select_related("application", "account")
    return rows.get(pk=client.pk)


def _require_administrator(by: User) -> None:
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator may register machines and change what they may do.")


def _drop_tokens(client: ApiClient) -> None:
    AccessToken.objects.filter(application=client.application_id).delete()


def _record(client: ApiClient, by: User, verb: str, **facts: object) -> None:
    record(stream=STREAM, actor=by, verb=verb, subject=f"api_client:{client.pk}", **facts)

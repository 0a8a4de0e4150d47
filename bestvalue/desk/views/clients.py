"""Machines that call the API, in the browser: administrators register them, renew their secrets and shut them out."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from bestvalue import clock
from bestvalue.accounts.models import ApiClient
from bestvalue.accounts.policy import client_works, may_manage_people
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.accounts.selectors import clients_for, own_holdings
from bestvalue.accounts.services import clients as services
from bestvalue.desk.client_forms import ClientReasonForm, RegisterClientForm
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct

State = ApiClient.State


def client_index(request: SignedInRequest) -> HttpResponse:
    """Every machine, the newest first."""
    _only_administrators(request)
    page = page_of(request, clients_for(request.user))
    return render(request, "desk/clients/index.html", {"page": page, "pagination": pagination(request, page)})


def client_page(request: SignedInRequest, pk: str) -> HttpResponse:
    """One machine, whether it gets in now, and what may be done with it."""
    client = _found(request, pk)
    acts = [each for each in ADDRESSES.values() if client.state in each.states]
    held = own_holdings(client.account).on(clock.today())
    shown = {"client": client, "works": client_works(client), "holdings": held, "acts": acts}
    return render(request, "desk/clients/page.html", shown)


def _only_administrators(request: SignedInRequest) -> None:
    if not may_manage_people(request.user):
        raise Forbidden("Only an administrator sees the machines that may call.")


def _found(request: SignedInRequest, pk: str) -> ApiClient:
    _only_administrators(request)
    client = clients_for(request.user).filter(pk=pk).first()
    if client is None:
        raise Http404("There is no such machine.")
    return client


class TellsClientSecret(FreeAct):
    """An act that shows the secret, this once."""

    def answer(self, result: tuple[ApiClient, str]) -> HttpResponse:
        """A page with the secret."""
        client, secret = result
        context = {"client": client, "secret": secret, "done": self.done}
        return render(self.request, "desk/clients/secret.html", context)


@method_decorator(never_cache, name="dispatch")
class RegisterClient(TellsClientSecret):
    """Register a machine."""

    heading: ClassVar[str] = "Register a machine"
    button: ClassVar[str] = "Register"
    done: ClassVar[str] = "It may ask for access tokens from now on."
    lede: ClassVar[str] = (
        "A machine reads what its role may read and, where you allow it, submits evidence and values of metrics. "
        "It never moves a case, decides, clears, issues or publishes."
    )
    form_class = RegisterClientForm

    def find(self) -> None:
        """Nothing to find. Raises Forbidden."""
        _only_administrators(self.request)

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("desk:api_clients")

    def act(self, given: dict[str, Any]) -> tuple[ApiClient, str]:
        """Register it."""
        return services.register_client(by=self.request.user, **given)


class OnClient(FreeAct):
    """An act on one machine, by `service`, open in `states`."""

    route: ClassVar[str]
    states: ClassVar[tuple[str, ...]] = (State.ACTIVE, State.SUSPENDED)
    service: ClassVar[Callable[..., Any]]
    form_class: type[Form] = ClientReasonForm
    client: ApiClient

    def find(self) -> None:
        """The machine. Raises Forbidden, Http404."""
        self.client = _found(self.request, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The machine."""
        return reverse("desk:api_client", args=[self.client.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which machine."""
        return super().get_context_data(**{"about": self.client, **more})

    def act(self, given: dict[str, Any]) -> Any:
        """Call the service."""
        return type(self).service(by=self.request.user, client=self.client, **given)


@method_decorator(never_cache, name="dispatch")
class RotateClientSecret(OnClient, TellsClientSecret):
    """Draw a new secret."""

    route, service, form_class = "desk:rotate_client_secret", services.rotate_client_secret, Form
    heading: ClassVar[str] = "Draw a new secret"
    button: ClassVar[str] = "Draw a new secret"
    done: ClassVar[str] = "The earlier secret and every access token no longer work."
    lede: ClassVar[str] = "The present secret and every access token stop working at once."

    def act(self, given: dict[str, Any]) -> tuple[ApiClient, str]:
        """Draw it."""
        return self.client, super().act(given)


class SuspendClient(OnClient):
    """Suspend it."""

    route, service, states = "desk:suspend_client", services.suspend_client, (State.ACTIVE,)
    heading: ClassVar[str] = "Suspend this machine"
    button: ClassVar[str] = "Suspend"
    done: ClassVar[str] = "It is shut out until somebody resumes it."
    lede: ClassVar[str] = "It is shut out at once, until somebody resumes it."


class ResumeClient(OnClient):
    """Resume it."""

    route, service, states = "desk:resume_client", services.resume_client, (State.SUSPENDED,)
    heading: ClassVar[str] = "Resume this machine"
    button: ClassVar[str] = "Resume"
    done: ClassVar[str] = "It may ask for access tokens again."
    lede: ClassVar[str] = "It may ask for access tokens again, with its present secret."


class RevokeClient(OnClient):
    """Revoke it."""

    route, service = "desk:revoke_client", services.revoke_client
    heading: ClassVar[str] = "Revoke this machine"
    button: ClassVar[str] = "Revoke it for good"
    done: ClassVar[str] = "It is shut out for good."
    lede: ClassVar[str] = "It is shut out at once, and its account closes. This cannot be undone."


ADDRESSES: dict[str, type[OnClient]] = {
    "rotate": RotateClientSecret,
    "suspend": SuspendClient,
    "resume": ResumeClient,
    "revoke": RevokeClient,
}
"""Every act by the last word of its address, in the order of the page."""

"""Webhooks in the browser: a person's own; for an administrator those of others too, to approve or to end."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api import services
from bestvalue.api.models import Webhook
from bestvalue.api.models.webhooks import CHANGES
from bestvalue.api.selectors import webhooks_for
from bestvalue.api.signing import secret_of
from bestvalue.desk.selectors.feed import deliveries_for
from bestvalue.desk.webhook_forms import EndWebhookForm, ReplayForm, WebhookForm
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct


def webhook_index(request: SignedInRequest) -> HttpResponse:
    """The webhooks that this person may know of."""
    page = page_of(request, webhooks_for(request.user))
    shown = {"page": page, "pagination": pagination(request, page), "all": may_manage_people(request.user)}
    return render(request, "desk/webhooks/index.html", shown)


def webhook_page(request: SignedInRequest, pk: str) -> HttpResponse:
    """One webhook, what may be done with it now, and for its owner what was sent."""
    webhook = _found(request, pk)
    page = page_of(request, deliveries_for(request.user, webhook))
    context = {
        "webhook": webhook,
        "own": webhook.owner_id == request.user.pk,
        "acts": _acts(request, webhook),
        "page": page,
        "pagination": pagination(request, page),
    }
    return render(request, "desk/webhooks/page.html", context)


def _found(request: SignedInRequest, pk: str) -> Webhook:
    webhook = webhooks_for(request.user).filter(pk=pk).first()
    if webhook is None:
        raise Http404("There is no such webhook.")
    return webhook


def _acts(request: SignedInRequest, webhook: Webhook) -> list[type["OnWebhook"]]:
    """The acts whose state allows them, and whose performer this person is."""
    own, administers = webhook.owner_id == request.user.pk, may_manage_people(request.user)
    may = {"owner": own, "administrator": administers and not own, "either": own or administers}
    return [each for each in ADDRESSES.values() if webhook.state in each.states() and may[each.performer]]


@method_decorator(never_cache, name="dispatch")
class TellsSecret(FreeAct):
    """An act that shows the secret, this once."""

    def answer(self, result: Webhook) -> HttpResponse:
        """A page with the secret."""
        context = {"webhook": result, "secret": secret_of(result.salt), "done": self.done}
        return render(self.request, "desk/webhooks/secret.html", context)


class NewWebhook(TellsSecret):
    """Ask for a webhook."""

    heading: ClassVar[str] = "Ask for a webhook"
    button: ClassVar[str] = "Ask"
    done: ClassVar[str] = "An administrator will look at the address. Nothing is sent to it before."
    lede: ClassVar[str] = "The service can send another system each event that you may see, as it happens."
    form_class = WebhookForm

    def find(self) -> None:
        """Nothing: anybody may ask for one of their own."""

    def next_page(self, result: Any) -> str:
        """The webhooks: when it is made, its secret is shown first."""
        return reverse("desk:webhooks")

    def act(self, given: dict[str, Any]) -> Webhook:
        """Ask."""
        return services.create_webhook(by=self.request.user, **given)


class OnWebhook(FreeAct):
    """An act on one webhook, by `service`; `to` is the state that it leads to, empty where it changes none."""

    route: ClassVar[str]
    to: ClassVar[str] = ""
    performer: ClassVar[str] = "owner"
    service: ClassVar[Callable[..., Webhook]]
    form_class = Form
    template_name = "desk/webhooks/act.html"
    webhook: Webhook

    @classmethod
    def states(cls) -> set[str]:
        """The states in which it is open."""
        return {source for source, target in CHANGES if target == cls.to}

    def find(self) -> None:
        """The webhook. Raises Http404 to strangers."""
        self.webhook = _found(self.request, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The webhook."""
        return reverse("desk:webhook", args=[self.webhook.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which webhook."""
        return super().get_context_data(**{"webhook": self.webhook, **more})

    def act(self, given: dict[str, Any]) -> Webhook:
        """Call the service."""
        return type(self).service(by=self.request.user, webhook=self.webhook, **given)


class ApproveWebhook(OnWebhook):
    """Approve it."""

    route, to, performer = "desk:approve_webhook", "active", "administrator"
    service = services.approve_webhook
    heading: ClassVar[str] = "Approve this webhook"
    button: ClassVar[str] = "Approve"
    done: ClassVar[str] = "Events are sent to this address from now on."
    lede: ClassVar[str] = "Events on private cases that the owner may see will leave the service for this address."

    @classmethod
    def states(cls) -> set[str]:
        """While it waits; from the other states the owner resumes it."""
        return {Webhook.State.REQUESTED}


class PauseWebhook(OnWebhook):
    """Pause it."""

    route, to, service = "desk:pause_webhook", "paused", services.pause_webhook
    heading: ClassVar[str] = "Pause this webhook"
    button: ClassVar[str] = "Pause"
    done: ClassVar[str] = "Nothing is sent until you resume it."
    lede: ClassVar[str] = "Nothing is missed: what happens meanwhile is sent when you resume it."


class ResumeWebhook(OnWebhook):
    """Resume it."""

    route, to, service = "desk:resume_webhook", "active", services.resume_webhook
    heading: ClassVar[str] = "Resume this webhook"
    button: ClassVar[str] = "Resume"
    done: ClassVar[str] = "It goes on where it stopped."

    @classmethod
    def states(cls) -> set[str]:
        """Where it was stopped."""
        return {Webhook.State.PAUSED, Webhook.State.SUSPENDED}


class RotateSecret(OnWebhook, TellsSecret):
    """Draw a new secret."""

    route, service = "desk:rotate_secret", services.rotate_secret
    heading: ClassVar[str] = "Draw a new secret"
    button: ClassVar[str] = "Draw a new secret"
    done: ClassVar[str] = "For 24 hours, what is sent bears the signatures of both secrets."
    lede: ClassVar[str] = "For 24 hours, what is sent bears the signatures of the present secret and the new one."

    @classmethod
    def states(cls) -> set[str]:
        """Until it ends."""
        return set(Webhook.State.values) - {Webhook.State.ENDED}


class ReplayWebhook(OnWebhook):
    """Send deliveries again."""

    route, service, form_class = "desk:replay_webhook", services.replay_webhook, ReplayForm
    heading: ClassVar[str] = "Send deliveries again"
    button: ClassVar[str] = "Send again"
    done: ClassVar[str] = "They will be sent again within a minute or so."
    lede: ClassVar[str] = "Each bears the same webhook-id as before. What you may no longer see is not sent."

    @classmethod
    def states(cls) -> set[str]:
        """Once something may have been sent."""
        return {Webhook.State.ACTIVE, Webhook.State.PAUSED, Webhook.State.SUSPENDED}

    def get_initial(self) -> dict[str, Any]:
        """The one that the address names."""
        only = self.request.GET.get("only", "")
        return {"first": only, "last": only} if only.isascii() and only.isdigit() else {}


class EndWebhook(OnWebhook):
    """End it."""

    route, to, performer, service = "desk:end_webhook", "ended", "either", services.end_webhook
    heading: ClassVar[str] = "End this webhook"
    button: ClassVar[str] = "End it for good"
    done: ClassVar[str] = "Nothing more is sent to this address."
    lede: ClassVar[str] = "This cannot be undone. What was sent stays on the record."
    form_class = EndWebhookForm


ADDRESSES: dict[str, type[OnWebhook]] = {
    "approve": ApproveWebhook,
    "pause": PauseWebhook,
    "resume": ResumeWebhook,
    "rotate": RotateSecret,
    "replay": ReplayWebhook,
    "end": EndWebhook,
}
"""Every act by the last word of its address, in the order of the page."""

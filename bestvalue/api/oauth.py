"""The token endpoint: a machine gives its secret and gets a short access token (RFC 6749 sections 4.4 and 5)."""

import math
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauth2_provider.views import TokenView

from bestvalue.accounts.models import ApiClient, MachineScope
from bestvalue.accounts.policy import client_works
from bestvalue.accounts.services.attempts import TooManyAttemptsError, locked_attempt, note_failure
from bestvalue.accounts.services.sign_in import counted_address


class MachineScopes(BaseScopes):  # type: ignore[misc]
    """What may be asked for is what the machine was registered for, and that is given where nothing is asked for."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope, with what it is for."""
        return {each.value: str(each.label) for each in MachineScope}

    def get_available_scopes(self, application: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        """Those of this machine."""
        return list(application.registered.scopes)

    get_default_scopes = get_available_scopes


class MachineValidator(OAuth2Validator):  # type: ignore[misc]
    """Lets in only machines that are registered here and still work, ever more slowly for whoever guesses."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the id and secret are right, and the machine is not shut out. Raises TooManyAttemptsError.

        They are taken from one place only (RFC 6749 section 2.3), so that each guess is counted where it is aimed.
        """
        in_header = self._extract_basic_auth(request) is not None
        try:
            right = self._authenticate_basic_auth(request) if in_header else self._authenticate_request_body(request)
        except ValueError:  # a header that is no text
            right = False
        registered = getattr(request.client, "registered", None) if right else None
        if registered is not None and client_works(registered):
            request.attempt.delete()
            return True
        if attempt := getattr(request, "attempt", None):
            note_failure(attempt)
        return False

    def _load_application(self, client_id: str, request: Any) -> Any:
        """Before the secret is looked at, wait for whoever else guesses at this machine from the same address."""
        address = counted_address(self.build_http_request(request))
        request.attempt = locked_attempt(f"api-client:{client_id}", address)
        # no new secret is drawn, and nobody suspends it, between the look at the secret and the token
        ApiClient.objects.select_for_update(of=("self",)).filter(application__client_id=client_id).first()
        return super()._load_application(client_id, request)


class MachineTokenView(TokenView):  # type: ignore[misc]
    """Gives an access token for client credentials, and for nothing else."""

    http_method_names = ["post", "options"]  # noqa: RUF012 - Django's own declaration

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The token, or the error in the form of RFC 6749 section 5.2; 429 while whoever guesses has to wait."""
        try:
            with transaction.atomic():  # the count of wrong secrets is locked until the answer is known
                response: HttpResponse = self.authorization_flow_token_response(request)
        except TooManyAttemptsError as error:
            words = {"error": "slow_down", "error_description": str(error)}
            wait = {"Retry-After": str(math.ceil(error.wait.total_seconds()))}
            response = JsonResponse(words, status=429, headers=wait)
        response.headers["Cache-Control"] = "no-store"
        return response

"""Signing in through the department's OpenID provider. The flow is django-allauth's, with what it leaves out."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]  # by a key of the provider's that we only read


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One issuer's tokens, their signatures always checked; whose account it is, is bound to issuer and subject."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Who it is."""
        login = super().complete_login(request, app, token, **kwargs)
        claims = login.account.extra_data["id_token"]
        login.account.uid = f"{claims['iss']} {claims['sub']}"
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            key = self._key_of(jwt.get_unverified_header(id_token).get("kid"))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=SIGNED_WITH,
                issuer=settings.OPENID_ISSUER,
                audience=app.client_id,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The ID token is not good.") from error
        return claims

    def _key_of(self, kid: str | None) -> jwt.PyJWK:
        """The provider's key of this name; its only key where the token names none (OpenID Connect Core, 10.1)."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        found = [each for each in jwt.PyJWKSet.from_dict(answer.json()).keys if kid in (None, each.key_id)]
        if len(found) != 1:
            raise OAuth2Error("The ID token names no key of the provider's.")
        return found[0]


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the person to the provider."""
    return _flow(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
@require_safe
def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the person back from the provider."""
    return _flow(OAuth2CallbackView, request, provider_id)


@login_not_required
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Who went back without signing in may do so here."""
    messages.info(request, "You did not sign in.")
    return redirect("accounts:sign_in")


def _flow(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(Provider(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404("No such provider is configured.") from error
    return response

"""OpenID Connect with every check made: signature, issuer, audience, expiry, nonce, state and PKCE.

The package leaves the signature unchecked where the token came straight from the provider, which the standard allows.
We check it all the same: it costs one request, and a proxy in between is no longer trusted.
"""

import logging
import secrets
import time
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

log = logging.getLogger("wraparound.security")
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384")
NONCE = "openid_nonce"
AGAIN = "again"
"""In the address of a sign-in elsewhere: the provider is to ask, whoever is signed in there."""
ASKED_AGAIN = "openid_asked_again_at"
LEEWAY = 60
"""Seconds by which two clocks may differ."""


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]  # the package ships no types
    """The package's provider, sending a nonce along."""

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        # Not the package's own: it would let an address add parameters to the request.
        request.session[NONCE] = secrets.token_urlsafe(32)
        asked = {**self.get_auth_params(), "nonce": request.session[NONCE]}
        request.session.pop(ASKED_AGAIN, None)
        if AGAIN in request.GET:
            request.session[ASKED_AGAIN] = time.time()
            asked |= {"prompt": "login", "max_age": "0"}
        return asked


class CheckedOpenID(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The package's adapter, checking the identity token itself and believing nothing else."""

    def get_provider(self) -> CheckedProvider:
        found = super().get_provider()
        return CheckedProvider(self.request, app=found.app)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        sent = kwargs["response"].get("id_token")
        if not sent:
            raise OAuth2Error("no identity token")
        claims = self._decode_id_token(app, sent)
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(id_token),
                algorithms=list(ALGORITHMS),
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as trouble:
            raise OAuth2Error("the identity token does not hold") from trouble
        expected = self.request.session.pop(NONCE, None)
        if not expected or not secrets.compare_digest(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("the identity token answers another question")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != app.client_id:
            raise OAuth2Error("the identity token was made for another site")
        asked = self.request.session.pop(ASKED_AGAIN, None)
        said = claims.get("auth_time")
        # Noted in the session when, and if, somebody is signed in by this.
        self.request.proved_elsewhere = _proved_at(said, asked, time.time())
        self.request.asked_in_vain = asked is not None and said is None
        return claims

    def _key(self, id_token: str) -> Any:
        """The provider's key of today, fetched each time: keys are rotated, and sign-ins are few."""
        named = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        for key in jwt.PyJWKSet.from_dict(answer.json()).keys:
            if key.key_id == named:
                return key
        raise OAuth2Error("the identity token is signed with a key that the provider does not have")


def _proved_at(said: Any, asked: float | None, now: float) -> float | None:
    """When the provider made sure who this is; none where it does not say.

    `said` is what the identity token says of it, `asked` when we told the provider to ask again; seconds since 1970.
    That we told it to is no proof that it did: whoever sits at the browser can take our words out of the address.
    """
    if said is None:
        return None
    known = isinstance(said, int | float) and said <= now + LEEWAY
    if asked is None:
        return min(float(said), now) if known else None
    if not known or said < asked - LEEWAY:
        raise OAuth2Error("the provider did not ask again")
    return min(float(said), now)


def begin(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Sends the visitor to the provider."""
    try:
        answer: HttpResponseBase = OAuth2LoginView.adapter_view(CheckedOpenID(request, provider))(request)
    except requests.RequestException:
        log.warning("The provider of another sign-in could not be reached")
        return render(request, "socialaccount/authentication_error.html", status=502)
    return answer


def come_back(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Takes the visitor back from the provider."""
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(CheckedOpenID(request, provider))(request)
    except (requests.RequestException, ValueError, KeyError):
        # What came back was not what the standard says: nobody is signed in, and the page says so.
        log.warning("What a provider sent back could not be read")
        return render(request, "socialaccount/authentication_error.html", status=502)
    return answer


def sign_out_there(request: HttpRequest, provider: str, back: str) -> str:
    """Where somebody ends their sign-in at the provider too; empty where it has no such place or is not reached."""
    adapter = CheckedOpenID(request, provider)
    try:
        place = str(adapter.openid_config.get("end_session_endpoint", ""))
    except requests.RequestException:
        return ""
    asked = {"client_id": adapter.get_provider().app.client_id, "post_logout_redirect_uri": back}
    return f"{place}?{urlencode(asked)}" if place else ""

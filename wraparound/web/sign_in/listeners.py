"""What we note when someone signs in or out."""

from datetime import UTC, datetime
from typing import Any

from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from wraparound.people.actions import accounts
from wraparound.people.terms.access import PUBLIC
from wraparound.people.wording.browsers import browser_name

SINCE = "signed_in_at"
WAY = "signed_in_by"
PROVED_ELSEWHERE = "proved_elsewhere_at"


def listen() -> None:
    """From now on."""
    user_logged_in.connect(note_sign_in, dispatch_uid="wraparound")
    user_logged_out.connect(note_sign_out, dispatch_uid="wraparound")
    social_account_added.connect(note_link, dispatch_uid="wraparound")


def note_sign_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    at = datetime.now(UTC)
    elsewhere = _by_provider(request)
    way = "demo" if request.session.get(WAY) == "demo" else "OpenID Connect" if elsewhere else "password"
    request.session[SINCE], request.session[WAY] = at.timestamp(), way
    proved = getattr(request, "proved_elsewhere", None)
    if elsewhere and proved is not None:
        request.session[PROVED_ELSEWHERE] = proved
    if not request.session.session_key:
        request.session.save()
    browser = browser_name(request.headers.get("User-Agent", ""))
    accounts.signed_in(user.pk, request.session.session_key or "", browser=browser, way=way, at=at, by=PUBLIC)


def note_sign_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if request.session.session_key:
        accounts.signed_out(request.session.session_key, at=datetime.now(UTC), by=PUBLIC)


def note_link(sender: Any, request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    accounts.linked(sociallogin.user.pk, at=datetime.now(UTC), by=PUBLIC)


def _by_provider(request: HttpRequest) -> bool:
    methods = request.session.get("account_authentication_methods", [])
    return any(one.get("method") == "socialaccount" for one in methods)

"""Where the package asks us: nobody signs up uninvited, secrets are encrypted, and mail and messages are our words."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.mail import send_mail
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from wraparound.people.models import Person
from wraparound.people.views.places import place_of
from wraparound.web.sign_in.proof import BY_CODE, must_prove, way_to_prove

log = logging.getLogger("wraparound.security")

SAID = {
    "account/messages/password_changed.txt": "Your password was changed.",
    "account/messages/password_set.txt": "Your password was set.",
    "mfa/messages/totp_activated.txt": "Your second factor is on. From now on we ask for a code when you sign in.",
    "mfa/messages/totp_deactivated.txt": "Your second factor is off.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes; the old ones no longer work.",
    "socialaccount/messages/account_connected.txt": "You can now sign in that way.",
    "socialaccount/messages/account_disconnected.txt": "You can no longer sign in that way.",
}
RESET = (
    "Set a new password for Wraparound",
    "Someone, we hope you, asked for a new password for this address.\n\nSet it here, today:\n{password_reset_url}\n\n"
    "If it was not you, do nothing: your password stays as it is.\n",
)
UNKNOWN = (
    "Wraparound has no account for this address",
    "Someone, we hope you, asked for a new password for this address, but nobody signs in with it. Perhaps you use "
    "another address, or have not been invited yet: ask whoever looks after access at your organisation.\n",
)
CHANGED = (
    "Something about how you sign in to Wraparound changed",
    "Your password, second factor or another way of signing in was changed just now. If it was not you, set a new "
    "password at once and tell whoever looks after access at your organisation.\n",
)
MAILS = {"account/email/password_reset_key": RESET, "account/email/unknown_account": UNKNOWN}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """Local accounts: by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The place that the package counts by is the one by which we count."""
        return place_of(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        words = SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        subject, body = MAILS.get(template_prefix, CHANGED)
        send_mail(subject, body.format(**context) if template_prefix in MAILS else body, None, [email])

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/people/sign-out/there/" if request.session.get("signed_in_by") == "OpenID Connect" else "/"

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """A code alone where somebody has a second factor: no password opens their recovery codes, or turns it off."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one for one in found if one["id"] == BY_CODE] or found

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log.warning("A sign-in was refused")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A sign-in from elsewhere opens an account only where its owner has joined the two, by an identifier that stays.

    Addresses are not trusted for it: at several providers whoever administers a tenant can set them to anything.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not sociallogin.is_existing and sociallogin.state.get("process") != "connect":
            log.warning("A sign-in from elsewhere belonged to nobody here")
            raise ImmediateHttpResponse(render(request, "socialaccount/signup.html", status=403))
        if getattr(request, "asked_in_vain", False) and request.user.is_authenticated:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_said_when.html", status=401))
        if sociallogin.state.get("process") == "connect" and must_prove(request):
            raise ImmediateHttpResponse(redirect(way_to_prove(reverse("socialaccount_connections"))))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        log.warning("A sign-in from elsewhere was refused: %s", type(kwargs.get("exception")).__name__)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, whose secrets are unreadable in the database without the site's key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

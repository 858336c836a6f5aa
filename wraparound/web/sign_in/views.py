"""The package's pages under our rules: each asks first, and made-up people have nothing of this to change."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as accounts
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as elsewhere
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from wraparound.people.access import NotYours, require
from wraparound.people.models import Person
from wraparound.web.sign_in import openid
from wraparound.web.sign_in.access import RULES
from wraparound.web.sign_in.proof import Way, following, must_prove, providers_of, way_again, way_to_prove

Page = Callable[..., HttpResponseBase]
OF_SIGNED_IN = frozenset(name for name, rule in RULES.items() if rule.signed_in)
NEW_WAYS = frozenset({"account_set_password", "mfa_activate_totp", "socialaccount_connections"})
"""Where one gets another way of proving who one is: not without the one that one has."""

AGAIN_AT = {Way.CODE: "mfa_reauthenticate", Way.PASSWORD: "account_reauthenticate"}


def page(name: str, view: Page) -> Page:
    """The package's view behind our rule of that name."""

    def asked_first(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        require(request, RULES[name])
        if name in OF_SIGNED_IN and getattr(request.user, "made_up", False):
            raise NotYours("Made-up people have no password and no second factor; you chose them on the sign-in page.")
        if name in NEW_WAYS and must_prove(request):
            return redirect(way_to_prove(request.get_full_path()))
        return view(request, **arguments)

    asked_first.__name__ = name
    asked_first.__module__ = __name__
    return asked_first


def signing_up(request: HttpRequest) -> HttpResponseBase:
    """There is no signing up: the sign-in page says how to be invited."""
    require(request, RULES["account_signup"])
    return redirect(settings.LOGIN_URL)


def going_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    require(request, RULES["openid_connect_login"])
    _known(provider_id)
    return openid.begin(request, provider_id)


def coming_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    require(request, RULES["openid_connect_callback"])
    _known(provider_id)
    return openid.come_back(request, provider_id)


def signing_in(request: HttpRequest) -> HttpResponseBase:
    require(request, RULES["account_login"])
    answer: HttpResponseBase = accounts.login(request)
    return answer


@require_safe
def prove(request: HttpRequest) -> HttpResponseBase:
    """To the way in which whoever is signed in proves once more who they are, and from there to `next`."""
    require(request, RULES["prove"])
    person, back = request.user, following(request)
    assert isinstance(person, Person)  # the rule has seen that somebody is signed in
    # What was put off until somebody proved who they are was put off for another reason than this.
    request.session.pop(STATE_SESSION_KEY, None)
    way = way_again(person)
    if way in AGAIN_AT:
        return redirect(f"{reverse(AGAIN_AT[way])}?{urlencode({'next': back})}")
    context = {"way": way, "person": person, "back": back, "providers": providers_of(person)}
    return render(request, "account/once_more.html", context)


def signed_out(request: HttpRequest) -> HttpResponseBase:
    """Signed out here; at the provider only by going there, which one may not want on a computer of one's own."""
    require(request, RULES["account_signed_out"])
    back = request.build_absolute_uri("/")
    there = [
        (one["name"], openid.sign_out_there(request, str(one["provider_id"]), back))
        for one in settings.OPENID_PROVIDERS
    ]
    return render(request, "account/signed_out.html", {"there": [one for one in there if one[1]]})


def _known(provider_id: str) -> None:
    if provider_id not in {one["provider_id"] for one in settings.OPENID_PROVIDERS}:
        raise Http404("Nobody signs in here that way.")


PAGES: dict[str, Page] = {
    "account_login": sensitive_post_parameters()(signing_in),
    "account_logout": accounts.logout,
    "account_signed_out": signed_out,
    "account_inactive": accounts.account_inactive,
    "account_signup": signing_up,
    "account_reset_password": accounts.password_reset,
    "account_reset_password_done": accounts.password_reset_done,
    "account_reset_password_from_key": accounts.password_reset_from_key,
    "account_reset_password_from_key_done": accounts.password_reset_from_key_done,
    "account_reauthenticate": accounts.reauthenticate,
    "account_change_password": accounts.password_change,
    "account_set_password": accounts.password_set,
    "mfa_authenticate": factors.authenticate,
    "mfa_reauthenticate": factors.reauthenticate,
    "mfa_index": factors.index,
    "mfa_activate_totp": totp.activate_totp,
    "mfa_deactivate_totp": totp.deactivate_totp,
    "mfa_view_recovery_codes": codes.view_recovery_codes,
    "mfa_generate_recovery_codes": codes.generate_recovery_codes,
    "mfa_download_recovery_codes": codes.download_recovery_codes,
    "socialaccount_connections": elsewhere.connections,
    "socialaccount_login_error": elsewhere.login_error,
    "socialaccount_login_cancelled": elsewhere.login_cancelled,
    "socialaccount_signup": signing_up,
    "openid_connect_login": going_elsewhere,
    "openid_connect_callback": coming_back,
}

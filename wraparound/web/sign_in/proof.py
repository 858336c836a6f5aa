"""When somebody last proved who they are, and the way in which they can do so once more."""

from enum import StrEnum
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from wraparound.people.access import proved_lately
from wraparound.people.models import Person
from wraparound.web.sign_in.listeners import PROVED_ELSEWHERE, SINCE, WAY

BY_CODE = "mfa_reauthenticate"
"""What the package calls the way of proving who one is by a code."""


class Way(StrEnum):
    """How somebody proves once more who they are."""

    DEMO = "demo"
    CODE = "code"
    PASSWORD = "password"
    ELSEWHERE = "elsewhere"


def proved_at(request: HttpRequest) -> float | None:
    """When whoever is signed in last proved it, in seconds since 1970.

    None where nothing was proved: they came by a link, or from a provider that may not have asked them. Of somebody
    who has a second factor only a right code is a proof.
    """
    session = request.session
    if session.get(WAY) == "demo":
        # Choosing a made-up person is all the proof there is of one.
        return float(session[SINCE])
    code = max(_right(request, "mfa"), default=None)
    others = _right(request, "password") + ([float(session[PROVED_ELSEWHERE])] if PROVED_ELSEWHERE in session else [])
    latest = max(others, default=None)
    if latest is None or (code is not None and code >= latest):
        return code
    return code if is_mfa_enabled(request.user) else latest


def _right(request: HttpRequest, method: str) -> list[float]:
    """When a password, or a code (mfa), of whoever is signed in was right, as the package recorded it."""
    records = get_authentication_records(request, request.user)
    return [float(one["at"]) for one in records if one["method"] == method]


def way_again(person: Person) -> Way | None:
    """The way in which this person can prove it: the strictest that they have; none where they have none."""
    if person.made_up:
        return Way.DEMO if settings.DEMO and person.in_chooser else None
    ours = {one["id"] for one in get_adapter().get_reauthentication_methods(person)}
    if BY_CODE in ours:
        return Way.CODE
    if "reauthenticate" in ours:
        return Way.PASSWORD
    return Way.ELSEWHERE if providers_of(person) else None


def providers_of(person: Person) -> list[tuple[str, str]]:
    """The providers, by id and name, by which this person signs in."""
    joined = set(SocialAccount.objects.filter(user=person).values_list("provider", flat=True))
    known = [(str(one["provider_id"]), str(one["name"])) for one in settings.OPENID_PROVIDERS]
    return [one for one in known if one[0] in joined]


def must_prove(request: HttpRequest) -> bool:
    """Whether somebody is signed in who could prove who they are, and did not lately."""
    if not isinstance(request.user, Person) or proved_lately(request, timezone.now()):
        return False
    return way_again(request.user) is not None


def way_to_prove(following: str) -> str:
    """The address that leads to a proof, and then on to another of our addresses."""
    return f"{reverse('prove')}?{urlencode({'next': following})}"


def following(request: HttpRequest) -> str:
    """Where the address of a request asks to be led next, if that is one of ours; else the page of today."""
    asked = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else str(settings.LOGIN_REDIRECT_URL)

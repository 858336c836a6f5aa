"""Who is behind a request, how long a sign-in lasts, and how much may be sent."""

import logging
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wraparound.people.actions import accounts
from wraparound.people.actions.floods import too_often
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for, viewer_of_token
from wraparound.people.terms.access import PUBLIC, Viewer
from wraparound.people.views.places import place_of
from wraparound.records.actions.looks import looking
from wraparound.records.terms import Face
from wraparound.web.sign_in.listeners import SINCE, WAY
from wraparound.web.sign_in.proof import proved_at

log = logging.getLogger("wraparound.security")
Answer = Callable[[HttpRequest], HttpResponse]
LONGEST_SENT = 25_000_000
"""Bytes in one request; a form that takes files has its own, smaller limit and its own sentence."""
SEEN = "seen_at"
MOST_IN_A_MINUTE = 600
"""Requests with a token from one place; a wrong token counts like a right one."""


class RefuseFloods:
    """Refuses what is too large before any of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LONGEST_SENT:
            log.warning("A request of %s bytes was refused", length if length.isdigit() else "unknown")
            words = f"That is more than {LONGEST_SENT // 1_000_000} MB. Send less at a time."
            if request.path.startswith("/api/"):
                return JsonResponse({"detail": words}, status=413)
            return render(
                request, "layout/error.html", {"heading": "That is too much at once", "words": words}, status=413
            )
        return self.get_response(request)


class KnowTheViewer:
    """Puts the viewer on the request: from a token, from a session that is still in use, else the public.

    Beside them stands when they last proved who they are: `request.proved_at`, which proved_lately reads.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.proved_at = None  # type: ignore[attr-defined]  # nobody yet, and never behind a token
        given = request.headers.get("Authorization", "")
        if given and request.path.startswith("/api/"):
            at = timezone.localtime()
            if too_often("api", place_of(request), most=MOST_IN_A_MINUTE, seconds=60, at=at, by=PUBLIC):
                words = f"More than {MOST_IN_A_MINUTE} requests in a minute came from here. Wait a minute."
                return JsonResponse({"detail": words}, status=429)
            secret = given.removeprefix("Bearer ").strip()
            found = viewer_of_token(secret, at=at, viewer=PUBLIC)
            if found is None:
                log.warning("A token that opens nothing was refused")
                words = "This token opens nothing: it is wrong, was ended or ran out. Make a new one on your own page."
                return JsonResponse({"detail": words}, status=401)
            accounts.token_used(secret, at=at, by=found)
            request.viewer = _awake(found, Person(pk=found.person))  # type: ignore[attr-defined]  # read by viewer_of
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if _has_run_out(request):
                logout(request)
                return redirect(f"{settings.LOGIN_URL}?ended=1")
            request.viewer = _viewer(request)  # type: ignore[attr-defined]
            request.proved_at = proved_at(request)  # type: ignore[attr-defined]
        response = _seen(request, self.get_response)
        if getattr(request, "viewer", PUBLIC) != PUBLIC:
            # What one person may see must not be shown to the next at the same screen.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _seen(request: HttpRequest, get_response: Answer) -> HttpResponse:
    """The answer, with whom it shows in the log of looks: where that cannot be written, nobody is shown."""
    face = Face.API if request.path.startswith("/api/") else Face.PAGE
    with looking(face, "", by=getattr(request, "viewer", PUBLIC)) as through:
        response = get_response(request)
        through.place = request.resolver_match.view_name[:80] if request.resolver_match else ""
    return response


def _has_run_out(request: HttpRequest) -> bool:
    """Whether the sign-in was ended elsewhere, unused for too long, or is older than any may be; else notes its use."""
    at = timezone.localtime()
    now, session = at.timestamp(), request.session
    last = session.get(SEEN, session.get(SINCE, now))
    if now - last > settings.IDLE_SECONDS or now - session.get(SINCE, now) > settings.LONGEST_SECONDS:
        return True
    if now - last > accounts.SEEN_EVERY.total_seconds() or SEEN not in session:
        session[SEEN] = now
        return not accounts.seen(session.session_key or "", at=at, by=PUBLIC)
    return False


def _viewer(request: HttpRequest) -> Viewer:
    """The viewer behind a session, with the roles that are awake."""
    user = request.user
    assert isinstance(user, Person)  # the caller has seen that somebody is signed in
    viewer = viewer_for(user.pk, user.name, on=timezone.localdate(), viewer=PUBLIC)
    awake = _awake(viewer, user) if request.session.get(WAY) == "password" else viewer
    # The page of today says so where some sleep.
    request.roles_asleep = awake != viewer  # type: ignore[attr-defined]
    return awake


def _awake(viewer: Viewer, person: Person) -> Viewer:
    """The viewer without the roles that sleep until their holder has a second factor; a token wakes none either."""
    asleep = [one for one in viewer.held if one.role in settings.SECOND_FACTOR_FOR]
    if not asleep or is_mfa_enabled(person):
        return viewer
    return Viewer(viewer.name, viewer.person, tuple(one for one in viewer.held if one not in asleep))

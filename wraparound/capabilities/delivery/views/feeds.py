"""Calendars of due days: the page on which somebody makes, renews and ends theirs, and the address a calendar reads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.actions import feeds as act
from wraparound.capabilities.delivery.exchange.calendar import CALENDAR, as_calendar
from wraparound.capabilities.delivery.queries.feeds import calendars as read
from wraparound.capabilities.delivery.queries.feeds import due_days
from wraparound.capabilities.delivery.views.asking import words
from wraparound.people.access import require
from wraparound.people.actions.floods import too_often
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.places import place_of

MOST_IN_A_MINUTE = 600
"""Times that one place may ask for calendars, as for the API: a whole trust may be behind one place. A wrong address
counts like a right one."""
TOO_OFTEN = "This was asked for too often. Calendars ask a few times a day. Wait a minute."
ENDED = "That address opens nothing any more."
NO_SUCH_STEP = "There is nothing of that kind to do here."


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@sensitive_variables("secret", "shown")
def calendars(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["calendars"])
    code, step, shown = request.POST.get("code", ""), request.POST.get("step", ""), ""
    if request.method == "POST" and step == "end":
        act.end_link(code, at=timezone.localtime(), by=viewer)
        messages.success(request, ENDED)
        return redirect("delivery:calendars")
    if request.method == "POST" and step != "make":
        raise Http404(NO_SUCH_STEP)
    if request.method == "POST":
        secret = act.make_link(code, at=timezone.localtime(), by=viewer)
        shown = request.build_absolute_uri(reverse("delivery:feed", kwargs={"secret": secret}))
    found = read(viewer=viewer)
    return render(request, "delivery/calendars.html", words(found=found, shown=shown, chosen=code))


@require_safe
@or_not_found
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    viewer = require(request, RULES["feed"])
    at = timezone.localtime()
    if too_often("calendar", place_of(request), most=MOST_IN_A_MINUTE, seconds=60, at=at, by=viewer):
        return HttpResponse(TOO_OFTEN, status=429, content_type="text/plain; charset=utf-8")
    owner, found = due_days(secret, at=at, viewer=viewer)
    act.link_used(secret, at=at, by=owner)
    content = as_calendar(
        found,
        at=at,
        link=lambda number: request.build_absolute_uri(reverse("delivery:milestone", kwargs={"number": number})),
    )
    return HttpResponse(content, content_type=CALENDAR, headers={"Cache-Control": "no-store"})

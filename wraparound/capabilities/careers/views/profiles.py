"""Pages of what roles ask: all of them, one, and writing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import profiles as act
from wraparound.capabilities.careers.forms.profiles import ProfileForm, SoughtForm
from wraparound.capabilities.careers.queries.counts import may_see_counted
from wraparound.capabilities.careers.queries.frameworks import frameworks, keeper_places
from wraparound.capabilities.careers.queries.next_roles import next_after
from wraparound.capabilities.careers.queries.profiles import kept_profile, profile_page, profiles, writing
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import frameworks as say
from wraparound.capabilities.careers.wording import next_roles as onward
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["roles"])
    context = {"found": profiles(viewer=viewer), "places": keeper_places(viewer=viewer), "role": role}
    return render(request, "careers/roles.html", context)


@require_safe
@or_not_found
def profile(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["profile"])
    found = profile_page(number, viewer=viewer)
    context = {
        "found": found,
        "role": role,
        "say": say,
        "tell": tell,
        "counted": may_see_counted(number, viewer=viewer),
        "onward": onward,
        "following": onward.next_lines(next_after(found.line, viewer=viewer)),
    }
    return render(request, "careers/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def profile_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["profile_new"])
    places, known = keeper_places(viewer=viewer), frameworks(viewer=viewer)
    sought = SoughtForm(request.GET if "role" in request.GET else None, places=places, frameworks=known)
    if not (sought.is_bound and sought.is_valid()):
        return render(request, "careers/profile_sought.html", {"form": sought})
    said = sought.cleaned_data
    found = writing(said["place"], sought.sought(), said["framework"], viewer=viewer)
    form = ProfileForm(request.POST if request.method == "POST" else None, framework=found.framework)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.write_profile(form.new(found.place.key, found.sought, found.key), at=at, by=viewer)),
        role.KEPT,
        visit=request,
    ):
        return redirect("careers:profile", number=made[0])
    context = {"found": found, "form": form, "role": role, "owner": found.place.name, "sought": found.sought}
    return render(request, "careers/profile_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def profile_change(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["profile_change"])
    found = kept_profile(number, viewer=viewer)
    sent = request.POST if request.method == "POST" else None
    form = ProfileForm(sent, framework=found.framework.framework, page=found)
    if written(
        form,
        lambda at: act.change_profile(
            number,
            form.new("", found.line.sought, found.framework.key),
            version=form.cleaned_data["version"] or 0,
            at=at,
            by=viewer,
        ),
        role.KEPT,
        visit=request,
    ):
        return redirect("careers:profile", number=number)
    context = {"found": found, "form": form, "role": role, "owner": found.line.owner, "sought": found.line.sought}
    return render(request, "careers/profile_write.html", context)


@require_POST
@or_not_found
def profile_end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["profile_end"])
    act.end_profile(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "It is asked no longer.")
    return redirect("careers:roles")

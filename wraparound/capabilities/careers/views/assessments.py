"""Pages of what somebody says of themselves: a screen for each domain, all of it, and to whom it is shown."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import assessments as act
from wraparound.capabilities.careers.forms.assessments import ScreenForm, ShowForm
from wraparound.capabilities.careers.queries.assessments import assessment_page, screen_page, shared_page
from wraparound.capabilities.careers.queries.profiles import profile_page, profiles, roles_at_own
from wraparound.capabilities.careers.queries.uses import where_used
from wraparound.capabilities.careers.terms.assessments import ScreenPage
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.profiles import ProfileLine
from wraparound.capabilities.careers.terms.uses import UseOf
from wraparound.capabilities.careers.wording import assessments as say
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.capabilities.careers.wording import uses as using
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written

A_MONTH = timedelta(days=30)


@require_POST
@or_not_found
def begin(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["begin"])
    number = act.begin_assessment(request.POST.get("framework", ""), at=timezone.localtime(), by=viewer)
    place = assessment_page(number, viewer=viewer).progress.next_screen
    return _screen(number, place, request.POST) if place else redirect("careers:mine", number=number)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def screen(request: HttpRequest, number: int, place: int) -> HttpResponse:
    viewer = require(request, RULES["screen"])
    found = screen_page(number, place, viewer=viewer)
    form = ScreenForm(request.POST if request.method == "POST" else None, page=found)
    if written(
        form,
        lambda at: act.answer_screen(
            number, place, form.answers(), version=form.cleaned_data["version"] or 0, at=at, by=viewer
        ),
        "",
        visit=request,
    ):
        if "leave" in request.POST:
            messages.success(request, "Kept. Go on whenever you like.")
            return redirect("careers:index")
        last = place == found.of
        return redirect("careers:mine", number=number) if last else _screen(number, place + 1, request.GET)
    sought = _role(request.GET.get("role", ""), found, viewer)
    context = {"found": found, "form": form, "say": say, "role": role, "sought": sought}
    return render(request, "careers/screen.html", context)


def _screen(number: int, place: int, said: QueryDict) -> HttpResponse:
    """To a screen, with the number of the role for which it is done where one was said."""
    there = reverse("careers:screen", kwargs={"number": number, "place": place})
    asked = said.get("role", "")
    return redirect(f"{there}?{urlencode({'role': asked})}" if asked else there)


def _role(asked: str, found: ScreenPage, viewer: Viewer) -> ProfileLine | None:
    """The role for which somebody answers, if it asks by the same framework; none where none is said."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return None
    page = profile_page(int(asked), viewer=viewer)
    return page.line if page.framework.key == found.framework.key else None


@require_safe
@or_not_found
def mine(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["mine"])
    found = assessment_page(number, viewer=viewer)
    today = timezone.localdate()
    own = roles_at_own(profiles(viewer=viewer), viewer=viewer, on=today)
    roles = [one for place in own for one in place.roles]
    context = {"found": found, "on": today, "roles": roles, "say": say, "day": day, "role": role}
    context |= {"uses": where_used(UseOf.ASSESSMENT, number, viewer=viewer, on=today), "using": using}
    return render(request, "careers/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def show(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["show"])
    found = assessment_page(number, viewer=viewer)
    initial = {"until": timezone.localdate() + A_MONTH}
    form = ShowForm(request.POST if request.method == "POST" else None, initial=initial)
    if written(
        form,
        lambda at: act.show_assessment(number, **form.cleaned_data, at=at, by=viewer),
        "They can read it now. You can take that back at any time.",
        visit=request,
    ):
        return redirect("careers:mine", number=number)
    return render(request, "careers/show.html", {"found": found, "form": form, "say": say})


@require_POST
@or_not_found
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_back"])
    assessment = act.take_back_share(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "Taken back. They can read it no longer.")
    return redirect("careers:mine", number=assessment)


@require_safe
@or_not_found
def shared(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["shared"])
    found = shared_page(number, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/shared.html", {"found": found, "say": say, "day": day})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def delete(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["delete"])
    found = assessment_page(number, viewer=viewer)
    if request.method == "POST":
        try:
            act.delete_assessment(number, at=timezone.localtime(), by=viewer)
        except CannotKeepCareer as trouble:
            messages.error(request, str(trouble))
            return redirect("careers:mine", number=number)
        messages.success(request, "Deleted. Nothing of what you said is left.")
        return redirect("careers:index")
    return render(request, "careers/delete.html", {"found": found, "say": say})

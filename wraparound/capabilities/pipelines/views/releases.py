"""Releases: the list of either side, the page of one person, and the person's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import releases as act
from wraparound.capabilities.pipelines.calculation.releases import last_day_of_a_release
from wraparound.capabilities.pipelines.forms.own import ReleaseForm
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import kept_interests
from wraparound.capabilities.pipelines.queries.releases import own_release, releases_of, releases_page
from wraparound.capabilities.pipelines.terms.own import ReleasePage
from wraparound.capabilities.pipelines.terms.people import Side
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording import own as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import page_of


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["releases"])
    found = releases_page(page_of(request), viewer=viewer, today=Day(timezone.localdate()))
    return render(request, "pipelines/releases.html", {"found": found, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["release"])
    at = timezone.localtime()
    found = releases_of(str(key), viewer=viewer, today=Day(at.date()))
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, initial=_start(request.GET.get("anew"), found)
    )
    if form.is_bound and form.is_valid():
        try:
            act.offer(form.said(str(key)), at=at, by=viewer)
        except CannotKeep as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{found.name} is asked. It shows them to nobody before they agree.")
            return redirect("pipelines:release", key=key)
    furthest = last_day_of_a_release(at.date())
    return render(request, "pipelines/release.html", {"found": found, "form": form, "say": say, "furthest": furthest})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def answer_release(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["answer_release"])
    at = timezone.localtime()
    one = own_release(number, viewer=viewer, today=Day(at.date()))
    if request.method == "POST":
        try:
            if request.POST.get("did") == "agree":
                act.agree(number, at=at, by=viewer)
                messages.success(request, "You have agreed. You can take it back any time, and then it ends at once.")
            elif request.POST.get("did") == "decline":
                act.decline(number, at=at, by=viewer)
                messages.success(request, "You have declined. Nobody was shown anything, and no reason is asked for.")
            else:
                messages.error(request, "Say whether you agree or decline.")
                return redirect("pipelines:answer_release", number=number)
        except CannotKeep as trouble:
            messages.error(request, str(trouble))
        return redirect("pipelines:mine")
    kept = kept_interests(viewer=viewer)
    return render(request, "pipelines/release_answer.html", {"one": one, "say": say, "has_interests": kept is not None})


@require_POST
@or_not_found
def take_back_release(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_back_release"])
    back = request.POST.get("next", "")
    there = back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
    try:
        side = act.take_back(number, at=timezone.localtime(), by=viewer)
    except CannotKeep as trouble:
        messages.error(request, str(trouble))
        return redirect(there or "pipelines:mine")
    messages.success(request, "It is taken back. From now on it shows nobody to anybody.")
    return redirect(there or ("pipelines:mine" if side is Side.PERSON else "pipelines:releases"))


def _start(asked: str | None, found: ReleasePage) -> dict[str, object]:
    """With what the form begins: what is offered anew, where one is."""
    furthest = last_day_of_a_release(timezone.localdate())
    anew = next((one for one in found.releases if str(one.number) == asked), None)
    if anew is None:
        return {"ends": furthest}
    return {"purpose": anew.purpose.value, "to": anew.to.value, "because": anew.because, "ends": furthest}

"""What is somebody's own in the pipeline: everything about them, and what they would consider."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions.interests import take_back_interests, write_interests
from wraparound.capabilities.pipelines.forms.own import InterestsForm, as_typed
from wraparound.capabilities.pipelines.queries.board_people import own_said
from wraparound.capabilities.pipelines.queries.candidacies import own_candidacies
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import own_interests
from wraparound.capabilities.pipelines.queries.own import own_contests, own_pipeline
from wraparound.capabilities.pipelines.queries.references import own_beside
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.views.entering import refuse
from wraparound.capabilities.pipelines.wording import boards as boards_words
from wraparound.capabilities.pipelines.wording import own as say
from wraparound.capabilities.pipelines.wording import references
from wraparound.capabilities.pipelines.wording import vacancies as of_vacancies
from wraparound.people.access import require
from wraparound.people.queries.organisations import regions
from wraparound.people.queries.records import own_looks
from wraparound.people.terms.access import Viewer
from wraparound.people.wording import records as tell
from wraparound.records.actions.removal import OnHold
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotKeep, ChangedMeanwhile, OnHold)
"""What is said beside what was typed."""


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["mine"])
    found = own_pipeline(viewer=viewer, today=Day(timezone.localdate()))
    shows = any(one.shows for one in found.readiness)
    contests, looks = own_contests(viewer=viewer), own_looks(1, viewer=viewer)
    considered = own_candidacies(viewer=viewer, today=Day(timezone.localdate()))
    context = {"found": found, "contests": contests, "looks": looks, "say": say, "tell": tell}
    context |= {"considered": considered, "of_vacancies": of_vacancies}
    context |= {"beside": own_beside(viewer=viewer, on=timezone.localdate()) if shows else {}, "references": references}
    context |= {"spoken": own_said(viewer=viewer), "boards": boards_words}
    return render(request, "pipelines/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["interests"])
    kept, version = own_interests(viewer=viewer)
    if request.method == "POST" and request.POST.get("did") == "take_back":
        return _taken_back(request, viewer)
    places = [(one.code, one.name) for one in regions(viewer=viewer)]
    start = {**as_typed(kept or Interests()), "version": version}
    form = InterestsForm(request.POST if request.method == "POST" else None, places=places, initial=start)
    now: tuple[tuple[str, str], ...] = ()
    if form.is_bound and form.is_valid():
        try:
            said = form.said()
            write_interests(said, version=form.cleaned_data["version"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, version)
            if isinstance(trouble, ChangedMeanwhile) and kept:
                now = say.interest_lines(kept, dict(places))
        else:
            messages.success(request, "What you would consider is kept. You can change it or take it back any time.")
            return redirect("pipelines:mine")
    context = {"form": form, "kept": kept, "now": now, "say": say}
    return render(request, "pipelines/interests.html", context)


def _taken_back(visit: HttpRequest, viewer: Viewer) -> HttpResponse:
    try:
        take_back_interests(at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(visit, str(trouble))
    else:
        messages.success(visit, "What you would consider is gone, with everything you had written there before.")
    return redirect("pipelines:mine")

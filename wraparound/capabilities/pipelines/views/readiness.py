"""People and their readiness: the list, agreeing, ending."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.pipelines.access import LEAD, RULES
from wraparound.capabilities.pipelines.actions import readiness as act
from wraparound.capabilities.pipelines.actions.board_notes import decided
from wraparound.capabilities.pipelines.calculation.readiness import last_review
from wraparound.capabilities.pipelines.forms.readiness import AgreeForm, BenchForm, EndForm
from wraparound.capabilities.pipelines.queries import readiness as ask
from wraparound.capabilities.pipelines.queries.cards import card as card_of
from wraparound.capabilities.pipelines.queries.cards import newest_readiness, one_readiness
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.terms.cards import Card
from wraparound.capabilities.pipelines.terms.readiness import ReadinessLine
from wraparound.capabilities.pipelines.views.asking import REFUSED, days_asked
from wraparound.capabilities.pipelines.views.board_asking import at_board, back_to_board
from wraparound.capabilities.pipelines.wording import cards as told
from wraparound.capabilities.pipelines.wording import readiness as say
from wraparound.capabilities.pipelines.wording import references, succession
from wraparound.people.access import reach, require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.records.actions.rights import ChangedMeanwhile


def spoken(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with what says it."""
    return {"say": say, "told": told, "succession": succession, "references": references, **more}


FEW_COUNTED = 25
"""Organisations whose counts stand beneath the people of a page; the others are a click away."""


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["people"])
    day, today = days_asked(viewer, request=request)
    form = BenchForm(request.GET)
    page = ask.bench(form.question(), viewer=viewer, day=day, today=today)
    counted = page.counts or ()
    asked = {name: value for name, value in request.GET.items() if value and name in {*form.fields, "on", "shown"}}
    asked.pop("page", None)
    context = spoken(
        page=page,
        counts=counted if request.GET.get("counts") == "all" else counted[:FEW_COUNTED],
        form=form,
        day=day,
        today=today.on,
        places=ask.places_to_ask(viewer=viewer),
        leads=not reach(viewer, LEAD).is_empty,
        link="?" + urlencode(asked) + ("&" if asked else ""),
        past=urlencode({"on": day.on, **({"shown": 1} if day.known else {})}) if day != today else "",
    )
    return render(request, "pipelines/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def agree_readiness(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["agree_readiness"])
    found = _card_to_change(str(key), viewer)
    if found.is_self:
        messages.error(request, act.NOT_THEIR_OWN)
        return redirect("pipelines:card", key=key)
    again = next((one for one in found.readiness if str(one.number) == request.GET.get("again")), None)
    form = AgreeForm(
        request.POST if request.method == "POST" else None,
        kinds=[one.kind for one in found.readiness],
        initial={**_begun(again, newest_readiness(found.known.number, viewer=viewer)), **at_board(request.GET)},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            with decided(*form.meeting(), at=timezone.localtime(), by=viewer):
                act.agree_for(
                    given["kinds"], form.new(str(key)), at=timezone.localtime(), by=viewer, seen=given["seen"]
                )
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            if isinstance(trouble, ChangedMeanwhile):
                # What was typed stays, beside what counts now; sent again, it replaces that.
                form.data = {**form.data.dict(), "kinds": given["kinds"]}  # type: ignore[attr-defined]  # as it was sent
                form.data["seen"] = newest_readiness(found.known.number, viewer=viewer)
        else:
            messages.success(request, f"Agreed. {found.known.name} reads it on their own page, word for word.")
            return back_to_board(form, redirect("pipelines:card", key=key))
    context = spoken(form=form, card=found, again=again, today=timezone.localdate())
    return render(request, "pipelines/agree_readiness.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def end_readiness(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end_readiness"])
    at = timezone.localtime()
    act.readiness_row(number, at.date(), by=viewer)
    known, line, version = one_readiness(number, viewer=viewer, today=Day(at.date()))
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"version": version, **at_board(request.GET)}
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            with decided(*form.meeting(), at=at, by=viewer):
                act.end(number, given["because"], version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, f"Today is the last day on which it counts. {known.name} can read why.")
            return back_to_board(form, redirect("pipelines:card", key=known.key))
    return render(request, "pipelines/end_readiness.html", spoken(form=form, known=known, one=line))


def _card_to_change(key: str, viewer: Viewer) -> Card:
    """The card of somebody whom the viewer leads, or their own; not there otherwise."""
    today = day_of(None, timezone.localdate(), viewer=viewer)
    found = card_of(key, viewer=viewer, day=today, today=today)
    if not (found.leads or found.is_self):
        raise Http404("There is nobody here whose readiness you may agree. The list of people names yours.")
    return found


def _begun(again: ReadinessLine | None, seen: int) -> dict[str, Any]:
    """What stands in the form before anything is typed: a review begins with what was agreed, but for its evidence."""
    today = timezone.localdate()
    begun: dict[str, Any] = {"agreed_on": today, "review_by": last_review(today), "seen": seen}
    if again is None:
        return begun
    return {**begun, "role": again.role, "level": again.level, "kinds": [again.kind], "band": again.band}

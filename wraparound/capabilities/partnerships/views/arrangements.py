"""How organisations are led together: the list, one of them, and entering, agreeing, ending and taking back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import ARRANGE, RULES
from wraparound.capabilities.partnerships.actions import arrangements as act
from wraparound.capabilities.partnerships.forms.arrangements import AgreeForm, ArrangementForm, EndForm, TakeBackForm
from wraparound.capabilities.partnerships.queries import arrangements as ask
from wraparound.capabilities.partnerships.terms.arrangements import (
    ArrangementSort,
    ArrangementState,
    ArrangementTerms,
    NoSuchArrangement,
)
from wraparound.capabilities.partnerships.wording import arrangements as say
from wraparound.people.access import allows, require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.rights import ChangedMeanwhile

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@or_not_found
def arrangements(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["arrangements"])
    found = ask.arrangements(viewer=viewer, code=request.GET.get("organisation", "")[:10])
    context = {"found": found, "may_enter": allows(viewer, ARRANGE), "say": say}
    return render(request, "partnerships/arrangements.html", context)


@require_safe
@or_not_found
def arrangement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["arrangement"])
    return render(request, "partnerships/arrangement.html", {"one": ask.arrangement(number, viewer=viewer), "say": say})


@require_http_methods(BOTH)
@or_not_found
def arrangement_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["arrangement_new"])
    at = timezone.localtime()
    places = ask.places_to_choose(viewer=viewer)
    begins = {"sort": ArrangementSort.SHARED_CHAIR, "leads": ask.first_place(viewer=viewer)}
    form = ArrangementForm(request.POST if request.method == "POST" else None, initial=begins, places=places)
    if form.is_bound and form.is_valid():
        try:
            number = act.say_arrangement(form.new(), at=at, by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, say.SAID)
            return redirect("partnerships:arrangement", number=number)
    context = {"form": form, "means": {one.value: words for one, words in say.USUAL.items()}, "say": say}
    return render(request, "partnerships/arrangement_new.html", context)


@require_POST
@or_not_found
def arrangement_agree(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["arrangement_agree"])
    form = AgreeForm(request.POST)
    if not form.is_valid():
        raise NoSuchArrangement
    given = form.cleaned_data
    try:
        state = act.agree_arrangement(
            number, given["code"], version=given["version"], at=timezone.localtime(), by=viewer
        )
    except CannotAnswer as trouble:
        if isinstance(trouble, NoSuchArrangement):
            raise
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.ALL_AGREED if state is ArrangementState.AGREED else say.AGREED)
    return redirect("partnerships:arrangement", number=number)


@require_http_methods(BOTH)
@or_not_found
def arrangement_end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["arrangement_end"])
    one = _of_a_speaker(number, viewer)
    begins = {"version": one.version, "last_day": timezone.localdate()}
    form = EndForm(request.POST if request.method == "POST" else None, initial=begins)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.end_arrangement(number, **given, at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            _refuse(form, trouble, one)
        else:
            messages.success(request, say.ENDED)
            return redirect("partnerships:arrangement", number=number)
    return render(request, "partnerships/arrangement_end.html", {"one": one, "form": form, "ends": True, "say": say})


@require_http_methods(BOTH)
@or_not_found
def arrangement_take_back(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["arrangement_take_back"])
    one = _of_a_speaker(number, viewer)
    form = TakeBackForm(request.POST if request.method == "POST" else None, initial={"version": one.version})
    if form.is_bound and form.is_valid():
        try:
            act.take_back_arrangement(number, **form.cleaned_data, at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            _refuse(form, trouble, one)
        else:
            messages.success(request, say.TAKEN_BACK)
            return redirect("partnerships:arrangement", number=number)
    return render(request, "partnerships/arrangement_end.html", {"one": one, "form": form, "ends": False, "say": say})


def _of_a_speaker(number: int, viewer: Viewer) -> ArrangementTerms:
    """For whoever speaks for one of its boards; whoever only reads it is told that it is not there."""
    one = ask.arrangement(number, viewer=viewer)
    if not ask.speaks_for_one(number, viewer=viewer):
        raise NoSuchArrangement
    return one


def _refuse(form: forms.Form, trouble: CannotAnswer, one: ArrangementTerms) -> None:
    form.add_error(None, str(trouble))
    if isinstance(trouble, ChangedMeanwhile):
        form.data = {**form.data.dict(), "version": one.version}  # type: ignore[attr-defined]  # as it was sent

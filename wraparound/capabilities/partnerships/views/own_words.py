"""What an organisation says of itself: its page, saying it, changing it, confirming it and ending it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import own_words as act
from wraparound.capabilities.partnerships.forms.own_words import NeedForm, OfferForm, as_typed
from wraparound.capabilities.partnerships.queries import own_words as ask
from wraparound.capabilities.partnerships.terms.own_words import OwnWordsPage, Topic
from wraparound.capabilities.partnerships.views.asking import REFUSED, words
from wraparound.capabilities.partnerships.wording.plain import TOPICS, begun
from wraparound.people.access import NotYours, require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.records.actions.rights import ChangedMeanwhile

SAID = "Said. Others who lead an organisation can read it now."
CHANGED = "Changed."
NO_SUCH_STEP = "There is nothing of that kind to do here."
STEPS = {"confirm": "Confirmed: it counts for another six months.", "end": "It is no longer said."}


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["said"])
    asked = request.GET.get("topic", "")
    topic = Topic(asked) if asked in {one.value for one in Topic} else None
    found = ask.of_others(topic, viewer=viewer, on=timezone.localdate())
    topics = [("", "Anything"), *((one.value, begun(TOPICS[one])) for one in Topic)]
    return render(request, "partnerships/said.html", words(found=found, topics=topics))


@require_safe
@or_not_found
def place(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["place"])
    found = ask.own_words_page(code, viewer=viewer, on=timezone.localdate())
    return render(request, "partnerships/place.html", words(found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def say_need(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["say_need"])
    found = _page(code, viewer)
    form = NeedForm(request.POST if request.method == "POST" else None)
    return _written(
        form, found, SAID, "need", lambda at: act.say_need(code, form.new(), at=at, by=viewer), visit=request
    )


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def need(request: HttpRequest, code: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["need"])
    one, version = ask.need_to_change(code, number, viewer=viewer)
    form = NeedForm(request.POST if request.method == "POST" else None, initial=as_typed(one, version))

    def change(at: Any) -> None:
        act.change_need(code, number, form.new(), version=form.cleaned_data["version"] or 0, at=at, by=viewer)

    return _written(form, _page(code, viewer), CHANGED, "need", change, now=one, visit=request)


@require_POST
@or_not_found
def need_step(request: HttpRequest, code: str, number: int, step: str) -> HttpResponse:
    viewer = require(request, RULES["need_step"])
    if step not in STEPS:
        raise Http404(NO_SUCH_STEP)
    do = act.confirm_need if step == "confirm" else act.end_need
    do(code, number, at=timezone.localtime(), by=viewer)
    messages.success(request, STEPS[step])
    return redirect("partnerships:place", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def say_offer(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["say_offer"])
    found = _page(code, viewer)
    form = OfferForm(request.POST if request.method == "POST" else None)
    return _written(
        form, found, SAID, "offer", lambda at: act.say_offer(code, form.new(), at=at, by=viewer), visit=request
    )


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["offer"])
    one, version = ask.offer_to_change(code, number, viewer=viewer)
    form = OfferForm(request.POST if request.method == "POST" else None, initial=as_typed(one, version))

    def change(at: Any) -> None:
        act.change_offer(code, number, form.new(), version=form.cleaned_data["version"] or 0, at=at, by=viewer)

    return _written(form, _page(code, viewer), CHANGED, "offer", change, now=one, visit=request)


@require_POST
@or_not_found
def offer_step(request: HttpRequest, code: str, number: int, step: str) -> HttpResponse:
    viewer = require(request, RULES["offer_step"])
    if step not in STEPS:
        raise Http404(NO_SUCH_STEP)
    do = act.confirm_offer if step == "confirm" else act.end_offer
    do(code, number, at=timezone.localtime(), by=viewer)
    messages.success(request, STEPS[step])
    return redirect("partnerships:place", code=code)


def _page(code: str, viewer: Viewer) -> OwnWordsPage:
    """The page of an organisation for which the viewer speaks; NotYours of any other."""
    found = ask.own_words_page(code, viewer=viewer, on=timezone.localdate())
    if not found.may_speak:
        raise NotYours(RULES["say_need"].because)
    return found


def _written(
    form: NeedForm | OfferForm,
    found: OwnWordsPage,
    done: str,
    sort: str,
    write: Callable[[Any], object],
    *,
    now: object = None,
    visit: HttpRequest,
) -> HttpResponse:
    """The form, or once it is sent and right, what was written and back to the page of the organisation."""
    if form.is_bound and form.is_valid():
        try:
            write(timezone.localtime())
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            if isinstance(trouble, ChangedMeanwhile):
                # As it was sent, with the version that it says now.
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["version"] = form.initial["version"]  # type: ignore[index]
        else:
            messages.success(visit, done)
            return redirect("partnerships:place", code=found.code)
    return render(visit, "partnerships/own_words.html", words(form=form, found=found, sort=sort, now=now))

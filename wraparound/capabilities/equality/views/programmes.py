"""Pages of positive action: programmes to read and to ask for, and who asked, for whoever runs one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import programmes as act
from wraparound.capabilities.equality.forms.own import SureForm
from wraparound.capabilities.equality.forms.people import ProgrammeForm
from wraparound.capabilities.equality.queries import programmes as ask
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.own import can_give
from wraparound.capabilities.equality.terms.programmes import CannotJoin, Fit, JoiningState, NoSuchProgramme
from wraparound.capabilities.equality.wording import own as say_own
from wraparound.capabilities.equality.wording import programmes as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written

NOT_READY = "equality/not_ready.html"


@never_cache
@require_safe
@or_not_found
def programmes(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["programmes"])
    today = timezone.localdate()
    context = {
        "found": ask.programmes_offered(viewer=viewer, on=today),
        "mine": ask.own_joinings(viewer=viewer, on=today) if can_give(viewer=viewer) else (),
        "runs": ask.may_run(viewer=viewer),
        "say": say,
    }
    return render(request, "equality/programmes.html", context)


@never_cache
@require_safe
@or_not_found
def programme(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme"])
    return _shown(request, number, viewer)


@never_cache
@require_POST
@or_not_found
def programme_fit(request: HttpRequest, number: int) -> HttpResponse:
    """Answered on the page itself and nowhere else: no message that waits, no address that tells it."""
    viewer = require(request, RULES["programme_fit"])
    if not can_give(viewer=viewer):
        return render(request, NOT_READY, {"say": say_own})
    return _shown(request, number, viewer, ask.own_fit(number, viewer=viewer, on=timezone.localdate()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def programme_join(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_join"])
    if not can_give(viewer=viewer):
        return render(request, NOT_READY, {"say": say_own})
    found = ask.programme_of(number, viewer=viewer, on=timezone.localdate())
    form = SureForm(request.POST if request.method == "POST" else None, label=say.SURE)
    if written(form, lambda at: act.join(number, at=at, by=viewer), say.JOINED, visit=request):
        return redirect("equality:programme", number=number)
    return render(request, "equality/programme_join.html", {"found": found, "form": form, "say": say})


@require_POST
@or_not_found
def programme_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_withdraw"])
    act.withdraw_joining(number, by=viewer)
    messages.success(request, say.WITHDRAWN)
    return redirect("equality:programme", number=number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def programme_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["programme_new"])
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        places=ask.run_places(viewer=viewer),
        lists=lists_in_use(viewer=viewer),
    )
    if written(form, lambda at: act.write_programme(form.new(), at=at, by=viewer), say.WRITTEN, visit=request):
        return redirect("equality:programmes")
    return render(request, "equality/programme_new.html", {"form": form, "say": say})


@never_cache
@require_safe
@or_not_found
def programme_asked(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_asked"])
    today = timezone.localdate()
    context = {
        "asked": ask.asked_to_join(number, viewer=viewer, on=today),
        "found": ask.programme_of(number, viewer=viewer, on=today),
        "say": say,
        "day": say_own.day,
    }
    return render(request, "equality/programme_asked.html", context)


@require_POST
@or_not_found
def programme_answer(request: HttpRequest, number: int, key: str) -> HttpResponse:
    viewer = require(request, RULES["programme_answer"])
    answer = request.POST.get("answer", "")
    if answer not in (JoiningState.PLACE, JoiningState.NO_PLACE):
        raise NoSuchProgramme
    place = answer == JoiningState.PLACE
    act.answer_joining(number, key, place=place, at=timezone.localtime(), by=viewer)
    messages.success(request, say.ANSWERED)
    return redirect("equality:programme_asked", number=number)


@require_POST
@or_not_found
def programme_close(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_close"])
    try:
        act.close_programme(number, at=timezone.localtime(), by=viewer)
    except CannotJoin as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.CLOSED_NOW)
    return redirect("equality:programme", number=number)


@require_POST
@or_not_found
def programme_take_over(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_take_over"])
    act.take_over(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.TAKEN_OVER)
    return redirect("equality:programme", number=number)


def _shown(visit: HttpRequest, number: int, viewer: Viewer, answer: Fit | None = None) -> HttpResponse:
    today = timezone.localdate()
    found = ask.programme_of(number, viewer=viewer, on=today)
    mine = ask.own_joinings(viewer=viewer, on=today) if can_give(viewer=viewer) else ()
    context = {
        "found": found,
        "rule": say.rule_words(found.rule, lists_in_use(viewer=viewer)),
        "joining": next((one for one in mine if one.programme == number), None),
        "answer": answer,
        "may_ask": answer is not Fit.DOES_NOT,
        "say": say,
    }
    if mine:
        act.note_answer_read(number, by=viewer)
    return render(visit, "equality/programme.html", context)

"""Pages of interest: sent without an account, found by its link, and answered.

What is behind a link is for whoever has it, also where somebody else is signed in.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import interests as act
from wraparound.capabilities.careers.forms.ways_in import AnswerForm, ChangeForm, InterestForm
from wraparound.capabilities.careers.queries import interests as ask
from wraparound.capabilities.careers.queries.ways_in import open_row, opening_line, route_called
from wraparound.capabilities.careers.tasks import mail_answer, mail_link
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.interests import InterestPage
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.terms.access import PUBLIC
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.places import place_of


@cache_control(no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def register(request: HttpRequest, key: str) -> HttpResponse:
    require(request, RULES["register"])
    at = timezone.localtime()
    route = route_called(key, viewer=PUBLIC)
    number = request.GET.get("opening", "")
    row = open_row(int(number), viewer=PUBLIC, on=at.date()) if number.isdecimal() and len(number) < 10 else None
    opening = opening_line(row, viewer=PUBLIC) if row is not None and row.route == key else None
    regions = () if opening else ask.regions_to_choose(viewer=PUBLIC)
    form = InterestForm(request.POST if request.method == "POST" else None, regions=regions)
    context = {
        "route": route,
        "opening": opening,
        "gone": bool(number) and opening is None,
        "nowhere": not (opening or regions),
        "form": form,
        "say": say,
    }
    if form.is_bound and form.is_valid():
        new = form.new(key, opening.number if opening else None)
        try:
            kept = act.register(new, place=place_of(request), at=at, by=PUBLIC)
        except CannotKeepCareer as trouble:
            form.add_error(None, str(trouble))
        else:
            mail_link(kept, request.build_absolute_uri(kept.path))
            # Nobody gets mail in the made-up region; on every other site the link goes to the address alone.
            return render(request, "careers/registered.html", context | {"link": kept.path if settings.DEMO else ""})
    return render(request, "careers/register.html", context)


@cache_control(no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def interest(request: HttpRequest, number: int, token: str) -> HttpResponse:
    require(request, RULES["interest"])
    found = ask.own_interest(number, token, viewer=PUBLIC)
    do = request.POST.get("do", "")
    form = ChangeForm(request.POST if do == "change" else None, initial={"name": found.name, "brings": found.brings})
    if do in ("confirm", "withdraw"):
        return _done(request, found, do, act.confirm if do == "confirm" else act.withdraw_interest, token)
    if written(
        form,
        lambda at: act.change_interest(number, token, **form.cleaned_data, at=at, by=PUBLIC),
        say.CHANGED,
        visit=request,
    ):
        return redirect(found.path)
    return render(request, "careers/interest.html", {"found": found, "form": form, "say": say, "day": day})


def _done(visit: HttpRequest, found: InterestPage, do: str, act_on: Callable[..., None], token: str) -> HttpResponse:
    at: datetime = timezone.localtime()
    act_on(found.number, token, at=at, by=PUBLIC)
    if do == "confirm":
        messages.success(visit, say.CONFIRMED)
        return redirect(found.path)
    return render(visit, "careers/withdrawn.html", {"route": found.route, "say": say})


@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["interests"])
    return render(request, "careers/interests.html", {"found": ask.interests(viewer=viewer), "say": say})


@cache_control(no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def interest_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["interest_answer"])
    ask.answered_row(number, viewer=viewer)
    act.note_opened(number, at=timezone.localtime(), by=viewer)
    found = ask.interest_page(ask.answered_row(number, viewer=viewer), viewer=viewer)
    form = AnswerForm(request.POST if request.method == "POST" else None, page=found)

    def answer(at: datetime) -> None:
        kept = act.answer_interest(number, form.answer(), version=form.cleaned_data["version"] or 0, at=at, by=viewer)
        mail_answer(kept, request.build_absolute_uri(kept.path))

    if written(form, answer, "Answered. They are told by email.", visit=request):
        return redirect("careers:interests")
    return render(request, "careers/interest_answer.html", {"found": found, "form": form, "say": say, "day": day})

"""Cohorts: for somebody who joins one, and for whoever organises it."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import cohorts as act
from wraparound.capabilities.partnerships.actions import joining
from wraparound.capabilities.partnerships.forms.pairs import (
    ApartForm,
    CohortForm,
    JoinForm,
    PersonNamedForm,
    WishForm,
)
from wraparound.capabilities.partnerships.queries.cohorts import (
    cohort_page,
    organised,
    organiser_page,
    places_to_organise,
)
from wraparound.capabilities.partnerships.terms.pairs import CohortPage, CohortState, NewJoining, PairSort
from wraparound.capabilities.partnerships.views.people import REFUSED
from wraparound.capabilities.partnerships.wording import pairs as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@sensitive_post_parameters("wants", "shown_as")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def cohort(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["cohort"])
    at = timezone.localtime()
    found = cohort_page(number, viewer=viewer, on=at.date())
    sent = request.POST if request.method == "POST" else None
    form = JoinForm(sent, sort=found.cohort.sort, initial=_began(found))
    if form.is_bound and form.is_valid():
        try:
            joining.join(number, form.said(), version=form.cleaned_data["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "What you said is kept." if found.mine else "You have joined.")
            return redirect("partnerships:cohort", number=number)
    may_join = found.mine is not None or at.date() <= found.cohort.joins_until
    context = {"found": found, "form": form, "say": say, "today": at.date(), "states": CohortState}
    return render(request, "partnerships/cohort.html", {**context, "may_join": may_join})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def wishes(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["wishes"])
    at = timezone.localtime()
    found = cohort_page(number, viewer=viewer, on=at.date())
    form = WishForm(
        request.POST if request.method == "POST" else None,
        givers=found.givers,
        seekers=found.seekers,
        initial={"only": found.wishes.only},
    )
    if form.is_bound and form.is_valid():
        try:
            joining.wish(number, form.wishes(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Your wishes are kept. Nobody sees them.")
            return redirect("partnerships:wishes", number=number)
    return render(request, "partnerships/wishes.html", {"found": found, "form": form, "say": say})


@require_POST
@or_not_found
def leave_cohort(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["leave_cohort"])
    joining.leave_cohort(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "You have left. What is agreed with somebody goes on until one of you ends it.")
    return redirect("partnerships:people")


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["cohorts"])
    today = timezone.localdate()
    found = organised(viewer=viewer, on=today)
    return render(request, "partnerships/cohorts.html", {"found": found, "say": say, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
def begin_cohort(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["begin_cohort"])
    form = CohortForm(request.POST if request.method == "POST" else None, offered=places_to_organise(viewer=viewer))
    if form.is_bound and form.is_valid():
        try:
            number = act.open_cohort(form.new(), seed=secrets.randbits(31), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The cohort is open. Whoever belongs there finds it on their own page.")
            return redirect("partnerships:organise", number=number)
    return render(request, "partnerships/begin_cohort.html", {"form": form, "say": say})


@sensitive_post_parameters("address", "person", "one", "two")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def organise(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["organise"])
    at, did = timezone.localtime(), request.POST.get("did", "")
    found = organiser_page(number, viewer=viewer, on=at.date())
    sent = {did: request.POST} if request.method == "POST" else {}
    invite = PersonNamedForm(sent.get("invite"), offered=found.offered, prefix="invite")
    apart = ApartForm(sent.get("apart"), prefix="apart")
    form = invite if did == "invite" else apart
    if did == "end" or (form.is_bound and form.is_valid()):
        try:
            if did == "end":
                act.end_cohort(number, at=at, by=viewer)
            elif did == "invite":
                act.invite(number, invite.who(), at=at, by=viewer)
            else:
                act.keep_apart(number, apart.cleaned_data["one"], apart.cleaned_data["two"], at=at, by=viewer)
        except REFUSED as trouble:
            if not form.is_bound:
                messages.error(request, str(trouble))
                return redirect("partnerships:organise", number=number)
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _DONE[did])
            return redirect("partnerships:organise", number=number)
    context = {"found": found, "invite": invite, "apart": apart, "form": form, "say": say, "today": at.date()}
    return render(request, "partnerships/organise.html", {**context, "states": CohortState})


@require_POST
@or_not_found
def make_pairs(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["make_pairs"])
    try:
        new, kept = act.make_pairs(number, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.made_again(new, kept))
    return redirect("partnerships:organise", number=number)


_DONE = {
    "end": "The cohort has ended. Pairs that both accepted go on; nobody else is paired.",
    "invite": "They are invited, and find it on the page of today.",
    "apart": "They are not paired here. Nobody else sees that you said so.",
}


def _began(found: CohortPage) -> dict[str, object]:
    """What the form says before anything is typed: what was said before, else what fits most."""
    in_group = found.cohort.sort is PairSort.PEER_GROUP
    said = found.mine or NewJoining(seeks=False, gives=False, places=5 if in_group else 1, shown_as=found.shown_name)
    return {
        "seeks": said.seeks,
        "gives": said.gives,
        "seeks_topics": [one.value for one in said.seeks_topics],
        "gives_topics": [one.value for one in said.gives_topics],
        "wants": said.wants,
        "places": said.places,
        "often": said.often.value,
        "shown_as": said.shown_as,
        "version": found.version,
    }

"""Naming somebody for a post, confirming them, and taking them off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.pipelines.access import LEAD, PROPOSE, RULES
from wraparound.capabilities.pipelines.actions import succession as act
from wraparound.capabilities.pipelines.actions.board_notes import decided
from wraparound.capabilities.pipelines.forms.plans import ConfirmForm, NameForm, TakeOffForm
from wraparound.capabilities.pipelines.queries.candidates import candidates
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.plans import named_terms, successor_of
from wraparound.capabilities.pipelines.queries.seeing import post_of, post_terms
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.capabilities.pipelines.views.asking import REFUSED
from wraparound.capabilities.pipelines.views.board_asking import at_board, back_to_board, still_at_board
from wraparound.capabilities.pipelines.views.plan_asking import words
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.capabilities.pipelines.wording.boards import SAY_WHY
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found

FIND = "look"
"""The button that narrows who can be chosen, and keeps all that was typed."""


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def name_successor(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["name_successor"])
    at = timezone.localtime()
    today = Day(at.date())
    row = post_of(number, viewer=viewer, day=today, rule=PROPOSE)
    terms = post_terms(row, viewer=viewer, day=today, brief=True)
    begun: dict[str, object] = {
        "use": request.GET.get("use") or Use.SUCCESSOR,
        "sort": Sort.NAMED,
        "person": request.GET.get("person"),
    }
    begun |= at_board(request.GET)
    sent = request.method == "POST" and FIND not in request.POST
    form = NameForm(request.POST if sent else None, leads=terms.leads, initial=begun)
    if sent and form.is_valid():
        try:
            with decided(*form.meeting(), at=at, by=viewer):
                act.name(number, form.new(), confirm=bool(form.cleaned_data.get("confirm")), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, say.named_message(confirmed=bool(form.cleaned_data.get("confirm"))))
            return back_to_board(form, redirect("pipelines:post", number=number))
    if request.method == "POST" and not sent:
        # Found by name: what was typed stands in the form, and nothing of it is judged yet.
        form = NameForm(leads=terms.leads, initial={**request.POST.dict(), "confirm": "confirm" in request.POST})
    chosen = str(form["person"].value() or "")
    found = candidates(number, form["find"].value() or "", chosen=chosen, viewer=viewer, today=today)
    return render(request, "pipelines/name_successor.html", words(form=form, post=terms, found=found, chosen=chosen))


@require_POST
@or_not_found
def confirm_successor(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["confirm_successor"])
    at = timezone.localtime()
    post = successor_of(number, viewer=viewer, rule=LEAD, today=Day(at.date())).post_id
    form = ConfirmForm(request.POST)
    try:
        if not form.is_valid():
            raise CannotKeep(SAY_WHY if "board_because" in form.errors else say.READ_IT_FIRST)
        with decided(*form.meeting(), at=at, by=viewer):
            act.confirm(number, version=form.cleaned_data["version"], at=at, by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.CONFIRMED_MESSAGE)
    return back_to_board(form, redirect(still_at_board(form, reverse("pipelines:post", kwargs={"number": post}))))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def take_off(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_off"])
    at = timezone.localtime()
    found = named_terms(number, viewer=viewer, today=Day(at.date()))
    form = TakeOffForm(
        request.POST if request.method == "POST" else None, initial={"version": found.version, **at_board(request.GET)}
    )
    if form.is_bound and form.is_valid():
        because, version = form.cleaned_data["because"], form.cleaned_data["version"]
        try:
            with decided(*form.meeting(), at=at, by=viewer):
                act.take_off(number, because=because, version=version, at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            # What was typed stays, beside what stands now; sent again, it answers that.
            form.data = {**form.data.dict(), "version": found.version}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, say.TAKEN_OFF_MESSAGE)
            return back_to_board(form, redirect("pipelines:post", number=found.post.number))
    return render(request, "pipelines/take_off.html", words(form=form, found=found))

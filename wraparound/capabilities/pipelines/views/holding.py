"""Who takes up a post, who leaves it, and what of that was entered wrongly."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import holders
from wraparound.capabilities.pipelines.forms.holding import CorrectHolderForm, LeaveForm, TakeBackForm, TakeUpForm
from wraparound.capabilities.pipelines.queries.candidacies import candidate_of
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.keeping import holder_kept, how_it_stands, post_kept
from wraparound.capabilities.pipelines.queries.people_called import people_meant, person_called
from wraparound.capabilities.pipelines.terms.keeping import Called, KeptHolder
from wraparound.capabilities.pipelines.terms.posts import CostPer, HeldThen, HolderKind
from wraparound.capabilities.pipelines.terms.vacancies import NoSuchVacancy
from wraparound.capabilities.pipelines.views.asking import REFUSED
from wraparound.capabilities.pipelines.views.entering import carry, refuse, said, today_of, words
from wraparound.capabilities.pipelines.wording import keeping as tell
from wraparound.people.access import require
from wraparound.people.actions.people import CannotBringIn
from wraparound.people.calculation import name_key
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found

DAY = timedelta(days=1)
FIND = "look"
"""The button that looks for a name, and keeps all that was typed."""


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def take_up(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_up"])
    today = today_of()
    post = post_kept(number, viewer=viewer, today=today)
    appointed = _appointed(request, number, viewer, today)
    settled = _settled(request, appointed, viewer, today)
    found = (settled,) if settled else _called(request, appointed.get("name", ""), viewer, today)
    start = {"kind": HolderKind.SUBSTANTIVE, "starts": max(today.on, post.starts), "cost_per": CostPer.YEAR}
    start |= appointed
    looks, ends_first = FIND in request.POST, 0
    form = TakeUpForm(request.POST if request.method == "POST" else None, found=found, looks=looks, initial=start)
    if form.is_bound and not looks and form.is_valid():
        new = form.new()
        try:
            entry = holders.take_up(number, new, at=timezone.localtime(), by=viewer)
        except (*REFUSED, CannotBringIn) as trouble:
            refuse(form, trouble, 0)
            ends_first = trouble.entry if isinstance(trouble, HeldThen) else 0
        else:
            _say_taken_up(request, entry, viewer, today, is_new=bool(new.name))
            return redirect("pipelines:post", number=number)
    if form.is_bound:
        # The choice that is shown belongs to this name; with another one it is made anew.
        carry(form, "asked", request.POST.get("name", ""))
    looked = looks and not found and tell.nobody_like(form.typed)
    context = words(form=form, post=post, found=found, looked=looked, settled=settled, ends_first=ends_first)
    return render(request, "pipelines/take_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def leave(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["leave"])
    today = today_of()
    found = holder_kept(number, viewer=viewer, today=today)
    start = {"last_day": today.on, "version": found.version}
    form = LeaveForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        leaving, version = form.leaving(), form.cleaned_data["version"]
        try:
            holders.leave(number, leaving, version=version, at=timezone.localtime(), by=viewer)
        except (*REFUSED, CannotBringIn) as trouble:
            refuse(form, trouble, found.version)
        else:
            last = leaving.last_day
            left = tell.left_words(found.line, found.post.title, last, today=today.on)
            back = reverse("pipelines:correct_holder", kwargs={"number": number})
            said(request, left, _stands(found.post.number, last + DAY, viewer, today), undo=tell.UNDO_LEAVE, at=back)
            return redirect("pipelines:post", number=found.post.number)
    return render(request, "pipelines/leave.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def correct_holder(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["correct_holder"])
    today = today_of()
    found = holder_kept(number, viewer=viewer, today=today)
    form = CorrectHolderForm(
        request.POST if request.method == "POST" else None,
        vacant=found.line.kind is HolderKind.VACANT,
        initial=_as_it_is(found),
    )
    if form.is_bound and form.is_valid():
        version, new = form.cleaned_data["version"], form.correction()
        try:
            holders.correct_holder(number, new, version=version, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, found.version)
        else:
            stands = _stands(found.post.number, new.ends + DAY, viewer, today) if new.ends else ""
            said(request, "It is corrected.", stands, tell.NOTHING_LOST)
            return redirect("pipelines:post", number=found.post.number)
    return render(request, "pipelines/holder_correct.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def take_back_holder(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_back_holder"])
    today = today_of()
    found = holder_kept(number, viewer=viewer, today=today)
    start = {"version": found.version, "why": "Entered by mistake"}
    form = TakeBackForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            holders.take_back(number, why=given["why"], version=given["version"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, found.version)
        else:
            said(request, "It is taken back.", _stands(found.post.number, found.line.starts, viewer, today))
            return redirect("pipelines:post", number=found.post.number)
    return render(request, "pipelines/holder_take_back.html", words(form=form, found=found))


def _called(visit: HttpRequest, start: str, viewer: Viewer, today: Day) -> tuple[Called, ...]:
    """Those who have the name that was typed, or one like it, as far as the viewer may name them."""
    name = visit.POST.get("name", "")[:200] if visit.method == "POST" else start
    vacant = visit.POST.get("kind") == HolderKind.VACANT
    return people_meant(name, viewer=viewer, today=today) if name and (FIND in visit.POST or not vacant) else ()


def _appointed(visit: HttpRequest, post: int, viewer: Viewer, today: Day) -> dict[str, str]:
    """What a vacancy knows of whoever was appointed: name, key and first day, filled in to be looked at and sent."""
    number, starts = visit.GET.get("candidate", ""), visit.GET.get("starts", "")[:10]
    found: dict[str, str] = {"starts": starts} if starts else {}
    if not (number.isdecimal() and len(number) < 19):
        return found
    try:
        who = candidate_of(int(number), viewer=viewer, today=today)
    except NoSuchVacancy:
        return found
    if who.vacancy.post != post or not who.line.called:
        return found
    key = who.line.known.key if who.line.known else ""
    return {**found, "name": who.line.called, "person": key, "asked": who.line.called}


def _settled(visit: HttpRequest, appointed: dict[str, str], viewer: Viewer, today: Day) -> Called | None:
    """Whoever was appointed, as long as their name stands there: whether it is they need not be asked."""
    key, name = appointed.get("person"), visit.POST.get("name") if visit.method == "POST" else appointed.get("name")
    if not key or FIND in visit.POST or name_key(name or "") != name_key(appointed["name"]):
        return None
    return person_called(key, viewer=viewer, today=today)


def _say_taken_up(visit: HttpRequest, entry: int, viewer: Viewer, today: Day, *, is_new: bool) -> None:
    """What is so now, with the way back."""
    found = holder_kept(entry, viewer=viewer, today=today)
    line, title = found.line, found.post.title
    back = reverse("pipelines:take_back_holder", kwargs={"number": entry})
    if line.kind is HolderKind.VACANT:
        stands = _stands(found.post.number, line.starts, viewer, today)
        said(visit, f"{title}: {stands}", undo=tell.UNDO_TAKE_UP, at=back)
        return
    holds = tell.holds_words(line, title, today=today.on)
    then = line.ends + DAY if line.ends and line.kind is HolderKind.SUBSTANTIVE else line.starts
    newly = tell.new_here_words(found.name) if is_new else ""
    said(visit, holds, newly, _stands(found.post.number, then, viewer, today), undo=tell.UNDO_TAKE_UP, at=back)


def _stands(post: int, on: date, viewer: Viewer, today: Day) -> str:
    return tell.vacant_words(how_it_stands(post, on, viewer=viewer, today=today))


def _as_it_is(found: KeptHolder) -> dict[str, Any]:
    line = found.line
    return {
        "kind": line.kind,
        "starts": line.starts,
        "ends": line.ends,
        "left_because": line.left_because or "",
        "expected_end": line.expected_end,
        "beside": found.shares,
        "cost": line.cost,
        "cost_per": line.cost_per,
        "version": found.version,
    }

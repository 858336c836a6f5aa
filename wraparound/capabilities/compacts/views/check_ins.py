"""Check-ins: the page of the two, one check-in with its answers, and whom the leader chose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import check_ins as act
from wraparound.capabilities.compacts.actions import confidants
from wraparound.capabilities.compacts.forms.check_ins import CheckInAnswerForm, CheckInForm, ConfidantForm
from wraparound.capabilities.compacts.queries import check_ins as kept
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.check_ins import CheckInPage
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.capabilities.compacts.wording import check_ins as tell_of
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer

HIDDEN = ("how", "helps", "in_the_way", "talk", "words", "address")


@sensitive_post_parameters(*HIDDEN)
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def check_ins(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["check_ins"])
    at = timezone.localtime()
    found = kept.check_ins(number, viewer=viewer, on=at.date(), page=number_in(request.GET.get("page")) or 1)
    if request.method == "POST" and not found.is_leader:
        raise NoSuchCompact
    form = CheckInForm(request.POST if request.method == "POST" else None, initial={"seen": found.seen})
    if form.is_bound and form.is_valid():
        try:
            act.write(number, form.said(), seen=form.cleaned_data["seen"], at=at, by=viewer)
        except REFUSED as trouble:
            _say(form, trouble, found)
        else:
            messages.success(request, "Your check-in is kept, locked.")
            return redirect("compacts:check_ins", number=number)
    context = words(found=found, form=form, tell_of=tell_of)
    page = render(request, "compacts/check_ins.html", context)
    _note_read(number, found, viewer)
    return page


@sensitive_post_parameters(*HIDDEN)
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def check_in(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    viewer = require(request, RULES["check_in"])
    at = timezone.localtime()
    found, one = kept.one_check_in(number, entry, viewer=viewer, on=at.date())
    form = CheckInAnswerForm(request.POST if request.method == "POST" else None, initial={"seen": found.seen})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.answer(number, entry, given["words"], seen=given["seen"], at=at, by=viewer)
        except REFUSED as trouble:
            _say(form, trouble, found)
        else:
            messages.success(request, "Your answer is kept, locked.")
            return redirect("compacts:check_ins", number=number)
    page = render(request, "compacts/check_in.html", words(found=found, one=one, form=form, tell_of=tell_of))
    _note_read(number, found, viewer)
    return page


@require_POST
@or_not_found
def take_back_check_in(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    viewer = require(request, RULES["take_back_check_in"])
    try:
        act.take_back(number, entry, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "Its words are gone.")
    return redirect("compacts:check_ins", number=number)


@sensitive_post_parameters(*HIDDEN)
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def confidant(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["confidant"])
    at = timezone.localtime()
    offered = kept.offered_people(number, viewer=viewer)
    found = kept.check_ins(number, viewer=viewer, on=at.date())
    version = found.confidant.version if found.confidant else 0
    form = ConfidantForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        has_earlier=found.seen > 0,
        initial={"version": version},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        earlier = bool(given.get("reads_earlier"))
        try:
            confidants.choose(number, form.who(), reads_earlier=earlier, version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, "They are asked. They read nothing before they accept.")
            return redirect("compacts:check_ins", number=number)
    return render(request, "compacts/confidant.html", words(found=found, form=form, tell_of=tell_of))


@require_POST
@or_not_found
def confidant_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["confidant_answer"])
    at = timezone.localtime()
    found = kept.check_ins(number, viewer=viewer, on=at.date())
    version = number_in(request.POST.get("version")) or 0
    try:
        if request.POST.get("did") == "accept":
            confidants.accept(number, version=version, at=at, by=viewer)
            messages.success(request, "You have accepted. You and the leader alone read what is written here.")
        elif request.POST.get("did") == "end":
            confidants.step_out(number, version=version, at=at, by=viewer)
            messages.success(request, "It is ended. They open nothing here any more." if found.is_leader else LEFT)
            return redirect("compacts:check_ins", number=number) if found.is_leader else redirect("today")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:check_ins", number=number)


LEFT = "You are no longer the person chosen for these check-ins, and open none of them any more."


def _say(form: CheckInForm | CheckInAnswerForm, trouble: Exception, found: CheckInPage) -> None:
    """What was wrong, beside everything that was typed, which is sent again knowing of what is new."""
    form.add_error(None, str(trouble))
    form.data = {**form.data.dict(), "seen": found.seen}  # type: ignore[attr-defined]  # as it was sent


def _note_read(number: int, found: CheckInPage, viewer: Viewer) -> None:
    if found.has_new:
        act.mark_read(number, at=timezone.localtime(), by=viewer)

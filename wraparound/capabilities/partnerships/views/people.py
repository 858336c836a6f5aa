"""People to people, as each of them sees it: what is theirs, one pair, asking one person, and whom to keep from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import joining
from wraparound.capabilities.partnerships.actions import pairs as act
from wraparound.capabilities.partnerships.forms.pairs import AskPersonForm, MeetingsForm, NoteForm, PersonNamedForm
from wraparound.capabilities.partnerships.queries.cohorts import bars_of, people_offered
from wraparound.capabilities.partnerships.queries.pairs import pair_terms, people_pairs
from wraparound.capabilities.partnerships.terms.pairs import CannotTakePart, PairSort, PairState
from wraparound.capabilities.partnerships.wording import pairs as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotTakePart, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["people"])
    found = people_pairs(viewer=viewer, on=timezone.localdate())
    return render(request, "partnerships/people.html", {"found": found, "say": say, "states": PairState})


@sensitive_post_parameters("wants", "address", "person")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_person(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["ask_person"])
    at = timezone.localtime()
    form = AskPersonForm(
        request.POST if request.method == "POST" else None, offered=people_offered(viewer=viewer, on=at.date())
    )
    if form.is_bound and form.is_valid():
        try:
            number = act.ask(form.asked(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "They are asked. They answer when they like, and may say no without a word.")
            return redirect("partnerships:pair", number=number)
    return render(request, "partnerships/ask_person.html", {"form": form, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def pair(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["pair"])
    at = timezone.localtime()
    found = pair_terms(number, viewer=viewer, on=at.date())
    began = {
        "often": found.often.value,
        "first_meeting": found.first_meeting,
        "next_meeting": found.next_meeting,
        "ends_on": found.ends_on,
        "version": found.version,
    }
    form = MeetingsForm(request.POST if request.method == "POST" else None, initial=began)
    if form.is_bound and form.is_valid():
        try:
            act.meet(number, form.noted(), version=form.cleaned_data["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = {**form.data.dict(), "version": found.version}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, "It is noted, for both of you.")
            return redirect("partnerships:pair", number=number)
    note = NoteForm(initial={"words": found.own_note})
    context = {
        "found": found,
        "form": form,
        "note": note,
        "say": say,
        "states": PairState,
        "in_a_group": found.sort is PairSort.PEER_GROUP,
    }
    return render(request, "partnerships/pair.html", context)


@require_POST
@or_not_found
def pair_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["pair_answer"])
    at, did = timezone.localtime(), request.POST.get("did", "")
    found = pair_terms(number, viewer=viewer, on=at.date())
    try:
        if did == "accept":
            is_so = act.accept(number, at=at, by=viewer)
            messages.success(request, "You have accepted." if is_so else say.ENDED)
        elif did in {"know", "know_not"}:
            act.let_organiser_know(number, did == "know", at=at, by=viewer)
            messages.success(request, "It is noted. The organiser sees your names only while both of you let them.")
        elif did == "end" and found.is_open:
            act.end(number, at=at, by=viewer)
            messages.success(request, say.ENDED)
            return redirect("partnerships:people")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("partnerships:pair", number=number)


@sensitive_post_parameters("words")
@require_POST
@or_not_found
def pair_note(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["pair_note"])
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            act.note(number, form.cleaned_data["words"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, "Your note is kept. Nobody else reads it.")
    return redirect("partnerships:pair", number=number)


@sensitive_post_parameters("address", "person")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def not_with(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["not_with"])
    at = timezone.localtime()
    is_back = request.method == "POST" and "back" in request.POST
    sent = request.POST if request.method == "POST" and not is_back else None
    form = PersonNamedForm(sent, offered=people_offered(viewer=viewer, on=at.date()))
    if is_back:
        joining.keep_away_no_more(_number(request.POST["back"]), at=at, by=viewer)
        messages.success(request, "It is taken back.")
        return redirect("partnerships:not_with")
    if form.is_bound and form.is_valid():
        try:
            joining.keep_away(form.who(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "You are not paired with them. Nobody is told, and nobody sees why.")
            return redirect("partnerships:not_with")
    return render(request, "partnerships/not_with.html", {"form": form, "bars": bars_of(viewer=viewer)})


def _number(sent: str) -> int:
    """A number that was sent; 0, which nothing has, where it is none."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= 12 else 0

"""What is owed to people: an answer to what they say is wrong, how a conversation ended, and that a hold ends."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.people.access import RULES, require
from wraparound.people.actions import rights
from wraparound.people.forms import (
    AnswerForm,
    ConversationForm,
    HoldForm,
    OutcomeForm,
)
from wraparound.people.queries import records
from wraparound.people.queries.contests import answered_by, contest_lines, contests_to_answer
from wraparound.people.queries.elsewhere import contestable
from wraparound.people.queries.people import profile
from wraparound.people.wording import access as say
from wraparound.people.wording import records as tell
from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.queries.rights import contest_terms, conversation_terms, conversation_version


@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["contests"])
    found = contest_lines(contests_to_answer(viewer=viewer), viewer=viewer)
    return render(request, "people/contests.html", {"found": found, "tell": tell})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    try:
        row = rights.contest_to_answer(number, on=timezone.localdate(), by=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            upheld = given["upheld"] == "yes"
            rights.answer_contest(number, upheld=upheld, answer=given["answer"], at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(
                request,
                "They are told on their own page, and by a mail that says no more than that if they have an address.",
            )
            return redirect("people:contests")
    one = contest_terms(row)
    known = contest_lines([(one, answered_by(row.sort, viewer=viewer))], viewer=viewer)
    key, name, _ = known[0] if known else (None, "", one)
    kept = contestable(row.sort, viewer=viewer)
    context = {"form": form, "key": key, "name": name, "one": one, "tell": tell, "kept": kept}
    return render(request, "people/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def conversations(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["conversations"])
    try:
        person = profile(str(key), viewer=viewer, at=timezone.localtime())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    if not person.may_converse:
        raise Http404("There is nobody here whom you may see under this address. Search for them by name.")
    start = {"held_on": timezone.localdate()}
    form = ConversationForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = rights.open_conversation(str(key), **given, at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{person.name} can read that there was one. Tell them how it ended.")
            return redirect("people:outcome", number=made.pk)
    return render(request, "people/conversations.html", {"form": form, "person": person, "say": say, "tell": tell})


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["outcome"])
    try:
        row, person = rights.conversation_to_tell(number, on=timezone.localdate(), by=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    start = {"outcome": row.outcome, "version": conversation_version(row, viewer=viewer)}
    form, now = OutcomeForm(request.POST if request.method == "POST" else None, initial=start), ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            rights.tell_outcome(number, given["outcome"], version=given["version"], at=timezone.localtime(), by=viewer)
        except ChangedMeanwhile as trouble:
            now = row.outcome
            form = OutcomeForm({"outcome": given["outcome"], "version": start["version"]})
            form.is_valid()
            form.add_error(None, str(trouble))
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{person.name} is told.")
            return redirect("people:conversations", key=person.key)
    context = {"form": form, "person": person, "one": conversation_terms(row), "now": now, "say": say}
    return render(request, "people/outcome.html", context)


@require_POST
def hold(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["hold"])
    form = HoldForm(request.POST)
    try:
        rights.place_hold(str(key), form.data.get("why", ""), at=timezone.localtime(), by=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "Nothing about them is removed until you release the hold.")
    return redirect("people:person", key=key)


@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["holds"])
    return render(request, "people/holds.html", {"found": records.holds_in_force(viewer=viewer)})


@require_POST
def release_hold(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["release_hold"])
    try:
        rights.release_hold(number, at=timezone.localtime(), by=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    messages.success(request, "The hold is released.")
    return redirect("people:holds")

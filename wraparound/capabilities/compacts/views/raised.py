"""What a leader raises openly: writing it, the list of it, and answering it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import raised as act
from wraparound.capabilities.compacts.forms.check_ins import RaisedAnswerForm, RaiseForm
from wraparound.capabilities.compacts.queries import raised as kept
from wraparound.capabilities.compacts.queries.check_ins import own_words
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, compact_of
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.capabilities.compacts.wording import check_ins as tell_of
from wraparound.people.access import require


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def raise_it(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["raise_it"])
    found = kept.raised_list(number, viewer=viewer)
    if not found.is_leader:
        raise NoSuchCompact
    offered = kept.could_raise_to(compact_of(number, viewer=viewer), viewer=viewer)
    begin = number_in(request.GET.get("from"))
    start = own_words(number, begin, viewer=viewer) if begin and request.method != "POST" else ""
    form = RaiseForm(request.POST if request.method == "POST" else None, offered=offered, initial={"words": start})
    if form.is_bound and form.is_valid():
        at = timezone.localtime()
        try:
            which, unheld = act.raise_it(number, form.cleaned_data["words"], form.named(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            if unheld:
                nobody = f"Nobody holds the role of {tell_of.to_whom(unheld)} today: it waits for whoever will."
                messages.warning(request, nobody)
            messages.success(request, "You have raised it, and they are told that something waits for them.")
            return redirect("compacts:raised", number=number, which=which)
    return render(
        request, "compacts/raise_it.html", words(found=found, form=form, started=bool(start), tell_of=tell_of)
    )


@require_safe
@or_not_found
def raised_list(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["raised_list"])
    found = kept.raised_list(number, viewer=viewer)
    return render(request, "compacts/raised_list.html", words(found=found, tell_of=tell_of))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def raised(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["raised"])
    found = kept.raised(number, which, viewer=viewer)
    form = RaisedAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.answer_raised(number, which, form.cleaned_data["words"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Your answer stands beside it, and the others are told.")
            return redirect("compacts:raised", number=number, which=which)
    return render(request, "compacts/raised.html", words(found=found, form=form, tell_of=tell_of))

"""Promises of partnerships that wait for the board of a compact: added to its draft, or left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions.partnering import add_waiting, leave_waiting
from wraparound.capabilities.compacts.queries.partnering import partnered as waiting
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.people.access import require


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def partnered(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["partnered"])
    found = waiting(number, viewer=viewer)
    if request.method != "POST":
        return render(request, "compacts/partnered.html", words(found=found))
    which, at = number_in(request.POST.get("which")) or 0, timezone.localtime()
    try:
        if "leave" in request.POST:
            leave_waiting(number, which, at=at, by=viewer)
            messages.success(request, "Left out. The partnership itself goes on.")
        else:
            version = add_waiting(number, which, at=at, by=viewer)
            messages.success(request, "It is in your draft. Nobody else reads it until you share it.")
            return redirect("compacts:edit", number=number, version=version)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:partnered", number=number)

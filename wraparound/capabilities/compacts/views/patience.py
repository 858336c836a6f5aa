"""What the figures say: the patience rule of each result, drawn period by period, and what it said before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.queries import patience as kept
from wraparound.capabilities.compacts.views.asking import or_not_found, words
from wraparound.people.access import require


@require_safe
@or_not_found
def patience(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["patience"])
    found = kept.patience_of(number, viewer=viewer, on=timezone.localdate())
    return render(request, "compacts/patience.html", words(found=found))

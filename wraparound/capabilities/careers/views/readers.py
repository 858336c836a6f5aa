"""The page of what careers holds of whoever asks, and who reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.queries.readers import held_here
from wraparound.capabilities.careers.wording import readers as say
from wraparound.people.access import require


@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["readers"])
    context = {"found": held_here(viewer=viewer, on=timezone.localdate()), "say": say}
    return render(request, "careers/readers.html", context)

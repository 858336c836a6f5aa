"""The page on which somebody lets something of theirs stand beside what is said of their readiness."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.queries.uses import use_page
from wraparound.capabilities.careers.wording import uses as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def use(request: HttpRequest, sort: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["use"])
    found = use_page(sort, number, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/use.html", {"found": found, "say": say})

"""The door to compacts: for everybody what they are, for those who are part of one the list of theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES, START, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.forms.compacts import ListForm
from wraparound.capabilities.compacts.queries.compacts import compacts, places_to_start
from wraparound.capabilities.compacts.queries.prospectuses import published
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.terms.compacts import PromiseQuestion
from wraparound.capabilities.compacts.views.asking import words
from wraparound.people.access import allows, require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    on = timezone.localdate()
    if viewer.person is None:
        return render(request, "compacts/about.html", words(prospectuses=published(viewer=viewer, on=on)))
    form = ListForm(request.GET)
    found = compacts(form.question(), viewer=viewer, on=on)
    overdue = promises(PromiseQuestion(which="overdue"), viewer=viewer, on=on, most=5)
    context = words(
        found=found,
        overdue=overdue,
        places=places_to_start(viewer=viewer),
        may_start=allows(viewer, START),
        may_write=allows(viewer, WRITE_PROSPECTUS),
        today=on,
    )
    return render(request, "compacts/index.html", context)

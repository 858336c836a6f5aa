"""The door to compacts: for everybody what they are, for those who are part of one the list of theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES, START, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.forms.compacts import ListForm
from wraparound.capabilities.compacts.queries.check_ins import read_by
from wraparound.capabilities.compacts.queries.compacts import compacts, places_to_start
from wraparound.capabilities.compacts.queries.prospectuses import how_many_published
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.terms.compacts import PromiseQuestion
from wraparound.capabilities.compacts.views.asking import words
from wraparound.people.access import allows, require

FEW = 3
"""Organisations that are listed one by one; of more, one is chosen."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    on = timezone.localdate()
    if viewer.person is None:
        return render(request, "compacts/about.html", words(prospectuses=how_many_published(viewer=viewer)))
    places = places_to_start(viewer=viewer)
    chosen = request.GET.get("begin")
    if chosen in dict(places):
        to = "write_prospectus" if request.GET.get("as") == "prospectus" else "start"
        return redirect(f"compacts:{to}", code=chosen)
    form = ListForm(request.GET)
    found = compacts(form.question(), viewer=viewer, on=on)
    overdue = promises(PromiseQuestion(which="overdue"), viewer=viewer, on=on, most=5)
    context = words(
        found=found,
        overdue=overdue,
        read_by=read_by(viewer=viewer),
        places=places,
        few=FEW,
        may_start=allows(viewer, START),
        may_write=allows(viewer, WRITE_PROSPECTUS),
        today=on,
    )
    return render(request, "compacts/index.html", context)

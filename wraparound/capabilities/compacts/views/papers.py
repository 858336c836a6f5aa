"""Documents out of a compact: which there are, and each as a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.exchange.papers import KINDS, file_name, paper_as
from wraparound.capabilities.compacts.queries import papers as ask
from wraparound.capabilities.compacts.terms.papers import NoSuchPaper, PaperSort
from wraparound.capabilities.compacts.views.asking import number_in, or_not_found, words
from wraparound.people.access import require
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting


@require_safe
@or_not_found
def documents(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["documents"])
    found, offers = ask.documents(number, viewer=viewer, on=timezone.localdate())
    signed = tuple(one for one in offers if not one.proposed)
    proposed = tuple(one for one in offers if one.proposed)
    return render(request, "compacts/documents.html", words(found=found, signed=signed, proposed=proposed))


@require_safe
@or_not_found
def document(request: HttpRequest, number: int, kind: str, ending: str) -> HttpResponse:
    viewer = require(request, RULES["document"])
    if kind not in set(PaperSort) or ending not in KINDS:
        raise Http404("There is no such document. The page of documents names those that there are.")
    version, today = number_in(request.GET.get("version")), timezone.localdate()
    where = request.build_absolute_uri(reverse("compacts:compact", args=[number]))
    try:
        with exporting("compacts:document", by=viewer):
            made = ask.document(number, PaperSort(kind), where=where, viewer=viewer, on=today, version=version)
    except NoSuchPaper as trouble:
        messages.error(request, str(trouble))
        return redirect("compacts:documents", number=number)
    return as_file(paper_as(ending, made), file_name(ending, made, today), KINDS[ending])

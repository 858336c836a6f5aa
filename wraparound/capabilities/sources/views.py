"""Pages of sources: the evidence and its limits, a release, a table, a row."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.sources.access import RULES
from wraparound.capabilities.sources.forms import TableForm
from wraparound.capabilities.sources.queries import adoptions, releases
from wraparound.capabilities.sources.wording import tables as wording
from wraparound.people.access import require
from wraparound.published.terms import NotInEvidence


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    context = {
        "say": wording,
        "in_use": releases.release_in_use(viewer=viewer),
        "releases": releases.releases(viewer=viewer),
        "adoptions": {one.release: one for one in adoptions.adoptions(viewer=viewer)},
    }
    return render(request, "sources/index.html", context)


@require_safe
def release(request: HttpRequest, release: str) -> HttpResponse:
    viewer = require(request, RULES["release"])
    try:
        found = releases.release(release, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    return render(request, "sources/release.html", {"say": wording, "release": found})


@require_safe
def table(request: HttpRequest, release: str, table: str) -> HttpResponse:
    viewer = require(request, RULES["table"])
    form = TableForm(request.GET)
    if not form.is_valid():
        raise Http404(
            "That page of the table does not exist: pages are numbered from 1, codes have up to five letters."
        )
    try:
        page = releases.table_page(
            release, table, viewer=viewer, page=form.asked_page(), code=form.cleaned_data["code"]
        )
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    return render(request, "sources/table.html", {"say": wording, "page": page})


@require_safe
def file(request: HttpRequest, release: str, table: str) -> HttpResponse:
    viewer = require(request, RULES["file"])
    try:
        content = releases.table_file(release, table, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    named = {"Content-Disposition": f'attachment; filename="{release}-{table}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=named)


@require_safe
def row(request: HttpRequest, release: str, table: str, row: int) -> HttpResponse:
    viewer = require(request, RULES["row"])
    try:
        found = releases.source_row(release, table, row, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    return render(request, "sources/row.html", {"say": wording, "row": found})

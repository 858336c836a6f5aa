"""Pages of sources: the evidence and its limits, a release, a table, a row."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.sources.access import RULES
from wraparound.capabilities.sources.actions.imports import import_files
from wraparound.capabilities.sources.forms import CompareForm, PreviewForm, TableForm
from wraparound.capabilities.sources.queries import adoptions, imports, releases
from wraparound.capabilities.sources.terms import ImportOrder
from wraparound.capabilities.sources.wording import imports as say_imports
from wraparound.capabilities.sources.wording import tables as wording
from wraparound.people.access import allows, require
from wraparound.published.terms import CannotAnswer, NotInEvidence

MOST_READ_ON_A_PAGE = 150_000_000
"""Bytes of text, unpacked; the largest official file has 82 million."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    context = {
        "say": wording,
        "in_use": releases.release_in_use(viewer=viewer),
        "held": imports.held(viewer=viewer),
        "adoptions": {one.release: one for one in adoptions.adoptions(viewer=viewer)},
    }
    return render(request, "sources/index.html", context)


@csrf_exempt  # Nothing is kept or changed, and the public site sets no cookie to compare with (ADR 0009).
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["preview"])
    form = PreviewForm(request.POST, request.FILES) if request.method == "POST" else PreviewForm()
    answer, errors = None, {name: str(messages[0]) for name, messages in form.errors.items()}
    if form.is_bound and not errors:
        try:
            with TemporaryDirectory() as folder:
                files = tuple(_laid_down(one, Path(folder) / str(place)) for place, one in enumerate(_sent(form)))
                order = ImportOrder(files, form.cleaned_data["month"])
                answer = imports.preview(order, viewer=viewer, most=MOST_READ_ON_A_PAGE)
        except CannotAnswer as trouble:
            errors = {"sent": str(trouble)}
    context = {"answer": answer, "errors": errors, "month": request.POST.get("month", ""), "say": say_imports}
    return render(request, "sources/import.html", {**context, "may_import": allows(viewer, RULES["take"])})


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Imports the files; the site's token protects it, unlike the preview, which changes nothing."""
    viewer = require(request, RULES["take"])
    form = PreviewForm(request.POST, request.FILES)
    errors = {name: str(wrong[0]) for name, wrong in form.errors.items()}
    if not errors:
        at = datetime.now(UTC)
        try:
            with TemporaryDirectory() as folder:
                files = tuple(_laid_down(one, Path(folder) / str(place)) for place, one in enumerate(_sent(form)))
                order = ImportOrder(files, form.cleaned_data["month"], form.cleaned_data["without_rejected"])
                answer = import_files(order, at=at, by=viewer).answer
        except CannotAnswer as trouble:
            errors = {"sent": str(trouble)}
        else:
            messages.success(request, say_imports.headline(answer))
            return redirect("sources:index")
    context = {"answer": None, "errors": errors, "month": request.POST.get("month", ""), "say": say_imports}
    return render(request, "sources/import.html", {**context, "may_import": True})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["compare"])
    held = imports.held(viewer=viewer)
    form = CompareForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    newer = given.get("newer") or held[0].release.id
    older = given.get("older") or (held[1] if len(held) > 1 else held[0]).release.id
    try:
        found = imports.compare(older, newer, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    choices = [(one.release.id, f"{one.release.id}{wording.standing(one)}") for one in held]
    context = {"found": found, "choices": choices, "say": say_imports}
    return render(request, "sources/compare.html", context)


def _sent(form: PreviewForm) -> "list[UploadedFile[Any]]":
    files: list[UploadedFile[Any]] = form.cleaned_data["sent"]
    return files


def _laid_down(file: "UploadedFile[Any]", folder: Path) -> Path:
    """The file in a folder of its own that is gone with the request, under the name it was sent by."""
    folder.mkdir()
    path = folder / (Path(file.name or "").name or "file")
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path


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

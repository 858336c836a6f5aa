"""The page of focus: a text or a file is given, read, shown again and forgotten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.focus import wording
from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.exchange.texts import pasted
from wraparound.capabilities.focus.forms import TextForm
from wraparound.capabilities.focus.queries import read_blocks
from wraparound.capabilities.focus.terms import DocumentRead, TextNotRead
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.published.documents import document_of
from wraparound.published.readers.terms import FileRefused


@csrf_exempt  # Nothing is kept or changed, and the public site sets no cookie to compare with (ADR 0009).
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    read = _read(form, viewer) if form.is_bound and form.is_valid() else None
    return render(request, "focus/index.html", {"form": form, "read": read, "say": wording})


def _read(form: TextForm, viewer: Viewer) -> DocumentRead | None:
    """What was read; none, with the reason beside the field, where it could not be."""
    sent, year = form.cleaned_data["file"], timezone.localdate().year
    try:
        found = document_of(sent.name, sent.read()) if sent else pasted(form.cleaned_data["text"])
        return read_blocks(found.blocks, form.sort(), year=year, notes=found.notes, viewer=viewer)
    except (TextNotRead, FileRefused) as trouble:
        form.add_error("file" if sent else "text", str(trouble))
        return None

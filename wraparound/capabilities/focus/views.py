"""The pages of focus: a text is read and forgotten; counts are kept only where somebody asks, and taken away again."""

from secrets import token_hex

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.actions import keeping as act
from wraparound.capabilities.focus.calculation import mark_of
from wraparound.capabilities.focus.exchange.texts import pasted
from wraparound.capabilities.focus.forms import KeepForm, TextForm, held
from wraparound.capabilities.focus.queries import kept as ask
from wraparound.capabilities.focus.queries.texts import read_blocks
from wraparound.capabilities.focus.terms.kept import CannotKeepReading, KeptPage
from wraparound.capabilities.focus.terms.texts import OF_ORGANISATIONS, DocumentRead, TextNotRead
from wraparound.capabilities.focus.wording import kept as keeping
from wraparound.capabilities.focus.wording import texts as wording
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written
from wraparound.published.documents import document_of
from wraparound.published.readers.terms import FileRefused


@csrf_exempt  # Nothing is kept or changed, and the public site sets no cookie to compare with (ADR 0009).
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    read = _read(form, viewer) if form.is_bound and form.is_valid() else None
    context = {
        "form": form,
        "read": read,
        "say": wording,
        "keeping": keeping,
        "keep": _keep(read, viewer),
        "places": ask.places_to_read(viewer=viewer),
    }
    return render(request, "focus/index.html", context)


@require_POST
@or_not_found
def keep(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["keep"])
    form = KeepForm(request.POST, viewer=viewer, places=ask.places_to_keep_for(viewer=viewer))
    whose: list[str] = []

    def write(at: object) -> None:
        new = form.new()
        action = act.keep_for_organisation if new.organisation else act.keep_own
        action(form.cleaned_data["held"], new, at=timezone.localtime(), by=viewer)
        whose.append(new.organisation)

    if written(form, write, keeping.KEPT, visit=request):
        return redirect("focus:organisation", code=whose[0]) if whose[0] else redirect("focus:mine")
    return render(request, "focus/keep.html", {"keep": form, "keeping": keeping})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["mine"])
    return _kept(ask.own_page(viewer=viewer), request)


@require_safe
@or_not_found
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["organisation"])
    return _kept(ask.organisation_page(code, viewer=viewer), request)


@require_POST
@or_not_found
def take_away_own(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_away_own"])
    try:
        act.take_away_own(number, at=timezone.localtime(), by=viewer)
    except CannotKeepReading as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, keeping.TAKEN_AWAY)
    return redirect("focus:mine")


@require_POST
@or_not_found
def take_away(request: HttpRequest, code: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_away"])
    act.take_away(code, number, at=timezone.localtime(), by=viewer)
    messages.success(request, keeping.TAKEN_AWAY)
    return redirect("focus:organisation", code=code)


def _kept(found: KeptPage, visit: HttpRequest) -> HttpResponse:
    pictures = [keeping.picture(sort, place) for place, sort in enumerate(found.sorts)]
    context = {"found": found, "pictures": pictures, "keeping": keeping, "say": wording}
    return render(visit, "focus/kept.html", context)


def _keep(read: DocumentRead | None, viewer: Viewer) -> KeepForm | None:
    """The form by which what was counted can be kept; none for those without an account, or where nothing was."""
    if read is None or viewer.person is None or not read.counts.scored:
        return None
    places = ask.places_to_keep_for(viewer=viewer) if read.kind in OF_ORGANISATIONS else ()
    signed = held(read, mark_of(read), token_hex(16), viewer)
    return KeepForm(viewer=viewer, places=places, initial={"held": signed, "whose": "-"})


def _read(form: TextForm, viewer: Viewer) -> DocumentRead | None:
    """What was read; none, with the reason beside the field, where it could not be."""
    sent, year = form.cleaned_data["file"], timezone.localdate().year
    try:
        found = document_of(sent.name, sent.read()) if sent else pasted(form.cleaned_data["text"])
        return read_blocks(found.blocks, form.sort(), year=year, notes=found.notes, viewer=viewer)
    except (TextNotRead, FileRefused) as trouble:
        form.add_error("file" if sent else "text", str(trouble))
        return None

"""Sorting what people wrote into themes, and settling them."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions import themes as acts
from wraparound.capabilities.listening.forms.themes import SortForm, ThemeForm
from wraparound.capabilities.listening.queries.themes import ReadingRow, reading_of_pulse, reading_page
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.terms.themes import ReadingPage, ReadingState
from wraparound.capabilities.listening.wording import themes as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import page_of

SENDS_THEMES = ("name", "keep", "done", "settle", "keep_settled")
"""What is sent with the theme of each text; a theme is named among them, and what was chosen until then is kept."""


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def themes(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["themes"])
    row = reading_of_pulse(number, viewer=viewer)
    acts.note_opened(row, at=timezone.localtime(), by=viewer)
    title, question, asked = (row.pulse.title, row.pulse.free, row.pulse.asked) if row.pulse else ("", "", 0)
    found = reading_page(
        row, title=title, question=question, back=f"/listening/pulses/{number}/", viewer=viewer, page=page_of(request)
    )
    return sorting(request, row, found, asked=asked, by=viewer)


def sorting(visit: HttpRequest, row: ReadingRow, found: ReadingPage, *, asked: int, by: Viewer) -> HttpResponse:
    """The page on which one of its readers sorts or settles the texts of a reading, and what they send from it."""
    settles = found.state is ReadingState.SETTLING
    posted = visit.POST if visit.method == "POST" else None
    do = posted.get("do", "") if posted is not None else ""
    naming = ThemeForm(posted if do == "name" else None)
    form = SortForm(posted if do in SENDS_THEMES else None, page=found, settle=settles)
    if do:
        try:
            said = _do(do, row, naming, form, asked=asked, at=timezone.localtime(), by=by)
        except CannotListen as trouble:
            bound = naming if naming.is_bound else form
            if bound.is_bound:
                bound.add_error(None, str(trouble))
            else:
                messages.error(visit, str(trouble))
        else:
            if said:
                messages.success(visit, said)
                return redirect(visit.get_full_path())
    context = {"found": found, "naming": naming, "form": form, "say": say, "states": ReadingState, "settles": settles}
    return render(visit, "listening/themes.html", context)


def _do(do: str, row: ReadingRow, naming: ThemeForm, form: SortForm, *, asked: int, at: datetime, by: Viewer) -> str:
    """Does what was sent, and says so; nothing where it was not understood, which the forms say."""
    if do == "alone":
        acts.go_alone(row, at=at, by=by)
        return "You go on alone. It is said with the themes."
    if not form.is_valid() or (do == "name" and not naming.is_valid()):
        return ""
    if do == "name":
        acts.name_theme(row, naming.cleaned_data["name"], at=at, by=by)
        acts.sort_texts(row, form.chosen(), at=at, by=by)
        return "The theme is there. What you had chosen is kept."
    keep = acts.keep_settled if do in ("settle", "keep_settled") else acts.sort_texts
    keep(row, form.chosen(), at=at, by=by)
    if do == "settle":
        acts.settle(row, form.chosen(), asked=asked, at=at, by=by)
        return "The themes are settled. What may be told of them is there for everybody who was asked."
    if do == "done":
        acts.say_sorted(row, at=at, by=by)
        return "You are done."
    return "It is kept. You can go on whenever you like."

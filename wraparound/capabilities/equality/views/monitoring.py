"""Pages of an organisation's monitoring files: send, look, say yes, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import monitoring as act
from wraparound.capabilities.equality.exchange.monitoring import read_monitoring, template
from wraparound.capabilities.equality.forms.monitoring import MonitoringForm, ObjectedForm
from wraparound.capabilities.equality.queries import monitoring as ask
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.terms.answers import CannotCount, NoSuchCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringRead, MonitoringSheet, MonitoringState
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.wording import monitoring as say
from wraparound.capabilities.equality.wording import questions
from wraparound.capabilities.equality.wording.own import day
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.records import as_file

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def monitoring(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["monitoring"])
    context = {"found": ask.monitoring_places(viewer=viewer), "say": say, "day": day}
    return render(request, "equality/monitoring.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def monitoring_new(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["monitoring_new"])
    place = ask.place_to_send_for(code, viewer=viewer)
    if off := off_words(place.code, EqualityPart.MONITORING, viewer=viewer):
        return render(request, "equality/part_is_off.html", {"off": off, "name": place.name, "code": place.code})
    sent, today = request.method == "POST", timezone.localdate()
    form = MonitoringForm(request.POST if sent else None, request.FILES if sent else None, today=today)
    read = MonitoringRead()
    if form.is_bound and form.is_valid():
        try:
            read = _read(form, viewer)
            if read.rows:
                year, at = form.cleaned_data["year"], timezone.localtime()
                return redirect("equality:monitoring_look", number=act.look_at(code, year, read.rows, at=at, by=viewer))
        except CannotCount as trouble:
            form.add_error("file", str(trouble))
    context = {
        "place": place,
        "form": form,
        "read": read,
        "say": say,
        "year": today.year,
        "lists": tuple(lists_in_use(viewer=viewer).values()),
        "words": questions,
    }
    return render(request, "equality/monitoring_new.html", context)


@never_cache
@require_safe
@or_not_found
def monitoring_look(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["monitoring_look"])
    found = ask.file_line(number, viewer=viewer)
    waits = found.state is MonitoringState.LOOKED_AT
    return render(request, "equality/monitoring_look.html", {"found": found, "waits": waits, "say": say, "day": day})


@require_POST
@or_not_found
def monitoring_count(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["monitoring_count"])
    try:
        act.count(number, at=timezone.localtime(), by=viewer)
    except NoSuchCount:
        raise
    except CannotCount as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.COUNTED)
    return redirect("equality:monitoring")


@require_POST
@or_not_found
def monitoring_undo(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["monitoring_undo"])
    act.take_back(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.TAKEN_BACK)
    return redirect("equality:monitoring")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def monitoring_objected(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["monitoring_objected"])
    place = ask.place_to_send_for(code, viewer=viewer)
    form = ObjectedForm(request.POST if request.method == "POST" else None)
    if written(
        form,
        lambda at: act.note_objection(code, form.cleaned_data["reference"], at=at, by=viewer),
        say.OBJECTION_KEPT,
        visit=request,
    ):
        return redirect("equality:monitoring")
    return render(request, "equality/monitoring_objected.html", {"place": place, "form": form, "say": say})


@require_safe
@or_not_found
def monitoring_template(request: HttpRequest, sheet: str) -> HttpResponse:
    require(request, RULES["monitoring_template"])
    if sheet not in frozenset(MonitoringSheet):
        raise NoSuchCount
    content = template(MonitoringSheet(sheet), timezone.localdate().year)
    return as_file(content, f"monitoring-{sheet}.xlsx", EXCEL)


def _read(form: MonitoringForm, viewer: Viewer) -> MonitoringRead:
    file, year = form.cleaned_data["file"], form.cleaned_data["year"]
    return read_monitoring(file.name, file.read(), year, lists_in_use(viewer=viewer))

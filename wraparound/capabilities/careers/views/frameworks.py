"""Pages of frameworks: reading one, taking it away, bringing one in, and putting two beside each other."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import frameworks as act
from wraparound.capabilities.careers.calculation.stored import as_data, from_data
from wraparound.capabilities.careers.exchange.frameworks import KINDS, file_name, framework_out, read_framework_file
from wraparound.capabilities.careers.forms.frameworks import BeforeForm, CarryOverForm, FrameworkForm, YesForm
from wraparound.capabilities.careers.queries import frameworks as ask
from wraparound.capabilities.careers.terms.frameworks import (
    CannotKeepCareer,
    FrameworkFormat,
    FrameworkRead,
    HeldFramework,
    NoSuchCareer,
    own_key,
)
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import frameworks as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.records import as_file

SALT = "careers.import"
A_DAY = 86_400
"""Seconds for which what was looked at can still be written."""
TOO_LATE = "What you looked at is more than a day old, or the page was changed. Send the file again."


@require_safe
@or_not_found
def shipped(request: HttpRequest, key: str) -> HttpResponse:
    viewer = require(request, RULES["shipped"])
    return _page(request, ask.framework_called(key, viewer=viewer), viewer)


@require_safe
@or_not_found
def framework(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["framework"])
    return _page(request, ask.framework_called(own_key(number), viewer=viewer), viewer)


@require_safe
@or_not_found
def shipped_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    viewer = require(request, RULES["shipped_file"])
    return _file(ask.framework_called(key, viewer=viewer), form)


@require_safe
@or_not_found
def framework_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    viewer = require(request, RULES["framework_file"])
    return _file(ask.framework_called(own_key(number), viewer=viewer), form)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def import_framework(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["import_framework"])
    if "looked_at" in request.POST:
        return _write(request, viewer)
    places = ask.keeper_places(viewer=viewer)
    sent = request.method == "POST"
    form = FrameworkForm(request.POST if sent else None, request.FILES if sent else None, places=places)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_framework_file(file.name, file.read(), form.head())
        except CannotKeepCareer as trouble:
            form.add_error("file", str(trouble))
        else:
            return _preview(request, form, read, viewer)
    return render(request, "careers/import.html", {"form": form, "say": say})


@require_POST
@or_not_found
def undo_import(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["undo_import"])
    try:
        act.take_back_framework(number, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
        return redirect("careers:framework", number=number)
    messages.success(request, "The import was taken back. Nothing of the framework is left.")
    return redirect("careers:index")


@require_safe
@or_not_found
def carry_over(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["carry_over"])
    found = ask.mapping_page(request.GET.get("before", ""), number, viewer=viewer)
    return render(request, "careers/carry_over.html", {"found": found, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def carry_over_write(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["carry_over_write"])
    ask.kept_framework(number, viewer=viewer)
    found = ask.mapping_page(request.GET.get("before", ""), number, viewer=viewer)
    form = CarryOverForm(request.POST if request.method == "POST" else None, page=found)
    if written(
        form,
        lambda at: act.map_frameworks(
            found.before.key,
            number,
            form.pairs(),
            replaces_on=form.cleaned_data["replaces_on"],
            version=form.cleaned_data["version"] or 0,
            at=at,
            by=viewer,
        ),
        "It is noted what carries over.",
        visit=request,
    ):
        return redirect("careers:framework", number=number)
    return render(request, "careers/carry_over_write.html", {"found": found, "form": form, "say": say})


def _page(visit: HttpRequest, found: HeldFramework, viewer: Viewer) -> HttpResponse:
    every = ask.frameworks(viewer=viewer)
    others = [one for one in every if one.key != found.key]
    context = {
        "found": found,
        "names": {one.key: one.framework.title for one in every},
        "mappings": ask.mappings_of(found.key, viewer=viewer),
        "form": BeforeForm(others=others) if found.may_change and others else None,
        "formats": say.FORMATS,
        "on": timezone.localdate(),
        "say": say,
        "tell": tell,
    }
    return render(visit, "careers/framework.html", context)


def _file(found: HeldFramework, form: str) -> HttpResponse:
    if form not in set(FrameworkFormat):
        raise NoSuchCareer
    chosen = FrameworkFormat(form)
    content = framework_out(found.framework, chosen, timezone.localdate())
    return as_file(content, file_name(found.framework, chosen), KINDS[chosen])


def _preview(visit: HttpRequest, form: FrameworkForm, read: FrameworkRead, viewer: Viewer) -> HttpResponse:
    place = form.cleaned_data["place"]
    looked_at = ""
    if read.framework is not None:
        held = {"place": place, "by": viewer.person, "data": as_data(read.framework)}
        looked_at = signing.dumps(held, salt=SALT, compress=True)
    owner = dict(form.fields["place"].choices)[place]  # type: ignore[attr-defined]  # a field with choices
    context = {"read": read, "looked_at": looked_at, "owner": owner, "say": say}
    return render(visit, "careers/import_preview.html", context)


def _write(visit: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = YesForm(visit.POST)
    try:
        held = signing.loads(visit.POST.get("looked_at", ""), salt=SALT, max_age=A_DAY)
        if held["by"] != viewer.person or not form.is_valid():
            raise signing.BadSignature
        one = from_data(held["data"])
        number = act.bring_in_framework(held["place"], one, at=timezone.localtime(), by=viewer)
    except signing.BadSignature:
        messages.error(visit, TOO_LATE)
        return redirect("careers:import_framework")
    except CannotKeepCareer as trouble:
        messages.error(visit, str(trouble))
        return redirect("careers:import_framework")
    messages.success(visit, "The framework is here. You can take the import back while nothing rests on it.")
    return redirect("careers:framework", number=number)

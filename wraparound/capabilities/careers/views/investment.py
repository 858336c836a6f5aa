"""Pages of what is spent on development: a year of an organisation, a file of years, and what a region reads."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import investment as act
from wraparound.capabilities.careers.calculation.investment import by_level
from wraparound.capabilities.careers.exchange.frameworks import KINDS
from wraparound.capabilities.careers.exchange.spending import read_spending_file, rows_from, rows_kept, spending_out
from wraparound.capabilities.careers.forms.frameworks import YesForm
from wraparound.capabilities.careers.forms.investment import LineForm, SpendingFileForm, YearForm
from wraparound.capabilities.careers.queries import investment as ask
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, FrameworkFormat
from wraparound.capabilities.careers.terms.investment import SpendingRead
from wraparound.capabilities.careers.wording import investment as say
from wraparound.capabilities.careers.wording.frameworks import day, trouble_words
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.records import as_file

SALT = "careers.spending"
A_DAY = 86_400
"""Seconds for which what was looked at can still be written."""


@require_safe
@or_not_found
def investments(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["investments"])
    found = ask.investment_places(viewer=viewer)
    this_year = say.year_of(timezone.localdate())
    form = YearForm(request.GET if "place" in request.GET else None, places=found, this_year=this_year)
    if form.is_bound and form.is_valid():
        sort, _, code = form.cleaned_data["place"].partition(":")
        name = "careers:region_investment" if sort == "region" else "careers:investment"
        return redirect(name, code=code, year=int(form.cleaned_data["year"]))
    return render(request, "careers/investments.html", {"found": found, "form": form, "say": say})


@require_safe
@or_not_found
def investment(request: HttpRequest, code: str, year: int) -> HttpResponse:
    viewer = require(request, RULES["investment"])
    found = ask.investment_page(code, year, viewer=viewer)
    context = {
        "found": found,
        "table": say.spending_table(found.lines, None, year, found.name),
        "chart": say.spending_chart(by_level(found.lines), year, found.name) if found.lines else None,
        "say": say,
    }
    return render(request, "careers/investment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def investment_line(request: HttpRequest, code: str, year: int) -> HttpResponse:
    viewer = require(request, RULES["investment_line"])
    found = ask.investment_page(code, year, viewer=viewer)
    seen = ask.line_today(code, year, (request.GET.get("level", ""), request.GET.get("kind", "")), viewer=viewer)
    form = LineForm(request.POST if request.method == "POST" else None, year=year, seen=seen)
    if written(form, lambda at: act.write_line(code, form.row(), at=at, by=viewer), "Kept.", visit=request):
        return redirect("careers:investment", code=code, year=year)
    context = {"found": found, "form": form, "line": seen and seen.line, "say": say}
    return render(request, "careers/investment_line.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def investment_import(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["investment_import"])
    place = ask.investing_place(code, viewer=viewer)
    if "looked_at" in request.POST:
        return _write(request, code, viewer)
    sent = request.method == "POST"
    form = SpendingFileForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_spending_file(file.name, file.read(), timezone.localdate())
        except CannotKeepCareer as trouble:
            form.add_error("file", str(trouble))
        else:
            return _preview(request, code, read, viewer)
    return render(request, "careers/investment_import.html", {"place": place, "form": form, "say": say})


@require_safe
@or_not_found
def investment_file(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["investment_file"])
    place = ask.investing_place(code, viewer=viewer)
    content = spending_out(ask.lines_of(place, None, viewer=viewer), timezone.localdate())
    return as_file(content, f"development-{place.code.lower()}.xlsx", KINDS[FrameworkFormat.EXCEL])


@require_POST
@or_not_found
def investment_share(request: HttpRequest, code: str, year: int) -> HttpResponse:
    viewer = require(request, RULES["investment_share"])
    try:
        act.share_spending(code, year, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "Your region reads it as it is now.")
    return redirect("careers:investment", code=code, year=year)


@require_POST
@or_not_found
def investment_take_back(request: HttpRequest, code: str, year: int) -> HttpResponse:
    viewer = require(request, RULES["investment_take_back"])
    act.take_back_spending(code, year, at=timezone.localtime(), by=viewer)
    messages.success(request, "Taken back. Your region reads nothing of it.")
    return redirect("careers:investment", code=code, year=year)


@require_safe
@or_not_found
def region_investment(request: HttpRequest, code: str, year: int) -> HttpResponse:
    viewer = require(request, RULES["region_investment"])
    found = ask.region_investment_page(code, year, viewer=viewer)
    told = found.together
    context = {
        "found": found,
        "table": say.spending_table(told.apart, told.others, year, found.name),
        "tables": [(one, say.spending_table(one.told.apart, one.told.others, year, one.name)) for one in found.shared],
        "chart": say.spending_chart(by_level(told.apart), year, say.apart_words(found), told.others)
        if told.apart
        else None,
        "say": say,
        "day": day,
    }
    return render(request, "careers/region_investment.html", context)


def _preview(visit: HttpRequest, code: str, read: SpendingRead, viewer: Viewer) -> HttpResponse:
    place = ask.investing_place(code, viewer=viewer)
    does = ask.what_rows_do(code, read.rows, viewer=viewer)
    held = {"code": code, "by": viewer.person, "rows": rows_kept(one.row for one in does)}
    context = {
        "place": place,
        "read": read,
        "does": does,
        "looked_at": signing.dumps(held, salt=SALT, compress=True) if read.rows else "",
        "trouble_words": trouble_words,
        "say": say,
    }
    return render(visit, "careers/investment_preview.html", context)


def _write(visit: HttpRequest, code: str, viewer: Viewer) -> HttpResponse:
    form = YesForm(visit.POST)
    try:
        held = signing.loads(visit.POST.get("looked_at", ""), salt=SALT, max_age=A_DAY)
        if (held["by"], held["code"]) != (viewer.person, code) or not form.is_valid():
            raise signing.BadSignature
        rows = rows_from(held["rows"])
        done = act.write_spending(code, rows, at=timezone.localtime(), by=viewer)
    except signing.BadSignature:
        messages.error(visit, say.TOO_LATE)
        return redirect("careers:investment_import", code=code)
    except CannotKeepCareer as trouble:
        messages.error(visit, str(trouble))
        return redirect("careers:investment_import", code=code)
    for row in done.left:
        messages.warning(visit, say.left_words(row))
    if done.changed or not done.left:
        messages.success(visit, say.changed_words(done.changed))
    return redirect("careers:investment", code=code, year=max(one.year for one in rows))

"""The chart of an organisation, and what is below one post of it."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.forms.charts import ChartForm
from wraparound.capabilities.pipelines.queries.charts import chart_of, code_of_post
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.terms.charts import MOST_PART, Chart, ChartNode
from wraparound.capabilities.pipelines.wording import charts as say
from wraparound.capabilities.pipelines.wording.posts import lies_ahead
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def chart(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["chart"])
    form = ChartForm(request.GET)
    day, today = _days(form, viewer)
    on = form.given("on")
    if on is not None and on > today.on:
        messages.info(request, lies_ahead(on))
    found = chart_of(code, form.question(), viewer=viewer, day=day, today=today)
    return render(request, "pipelines/chart.html", _context(found, form, today))


@require_safe
@or_not_found
def reports(request: HttpRequest, number: int) -> HttpResponse:
    """A page of its own, or with `?part=1` the list alone, for a chart that is open already."""
    viewer = require(request, RULES["reports"])
    form = ChartForm(request.GET)
    day, today = _days(form, viewer)
    code = form.given("of") or code_of_post(number, viewer=viewer, day=day)
    found = chart_of(code, form.question(number, MOST_PART), viewer=viewer, day=day, today=today)
    page = "pipelines/_below.html" if request.GET.get("part") == "1" else "pipelines/reports.html"
    return render(request, page, _context(found, form, today))


def _days(form: ChartForm, viewer: Viewer) -> tuple[Day, Day]:
    on = timezone.localdate()
    day = day_of(form.given("on"), on, viewer=viewer, as_shown=bool(form.given("shown")))
    return day, day_of(None, on, viewer=viewer)


def _context(found: Chart, form: ChartForm, today: Day) -> dict[str, object]:
    under: dict[int | None, list[ChartNode]] = defaultdict(list)
    for one in found.nodes:
        under[one.above].append(one)
    page = form.given("page") or 1
    return {
        "chart": found,
        "form": form,
        "say": say,
        "under": under,
        "today": today.on,
        "next": page + 1 if found.more else None,
        "previous": page - 1,
    }

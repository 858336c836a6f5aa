"""The quarterly return on board vacancies: a page to read, print and check, and a workbook."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.calculation.returns import quarter_due, quarters_until
from wraparound.capabilities.pipelines.exchange.returns import returns_workbook
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.forms.returns import ReturnsForm
from wraparound.capabilities.pipelines.queries.returns import board_returns
from wraparound.capabilities.pipelines.terms.returns import MOST_QUARTERS
from wraparound.capabilities.pipelines.wording import posts as say
from wraparound.capabilities.pipelines.wording import returns as tell
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting


@require_safe
@or_not_found
def returns(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["returns"])
    today = timezone.localdate()
    of, organisation, shown = ReturnsForm(request.GET).asked(otherwise=quarter_due(today))
    page = board_returns(of, organisation=organisation, as_shown=shown, viewer=viewer, today=today)
    asked = {"quarter": page.quarter.ends.isoformat(), "organisation": organisation, "shown": "1" if shown else ""}
    known = {name: value for name, value in asked.items() if value}
    context = {
        "page": page,
        "say": say,
        "tell": tell,
        "asked": urlencode(known),
        "all_of_quarter": urlencode({name: value for name, value in known.items() if name != "organisation"}),
        "quarters": [(one.ends.isoformat(), tell.quarter_words(one)) for one in quarters_until(today, MOST_QUARTERS)],
        "detail": len(page.returns) == 1,
    }
    return render(request, "pipelines/returns.html", context)


@require_safe
@or_not_found
def returns_as_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["returns_sheet"])
    today = timezone.localdate()
    of, organisation, shown = ReturnsForm(request.GET).asked(otherwise=quarter_due(today))
    with exporting("pipelines:returns_sheet", by=viewer):
        page = board_returns(of, organisation=organisation, as_shown=shown, viewer=viewer, today=today)
    return as_file(returns_workbook(page), f"board-vacancies-{page.quarter.ends.isoformat()}.xlsx", EXCEL)

"""What followed when trusts became one: open to everybody, published figures only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.forms.followed import MeasureForm
from wraparound.capabilities.partnerships.queries.followed import followed as ask
from wraparound.capabilities.partnerships.queries.followed import measures_to_follow
from wraparound.capabilities.partnerships.wording import followed as say
from wraparound.people.access import require


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["followed"])
    measures = measures_to_follow(viewer=viewer)
    form = MeasureForm(request.GET, measures=measures)
    measure = form.asked()
    answer = ask(measure, viewer=viewer)
    context = {
        "answer": answer,
        "table": say.moves_table(answer),
        "measures": [(one, say.measure_words(one)) for one in measures],
        "error": form.errors.get("measure", [""])[0],
        "say": say,
    }
    return render(request, "partnerships/followed.html", context)

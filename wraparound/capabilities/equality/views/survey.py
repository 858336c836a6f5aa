"""Pages of what was published of an organisation: bring it in, look, say yes, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import survey as act
from wraparound.capabilities.equality.exchange.survey import read_survey, template
from wraparound.capabilities.equality.forms.survey import BoardForm, SurveyForm
from wraparound.capabilities.equality.queries import survey as ask
from wraparound.capabilities.equality.queries.monitoring import place_to_send_for
from wraparound.capabilities.equality.terms.answers import CannotCount, NoSuchCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import SurveyRead
from wraparound.capabilities.equality.views.figures import EXCEL
from wraparound.capabilities.equality.wording import survey as say
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.own import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.records import as_file


@never_cache
@require_safe
def survey(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["survey"])
    context = {"found": ask.published_places(viewer=viewer), "say": say, "day": day, "year_words": year_words}
    return render(request, "equality/survey.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def survey_new(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["survey_new"])
    place = place_to_send_for(code, viewer=viewer)
    sent, today = request.method == "POST", timezone.localdate()
    form = SurveyForm(request.POST if sent else None, request.FILES if sent else None, today=today)
    read = SurveyRead()
    if form.is_bound and form.is_valid():
        year, file = form.cleaned_data["year"], form.cleaned_data["file"]
        try:
            read = read_survey(file.name, file.read(), year, today=today)
            if read.rows:
                number = act.look_at_survey(code, year, read.rows, at=timezone.localtime(), by=viewer)
                return redirect("equality:survey_look", number=number)
        except CannotCount as trouble:
            form.add_error("file", str(trouble))
    context = {"place": place, "form": form, "read": read, "say": say}
    return render(request, "equality/survey_new.html", context)


@never_cache
@require_safe
@or_not_found
def survey_look(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["survey_look"])
    found, indicators = ask.survey_file(number, viewer=viewer)
    context = {
        "found": found,
        "indicators": indicators,
        "waits": found.state is MonitoringState.LOOKED_AT,
        "say": say,
        "day": day,
        "year_words": year_words,
    }
    return render(request, "equality/survey_look.html", context)


@require_POST
@or_not_found
def survey_show(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["survey_show"])
    try:
        act.show_survey(number, at=timezone.localtime(), by=viewer)
    except NoSuchCount:
        raise
    except CannotCount as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.SHOWN)
    return redirect("equality:survey")


@require_POST
@or_not_found
def survey_undo(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["survey_undo"])
    act.take_survey_back(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.TAKEN_BACK)
    return redirect("equality:survey")


@require_safe
def survey_template(request: HttpRequest) -> HttpResponse:
    require(request, RULES["survey_template"])
    return as_file(template(timezone.localdate().year - 1), "staff-survey.xlsx", EXCEL)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_new(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["board_new"])
    place = place_to_send_for(code, viewer=viewer)
    form = BoardForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if written(
        form,
        lambda at: act.say_own_board(code, form.said(), at=at, by=viewer),
        say.BOARD_KEPT,
        visit=request,
    ):
        return redirect("equality:survey")
    return render(request, "equality/board_new.html", {"place": place, "form": form, "say": say})


@require_POST
@or_not_found
def board_undo(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_undo"])
    act.take_board_back(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.BOARD_GONE)
    return redirect("equality:survey")

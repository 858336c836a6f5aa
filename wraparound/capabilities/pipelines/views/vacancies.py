"""The list of vacancies, one of them, and how it is opened, brought on, and ended."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.pipelines.access import LEAD, RULES
from wraparound.capabilities.pipelines.actions import vacancies as act
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.exchange.vacancies import vacancies_workbook
from wraparound.capabilities.pipelines.forms.vacancies import (
    CorrectStageForm,
    CostsForm,
    OpenVacancyForm,
    OutcomeForm,
    StageForm,
    VacanciesForm,
)
from wraparound.capabilities.pipelines.queries.candidacies import candidates_open, stage_kept
from wraparound.capabilities.pipelines.queries.days import day_of
from wraparound.capabilities.pipelines.queries.keeping import post_kept
from wraparound.capabilities.pipelines.queries.lists import choices_of
from wraparound.capabilities.pipelines.queries.matching import asked_for
from wraparound.capabilities.pipelines.queries.vacancies import (
    costs_kept,
    last_day_known,
    vacancy_kept,
    vacancy_lines,
    vacancy_of,
)
from wraparound.capabilities.pipelines.queries.vacancy_lists import vacancies_page, vacancies_sheet
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Show, Stage, VacancyLine, VacancyTerms
from wraparound.capabilities.pipelines.views.asking import REFUSED
from wraparound.capabilities.pipelines.views.entering import refuse, said, today_of
from wraparound.capabilities.pipelines.wording import matching as ask
from wraparound.capabilities.pipelines.wording import posts as say
from wraparound.capabilities.pipelines.wording import vacancies as tell
from wraparound.people.access import allows, require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting

DAY = timedelta(days=1)
LEFT = "pipelines_vacancies"
"""Where the session keeps how somebody narrowed the list last."""


def words(**more: object) -> dict[str, object]:
    """The context of a page about vacancies."""
    return {"say": say, "tell": tell, "ask": ask, **more}


@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["vacancies"])
    question = VacanciesForm(_as_left(request)).question()
    today = today_of()
    day = day_of(question.on, today.on, viewer=viewer)
    page = vacancies_page(question, viewer=viewer, day=day)
    choices, _ = choices_of((), viewer=viewer)
    narrowed = tell.narrowed_words(
        question,
        dict(choices.organisations).get(question.organisation, ""),
        dict(choices.regions).get(question.region, ""),
    )
    context = words(
        page=page,
        q=question,
        choices=choices,
        narrowed=narrowed,
        asked=urlencode(question.asked()),
        encoded=urlencode,
        remembered=not request.GET and question.asked(),
        today=today.on,
        stages=[(one.value, named) for one, named in tell.STAGES.items()],
        shows=[(one.value, named) for one, named in tell.SHOWN.items()],
        roles=[(one.value, named) for one, named in say.ROLES.items()],
        levels=[(one.value, named) for one, named in say.LEVELS.items()],
        leads=allows(viewer, LEAD),
        may_return=allows(viewer, RULES["returns"]),
        may_forecast=allows(viewer, RULES["forecasts"]),
        show=Show,
    )
    return render(request, "pipelines/vacancies.html", context)


@require_safe
def vacancies_as_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["vacancies_sheet"])
    question = VacanciesForm(request.GET).question()
    day = day_of(question.on, today_of().on, viewer=viewer)
    with exporting("pipelines:vacancies_sheet", by=viewer):
        rows = vacancies_sheet(question, viewer=viewer, day=day)
    return as_file(vacancies_workbook(rows, question, day.on), "vacancies.xlsx", EXCEL)


@require_safe
@or_not_found
def vacancy(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["vacancy"])
    today = today_of()
    day = day_of(VacanciesForm(request.GET).question().on, today.on, viewer=viewer)
    found = vacancy_of(number, viewer=viewer, day=day, today=today)
    asked = asked_for(number, viewer=viewer, day=day, today=today)
    acts = found.line.leads and day == today
    context = words(
        found=found,
        one=found.line,
        asked=asked,
        acts=acts,
        today=today.on,
        named=tell.STAGES_OF_CANDIDATES,
        take_up=_take_up(found) if acts else "",
        sees_match=found.sees_counts,
    )
    return render(request, "pipelines/vacancy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def open_vacancy(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["open_vacancy"])
    today = today_of()
    post = post_kept(number, viewer=viewer, today=today)
    last = last_day_known(number, viewer=viewer, today=today)
    start = {"opened_on": today.on, "needed_from": last + DAY if last else today.on}
    form = OpenVacancyForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            made = act.open_vacancy(number, form.new(), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            said(request, f"A vacancy of {post.title} is open.", "Say next what it asks for.")
            return redirect("pipelines:vacancy", number=made)
    return render(request, "pipelines/vacancy_open.html", words(form=form, post=post, last=last))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def vacancy_stage(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["vacancy_stage"])
    today = today_of()
    one = line_kept(number, viewer)
    form = StageForm(request.POST if request.method == "POST" else None, initial={"on": today.on})
    if form.is_bound and form.is_valid():
        new = form.new()
        try:
            entry = act.enter_stage(number, new, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            back = reverse("pipelines:correct_stage", kwargs={"number": entry})
            said(request, tell.stage_said(one.title, new.stage, new.on), undo="Correct it or take it back", at=back)
            return redirect("pipelines:vacancy", number=number)
    return render(request, "pipelines/vacancy_stage.html", words(form=form, one=one))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def end_vacancy(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end_vacancy"])
    today = today_of()
    one = line_kept(number, viewer)
    people = candidates_open(number, viewer=viewer, today=today)
    chosen = request.GET.get("candidate", "")[:20]
    start = {"on": today.on, "candidate": chosen, "stage": Stage.APPOINTED if chosen else ""}
    form = OutcomeForm(request.POST if request.method == "POST" else None, people=people, initial=start)
    if form.is_bound and form.is_valid():
        new = form.new()
        try:
            act.end_vacancy(number, new, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            told = tell.told_words(len(people))
            then = "Enter next from which day they hold the post." if new.stage is Stage.APPOINTED else ""
            said(request, tell.stage_said(one.title, new.stage, new.on), told, then)
            return redirect("pipelines:vacancy", number=number)
    return render(request, "pipelines/vacancy_end.html", words(form=form, one=one, people=people))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def correct_stage(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["correct_stage"])
    one, entry = stage_kept(number, viewer=viewer, today=today_of())
    start = {"on": entry.on, "because": entry.because, "unfilled": entry.unfilled or "", "version": entry.version}
    form = CorrectStageForm(request.POST if request.method == "POST" else None, stage=entry.stage, initial=start)
    takes_back = request.POST.get("did") == "take_back"
    if form.is_bound and form.is_valid():
        given, at = form.cleaned_data, timezone.localtime()
        try:
            if takes_back:
                gone = act.take_back_stage(number, why=given["why"], version=given["version"], at=at, by=viewer)
            else:
                act.correct_stage(number, form.correction(), version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, entry.version)
        else:
            said(request, "It is taken back." if takes_back else "It is corrected.", tell.KEPT_IN_HISTORY)
            if takes_back and gone is Stage.OPENED:
                return redirect("pipelines:post", number=one.post)
            return redirect("pipelines:vacancy", number=one.number)
    context = words(form=form, one=one, entry=entry, ends=entry.stage in OUTCOMES, opened=entry.stage is Stage.OPENED)
    return render(request, "pipelines/vacancy_correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def vacancy_costs(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["vacancy_costs"])
    one = line_kept(number, viewer)
    said_so_far, version = costs_kept(number, viewer=viewer, today=today_of())
    start = {**vars(said_so_far), "needed_from": one.needed_from, "version": version}
    form = CostsForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        read = form.cleaned_data["version"]
        try:
            act.say_costs(
                number, form.costs(), needed_from=form.needed(), version=read, at=timezone.localtime(), by=viewer
            )
        except REFUSED as trouble:
            refuse(form, trouble, version)
        else:
            said(request, "What it costs is kept.", tell.KEPT_IN_HISTORY)
            return redirect("pipelines:vacancy", number=number)
    return render(request, "pipelines/vacancy_costs.html", words(form=form, one=one))


def line_kept(number: int, viewer: Viewer) -> VacancyLine:
    """The vacancy that the viewer is about to change, nobody named; refused where another organisation keeps it."""
    today = today_of()
    (line,) = vacancy_lines([vacancy_kept(number, viewer=viewer, today=today)], viewer=viewer, day=today)
    return line


def _take_up(found: VacancyTerms) -> str:
    """Where whoever was appointed is entered as holding the post, with what is known filled in."""
    if found.line.stage is not Stage.APPOINTED:
        return ""
    who = next((one for one in found.candidates if one.stage is Stage.APPOINTED), None)
    asked = {"starts": max(found.line.needed_from, found.line.since).isoformat()}
    # Never their name: addresses are kept in logs and histories of browsers.
    if who is not None and who.called:
        asked["candidate"] = str(who.number)
    where = reverse("pipelines:take_up", kwargs={"number": found.line.post})
    return f"{where}?{urlencode(asked)}"


def _as_left(asked: HttpRequest) -> QueryDict:
    """What was asked; where nothing was, what was asked last in this browser. Its page and day are not kept."""
    if not asked.GET:
        return QueryDict(asked.session.get(LEFT, ""))
    now = urlencode(VacanciesForm(asked.GET).question().of_today().asked())
    if asked.session.get(LEFT, "") != now:
        asked.session[LEFT] = now
    return asked.GET

"""What a vacancy asks for, who could be considered, who is, and what was decided on them."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import candidacies as act
from wraparound.capabilities.pipelines.actions import requirements as asking
from wraparound.capabilities.pipelines.forms.matching import ChangeRequirementForm, NarrowForm, RequirementForm
from wraparound.capabilities.pipelines.forms.vacancies import CandidateForm, CorrectStageForm, DecisionForm
from wraparound.capabilities.pipelines.queries.candidacies import applicant_of, candidate_of, decision_kept
from wraparound.capabilities.pipelines.queries.matching import match_page, requirements_of, vacancy_of_requirement
from wraparound.capabilities.pipelines.queries.people_called import person_called
from wraparound.capabilities.pipelines.queries.vacancies import vacancy_kept
from wraparound.capabilities.pipelines.terms.matching import RequirementSort
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, CandidateTerms, Source, Stage
from wraparound.capabilities.pipelines.views.asking import REFUSED, days_asked
from wraparound.capabilities.pipelines.views.entering import refuse, said, today_of
from wraparound.capabilities.pipelines.views.vacancies import line_kept, words
from wraparound.capabilities.pipelines.wording import vacancies as tell
from wraparound.people.access import require
from wraparound.people.queries.organisations import regions
from wraparound.people.views.asking import or_not_found


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def requirements(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["requirements"])
    today = today_of()
    row = vacancy_kept(number, viewer=viewer, today=today)
    post, place = row.post, row.post.organisation
    start = {
        "essential": "1",
        "role": post.role,
        "level": post.level,
        "kind": place.kind,
        "place": place.region.code,
        "by": row.needed_from,
        "band": "ready_now",
    }
    places = [(one.code, one.name) for one in regions(viewer=viewer)]
    form = RequirementForm(request.POST if request.method == "POST" else None, places=places, initial=start)
    if form.is_bound and form.is_valid():
        try:
            asking.ask(number, form.new(), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            said(request, "It is asked for.", "Ask for something more, or see who could be considered.")
            return redirect("pipelines:requirements", number=number)
    asked = requirements_of(row, viewer=viewer, day=today, versions=True)
    context = words(form=form, one=line_kept(number, viewer), asked=asked, is_words=RequirementSort.WORDS)
    return render(request, "pipelines/vacancy_requirements.html", context)


@require_POST
@or_not_found
def change_requirement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["change_requirement"])
    vacancy = vacancy_of_requirement(number, viewer=viewer, today=today_of())
    form = ChangeRequirementForm(request.POST)
    if form.is_valid():
        did, version, at = form.cleaned_data["did"], form.cleaned_data["version"], timezone.localtime()
        try:
            if did == "drop":
                asking.drop(number, version=version, at=at, by=viewer)
            else:
                asking.weigh(number, essential=did == "essential", version=version, at=at, by=viewer)
        except REFUSED as trouble:
            messages.error(request, str(trouble))
        else:
            said(request, "It is asked for no more." if did == "drop" else "It is changed.", tell.KEPT_IN_HISTORY)
    return redirect("pipelines:requirements", number=vacancy)


@require_safe
@or_not_found
def match(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["match"])
    day, today = days_asked(viewer, request=request)
    narrow, page = NarrowForm(request.GET).asked()
    found = match_page(number, narrow=narrow, page=page, viewer=viewer, day=day, today=today)
    by_number = {one.number: one for one in found.requirements}
    past = {"on": day.on.isoformat()} if day.on != today.on else {}
    past |= {"shown": "1"} if day.known else {}
    link = f"{reverse('pipelines:match', kwargs={'number': number})}?{urlencode({'who': narrow, **past})}&"
    context = words(
        found=found,
        by_number=by_number,
        warned=[one for one in found.shut_out if one.many or one.takes_care],
        link=link,
        day=day,
        today=today.on,
        acts=found.leads and day == today,
    )
    return render(request, "pipelines/vacancy_match.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def add_candidate(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["add_candidate"])
    today = today_of()
    vacancy_kept(number, viewer=viewer, today=today)
    one = line_kept(number, viewer)
    key = (request.POST if request.method == "POST" else request.GET).get("person", "")[:40]
    who = person_called(key, viewer=viewer, today=today) if _is_key(key) else None
    start = {"on": today.on, "person": who.key if who else ""}
    form = CandidateForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        new = form.new()
        try:
            made, brought = act.add_candidate(number, new, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            name = who.name if who else new.name
            told = "They see it at once, with who put them there and why." if who else tell.TELL_THEM_YOURSELF
            said(request, f"{name} is on the long list.", told, _brought(brought, Stage.LONG_LIST, new.on))
            return redirect("pipelines:candidate", number=made)
    return render(request, "pipelines/candidate_add.html", words(form=form, one=one, who=who))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def candidate(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["candidate"])
    today = today_of()
    found = candidate_of(number, viewer=viewer, today=today)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"on": today.on})
    if form.is_bound and form.is_valid():
        new = form.new()
        try:
            brought = act.decide(number, new, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            called = tell.candidate_called(found.line)
            told = _told(found.line.known is not None or not found.line.name) if new.stage in OUTCOMES else ""
            said(
                request,
                f"{called}: {tell.STAGES_OF_CANDIDATES[new.stage].lower()}.",
                told,
                _brought(brought, new.stage, new.on),
            )
            return redirect("pipelines:candidate", number=number)
    context = words(form=form, found=found, line=found.line, one=found.vacancy, named=tell.STAGES_OF_CANDIDATES)
    return render(request, "pipelines/candidate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def correct_decision(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["correct_decision"])
    found, entry = decision_kept(number, viewer=viewer, today=today_of())
    start = {"on": entry.on, "because": entry.because, "version": entry.version}
    form = CorrectStageForm(
        request.POST if request.method == "POST" else None, stage=entry.stage, of_candidate=True, initial=start
    )
    takes_back = request.POST.get("did") == "take_back"
    if form.is_bound and form.is_valid():
        given, at = form.cleaned_data, timezone.localtime()
        try:
            if takes_back:
                left = act.take_back_decision(number, why=given["why"], version=given["version"], at=at, by=viewer)
            else:
                left = act.correct_decision(number, form.correction(), version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, entry.version)
        else:
            if left is None:
                said(request, tell.KEPT_BY_MISTAKE if found.line.name else "It is taken back.", **_to_remove(found))
                return redirect("pipelines:vacancy", number=found.vacancy.number)
            said(request, "It is taken back." if takes_back else "It is corrected.", tell.KEPT_IN_HISTORY)
            return redirect("pipelines:candidate", number=left)
    context = words(form=form, found=found, line=found.line, one=found.vacancy, entry=entry, of_candidate=True)
    return render(request, "pipelines/vacancy_correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def remove_applicant(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["remove_applicant"])
    found = applicant_of(number, viewer=viewer, today=today_of())
    if request.method == "POST":
        try:
            vacancy = act.remove_applicant(number, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            said(request, str(trouble))
            return redirect("pipelines:candidate", number=number)
        said(request, "They are removed, with everything that was written of them.")
        return redirect("pipelines:vacancy", number=vacancy) if found.vacancy_there else redirect("pipelines:vacancies")
    return render(
        request, "pipelines/applicant_remove.html", words(found=found, is_outside=found.source is Source.OUTSIDE)
    )


def _to_remove(found: CandidateTerms) -> dict[str, str]:
    """Where the name goes at once of an outside applicant who was entered by mistake."""
    if not found.line.name:
        return {}
    at = reverse("pipelines:remove_applicant", kwargs={"number": found.line.number})
    return {"undo": tell.REMOVE_AT_ONCE, "at": at}


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _brought(brought: bool, stage: Stage, on: date) -> str:
    return tell.brought_words(stage, on) if brought else ""


def _told(here: bool) -> str:
    return "They are told." if here else tell.TELL_THEM_YOURSELF

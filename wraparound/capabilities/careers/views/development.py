"""Pages of development plans, and of talks about them."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import development as act
from wraparound.capabilities.careers.forms.assessments import ShowForm
from wraparound.capabilities.careers.forms.development import DirectionForm, StepForm, TalkForm
from wraparound.capabilities.careers.queries.development import (
    plan_page,
    split_of_steps,
    talk_over,
    talk_page,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.wording import development as say
from wraparound.capabilities.careers.wording import gaps
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

A_YEAR = timedelta(days=365)
AS_ONE_TYPES = "live"
"""What is sent along by the script that asks, while somebody types, what the words say."""
WORDS = {"say": say, "role": role, "gaps": gaps, "day": day}


@require_POST
@or_not_found
def plan_begin(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["plan_begin"])
    profile = _whole(request.POST.get("profile", ""))
    number = act.begin_plan(profile, at=timezone.localtime(), by=viewer)
    if competency := request.POST.get("competency", ""):
        step = reverse("careers:plan_step", kwargs={"number": number})
        return redirect(f"{step}?{urlencode({'competency': competency})}")
    return redirect("careers:plan", number=number)


@require_safe
@or_not_found
def plan(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["plan"])
    found, split = plan_page(number, viewer=viewer), split_of_steps(number, viewer=viewer)
    return render(request, "careers/plan.html", {"found": found, "on": timezone.localdate(), "split": split} | WORDS)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def plan_direction(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["plan_direction"])
    found = plan_page(number, viewer=viewer)
    form = DirectionForm(request.POST if request.method == "POST" else None, page=found)
    if written(
        form,
        lambda at: act.choose_direction(
            number,
            form.chosen(),
            form.cleaned_data["why"],
            version=form.cleaned_data["version"] or 0,
            at=at,
            by=viewer,
        ),
        "Kept.",
        visit=request,
    ):
        return redirect("careers:plan", number=number)
    means = {one.value: words for one, words in say.MEANS.items()}
    return render(request, "careers/plan_direction.html", {"found": found, "form": form, "means": means} | WORDS)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def plan_step(request: HttpRequest, number: int, key: int = 0) -> HttpResponse:
    viewer = require(request, RULES["plan_step"])
    found = plan_page(number, viewer=viewer)
    step = next((one for one in found.steps if one.key == key), None)
    if key and step is None:
        raise NoSuchCareer
    sent = request.POST if request.method == "POST" else None
    typed = request.POST.get("words", "")
    if AS_ONE_TYPES in request.POST:
        split = split_of_steps(number, viewer=viewer, typed=typed, key=key)
        return render(request, "careers/_split.html", {"split": split} | WORDS)
    form = StepForm(sent, page=found, step=step, asked=request.GET.get("competency", ""))
    if written(
        form,
        lambda at: (
            act.change_step(number, key, form.new(), version=form.cleaned_data["version"] or 0, at=at, by=viewer)
            if key
            else act.add_step(number, form.new(), at=at, by=viewer)
        ),
        "Kept.",
        visit=request,
    ):
        return redirect("careers:plan", number=number)
    split = split_of_steps(number, viewer=viewer, typed=typed, key=key)
    context = {"found": found, "form": form, "step": step, "split": split}
    return render(request, "careers/plan_step.html", context | WORDS)


@require_POST
@or_not_found
def plan_step_mark(request: HttpRequest, number: int, key: int) -> HttpResponse:
    viewer = require(request, RULES["plan_step_mark"])
    what, at = request.POST.get("what"), timezone.localtime()
    if what == "off":
        act.drop_step(number, key, at=at, by=viewer)
    elif what in ("done", "open"):
        act.mark_step(number, key, what == "done", at=at, by=viewer)
    else:
        raise NoSuchCareer
    return redirect("careers:plan", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def plan_show(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["plan_show"])
    found = plan_page(number, viewer=viewer)
    initial = {"until": timezone.localdate() + A_YEAR}
    form = ShowForm(request.POST if request.method == "POST" else None, initial=initial)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.show_plan(number, **form.cleaned_data, at=at, by=viewer)),
        "They can read it now. Once you have talked, either of you writes down what was said.",
        visit=request,
    ):
        return redirect("careers:talk", number=made[0])
    return render(request, "careers/plan_show.html", {"found": found, "form": form} | WORDS)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def plan_delete(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["plan_delete"])
    found = plan_page(number, viewer=viewer)
    if request.method == "POST":
        try:
            act.delete_plan(number, at=timezone.localtime(), by=viewer)
        except CannotKeepCareer as trouble:
            messages.error(request, str(trouble))
            return redirect("careers:plan", number=number)
        messages.success(request, "Deleted. Nothing of the plan is left.")
        return redirect("careers:index")
    return render(request, "careers/plan_delete.html", {"found": found} | WORDS)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def talk(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["talk"])
    today = timezone.localdate()
    try:
        found = talk_page(number, viewer=viewer, on=today)
    except NoSuchCareer:
        over = talk_over(number, viewer=viewer, on=today)
        if over is None:
            raise
        return render(request, "careers/talk_over.html", {"over": over} | WORDS, status=410)
    initial = {"version": found.version, "held_on": today}
    form = TalkForm(request.POST if request.method == "POST" else None, initial=initial)
    if written(
        form,
        lambda at: act.write_talk(
            number,
            form.cleaned_data["held_on"],
            form.cleaned_data["words"],
            version=form.cleaned_data["version"] or 0,
            at=at,
            by=viewer,
        ),
        "Written. The other side is asked whether they agree.",
        visit=request,
    ):
        return redirect("careers:talk", number=number)
    return render(request, "careers/talk.html", {"found": found, "form": form, "on": today} | WORDS)


@require_POST
@or_not_found
def talk_agree(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["talk_agree"])
    try:
        act.agree_talk(number, _whole(request.POST.get("place", "")), at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "You both agree.")
    return redirect("careers:talk", number=number)


@require_POST
@or_not_found
def plan_take_back(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["plan_take_back"])
    plan_number = act.take_back_plan(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "Taken back. They read nothing of it any more, nor what you both wrote.")
    return redirect("careers:plan", number=plan_number)


def _whole(typed: str) -> int:
    """A whole number of few digits as it was sent; nought, which nothing has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

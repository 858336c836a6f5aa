"""Pages of work across organisations: all of it, one piece, showing it, and confirming somebody else's."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import system_work as act
from wraparound.capabilities.careers.forms.assessments import ShowForm
from wraparound.capabilities.careers.forms.system_work import ConfirmForm, EndForm, WorkForm
from wraparound.capabilities.careers.queries.system_work import confirm_page, own_page, shared_work, work_page
from wraparound.capabilities.careers.queries.uses import where_used
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.system_work import ConfirmState
from wraparound.capabilities.careers.terms.uses import UseOf
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import system_work as say
from wraparound.capabilities.careers.wording import uses as using
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

A_MONTH = timedelta(days=30)
ANSWERS = {
    "yes": (ConfirmState.CONFIRMED, "You confirm it."),
    "no": (ConfirmState.DECLINED, "They are told that you would rather not."),
    "back": (ConfirmState.TAKEN_BACK, "Taken back. You confirm it no longer."),
}


@require_safe
def works(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["works"])
    context = {"found": own_page(viewer=viewer), "on": timezone.localdate(), "say": say, "tell": tell}
    context |= {"uses": where_used(UseOf.WORKS, 0, viewer=viewer, on=timezone.localdate()), "using": using}
    return render(request, "careers/works.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def work_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["work_new"])
    form = WorkForm(request.POST if request.method == "POST" else None)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.write_work(form.new(), at=at, by=viewer)),
        "Kept. You can ask somebody to confirm it.",
        visit=request,
    ):
        return redirect("careers:work", number=made[0])
    return render(request, "careers/work_new.html", {"form": form, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def work(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["work"])
    found = work_page(number, viewer=viewer)
    ends = "last" in request.POST
    asking = ConfirmForm(request.POST if request.method == "POST" and not ends else None)
    ending = EndForm(request.POST if ends else None)
    if written(
        asking,
        lambda at: act.ask_to_confirm(number, **asking.cleaned_data, at=at, by=viewer),
        "They are asked.",
        visit=request,
    ) or written(
        ending,
        lambda at: act.end_work(number, **ending.cleaned_data, at=at, by=viewer),
        "Its last day is kept.",
        visit=request,
    ):
        return redirect("careers:work", number=number)
    context = {"one": found, "asking": asking, "ending": ending, "say": say, "day": day}
    return render(request, "careers/work.html", context)


@require_POST
@or_not_found
def work_delete(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["work_delete"])
    try:
        act.delete_work(number, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
        return redirect("careers:work", number=number)
    messages.success(request, "Deleted, with who confirmed it.")
    return redirect("careers:works")


@require_http_methods(["GET", "HEAD", "POST"])
def works_show(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["works_show"])
    initial = {"until": timezone.localdate() + A_MONTH}
    form = ShowForm(request.POST if request.method == "POST" else None, initial=initial)
    if written(
        form,
        lambda at: act.show_work(**form.cleaned_data, at=at, by=viewer),
        "They can read it now. You can take that back at any time.",
        visit=request,
    ):
        return redirect("careers:works")
    return render(request, "careers/works_show.html", {"form": form})


@require_POST
@or_not_found
def works_take_back(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["works_take_back"])
    act.take_back_work(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "Taken back. They can read it no longer.")
    return redirect("careers:works")


@require_safe
@or_not_found
def works_shown(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["works_shown"])
    found = shared_work(number, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/works_shown.html", {"found": found, "say": say})


@require_safe
@or_not_found
def work_confirm(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["work_confirm"])
    found = confirm_page(number, viewer=viewer)
    return render(request, "careers/work_confirm.html", {"found": found, "say": say, "day": day})


@require_POST
@or_not_found
def work_confirm_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["work_confirm_answer"])
    if request.POST.get("answer") not in ANSWERS:
        raise NoSuchCareer
    state, words = ANSWERS[request.POST["answer"]]
    act.answer_confirmation(number, state, at=timezone.localtime(), by=viewer)
    messages.success(request, words)
    return redirect("careers:asked")

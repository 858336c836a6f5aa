"""Pages of examples that show a competency, and of vouching for them."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import examples as act
from wraparound.capabilities.careers.forms.examples import ExampleForm, VouchForm
from wraparound.capabilities.careers.queries.examples import competency_called, example_page, vouch_page
from wraparound.capabilities.careers.queries.uses import where_used
from wraparound.capabilities.careers.terms.examples import VouchState
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.uses import UseOf
from wraparound.capabilities.careers.wording import examples as say
from wraparound.capabilities.careers.wording import uses as using
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

A_YEAR = timedelta(days=365)
ANSWERS = {
    "yes": (VouchState.CONFIRMED, "You vouch for it."),
    "no": (VouchState.DECLINED, "They are told that you would rather not."),
    "back": (VouchState.TAKEN_BACK, "Taken back. You vouch for it no longer."),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def example_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["example_new"])
    framework, key = request.GET.get("framework", ""), request.GET.get("competency", "")
    competency = competency_called(framework, key, viewer=viewer)
    form = ExampleForm(request.POST if request.method == "POST" else None)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.write_example(form.new(framework, key), at=at, by=viewer)),
        "Kept. You can ask somebody to vouch for it.",
        visit=request,
    ):
        return redirect("careers:example", number=made[0])
    return render(request, "careers/example_new.html", {"competency": competency, "form": form, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def example(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["example"])
    today = timezone.localdate()
    found = example_page(number, viewer=viewer, on=today)
    form = VouchForm(request.POST if request.method == "POST" else None, initial={"until": today + A_YEAR})
    if written(
        form,
        lambda at: act.ask_to_vouch(number, **form.cleaned_data, at=at, by=viewer),
        "They are asked.",
        visit=request,
    ):
        return redirect("careers:example", number=number)
    uses = where_used(UseOf.EXAMPLE, number, viewer=viewer, on=today)
    context = {"found": found, "form": form, "say": say, "day": day, "uses": uses, "using": using}
    return render(request, "careers/example.html", context)


@require_POST
@or_not_found
def example_delete(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["example_delete"])
    try:
        act.delete_example(number, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
        return redirect("careers:example", number=number)
    messages.success(request, "Deleted, with who vouched for it.")
    return redirect("careers:index")


@require_safe
@or_not_found
def vouch(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["vouch"])
    found = vouch_page(number, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/vouch.html", {"found": found, "say": say, "day": day})


@require_POST
@or_not_found
def vouch_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["vouch_answer"])
    if request.POST.get("answer") not in ANSWERS:
        raise NoSuchCareer
    state, words = ANSWERS[request.POST["answer"]]
    act.answer_vouch(number, state, at=timezone.localtime(), by=viewer)
    messages.success(request, words)
    return redirect("careers:asked")

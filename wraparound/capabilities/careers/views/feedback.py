"""Pages of what others see of somebody: asking them, replying, reading it once it is over, and what is asked of one."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import feedback as act
from wraparound.capabilities.careers.calculation.screening import telling_parts
from wraparound.capabilities.careers.forms.feedback import AskForm, ReplyForm
from wraparound.capabilities.careers.queries.assessments import assessment_page
from wraparound.capabilities.careers.queries.examples import asked_to_vouch
from wraparound.capabilities.careers.queries.feedback import asks_of, feedback_page, own_rounds, reply_page
from wraparound.capabilities.careers.queries.system_work import asked_to_confirm
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.wording import examples as vouching
from wraparound.capabilities.careers.wording import feedback as say
from wraparound.capabilities.careers.wording import system_work as confirming
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

THREE_WEEKS = timedelta(days=21)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def feedback_new(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["feedback_new"])
    found = assessment_page(number, viewer=viewer)
    initial = {"closes_on": timezone.localdate() + THREE_WEEKS}
    form = AskForm(request.POST if request.method == "POST" else None, initial=initial)
    if written(
        form,
        lambda at: act.open_round(number, form.asked_for(), at=at, by=viewer),
        "They are asked. You read what may be told after the last day.",
        visit=request,
    ):
        return redirect("careers:asked")
    return render(request, "careers/feedback_new.html", {"found": found, "form": form, "say": say})


@require_safe
@or_not_found
def feedback(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["feedback"])
    found = feedback_page(number, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/feedback.html", {"found": found, "say": say, "day": day})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def feedback_delete(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["feedback_delete"])
    found = feedback_page(number, viewer=viewer, on=timezone.localdate())
    if request.method == "POST":
        try:
            act.delete_round(number, at=timezone.localtime(), by=viewer)
        except CannotKeepCareer as trouble:
            messages.error(request, str(trouble))
            return redirect("careers:feedback", number=number)
        messages.success(request, "Deleted. Nothing of what others said is left.")
        return redirect("careers:asked")
    return render(request, "careers/feedback_delete.html", {"found": found, "say": say})


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["asked"])
    today = timezone.localdate()
    context = {
        "asks": asks_of(viewer=viewer, on=today),
        "vouches": asked_to_vouch(viewer=viewer, on=today),
        "rounds": own_rounds(viewer=viewer, on=today),
        "say": say,
        "vouching": vouching,
        "confirms": asked_to_confirm(viewer=viewer),
        "confirming": confirming,
    }
    return render(request, "careers/asked.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def reply(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["reply"])
    found = reply_page(number, viewer=viewer, on=timezone.localdate())
    form = ReplyForm(request.POST if request.method == "POST" else None, page=found)
    # Said before it is sent; not when the page is first looked at, and not to a manager, who is named anyway.
    typed = str(request.POST.get("words", "")) if form.is_bound and not found.is_named else ""
    if written(form, lambda at: act.reply(number, form.given(), at=at, by=viewer), "Sent. Thank you.", visit=request):
        return redirect("careers:asked")
    context = {"found": found, "form": form, "telling": telling_parts(typed, found.names), "say": say, "day": day}
    return render(request, "careers/reply.html", context)

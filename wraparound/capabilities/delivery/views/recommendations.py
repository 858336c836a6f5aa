"""Answering a recommendation, and adding one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.actions import answers as act
from wraparound.capabilities.delivery.forms.recommendations import AnswerForm, RecommendationForm, answer_typed
from wraparound.capabilities.delivery.queries.answering import answering, recommending
from wraparound.capabilities.delivery.views.asking import words
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

ANSWERED = "Answered. You can change it at any time."
ADDED = "Added. It waits for your answer."


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def answer(request: HttpRequest, code: str, key: str) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    found = answering(code, key, viewer=viewer, today=timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, initial=answer_typed(found.answered.answer, found.version))
    if written(
        form,
        lambda at: act.answer(code, key, form.new(), version=form.cleaned_data["version"] or 0, at=at, by=viewer),
        ANSWERED,
        visit=request,
    ):
        return redirect("delivery:plan", code=found.code)
    return render(request, "delivery/answer.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def recommend(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["recommend"])
    found = recommending(code, viewer=viewer)
    form = RecommendationForm(request.POST if request.method == "POST" else None)
    if written(form, lambda at: act.recommend(code, form.new(), at=at, by=viewer), ADDED, visit=request):
        return redirect("delivery:plan", code=found.code)
    return render(request, "delivery/recommend.html", words(form=form, found=found))

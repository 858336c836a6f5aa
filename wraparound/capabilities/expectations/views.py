"""Pages of expectations: find a trust, a trust, recovery by regime."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wraparound.capabilities.expectations import queries
from wraparound.capabilities.expectations.access import RULES
from wraparound.capabilities.expectations.forms import RecoveryForm, SearchForm
from wraparound.capabilities.expectations.terms.recovery import Cohort
from wraparound.capabilities.expectations.terms.search import TrustList, TrustSearch
from wraparound.capabilities.expectations.wording import asking, finding, numbers, pictures, trusts
from wraparound.capabilities.expectations.wording import recovery as recovery_words
from wraparound.people.access import require
from wraparound.published.terms import CannotAnswer, NotInEvidence, Regime

MOST_SUGGESTIONS = 8


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    form = SearchForm(request.GET)
    form.is_valid()
    errors = _errors(form)
    try:
        found = queries.trusts(form.search(), viewer=viewer)
    except CannotAnswer as trouble:
        errors = {**errors, "region": str(trouble)}
        found = queries.trusts(replace(form.search(), region=None), viewer=viewer)
    if _is_the_one(found) and "stay" not in request.GET:
        return HttpResponseRedirect(reverse("expectations:trust", args=[found.found[0].organisation.code]))
    context = {"trusts": found, "choices": queries.search_choices(viewer=viewer), "errors": errors}
    return render(request, "expectations/index.html", {**context, "say": finding, "ask": asking})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["suggestions"])
    form = SearchForm(request.GET)
    form.is_valid()
    found = queries.trusts(TrustSearch(text=form.search().text), viewer=viewer).found if form.search().text else ()
    return JsonResponse(
        {
            "suggestions": [
                {
                    "address": reverse("expectations:trust", args=[one.organisation.code]),
                    "name": one.organisation.name,
                    "line": finding.suggestion_line(one),
                }
                for one in found[:MOST_SUGGESTIONS]
            ]
        }
    )


@require_safe
def trust(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["trust"])
    if code != code.upper():
        return HttpResponseRedirect(reverse("expectations:trust", args=[code.upper()]))
    try:
        answer = queries.trust(code, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    context = {
        "answer": answer,
        "rule": recovery_words.rule_of_the_day(answer.like_it),
        "timeline": pictures.spells_picture(answer),
        "curve": pictures.recovery_picture(answer.like_it, own=pictures.own_spell(answer)),
        "numbers": numbers,
        "say": trusts,
        "ask": asking,
        "recovery": recovery_words,
    }
    return render(request, "expectations/trust.html", context)


@require_safe
def recovery(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["recovery"])
    context = {
        "answers": queries.every_regime(viewer=viewer),
        "leadership": queries.facts_about("leadership", viewer=viewer),
        "afterwards": queries.facts_about("what came next", viewer=viewer),
        "numbers": numbers,
        "say": recovery_words,
    }
    return render(request, "expectations/recovery.html", context)


@require_safe
def regime(request: HttpRequest, regime: str) -> HttpResponse:
    viewer = require(request, RULES["regime"])
    if regime not in set(Regime):
        raise Http404(f"There is no regime “{regime}”. There are: {', '.join(Regime)}.")
    form = RecoveryForm(request.GET)
    form.is_valid()
    errors = _errors(form)
    try:
        answer = queries.recovery(form.question(Regime(regime)), viewer=viewer)
    except CannotAnswer as trouble:
        errors = {**errors, "cohort": str(trouble)}
        answer = queries.recovery(replace(form.question(Regime(regime)), cohort=Cohort.ALL), viewer=viewer)
    context = {
        "form": form,
        "errors": errors,
        "answer": answer,
        "narrowed": bool(request.GET),
        "curve": pictures.recovery_picture(answer),
        "choices": queries.search_choices(viewer=viewer),
        "numbers": numbers,
        "say": recovery_words,
        "ask": asking,
    }
    return render(request, "expectations/regime.html", context)


def _is_the_one(found: TrustList) -> bool:
    """Whether nothing else can have been meant: one trust, and no closed trust of the same words."""
    return bool(found.search.text) and len(found.found) == 1 and not found.closed


def _errors(form: SearchForm | RecoveryForm) -> dict[str, str]:
    """Each field that could not be understood, with one sentence."""
    return {name: str(messages[0]) for name, messages in form.errors.items()}

"""Pages of earlier work that was credited: deciding, ending, and what was credited to oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import credits as act
from wraparound.capabilities.careers.forms.credits import CreditForm, CreditWhereForm, EndCreditForm
from wraparound.capabilities.careers.queries import credits as ask
from wraparound.capabilities.careers.queries.frameworks import frameworks
from wraparound.capabilities.careers.wording import credits as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written


@require_safe
def credited(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["credited"])
    return render(request, "careers/credited.html", {"found": ask.credited(viewer=viewer), "say": say})


@require_safe
def credits_here(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["credits"])
    return render(request, "careers/credits.html", {"found": ask.credits_here(viewer=viewer), "say": say})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def credit_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["credit_new"])
    places, known = ask.crediting_places(viewer=viewer), frameworks(viewer=viewer)
    where = CreditWhereForm(request.GET if "place" in request.GET else None, places=places, frameworks=known)
    if not (where.is_bound and where.is_valid()):
        return render(request, "careers/credit_where.html", {"form": where, "say": say})
    said = where.cleaned_data
    page = ask.credit_writing(said["place"], said["framework"], viewer=viewer, on=timezone.localdate())
    form = CreditForm(request.POST if request.method == "POST" else None, page=page)
    if written(
        form,
        lambda at: act.credit(form.new(page), at=at, by=viewer),
        "Credited. They are told that there is something to read.",
        visit=request,
    ):
        return redirect("careers:credits")
    return render(request, "careers/credit_new.html", {"found": page, "form": form, "say": say})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def credit_end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["credit_end"])
    found = ask.credit_terms(number, viewer=viewer)
    form = EndCreditForm(request.POST if request.method == "POST" else None)
    if written(
        form,
        lambda at: act.end_credit(number, form.cleaned_data["because"], at=at, by=viewer),
        "The credit is ended.",
        visit=request,
    ):
        return redirect("careers:credits")
    return render(request, "careers/credit_end.html", {"found": found, "form": form, "say": say})

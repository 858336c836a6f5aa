"""The card of a person: as a page, and on paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.exchange.cards import card_as_pdf, file_name
from wraparound.capabilities.pipelines.queries.cards import card as card_of
from wraparound.capabilities.pipelines.terms.cards import MOST_ON_PAPER
from wraparound.capabilities.pipelines.views.asking import days_asked
from wraparound.capabilities.pipelines.views.readiness import spoken
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting


@require_safe
@or_not_found
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["card"])
    day, today = days_asked(viewer, request=request)
    found = card_of(str(key), viewer=viewer, day=day, today=today)
    context = spoken(card=found, day=day, today=today.on, is_today=day == today, most=MOST_ON_PAPER)
    return render(request, "pipelines/card.html", context)


@require_safe
@or_not_found
def card_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["card_pdf"])
    day, today = days_asked(viewer, request=request)
    with exporting("pipelines:card_pdf", by=viewer):
        found = card_of(str(key), viewer=viewer, day=day, today=today)
    where = request.build_absolute_uri(reverse("pipelines:card", args=[key]))
    return as_file(card_as_pdf(found, where), file_name(found.known.name, day.on), "application/pdf")

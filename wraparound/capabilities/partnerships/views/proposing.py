"""Who could help an organisation: the list, one proposal with everything of both, and a workbook."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.exchange.proposals import proposals_workbook
from wraparound.capabilities.partnerships.forms.proposals import ProposalsForm, in_address
from wraparound.capabilities.partnerships.queries.agreements import can_propose_to
from wraparound.capabilities.partnerships.queries.here import proposal_here, propose_here
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import A_PAGE, Filter
from wraparound.capabilities.partnerships.terms.standings import AspectSide
from wraparound.capabilities.partnerships.wording import guard, places, plain
from wraparound.capabilities.partnerships.wording import proposals as tell
from wraparound.capabilities.partnerships.wording import standings as stands
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {"tell": tell, "stands": stands, "guards": guard, "plain": plain, "places_say": places}


@require_safe
@or_not_found
def proposals(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["proposals"])
    form = ProposalsForm(request.GET)
    question = form.asked(code)
    found = propose_here(question, viewer=viewer, on=timezone.localdate())
    pages = max(1, -(-len(found.proposals) // A_PAGE))
    page = min(form.page_asked(), pages)
    shown = found.proposals[(page - 1) * A_PAGE : page * A_PAGE]
    context = {
        "found": found,
        "shown": shown,
        "unknown": tell.unknown_of_all(shown),
        "page": page,
        "pages_there": pages,
        "asked": in_address(question),
        "filters": [(one, one in found.filters) for one in Filter],
        "topics": [("", "Everything it needs"), *((one.value, plain.begun(plain.TOPICS[one])) for one in Topic)],
        "sides": [(side, [one for one in found.aspects if one.side is side]) for side in AspectSide],
        **WORDS,
    }
    return render(request, "partnerships/proposals.html", context)


@require_safe
@or_not_found
def proposal(request: HttpRequest, code: str, helper: str) -> HttpResponse:
    viewer = require(request, RULES["proposal"])
    found = proposal_here(code, helper, viewer=viewer, on=timezone.localdate())
    one = found.proposal
    may_propose = can_propose_to(found.found.code, one.code, viewer=viewer)
    context = {"page": found, "one": one, "may_propose": may_propose, **WORDS}
    return render(request, "partnerships/proposal.html", context)


@require_safe
@or_not_found
def proposals_sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["proposals_sheet"])
    question = ProposalsForm(request.GET).asked(code)
    found = propose_here(question, viewer=viewer, on=timezone.localdate())
    return as_file(proposals_workbook(found), f"who-could-help-{quote(found.code)}.xlsx", EXCEL)

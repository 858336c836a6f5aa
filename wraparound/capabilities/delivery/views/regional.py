"""What organisations of a region shared of their plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.delivery.access import KEEP_REGIONAL, RULES
from wraparound.capabilities.delivery.queries.regional import regional_plans
from wraparound.capabilities.delivery.views.asking import words
from wraparound.capabilities.delivery.wording import regional as region_says
from wraparound.people.access import allows, require
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def region(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["region"])
    found = regional_plans(request.GET.get("region", ""), viewer=viewer, today=timezone.localdate())
    table = region_says.answers_table(found)
    return render(
        request,
        "delivery/region.html",
        words(found=found, region_says=region_says, answers=table, may_keep=allows(viewer, KEEP_REGIONAL)),
    )

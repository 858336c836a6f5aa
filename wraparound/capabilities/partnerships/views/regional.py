"""Who helps whom in a region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries.regional import regional_page
from wraparound.capabilities.partnerships.views.asking import words
from wraparound.capabilities.partnerships.wording import arrangements, regional
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def region(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["region"])
    found = regional_page(request.GET.get("region", "")[:30], viewer=viewer, on=timezone.localdate())
    context = words(
        found=found,
        picture_of=regional.helping_picture(found),
        region_says=regional,
        arranged=arrangements,
    )
    return render(request, "partnerships/region.html", context)

"""The door to careers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.careers.access import CREDIT, INVEST, RULES
from wraparound.capabilities.careers.queries.assessments import own_assessments, shown_to
from wraparound.capabilities.careers.queries.development import own_plans, plans_shown
from wraparound.capabilities.careers.queries.frameworks import frameworks, keeper_places
from wraparound.capabilities.careers.queries.profiles import profiles, roles_at_own
from wraparound.capabilities.careers.queries.system_work import own_lines, work_shown_to
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import development as develop
from wraparound.capabilities.careers.wording import frameworks as say
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.capabilities.careers.wording import system_work as work
from wraparound.people.access import allows, require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    found = profiles(viewer=viewer)
    context = {
        "mine": own_assessments(viewer=viewer),
        "shown": shown_to(viewer=viewer, on=timezone.localdate()),
        "plans": own_plans(viewer=viewer),
        "plans_shown": plans_shown(viewer=viewer, on=timezone.localdate()),
        "develop": develop,
        "day": say.day,
        "tell": tell,
        "own": roles_at_own(found, viewer=viewer, on=timezone.localdate()),
        "profiles": found,
        "role": role,
        "frameworks": frameworks(viewer=viewer),
        "places": keeper_places(viewer=viewer),
        "on": timezone.localdate(),
        "credits": allows(viewer, CREDIT),
        "works": own_lines(viewer=viewer),
        "works_shown": work_shown_to(viewer=viewer, on=timezone.localdate()),
        "work": work,
        "invests": allows(viewer, INVEST),
        "say": say,
    }
    return render(request, "careers/index.html", context)

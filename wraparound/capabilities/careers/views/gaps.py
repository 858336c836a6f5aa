"""The page of a role beside what somebody said of themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.queries.examples import own_examples
from wraparound.capabilities.careers.queries.gaps import gap_page
from wraparound.capabilities.careers.queries.next_roles import next_after
from wraparound.capabilities.careers.queries.system_work import own_lines
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import credits as credit
from wraparound.capabilities.careers.wording import examples as vouching
from wraparound.capabilities.careers.wording import gaps as say
from wraparound.capabilities.careers.wording import next_roles as onward
from wraparound.capabilities.careers.wording import offers as offer
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.capabilities.careers.wording import system_work as work
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def gap(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["gap"])
    found = gap_page(number, viewer=viewer, on=timezone.localdate())
    own = own_examples(found.profile.framework.key, viewer=viewer, on=timezone.localdate())
    context = {
        "found": found,
        "examples": own,
        "vouching": vouching,
        "say": say,
        "tell": tell,
        "role": role,
        "day": day,
        "credit": credit,
        "works": own_lines(viewer=viewer),
        "work": work,
        "offer": offer,
        "onward": onward,
        "following": onward.next_lines(next_after(found.profile.line, viewer=viewer)),
    }
    return render(request, "careers/gap.html", context)

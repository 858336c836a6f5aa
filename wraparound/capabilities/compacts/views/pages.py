"""One compact, one version of its text, two of them side by side, and whether a signed one holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.forms.compacts import AnswerForm, CommentForm
from wraparound.capabilities.compacts.queries import compacts as kept
from wraparound.capabilities.compacts.queries import verifying
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.compacts import CompactTerms
from wraparound.capabilities.compacts.views.asking import number_in, or_not_found, words
from wraparound.people.access import require
from wraparound.published.months import months_after


@require_safe
@or_not_found
def compact(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["compact"])
    found = kept.compact(number, viewer=viewer, on=timezone.localdate())
    return render(request, "compacts/compact.html", _context(found))


@require_safe
@or_not_found
def text(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["text"])
    found = kept.compact(number, viewer=viewer, on=timezone.localdate(), version=version)
    return render(request, "compacts/compact.html", {**_context(found), "asked": version})


@require_safe
@or_not_found
def compare(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["compare"])
    on = timezone.localdate()
    found = kept.compact(number, viewer=viewer, on=on)
    numbers = [one.number for one in found.texts]
    after = _number(request.GET.get("after"), numbers, numbers[0] if numbers else 0)
    before = _number(request.GET.get("before"), numbers, next((one for one in numbers if one < after), after))
    both = kept.compared(number, before, after, viewer=viewer, on=on) if numbers else None
    context = words(found=found, both=both, choices=[(one.number, one) for one in found.texts])
    return render(request, "compacts/compare.html", context)


@require_safe
@or_not_found
def verify(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["verify"])
    try:
        found = verifying.verify(number, viewer=viewer, version=version)
    except CannotAgree as trouble:
        return render(request, "compacts/verify.html", words(number=number, trouble=str(trouble)))
    return render(request, "compacts/verify.html", words(number=number, found=found))


def _context(found: CompactTerms) -> dict[str, object]:
    points = points_of(found.text.agreement.starts, found.text.agreement.months) if found.text else ()
    last = months_after(found.text.agreement.starts, found.text.agreement.months) if found.text else None
    return words(found=found, points=points, last=last, comment=CommentForm(), answer=AnswerForm())


def _number(given: str | None, known: list[int], otherwise: int) -> int:
    found = number_in(given)
    return found if found in known else otherwise

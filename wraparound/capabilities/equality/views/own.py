"""Pages of what a person gives for counting: theirs alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import own as act
from wraparound.capabilities.equality.exchange.own import own_file
from wraparound.capabilities.equality.forms.own import AnswersForm, SureForm
from wraparound.capabilities.equality.queries import own as ask
from wraparound.capabilities.equality.queries.figures import may_read
from wraparound.capabilities.equality.queries.held import own_beside
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.monitoring import may_send
from wraparound.capabilities.equality.queries.parts import not_asked_by
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.wording import adjustments as say_adjustments
from wraparound.capabilities.equality.wording import own as say
from wraparound.capabilities.equality.wording import questions as words
from wraparound.capabilities.equality.wording.acting import NAME as ACTS
from wraparound.capabilities.equality.wording.parts import NAME as USES
from wraparound.capabilities.equality.wording.requirements import NAME as ASKS
from wraparound.people.access import allows, require
from wraparound.people.views.asking import or_not_found, written
from wraparound.people.views.records import as_file


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    context = {
        "lists": lists_in_use(viewer=viewer).values(),
        "signed_in": viewer.person is not None,
        "sends": may_send(viewer=viewer),
        "reads": may_read(viewer=viewer),
        "acts": ACTS if allows(viewer, RULES["actions"]) else "",
        "asks": ASKS if allows(viewer, RULES["requirements"]) else "",
        "uses": USES if allows(viewer, RULES["parts"]) else "",
        "say": say,
        "words": words,
    }
    return render(request, "equality/index.html", context)


@never_cache
@require_safe
@or_not_found
def mine(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["mine"])
    if not ask.can_give(viewer=viewer):
        return render(request, "equality/not_ready.html", {"say": say})
    found, lists = ask.own_answers(viewer=viewer), lists_in_use(viewer=viewer)
    context = {
        "found": found,
        "not_asked": not_asked_by(viewer=viewer),
        "answers": [(words.NAMES[one.value], words.answer_words(one, found.given, lists)) for one in Characteristic],
        "stages": ask.own_stages(viewer=viewer),
        "say": say,
        "say_adjustments": say_adjustments,
    }
    return render(request, "equality/mine.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def change(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["change"])
    if not ask.can_give(viewer=viewer):
        return render(request, "equality/not_ready.html", {"say": say})
    found = ask.own_answers(viewer=viewer)
    sent = request.POST if request.method == "POST" else None
    form = AnswersForm(sent, lists=lists_in_use(viewer=viewer), given=found.given)
    if written(form, lambda at: act.give(form.given(), at=at, by=viewer), say.GIVEN, visit=request):
        return redirect("equality:mine")
    return render(request, "equality/change.html", {"form": form, "found": found, "say": say})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def withdraw(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["withdraw"])
    form = SureForm(request.POST if request.method == "POST" else None, label="Withdraw everything that I gave")
    if written(form, lambda at: act.withdraw(by=viewer), say.WITHDRAWN, visit=request):
        return redirect("equality:mine")
    context = {"form": form, "say": say, "say_adjustments": say_adjustments}
    return render(request, "equality/withdraw.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def objection(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["objection"])
    if not ask.can_give(viewer=viewer):
        return render(request, "equality/not_ready.html", {"say": say})
    found = ask.own_answers(viewer=viewer)
    stands = found.objected_on is not None
    label = "I take my objection back" if stands else "I object to being counted"
    form = SureForm(request.POST if request.method == "POST" else None, label=label)
    if stands:
        done = written(form, lambda at: act.take_objection_back(by=viewer), say.AGREED, visit=request)
    else:
        done = written(form, lambda at: act.object_to_counting(at=at, by=viewer), say.OBJECTED, visit=request)
    if done:
        return redirect("equality:mine")
    context = {"form": form, "found": found, "say": say, "say_adjustments": say_adjustments}
    return render(request, "equality/objection.html", context)


@never_cache
@require_safe
@or_not_found
def mine_file(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["mine_file"])
    if not ask.can_give(viewer=viewer):
        return render(request, "equality/not_ready.html", {"say": say})
    today = timezone.localdate()
    content = own_file(
        ask.own_answers(viewer=viewer),
        ask.own_stages(viewer=viewer),
        own_beside(viewer=viewer, on=today),
        lists_in_use(viewer=viewer),
        taken_on=today,
    )
    return as_file(content, "equality.json", "application/json")

"""Pages of what people of a region say of themselves, counted; and of agreeing to that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions.counts import be_counted
from wraparound.capabilities.careers.queries.counts import counted_page, is_counted
from wraparound.capabilities.careers.wording import counts as say
from wraparound.capabilities.careers.wording import profiles as role
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["counting"])
    if request.method == "POST":
        be_counted(agreed="agree" in request.POST, at=timezone.localtime(), by=viewer)
        messages.success(request, say.ARE_IN if "agree" in request.POST else say.ARE_OUT)
        return redirect("careers:index")
    return render(request, "careers/counting.html", {"agreed": is_counted(viewer=viewer), "say": say})


@require_safe
@or_not_found
def counted(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["counted"])
    found = counted_page(number, viewer=viewer)
    return render(request, "careers/counted.html", {"found": found, "say": say, "role": role})

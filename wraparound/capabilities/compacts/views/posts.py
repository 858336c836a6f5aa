"""Which post a compact or a prospectus is about: said where it is begun, or later."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import posts as act
from wraparound.capabilities.compacts.forms.posts import WhichPostForm
from wraparound.capabilities.compacts.queries import posts as ask
from wraparound.capabilities.compacts.terms.posts import WhichPost
from wraparound.capabilities.compacts.views.asking import or_not_found, words
from wraparound.capabilities.compacts.wording.posts import post_choices
from wraparound.people.access import require
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.rights import ChangedMeanwhile


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def which_post(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["which_post"])
    found = ask.which_post_of_compact(number, viewer=viewer, on=timezone.localdate())

    def point(post: int | None, version: int) -> None:
        act.point_compact(number, post, version=version, at=timezone.localtime(), by=viewer)

    return _asked(found, point, "compacts:compact", "compact", request=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def which_post_of_prospectus(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["which_post_of_prospectus"])
    found = ask.which_post_of_prospectus(number, viewer=viewer, on=timezone.localdate())

    def point(post: int | None, version: int) -> None:
        act.point_prospectus(number, post, version=version, at=timezone.localtime(), by=viewer)

    return _asked(found, point, "compacts:edit_prospectus", "prospectus", request=request)


def _asked(
    found: WhichPost, point: Callable[[int | None, int], None], there: str, what: str, *, request: HttpRequest
) -> HttpResponse:
    now = {"post": str(found.now or ""), "version": found.version}
    sent = request.POST if request.method == "POST" else None
    form = WhichPostForm(sent, posts=post_choices(found.choices, found.gone), initial=now)
    if form.is_bound and form.is_valid():
        try:
            point(form.chosen(), form.cleaned_data["version"])
        except CannotAnswer as trouble:
            if isinstance(trouble, ChangedMeanwhile):
                form.data = {**request.POST.dict(), "version": str(found.version)}
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Saved. The words under which it was agreed stay as they are.")
            return redirect(there, number=found.number)
    return render(request, "compacts/which_post.html", words(form=form, found=found, there=there, what=what))

"""Keeping posts: entered, changed, closed, and opened again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import closing, posts, usual
from wraparound.capabilities.pipelines.actions.board_notes import decided
from wraparound.capabilities.pipelines.forms.keeping import AS_IT_IS, CloseForm, PostForm
from wraparound.capabilities.pipelines.forms.usual import UsualBoardForm
from wraparound.capabilities.pipelines.queries.keeping import (
    above_choices,
    board_now,
    place_kept,
    post_kept,
    post_to_edit,
    share_choices,
)
from wraparound.capabilities.pipelines.terms.lists import PostTerms
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel
from wraparound.capabilities.pipelines.terms.usual import USUAL
from wraparound.capabilities.pipelines.views.asking import REFUSED
from wraparound.capabilities.pipelines.views.board_asking import at_board, back_to_board
from wraparound.capabilities.pipelines.views.entering import carry, refuse, said, today_of, words
from wraparound.capabilities.pipelines.wording import keeping as tell
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def new_post(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["new_post"])
    today = today_of()
    place = place_kept(code, viewer=viewer)
    form = PostForm(
        request.POST if request.method == "POST" else None,
        above=above_choices(place.code, viewer=viewer, today=today),
        sharing=share_choices(place.code, viewer=viewer),
        initial={"level": PostLevel.BOARD, "executive": True, "starts": today.on},
    )
    if form.is_bound and form.is_valid():
        try:
            number = posts.add_post(place.code, form.new(), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, 0)
        else:
            said(request, f"{form.cleaned_data['title']} is entered.", "Say next who holds it, or that it is vacant.")
            return redirect("pipelines:take_up", number=number)
    return render(request, "pipelines/post_write.html", words(form=form, place=place, found=None))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def edit_post(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["edit_post"])
    today = today_of()
    found = post_to_edit(number, viewer=viewer, today=today)
    code = found.organisation_code
    above = above_choices(code, viewer=viewer, today=today, without=number)
    kept = tell.kept_above(found, above)
    form = PostForm(
        request.POST if request.method == "POST" else None,
        above=(*above, (AS_IT_IS, kept)) if kept else above,
        sharing=share_choices(code, found.shared_with, viewer=viewer),
        initial=_as_it_is(found) | ({"reports_to": AS_IT_IS} if kept else {}) | at_board(request.GET),
    )
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            with decided(*form.meeting(), at=timezone.localtime(), by=viewer):
                posts.change_post(number, form.new(), version=version, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, found.version)
        else:
            said(request, f"{form.cleaned_data['title']} is changed.", tell.NOTHING_LOST)
            return back_to_board(form, redirect("pipelines:post", number=number))
    return render(request, "pipelines/post_write.html", words(form=form, place=None, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def usual_board(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["usual_board"])
    today = today_of()
    place = place_kept(code, viewer=viewer)
    there = board_now(place.code, viewer=viewer, today=today)
    taken = {(one.role, one.level) for one in there}
    lines = [one for one in USUAL if (one.role, one.level) not in taken]
    start = {"first_day": today.on, "seen": len(there)}
    if there:
        # What a board must have was offered once; whoever comes back ticks what is still missing.
        start |= {one.key: False for one in lines}
    form = UsualBoardForm(request.POST if request.method == "POST" else None, lines=lines, initial=start)
    if form.is_bound and form.is_valid():
        seen, wanted = form.cleaned_data["seen"], form.wanted()
        try:
            entered = usual.enter_board(place.code, wanted, seen=seen, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            carry(form, "seen", str(len(there)))
        else:
            said(request, tell.board_words(entered))
            return redirect("pipelines:usual_board", code=place.code)
    rows = {"board": list(form.rows(PostLevel.BOARD)), "deputies": list(form.rows(PostLevel.DEPUTY))}
    return render(
        request, "pipelines/usual_board.html", words(form=form, place=place, there=there, today=today.on, **rows)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def close_post(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["close_post"])
    today = today_of()
    found = post_kept(number, viewer=viewer, today=today)
    start = {"last_day": today.on, "version": found.version}
    form = CloseForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            closing.close_post(
                number,
                last_day=given["last_day"],
                because=given["because"],
                version=given["version"],
                at=timezone.localtime(),
                by=viewer,
            )
        except REFUSED as trouble:
            refuse(form, trouble, found.version)
        else:
            back = reverse("pipelines:open_post", kwargs={"number": number})
            ended = tell.closed_words(found.title, given["last_day"], today=today.on)
            said(request, ended, undo=tell.UNDO_CLOSE, at=back)
            return redirect("pipelines:post", number=number)
    return render(request, "pipelines/post_close.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def open_post(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["open_post"])
    found = post_kept(number, viewer=viewer, today=today_of())
    if request.method == "POST":
        try:
            closing.open_post_again(number, at=timezone.localtime(), by=viewer)
        except CannotKeep as trouble:
            messages.error(request, str(trouble))
        else:
            said(request, f"{found.title} is open again. {tell.OPEN_AGAIN}")
        return redirect("pipelines:post", number=number)
    return render(request, "pipelines/post_open.html", words(found=found))


def _as_it_is(found: PostTerms) -> dict[str, Any]:
    return {
        "title": found.title,
        "role": found.role,
        "level": found.level,
        "executive": found.executive,
        "voting": found.voting,
        "grade": found.grade,
        "critical": found.critical,
        "critical_because": found.critical_because,
        "reports_to": str(found.reports_to[0]) if found.reports_to else "",
        "shared_with": [code for code, _ in found.shared_with],
        "least_successors": found.least_successors,
        "most_successors": found.most_successors,
        "starts": found.starts,
        "version": found.version,
    }

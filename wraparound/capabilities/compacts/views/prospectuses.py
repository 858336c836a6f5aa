"""Prospectuses: what everybody reads, and how one is written, read by somebody else, published and withdrawn."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.compacts.access import RULES, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.actions import prospectuses as act
from wraparound.capabilities.compacts.exchange.prospectuses import prospectus_as_pdf
from wraparound.capabilities.compacts.forms.prospectuses import (
    BackForm,
    BeginForm,
    FindForm,
    PublishForm,
    ReviewForm,
    WritingForm,
)
from wraparound.capabilities.compacts.queries import prospectuses as ask
from wraparound.capabilities.compacts.queries.posts import posts_of, story_for
from wraparound.capabilities.compacts.terms.agreement import Difference
from wraparound.capabilities.compacts.terms.prospectuses import EditionState, ProspectusTerms
from wraparound.capabilities.compacts.wording import posts as told
from wraparound.capabilities.compacts.wording import prospectuses as say
from wraparound.people.access import NotYours, ensure, require
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.rights import ChangedMeanwhile


@require_safe
def prospectuses(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["prospectuses"])
    today = timezone.localdate()
    context = {
        "page": ask.published_page(FindForm(request.GET).question(), viewer=viewer, on=today),
        "own": ask.own_list(viewer=viewer, on=today),
        "writable": ask.writable(viewer=viewer),
        "say": say,
        "today": today,
    }
    return render(request, "compacts/prospectuses.html", context)


@require_safe
def prospectus(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["prospectus"])
    return _read(_public(number, None, viewer), request=request)


@require_safe
def prospectus_edition(request: HttpRequest, number: int, edition: int) -> HttpResponse:
    viewer = require(request, RULES["prospectus_edition"])
    return _read(_public(number, edition, viewer), request=request)


@require_safe
def prospectus_pdf(request: HttpRequest, number: int, edition: int) -> HttpResponse:
    viewer = require(request, RULES["prospectus_pdf"])
    found = _public(number, edition, viewer)
    where = request.build_absolute_uri(reverse("compacts:prospectus_edition", args=[number, edition]))
    name = f"prospectus-{found.organisation_code}-{number}-edition-{edition}.pdf"
    content = prospectus_as_pdf(found, where, timezone.localdate())
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)


@require_http_methods(["GET", "HEAD", "POST"])
def write_prospectus(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["write_prospectus"])
    try:
        place = organisation_of(code, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    ensure(viewer, WRITE_PROSPECTUS, ask.about(place, viewer=viewer))
    posts = told.post_choices(posts_of(code, WRITE_PROSPECTUS, viewer=viewer, on=timezone.localdate()))
    form = BeginForm(request.POST if request.method == "POST" else None, posts=posts)
    if form.is_bound and form.is_valid():
        try:
            role, said = form.cleaned_data["role"], form.prospect()
            made = act.begin(code, role, said, post=form.chosen(), at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The draft is begun. Only its writers can see it until it is sent to be read.")
            return redirect("compacts:edit_prospectus", number=made.pk)
    return render(request, "compacts/prospectus_begin.html", {"form": form, "name": place.name, "code": place.code})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_prospectus(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["edit_prospectus"])
    found = _working(number, viewer)
    if request.method != "POST" and not _is_writable(found):
        return _look_through(found, request=request)
    if request.method == "POST" and not found.may_edit:
        raise NotYours(WRITE_PROSPECTUS.because)
    typed = request.POST if request.method == "POST" else None
    form = _writing_form(typed, found, viewer)
    story = story_for(number, viewer=viewer, on=timezone.localdate()) if found.may_edit else None
    draft = told.leadership_draft(story) if story else ""
    now: tuple[Difference, ...] = ()
    if typed is not None and "draft" in typed:
        form = _with_draft(typed, draft, found, viewer)
        messages.info(request, told.DRAFT_ADDED if draft else told.NOTHING_ENTERED)
    elif form.is_bound and form.is_valid():
        said = form.prospect()
        try:
            act.rewrite(number, said, version=form.cleaned_data["version"], at=timezone.localtime(), by=viewer)
        except ChangedMeanwhile as trouble:
            now = say.differing(found.edition.prospect, said)
            form = _writing_form({**request.POST.dict(), "version": found.edition.version}, found, viewer)
            form.add_error(None, str(trouble))
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is saved.")
            return redirect("compacts:edit_prospectus", number=number)
    context = {"found": found, "form": form, "now": now, "floor": say.always_judged(), "say": say, "draft": draft}
    return render(request, "compacts/prospectus_write.html", context)


@require_POST
def new_edition(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["new_edition"])
    deed = partial(act.new_edition, number, at=timezone.localtime(), by=viewer)
    return _done(deed, number, "", request=request)


@require_POST
def send_for_review(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["send_for_review"])
    back = BackForm(request.POST).goes_back()
    deed = act.take_back if back else act.send_for_review
    said = (
        "It is a draft again." if back else "It waits to be read. Whoever may read it finds it on their page of today."
    )
    return _done(partial(deed, number, at=timezone.localtime(), by=viewer), number, said, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def review_prospectus(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["review_prospectus"])
    found = _working(number, viewer)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"version": found.edition.version})
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            act.review(number, form.said(), version=version, at=timezone.localtime(), by=viewer)
        except ChangedMeanwhile:
            form = ReviewForm({**form.cleaned_data, "version": found.edition.version})
            form.add_error(None, say.CHANGED_UNDER_REVIEW)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Thank you. Whoever wrote it finds what you said where they write.")
            return redirect("compacts:review_prospectus", number=number)
    return _look_through(found, form, request=request)


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["publish"])
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Read it through and publish it from there.")
        return redirect("compacts:review_prospectus", number=number)
    deed = partial(act.publish, number, **form.cleaned_data, at=timezone.localtime(), by=viewer)
    said = "It is published. Everybody can read it, and this edition stays as it is."
    return _done(deed, number, said, request=request, there="compacts:prospectus")


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["withdraw"])
    back = BackForm(request.POST).goes_back()
    deed = act.put_back if back else act.withdraw
    said = "It is back as it was." if back else "It is withdrawn. You can put it back from here."
    return _done(partial(deed, number, at=timezone.localtime(), by=viewer), number, said, request=request)


def _read(found: ProspectusTerms, *, request: HttpRequest) -> HttpResponse:
    context = {"found": found, "sections": say.sections(found), "say": say, "today": timezone.localdate()}
    return render(request, "compacts/prospectus.html", context)


def _look_through(found: ProspectusTerms, form: ReviewForm | None = None, *, request: HttpRequest) -> HttpResponse:
    """The newest edition as it will be read, with what can be done next."""
    context = {
        "found": found,
        "sections": say.sections(found),
        "form": form or ReviewForm(initial={"version": found.edition.version}),
        "state": EditionState,
        "say": say,
        "today": timezone.localdate(),
    }
    return render(request, "compacts/prospectus_review.html", context)


def _public(number: int, edition: int | None, viewer: Viewer) -> ProspectusTerms:
    try:
        return ask.public_prospectus(number, edition, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble


def _working(number: int, viewer: Viewer) -> ProspectusTerms:
    try:
        return ask.working_prospectus(number, viewer=viewer, on=timezone.localdate())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble


def _writing_form(typed: Mapping[str, Any] | None, found: ProspectusTerms, viewer: Viewer) -> WritingForm:
    edition = found.edition
    return WritingForm(typed, components=ask.support(viewer=viewer), before=edition.prospect, version=edition.version)


def _with_draft(typed: QueryDict, draft: str, found: ProspectusTerms, viewer: Viewer) -> WritingForm:
    """The form as it was typed, with the draft below what it says of how leadership has changed; nothing is kept."""
    history = typed.get("history", "").rstrip()
    parts = [history, *([draft] if draft and draft not in history else [])]
    return _writing_form({**typed.dict(), "history": "\n".join(one for one in parts if one)}, found, viewer)


def _is_writable(found: ProspectusTerms) -> bool:
    return found.may_edit and found.edition.state is EditionState.DRAFT and found.withdrawn_at is None


def _done(
    deed: Callable[[], object], number: int, said: str, *, request: HttpRequest, there: str = "compacts:edit_prospectus"
) -> HttpResponse:
    """Does it, says so or why not, and goes on."""
    try:
        deed()
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
        return redirect("compacts:review_prospectus", number=number)
    if said:
        messages.success(request, said)
    return redirect(there, number=number)

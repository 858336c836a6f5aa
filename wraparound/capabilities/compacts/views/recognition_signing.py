"""Issuing and revoking a recognition, and the keys that sign: only by somebody who proved lately who they are."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import keys as act_keys
from wraparound.capabilities.compacts.actions import recognition as act
from wraparound.capabilities.compacts.forms.recognition import IssueForm, ReplaceKeyForm, RevokeForm, StolenForm
from wraparound.capabilities.compacts.queries import keys as ask_keys
from wraparound.capabilities.compacts.queries import recognition as ask
from wraparound.capabilities.compacts.terms.recognition import RecognitionState
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found
from wraparound.capabilities.compacts.views.recognition import said
from wraparound.capabilities.compacts.wording import recognition
from wraparound.people.access import NotYours, proved_lately, require

NOT_ISSUER = (
    "A recognition is issued and revoked by the chair for the organisation, or the regional director for the region, "
    "and never by its own leader. If you did so until lately, your role has ended. Nothing was signed."
)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def issue_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["issue_recognition"])
    at, found = timezone.localtime(), ask.recognition(number, which, viewer=viewer)
    if not found.may_issue:
        raise NotYours(NOT_ISSUER)
    if found.state is not RecognitionState.DRAFT or not found.agreed:
        why = "It is issued already." if found.issued_at else "It can be issued once its leader has agreed to it."
        messages.error(request, why)
        return redirect("compacts:one_recognition", number=number, which=which)
    if (again := _prove_first(at, request=request)) is not None:
        return again
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"digest": found.digest})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.issue(number, which, given["typed"], digest=given["digest"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is issued. The leader is told, and keeps it.")
            return redirect("compacts:one_recognition", number=number, which=which)
    parts = recognition.parts(found.content)
    return render(
        request, "compacts/recognition_issue.html", said(found=found, form=form, parts=parts, name=viewer.name)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def revoke_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["revoke_recognition"])
    at, found = timezone.localtime(), ask.recognition(number, which, viewer=viewer)
    if not found.may_issue:
        raise NotYours(NOT_ISSUER)
    if found.attested is None or found.revoked is not None:
        messages.error(request, "It is revoked already." if found.revoked else "Only what was issued can be revoked.")
        return redirect("compacts:one_recognition", number=number, which=which)
    if (again := _prove_first(at, request=request)) is not None:
        return again
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.revoke(number, which, form.cleaned_data["reason"], form.cleaned_data["typed"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(
                request, "It is revoked, and stays readable with your reason beside it. The leader is told."
            )
            return redirect("compacts:one_recognition", number=number, which=which)
    return render(request, "compacts/recognition_revoke.html", said(found=found, form=form, name=viewer.name))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def signing_key(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    viewer = require(request, RULES["signing_key"])
    at = timezone.localtime()
    place = ask_keys.issuer_called(sort, code, viewer=viewer)
    if (again := _prove_first(at, request=request)) is not None:
        return again
    did = request.POST.get("did", "") if request.method == "POST" else ""
    replace = ReplaceKeyForm(request.POST if did == "replace" else None)
    stolen = StolenForm(request.POST if did == "stolen" else None)
    try:
        if did == "replace" and replace.is_valid():
            given = replace.cleaned_data
            act_keys.replace_key(sort, code, given["reason"], replaces=given["replaces"], at=at, by=viewer)
            messages.success(request, "A new key signs from now on. The one before stays published.")
            return redirect("compacts:signing_key", sort=sort, code=code)
        if did == "stolen" and stolen.is_valid():
            given = stolen.cleaned_data
            many = act_keys.say_stolen(
                given["fingerprint"], given["since"], given["why"], version=given["version"], at=at, by=viewer
            )
            one = "1 statement no longer counts" if many == 1 else f"{many} statements no longer count"
            messages.success(request, f"It is published that the key was stolen. {one}; those concerned are told.")
            return redirect("compacts:signing_key", sort=sort, code=code)
    except REFUSED as trouble:
        (replace if did == "replace" else stolen).add_error(None, str(trouble))
    keys = ask_keys.keys_kept(place, viewer=viewer)
    signs = next((one.fingerprint for one, _ in keys if one.until is None), "")
    context = said(issuer=ask_keys.issuer_of(place), keys=keys, signs=signs, replace=replace, stolen=stolen, did=did)
    return render(request, "compacts/signing_key.html", context)


def _prove_first(at: datetime, *, request: HttpRequest) -> HttpResponse | None:
    """Where to prove once more who one is; none for whoever did so lately."""
    if proved_lately(request, at):
        return None
    return redirect(f"{reverse('prove')}?{urlencode({'next': request.path})}")

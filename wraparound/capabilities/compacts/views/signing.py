"""Offering a version for signing, and signing it: only by somebody who proved a few minutes ago who they are."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import signing
from wraparound.capabilities.compacts.forms.compacts import SignForm
from wraparound.capabilities.compacts.queries import compacts as kept
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found, words
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.access import NotYours, proved_lately, require

ROLE_ENDED = (
    "You do not act for a side of this compact today. If you did until lately, your role has ended: ask whoever looks "
    "after access. Nothing was signed."
)

SIGNED_FIRST = "You have signed. It waits for the other sides."


@require_POST
@or_not_found
def offer(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["offer"])
    at = timezone.localtime()
    try:
        if "back" in request.POST:
            signing.take_back_offer(number, version, at=at, by=viewer)
            messages.success(request, "It is not to be signed any more. Signatures put to it no longer count.")
        else:
            signing.offer(number, version, at=at, by=viewer)
            messages.success(request, "Its ranges are frozen, and every side can sign it now.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:text", number=number, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def sign(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["sign"])
    at = timezone.localtime()
    try:
        found = kept.compact(number, viewer=viewer, on=at.date(), version=version)
    except NoSuchCompact:
        if request.method == "POST":
            raise NotYours(ROLE_ENDED) from None
        raise
    parties = found.to_sign
    if request.method == "POST" and not found.sides:
        raise NotYours(ROLE_ENDED)
    if parties and not proved_lately(request, at):
        again = urlencode({"next": reverse("compacts:sign", kwargs={"number": number, "version": version})})
        return redirect(f"{reverse('prove')}?{again}")
    choices = [(one.value, PARTIES[one].capitalize()) for one in parties]
    digest = digest_to_sign(number, version, viewer=viewer)
    form = SignForm(request.POST if request.method == "POST" else None, parties=choices, initial={"digest": digest})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            whole = signing.sign(
                number, version, Party(given["party"]), given["typed"], digest=given["digest"], at=at, by=viewer
            )
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            was_in_force = found.text is not None and found.text.state is TextState.IN_FORCE
            still = "You have signed what is in force." if was_in_force else SIGNED_FIRST
            said = "Everybody has signed: it is in force." if whole else still
            messages.success(request, said)
            return redirect("compacts:compact", number=number)
    return render(request, "compacts/sign.html", words(form=form, found=found, parties=parties, name=viewer.name))

"""Listening as JSON, cut by the same engine as the pages."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.queries.calls import call_page, call_row, calls
from wraparound.capabilities.listening.queries.pulses import listening_page, pulse_page
from wraparound.capabilities.listening.terms.calls import CallLine, CallPage
from wraparound.capabilities.listening.terms.pulses import ListeningPage, PulsePage
from wraparound.people.access import require

router = Router(tags=["listening"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}
Number = Annotated[int, Path(ge=1, le=1_000_000_000)]


@router.get("/", response={200: ListeningPage, **REFUSALS}, url_name="api_listening")
def api_listening(request: HttpRequest) -> ListeningPage:
    """The pulses that you may read, and those that ask you. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_listening"])
    return listening_page(viewer=viewer, on=timezone.localdate())


@router.get("/pulses/{number}", response={200: PulsePage, **REFUSALS}, url_name="api_pulse")
def api_pulse(request: HttpRequest, number: Number) -> PulsePage:
    """One pulse: figures only once it is closed, and only those that may be told. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_pulse"])
    return pulse_page(number, viewer=viewer, on=timezone.localdate())


@router.get("/calls/", response={200: list[CallLine], **REFUSALS}, url_name="api_calls")
def api_calls(request: HttpRequest) -> list[CallLine]:
    """Calls for evidence to everybody, the open ones first. Open to everybody."""
    viewer = require(request, RULES["api_calls"])
    return list(calls(viewer=viewer, on=timezone.localdate()))


@router.get("/calls/{number}", response={200: CallPage, **REFUSALS}, url_name="api_call")
def api_call(request: HttpRequest, number: Number) -> CallPage:
    """One call for evidence, with what was heard once it is published; never what was sent. Open to everybody."""
    viewer = require(request, RULES["api_call"])
    return call_page(call_row(number, viewer=viewer), viewer=viewer, on=timezone.localdate())

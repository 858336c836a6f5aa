"""Focus as JSON: a text is read and forgotten, as on the page."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Router, Schema

from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.exchange.texts import plain_blocks
from wraparound.capabilities.focus.forms import LONGEST_PASTED
from wraparound.capabilities.focus.queries import kept as ask
from wraparound.capabilities.focus.queries import texts as queries
from wraparound.capabilities.focus.terms.kept import KeptPage
from wraparound.capabilities.focus.terms.texts import DocumentRead, FocusAccuracy, TextKind
from wraparound.people.access import require

router = Router(tags=["focus"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Code = Annotated[str, Path(min_length=2, max_length=12, pattern=r"^[A-Za-z0-9_-]+$")]


class TextSent(Schema):
    """A text, what sort of document it is, and the year in which it was written (this year where none is given)."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_PASTED)]
    kind: TextKind = TextKind.OBJECTIVES
    year: Annotated[int, Field(ge=1948, le=2200)] | None = None


@router.get("/", response=FocusAccuracy, url_name="api_focus")
def api_focus(request: HttpRequest) -> FocusAccuracy:
    """How far the measure agrees with coders, and what it is made of. Open to everybody."""
    viewer = require(request, RULES["api_focus"])
    return queries.accuracy(viewer=viewer)


@router.post("/read", response={200: DocumentRead, 400: dict[str, str], 422: dict[str, str]}, url_name="api_focus_read")
def api_focus_read(request: HttpRequest, sent: TextSent) -> DocumentRead:
    """What a text talks about, sentence by sentence. Nothing of it is kept. Open to everybody."""
    viewer = require(request, RULES["api_focus_read"])
    year = sent.year or timezone.localdate().year
    return queries.read_blocks(plain_blocks(sent.text, "The text"), sent.kind, year=year, viewer=viewer)


@router.get("/mine", response={200: KeptPage, **REFUSALS}, url_name="api_focus_mine")
def api_focus_mine(request: HttpRequest) -> KeptPage:
    """Counts of texts that you keep, over time. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_focus_mine"])
    return ask.own_page(viewer=viewer)


@router.get("/organisations/{code}", response={200: KeptPage, **REFUSALS}, url_name="api_focus_organisation")
def api_focus_organisation(request: HttpRequest, code: Code) -> KeptPage:
    """What documents of an organisation talk about, beside what its staff said. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_focus_organisation"])
    return ask.organisation_page(code, viewer=viewer)

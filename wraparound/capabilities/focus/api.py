"""Focus as JSON: a text is read and forgotten, as on the page."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from wraparound.capabilities.focus import queries
from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.exchange.texts import plain_blocks
from wraparound.capabilities.focus.forms import LONGEST_PASTED
from wraparound.capabilities.focus.terms import DocumentRead, FocusAccuracy, TextKind
from wraparound.people.access import require

router = Router(tags=["focus"])


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

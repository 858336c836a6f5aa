"""Focus as JSON."""

from django.http import HttpRequest
from ninja import Router

from wraparound.capabilities.focus import queries
from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.terms import FocusAnswer
from wraparound.people.access import require

router = Router(tags=["focus"])


@router.get("", response=FocusAnswer, url_name="api_focus")
def api_focus(request: HttpRequest) -> FocusAnswer:
    """What there is to rest on."""
    viewer = require(request, RULES["api_focus"])
    return queries.focus(viewer=viewer)

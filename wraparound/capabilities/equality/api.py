"""Equality as JSON: what is asked. What people answered is in no part of the API, for its person neither."""

from django.http import HttpRequest
from ninja import Router

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.people.access import require

router = Router(tags=["equality"])


@router.get("/lists/", response=list[AnswerList], url_name="api_equality")
def api_equality(request: HttpRequest) -> list[AnswerList]:
    """Every list of answers with its codes, and whether it is confirmed against the national one. Open to everybody."""
    viewer = require(request, RULES["api_equality"])
    return list(lists_in_use(viewer=viewer).values())

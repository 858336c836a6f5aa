"""Partnerships as JSON, cut by the same engine as the pages."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries.here import propose_here
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import USUAL, Filter, ProposalQuestion, Proposals
from wraparound.people.access import require

router = Router(tags=["partnerships"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Code = Annotated[str, Path(min_length=2, max_length=12, pattern=r"^[A-Za-z0-9_-]+$")]
Only = Annotated[list[Filter] | None, Query(max_length=len(Filter))]


@router.get("/{code}/proposals", response={200: Proposals, **REFUSALS}, url_name="api_proposals")
def api_proposals(
    request: HttpRequest, code: Code, only: Only = None, topic: Topic | None = None, every: bool = False
) -> Proposals:
    """Who could help an organisation, by name; `every` narrows to nothing. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_proposals"])
    chosen = USUAL if only is None else only
    filters = () if every else tuple(one for one in Filter if one in chosen)
    question = ProposalQuestion(code=code, topic=topic, filters=filters)
    return propose_here(question, viewer=viewer, on=timezone.localdate())

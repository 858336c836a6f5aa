"""A recommendation as whoever answers it finds it: with the answer there is, those before it, and what serves it."""

from datetime import date
from itertools import pairwise

from django.db.models import F

from wraparound.capabilities.delivery.access import KEEP_PLAN
from wraparound.capabilities.delivery.models.recommendations import Answer, AnswerVersion
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.reading import about, milestones_of
from wraparound.capabilities.delivery.queries.recommendations import (
    answer_terms,
    answered,
    programmes_of,
    recommendation_of,
)
from wraparound.capabilities.delivery.terms.plans import AnsweringPage, RecommendingPage
from wraparound.capabilities.delivery.terms.recommendations import AnswerTerms, Choice, RecommendationKey
from wraparound.people.queries.looking import names_of, shown
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number


def answering(code: str, key: str, *, viewer: Viewer, today: date) -> AnsweringPage:
    """A recommendation that the viewer may answer for an organisation; NotInPlan where it has none of this key."""
    place = kept_place(code, viewer=viewer)
    one = recommendation_of(place, key, viewer=viewer)
    row = Answer.objects.filter(organisation=place.pk, recommendation=one.key, ended_at__isnull=True)
    there = row.select_related("answered_by").first()
    serving = tuple(each for each in milestones_of(place, viewer=viewer) if each.recommendation == one.key)
    if there is not None:
        subject = about(place, viewer=viewer)
        shown([there.answered_by_id], ("name", "answer to a recommendation"), KEEP_PLAN, viewer=viewer, about=subject)
    terms = {one.key: answer_terms(there, viewer=viewer)} if there is not None else {}
    return AnsweringPage(
        code=place.code,
        name=place.name,
        answered=answered([one], terms, serving, viewer=viewer)[0],
        version=version_number(there, viewer=viewer) if there is not None else 0,
        earlier=_earlier(there, viewer) if there is not None else (),
        milestones=serving,
        on=today,
    )


def recommending(code: str, *, viewer: Viewer) -> RecommendingPage:
    """What is there when the viewer adds a recommendation."""
    place = kept_place(code, viewer=viewer)
    return RecommendingPage(code=place.code, name=place.name, programmes=programmes_of(place, viewer=viewer))


def _earlier(row: Answer, viewer: Viewer) -> tuple[AnswerTerms, ...]:
    """What was answered before, the newest first: the history of the record, where choice or words were others."""
    versions = AnswerVersion._default_manager.filter(v_record=row.pk, v_carried=False).exclude(v_since=F("v_until"))
    held_then = [vars(each) for each in versions.order_by("v_since", "v_version")]
    names = names_of([held["answered_by_id"] for held in held_then], viewer=viewer)
    found: list[AnswerTerms] = []
    for held in held_then:
        found.append(
            AnswerTerms(
                key=RecommendationKey(held["recommendation"]),
                choice=Choice(held["choice"]),
                words=held["words"],
                on=held["answered_on"],
                by=names.get(held["answered_by_id"], ""),
                shared=held["shared"],
            )
        )
    told = [one for one, after in pairwise(found) if (one.choice, one.words) != (after.choice, after.words)]
    return tuple(reversed(told))

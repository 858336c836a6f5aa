"""An organisation answers a recommendation, answers it otherwise, and adds recommendations of its own."""

from datetime import datetime

from wraparound.capabilities.delivery.actions.programmes import add_to
from wraparound.capabilities.delivery.calculation.ensuring import ensure_answer, ensure_recommendation
from wraparound.capabilities.delivery.models.recommendations import Answer
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.recommendations import recommendation_of
from wraparound.capabilities.delivery.terms.recommendations import (
    NewAnswer,
    NewRecommendation,
    RecommendationKey,
    own_key,
)
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def answer(code: str, key: str, new: NewAnswer, *, version: int, at: datetime, by: Viewer) -> None:
    """Answers a recommendation for an organisation, or answers it otherwise.

    `version` is that of the answer when the page was opened, 0 before there was one. CannotPlan without the words that
    adapting and declining need, ChangedMeanwhile where a colleague was faster, NotYours and NotInPlan beyond.
    """
    place = kept_place(code, viewer=by)
    one = recommendation_of(place, key, viewer=by)
    ensure_answer(new)
    with changing("A recommendation was answered", at=at, by=by):
        row = Answer.objects.filter(organisation=place.pk, recommendation=one.key, ended_at__isnull=True).first()
        if row is None:
            row = Answer(controller=place.controller, organisation=place, recommendation=one.key)
        else:
            ensure_unchanged(row, version, by=by)
        row.choice, row.words, row.shared = new.choice, new.words.strip(), new.shared
        row.answered_on, row.answered_by_id = at.date(), by.person or 0
        row.save()


def recommend(code: str, new: NewRecommendation, *, at: datetime, by: Viewer) -> RecommendationKey:
    """Adds a recommendation to a programme of the organisation, which begins with it where there is none; its key."""
    place = kept_place(code, viewer=by)
    ensure_recommendation(new)
    with changing("A recommendation was added", at=at, by=by):
        made = add_to(place, new, by=by)
    return own_key(made.pk)

"""Recommendations that an organisation can answer, and how it did: the only door to those rows."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from wraparound.capabilities.delivery.access import ABOUT
from wraparound.capabilities.delivery.evidence import shipped_recommendations
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation, Programme
from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.recommendations import (
    OWN,
    Answered,
    AnswerTerms,
    Choice,
    NotInPlan,
    Recommendation,
    RecommendationKey,
    number_in,
    own_key,
)
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer


def recommendations(*, viewer: Viewer) -> tuple[Recommendation, ...]:
    """Those that ship with the site, in the order of the report."""
    ensure(viewer, ABOUT)
    return tuple(shipped_recommendations().values())


def recommendations_of(
    place: Organisation, *, viewer: Viewer, moment: datetime | None = None
) -> tuple[Recommendation, ...]:
    """Those that an organisation can answer: the shipped ones, its region's and its own; the caller has seen who asks.

    Those that are no longer followed too, where it answered them or a milestone serves them. With a moment, as they
    stood then.
    """
    here = Q(programme__organisation=place.pk) | Q(programme__region=place.region_id)
    followed = Q(ended_at__isnull=True) | Q(pk__in=_named(place, moment))
    rows = OwnRecommendation.objects.as_at(moment).filter(here & followed)
    rows = rows.select_related("programme__organisation", "programme__region")
    added = rows.order_by("programme__name", "programme", "number")
    return (*shipped_recommendations().values(), *(recommendation_terms(row, viewer=viewer) for row in added))


def _named(place: Organisation, moment: datetime | None) -> frozenset[int]:
    """Numbers of added recommendations that the organisation answered, or that milestones of it serve."""
    mine = {"organisation": place.pk, "recommendation__startswith": OWN}
    answers = (
        Answer.objects.as_at(moment).filter(ended_at__isnull=True, **mine).values_list("recommendation", flat=True)
    )
    serving = Milestone.objects.as_at(moment).filter(**mine).values_list("recommendation", flat=True)
    numbers = (number_in(key) for key in (*answers, *serving))
    return frozenset(number for number in numbers if number is not None)


def recommendation_of(place: Organisation, key: str, *, viewer: Viewer) -> Recommendation:
    """One of them by its key; NotInPlan where the organisation has none of this key."""
    found = next((one for one in recommendations_of(place, viewer=viewer) if one.key == key and not one.ended), None)
    if found is None:
        raise NotInPlan
    return found


def programmes_of(place: Organisation, *, viewer: Viewer) -> tuple[str, ...]:
    """Names of the organisation's own programmes; the caller has seen who asks."""
    rows = Programme.objects.filter(organisation=place.pk, ended_at__isnull=True).order_by("name")
    return tuple(rows.values_list("name", flat=True))


def recommendation_terms(row: OwnRecommendation, *, viewer: Viewer) -> Recommendation:
    """The row as a term."""
    whose = row.programme.organisation or row.programme.region
    return Recommendation(
        key=own_key(row.pk),
        programme=row.programme.name,
        number=row.number,
        title=row.title,
        words=row.words,
        source=row.source,
        link=row.link,
        of=whose.code if whose else "",
        ended=row.ended_at is not None,
    )


def answers_of(
    place: Organisation, *, viewer: Viewer, moment: datetime | None = None
) -> dict[RecommendationKey, AnswerTerms]:
    """What an organisation answered, by recommendation; as it stood at the moment, where one is given."""
    rows = Answer.objects.as_at(moment).filter(organisation=place.pk, ended_at__isnull=True)
    rows = rows.select_related("answered_by")
    return {RecommendationKey(row.recommendation): answer_terms(row, viewer=viewer) for row in rows}


def answer_terms(row: Answer, *, viewer: Viewer, named: bool = True) -> AnswerTerms:
    """The row as a term; without who answered where the viewer may not know."""
    return AnswerTerms(
        key=RecommendationKey(row.recommendation),
        choice=Choice(row.choice),
        words=row.words,
        on=row.answered_on,
        by=row.answered_by.name if named else "",
        shared=row.shared,
    )


def answered(
    known: Iterable[Recommendation],
    answers: dict[RecommendationKey, AnswerTerms],
    milestones: Iterable[MilestoneTerms],
    *,
    viewer: Viewer,
) -> tuple[Answered, ...]:
    """Each recommendation with its answer and how much of the plan serves it."""
    serving: dict[str, list[MilestoneTerms]] = {}
    for one in milestones:
        serving.setdefault(one.recommendation, []).append(one)
    return tuple(
        Answered(
            recommendation=one,
            answer=answers.get(one.key),
            open=sum(each.is_open for each in serving.get(one.key, ())),
            milestones=len(serving.get(one.key, ())),
        )
        for one in known
    )

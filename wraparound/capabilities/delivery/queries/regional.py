"""A region as it reads the plans of its organisations: what they shared, and counts of what they did not."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from wraparound.capabilities.delivery.access import SEE_EQUALITY_ACTIONS, SEE_REGION
from wraparound.capabilities.delivery.calculation.regional import answers_shared, told
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation
from wraparound.capabilities.delivery.queries.reading import milestone_terms
from wraparound.capabilities.delivery.queries.recommendations import (
    answer_terms,
    answered,
    recommendation_terms,
    recommendations,
)
from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.plans import SharedPlan, SharedWithRegion
from wraparound.capabilities.delivery.terms.recommendations import (
    EQUALITY_PLAN,
    AnswerTerms,
    NotInPlan,
    Recommendation,
    RecommendationKey,
    number_in,
)
from wraparound.people.access import Rule, ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer


def regional_plans(code: str, *, viewer: Viewer, today: date) -> SharedWithRegion:
    """What the organisations of a region shared, by its code, or of the viewer's own where that is empty.

    Nobody is named: neither who owns a milestone nor who answered. NotInPlan for a region that is not the viewer's.
    """
    return _shared(code, SEE_REGION, None, viewer, today)


def regional_equality(code: str, *, viewer: Viewer, today: date) -> SharedWithRegion:
    """The same of the equality plan alone, for those who see that part; counts of what was not shared too."""
    keys = {one.key for one in recommendations(viewer=viewer) if one.programme == EQUALITY_PLAN}
    return _shared(code, SEE_EQUALITY_ACTIONS, keys, viewer, today)


def _shared(
    code: str, rule: Rule, keys: Collection[RecommendationKey] | None, viewer: Viewer, today: date
) -> SharedWithRegion:
    ensure(viewer, rule)
    regions = _regions(viewer, rule)
    row = next((one for one in regions if code.upper() in ("", one.code.upper())), None)
    if row is None:
        raise NotInPlan
    places = list(Organisation.objects.filter(region=row).exclude(kind="Region").order_by("name", "pk"))
    plans = _plans(places, keys, viewer)
    known = [one for one in recommendations(viewer=viewer) if keys is None or one.key in keys]
    return SharedWithRegion(
        code=row.code,
        name=row.name,
        made_up=row.made_up,
        on=today,
        plans=plans,
        answers=answers_shared(known, plans),
        organisations=len(places),
        regions=tuple((one.code, one.name) for one in regions),
    )


def _regions(viewer: Viewer, rule: Rule) -> list[Region]:
    far = reach(viewer, rule)
    rows = Region.objects.order_by("name", "pk")
    return list(rows if far.nation else rows.filter(pk__in=far.regions))


def _plans(
    places: list[Organisation], keys: Collection[RecommendationKey] | None, viewer: Viewer
) -> tuple[SharedPlan, ...]:
    """A plan for each organisation that has one, in the order of their names; of these recommendations, or of all."""
    here = Q(organisation__in=[one.pk for one in places])
    if keys is not None:
        here &= Q(recommendation__in=keys)
    answers: dict[int, dict[RecommendationKey, AnswerTerms]] = defaultdict(dict)
    milestones: dict[int, list[MilestoneTerms]] = defaultdict(list)
    kept_answers: dict[int, int] = defaultdict(int)
    kept_milestones: dict[int, int] = defaultdict(int)
    for each in Answer.objects.filter(here, ended_at__isnull=True).select_related("answered_by"):
        if each.shared:
            terms = answer_terms(each, viewer=viewer, named=False)
            answers[each.organisation_id][terms.key] = terms
        else:
            kept_answers[each.organisation_id] += 1
    for one in Milestone.objects.filter(here).select_related("owner").order_by("due_on", "pk"):
        if one.shared:
            milestones[one.organisation_id].append(milestone_terms(one, viewer=viewer, named=False))
        else:
            kept_milestones[one.organisation_id] += 1
    known = _known(answers, viewer)
    return tuple(
        SharedPlan(
            code=place.code,
            name=place.name,
            answered=tuple(
                one
                for one in answered(known, answers[place.pk], milestones[place.pk], viewer=viewer)
                if one.answer is not None
            ),
            milestones=tuple(milestones[place.pk]),
            kept_answers=told(kept_answers[place.pk]),
            kept_milestones=told(kept_milestones[place.pk]),
        )
        for place in places
        if answers[place.pk] or milestones[place.pk] or kept_answers[place.pk] or kept_milestones[place.pk]
    )


def _known(answers: dict[int, dict[RecommendationKey, AnswerTerms]], viewer: Viewer) -> tuple[Recommendation, ...]:
    """The shipped recommendations, and own ones of organisations that shared their answer to them."""
    shipped = recommendations(viewer=viewer)
    keys = {key for some in answers.values() for key in some} - {one.key for one in shipped}
    numbers = [number for key in keys if (number := number_in(key)) is not None]
    rows = OwnRecommendation.objects.filter(pk__in=numbers).select_related("programme__organisation")
    added = [recommendation_terms(row, viewer=viewer) for row in rows.order_by("pk")]
    return (*shipped, *added)

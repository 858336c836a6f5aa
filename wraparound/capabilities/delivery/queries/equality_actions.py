"""What is done about the equality plan: the part of a plan that more people read than the whole of it."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.delivery.access import KEEP_PLAN, READ_EQUALITY_ACTIONS, SEE_EQUALITY_ACTIONS
from wraparound.capabilities.delivery.calculation.slips import slips_between
from wraparound.capabilities.delivery.queries.milestones import measures_to_choose
from wraparound.capabilities.delivery.queries.plans import ensure_told
from wraparound.capabilities.delivery.queries.reading import about, end_of, history_of, milestones_of
from wraparound.capabilities.delivery.queries.recommendations import answers_of, recommendations
from wraparound.capabilities.delivery.queries.regional import regional_equality
from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms
from wraparound.capabilities.delivery.terms.recommendations import (
    EQUALITY_PLAN,
    AnswerTerms,
    Recommendation,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.slips import Slip, SlipSort
from wraparound.capabilities.delivery.terms.standing import (
    ActionStanding,
    PlaceTold,
    ProgrammeStanding,
    RegionalStanding,
    StandingPlaces,
)
from wraparound.capabilities.delivery.wording.regional import kept_words
from wraparound.capabilities.delivery.wording.standing import moved_words, said_words, told
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.queries.organisations import organisation_of, within_reach
from wraparound.people.terms.access import Viewer

Answers = dict[RecommendationKey, AnswerTerms]


@dataclass(frozen=True)
class _Plan:
    """What there is to tell of an organisation: as it stands, and what is otherwise than at the end of the day."""

    milestones: tuple[MilestoneTerms, ...]
    slips: tuple[Slip, ...]
    answers: Answers
    before: Answers
    figures: dict[str, str]
    since: date
    on: date


def equality_places(*, viewer: Viewer) -> StandingPlaces:
    """Of which organisations and regions the viewer reads what is done about the equality plan."""
    far = reach(viewer, SEE_EQUALITY_ACTIONS)
    rows = Region.objects.order_by("name", "pk")
    regions = rows if far.nation else rows.filter(pk__in=far.regions)
    return StandingPlaces(
        organisations=within_reach(READ_EQUALITY_ACTIONS, viewer=viewer),
        regions=tuple(regions.values_list("code", "name")),
    )


def equality_actions(code: str, *, viewer: Viewer, since: date, today: date) -> ProgrammeStanding:
    """The six actions at an organisation, and what moved since the end of a day; CannotPlan of a day to come."""
    ensure_told(since, today, viewer=viewer)
    place = organisation_of(code, viewer=viewer)
    subject = about(place, viewer=viewer)
    ensure(viewer, READ_EQUALITY_ACTIONS, subject)
    asked = tuple(one for one in recommendations(viewer=viewer) if one.programme == EQUALITY_PLAN)
    found = _plan(place, [one.key for one in asked], since, today, viewer)
    return ProgrammeStanding(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        programme=EQUALITY_PLAN,
        since=since,
        on=today,
        actions=tuple(_standing(one, found) for one in asked),
        may_plan=allows(viewer, KEEP_PLAN, subject),
    )


def equality_actions_of_region(code: str, *, viewer: Viewer, today: date) -> RegionalStanding:
    """What the organisations of a region shared of it, and counts of what they did not; nobody is named."""
    found = regional_equality(code, viewer=viewer, today=today)
    figures = dict(measures_to_choose(viewer=viewer))
    return RegionalStanding(
        code=found.code,
        name=found.name,
        made_up=found.made_up,
        on=today,
        programme=EQUALITY_PLAN,
        answers=found.answers,
        places=tuple(
            PlaceTold(
                code=one.code,
                name=one.name,
                answers=len(one.answered),
                milestones=tuple(told(each, figures, today) for each in one.milestones),
                kept=kept_words(one),
            )
            for one in found.plans
        ),
        organisations=found.organisations,
    )


def _plan(place: Organisation, keys: list[RecommendationKey], since: date, today: date, viewer: Viewer) -> _Plan:
    rule, moment = READ_EQUALITY_ACTIONS, end_of(since, viewer=viewer) if since < today else None
    now = milestones_of(place, viewer=viewer, serving=keys, rule=rule)
    then = milestones_of(place, viewer=viewer, moment=moment, serving=keys, rule=rule)
    _, moves = history_of([one.number for one in now], viewer=viewer)
    return _Plan(
        milestones=now,
        slips=slips_between(then, now, moves, since=since, on=today),
        answers=answers_of(place, viewer=viewer),
        before=answers_of(place, viewer=viewer, moment=moment),
        figures=dict(measures_to_choose(viewer=viewer)),
        since=since,
        on=today,
    )


def _standing(one: Recommendation, found: _Plan) -> ActionStanding:
    serving = [each for each in found.milestones if each.recommendation == one.key]
    done = {each.number: each for each in serving if _done_since(each, found.since)}
    numbers = {each.number for each in serving}
    # What came and was done since is told once, as done.
    slips = [each for each in found.slips if each.number in numbers and not _told_as_done(each, done)]
    answer = found.answers.get(one.key)
    return ActionStanding(
        recommendation=one,
        choice=answer.choice if answer else None,
        said=said_words(answer),
        milestones=tuple(told(each, found.figures, found.on) for each in serving),
        moved=moved_words(answer, found.before.get(one.key), done.values(), slips, found.on),
    )


def _done_since(one: MilestoneTerms, since: date) -> bool:
    return one.state is MilestoneState.DONE and one.ended is not None and one.ended > since


def _told_as_done(one: Slip, done: dict[int, MilestoneTerms]) -> bool:
    return one.sort is SlipSort.NEW and one.number in done

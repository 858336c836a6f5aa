"""The made-up region's vacancies: one in every stage, some that led nowhere, and people considered for them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Q

from wraparound.capabilities.pipelines.actions.demo import SEED
from wraparound.capabilities.pipelines.actions.outcomes import tell_stage
from wraparound.capabilities.pipelines.calculation.matching import asks_text
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.models.vacancies import (
    Candidacy,
    CandidacyStage,
    Requirement,
    Vacancy,
    VacancyStage,
)
from wraparound.capabilities.pipelines.terms.matching import Asks, RequirementSort
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.terms.vacancies import OF_CANDIDATES, OUTCOMES, Source, Stage, Unfilled
from wraparound.capabilities.pipelines.wording.vacancies import outcome_told, told_of
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.models.rights import Conversation

DAY = timedelta(days=1)
FIRST, THEN = "ZZ01", "ZZ02"
"""The trusts that one can look as."""
ASPIRING = "Aspen Fernbutton"
S = Stage
COURSES: tuple[tuple[tuple[Stage, int], ...], ...] = (
    ((S.OPENED, 110), (S.ADVERTISED, 95), (S.LONG_LIST, 70), (S.SHORTLIST, 45), (S.INTERVIEW, 6)),
    ((S.OPENED, 9),),
    ((S.OPENED, 70), (S.ADVERTISED, 50), (S.LONG_LIST, 20)),
    ((S.OPENED, 130), (S.ADVERTISED, 110), (S.LONG_LIST, 90), (S.SHORTLIST, 60), (S.INTERVIEW, 25), (S.OFFER, 4)),
    ((S.OPENED, 40), (S.ADVERTISED, 20)),
    ((S.OPENED, 90), (S.ADVERTISED, 75), (S.LONG_LIST, 50), (S.SHORTLIST, 20)),
    (
        *((S.OPENED, 170), (S.ADVERTISED, 150), (S.LONG_LIST, 120), (S.SHORTLIST, 95), (S.INTERVIEW, 70)),
        *((S.OFFER, 60), (S.APPOINTED, 50)),
    ),
    ((S.OPENED, 100), (S.ADVERTISED, 80), (S.WITHDRAWN, 30)),
)
"""What vacancies have come through, in days before today; the last is where they stand."""
LED_NOWHERE: tuple[tuple[Stage, int], ...] = (
    *((S.OPENED, 190), (S.ADVERTISED, 170), (S.LONG_LIST, 140), (S.SHORTLIST, 110), (S.INTERVIEW, 80)),
    (S.NOT_APPOINTED, 62),
)
OUTSIDE = ("Quentin Larkspindle", "Odalys Thimblewood", "Barnaby Fennelhurst", "Ione Mistlewick")
WHY = {
    S.LONG_LIST: "Has led a service of this size; two colleagues spoke of how people are treated there",
    S.SHORTLIST: "Meets what is essential; the panel of four agreed",
    S.INTERVIEW: "Asked to meet the panel and a group of staff",
    S.OFFER: "The panel and the staff group agreed on the same person",
    S.APPOINTED: "Chosen by the panel on what was asked; references were read",
    S.NOT_APPOINTED: "Somebody with longer experience at a board was appointed; the chair will talk with you",
}
NOWHERE = {
    S.NOT_APPOINTED: (Unfilled.NOBODY_MET_IT, "Two interviewed; the panel asked for experience that neither had yet"),
    S.WITHDRAWN: (Unfilled.REORGANISED, "The post is to be shared with the neighbouring trust; that is being agreed"),
}


@dataclass(frozen=True)
class Someone:
    """Whoever could be considered: a person, or an outside applicant by name."""

    source: Source
    person: Person | None = None
    name: str = ""


def seed_vacancies(*, at: datetime, by: Viewer) -> int:
    """Vacancies with their stages, requirements, candidates and costs; how many. Once."""
    if Vacancy.objects.exists():
        return Vacancy.objects.count()
    chance, today = Random(SEED + 2), at.date()
    with changing("Made up to try things in", at=at, by=by):
        people = _people(today)
        for place, post in enumerate(_posts(today)):
            if place == 1:
                _vacancy(post, LED_NOWHERE, people, today, chance, at)
            _vacancy(post, COURSES[place % len(COURSES)], people, today, chance, at)
    return Vacancy.objects.count()


def _posts(today: date) -> list[Post]:
    """Board posts that stand empty, those of the first trusts first; there, some whose holder is about to leave too."""
    empty = Holder.objects.current(today).filter(kind=HolderKind.VACANT).values("post")
    posts = Post.objects.current(today).filter(level=PostLevel.BOARD).select_related("organisation", "reports_to")
    there = list(posts.filter(pk__in=empty).order_by("organisation__code", "pk")[:34])
    first = posts.filter(
        Q(organisation__code=FIRST, role__in=[PostRole.FINANCE, PostRole.NURSING, PostRole.MEDICAL])
        | Q(organisation__code=THEN, role=PostRole.OPERATIONS)
    )
    # Where those of the second trust come sixth, they are on their shortlist: somebody to look as is on it.
    known = sorted(first, key=lambda one: (one.organisation.code, one.pk))
    rest = [one for one in there if one not in known]
    before = [one for one in known if one.organisation.code == FIRST]
    after = [one for one in known if one.organisation.code == THEN]
    return [*before, *rest[: 5 - len(before)], *after, *rest[5 - len(before) :]]


def _people(today: date) -> dict[int, list[Someone]]:
    """By organisation: its own with an agreed readiness, and those released to the trusts of its region."""
    own: dict[int, list[Someone]] = defaultdict(list)
    for row in Readiness.objects.filter(ends__isnull=True).select_related("person").order_by("pk"):
        own[row.organisation_id].append(Someone(Source.OWN, row.person))
    shown = Release.objects.filter(
        agreed_on__lte=today, ends__gte=today, to=ReleaseTo.TRUSTS, purpose=ReleaseFor.POSTS
    ).select_related("person")
    released = [(row.organisation_id, Someone(Source.RELEASED, row.person)) for row in shown.order_by("pk")]
    places = set(Post.objects.values_list("organisation", flat=True))
    return {
        place: [*own[place], *(one for from_place, one in released if from_place != place)] for place in sorted(places)
    }


def _vacancy(
    post: Post,
    course: tuple[tuple[Stage, int], ...],
    people: dict[int, list[Someone]],
    today: date,
    chance: Random,
    at: datetime,
) -> None:
    now = course[-1][0]
    row = Vacancy.objects.create(
        controller_id=post.controller_id,
        post=post,
        needed_from=today + DAY * chance.randrange(-60, 90),
        advertising=chance.choice((None, 850, 2_400)) if len(course) > 1 else None,
        search_firm=chance.choice((None, 21_000)) if len(course) > 3 else None,
        interim_cover=chance.choice((None, 38_500, 61_000)) if len(course) > 4 else None,
    )
    for stage, ago in course:
        unfilled, because = NOWHERE.get(stage, ("", ""))
        VacancyStage.objects.create(
            controller_id=post.controller_id,
            vacancy=row,
            stage=stage,
            on=today - DAY * ago,
            because=because or ("The holder told the chair that they will leave" if stage is S.OPENED else ""),
            unfilled=unfilled,
            entered_by_name="operator",
        )
    _requirements(row, post, today, chance)
    if any(stage is S.LONG_LIST for stage, _ in course):
        for place, one in enumerate(_some(post, people, chance)):
            _candidate(row, one, list(_own_course(course, place, now, chance)), today, at)


def _requirements(row: Vacancy, post: Post, today: date, chance: Random) -> None:
    role, level, kind = PostRole(post.role), PostLevel(post.level), post.organisation.kind
    sort = RequirementSort
    wanted = (
        (sort.READINESS, True, Asks(role=role, level=level, kind=kind, band=Band.ONE_TO_TWO)),
        (sort.ROLE_HELD, True, Asks(role=role)),
        (sort.YEARS, chance.random() < 0.5, Asks(role=role, years=3, unbroken=chance.random() < 0.5)),
        (sort.WOULD_KIND, False, Asks(kind=kind)),
        (sort.AVAILABLE_BY, False, Asks(by=max(row.needed_from, today + DAY * 60))),
        (sort.WORDS, True, Asks(words="Has changed how a service works together with its staff and partners")),
        # So that there is something to ask otherwise.
        *(((sort.WOULD_MOVE, False, Asks()),) if role is PostRole.OPERATIONS else ()),
        *(((sort.WORDS, False, Asks(words="Holds a full driving licence")),) if role is PostRole.NURSING else ()),
    )
    Requirement.objects.bulk_create(
        Requirement(controller_id=row.controller_id, vacancy=row, sort=one, essential=essential, asks=asks_text(asks))
        for one, essential, asks in wanted
    )


def _some(post: Post, people: dict[int, list[Someone]], chance: Random) -> Iterator[Someone]:
    """Two to four to be considered, each once; the aspiring director where it is their own trust."""
    pool = {one.person.pk: one for one in people[post.organisation_id] if one.person is not None}
    holding = set(Holder.objects.filter(post=post, ends__isnull=True).values_list("person", flat=True))
    there = [one for one in pool.values() if one.person is not None and one.person.pk not in holding]
    aspiring = [one for one in there if one.person is not None and one.person.name == ASPIRING]
    rest = [one for one in there if one not in aspiring]
    yield from aspiring
    yield from chance.sample(rest, min(len(rest), chance.randrange(2, 4)))
    if chance.random() < 0.6:
        yield Someone(Source.OUTSIDE, name=chance.choice(OUTSIDE))


def _own_course(
    course: Sequence[tuple[Stage, int]], place: int, now: Stage, chance: Random
) -> Iterator[tuple[Stage, int]]:
    """How far one of them came: the first as far as the vacancy, others less far, with an outcome where they left."""
    for stage, ago in course:
        if stage not in OF_CANDIDATES:
            continue
        if stage in OUTCOMES:
            yield (stage if place == 0 and stage is S.APPOINTED else S.NOT_APPOINTED), ago
            return
        if place and stage is not S.LONG_LIST and chance.random() < 0.3:
            yield S.NOT_APPOINTED, max(ago, 1)
            return
        yield stage, ago


def _candidate(row: Vacancy, one: Someone, course: list[tuple[Stage, int]], today: date, at: datetime) -> None:
    last, ago = course[-1]
    ended = today - DAY * ago if last in OUTCOMES else None
    made = Candidacy.objects.create(
        controller_id=row.controller_id,
        vacancy=row,
        person=one.person,
        name=one.name,
        source=one.source,
        ends=ended,
        conversation=_told(row, one, course, today, at),
    )
    for stage, days in course:
        entry = CandidacyStage.objects.create(
            controller_id=row.controller_id,
            candidacy=made,
            person=one.person,
            stage=stage,
            on=today - DAY * days,
            because=WHY[stage],
            entered_by_name="operator",
        )
        tell_stage(entry, "entered", by=OPERATOR)


def _told(row: Vacancy, one: Someone, course: list[tuple[Stage, int]], today: date, at: datetime) -> int | None:
    """What they were told of it: that they are considered, and how it ended."""
    if one.person is None:
        return None
    post, (last, ago) = row.post, course[-1]
    over = last in OUTCOMES
    made = Conversation.objects.create(
        controller_id=row.controller_id,
        about_person=one.person.pk,
        held_on=today - DAY * course[0][1],
        purpose=told_of(post.title, post.organisation.name),
        present=f"The panel of the trust. Why: {WHY[S.LONG_LIST]}"[:500],
        opened_by_name="operator",
        opened_at=at,
        outcome=outcome_told(last, today - DAY * ago, WHY[last]) if over else "",
        told_at=at if over else None,
    )
    return int(made.pk)

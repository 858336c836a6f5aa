"""Vacancies as one viewer may see them: the list, one of them, and that of a post."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_POSTS
from wraparound.capabilities.pipelines.calculation.stages import PLACE, days_in_each, in_order, last_on, times_of
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage, Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.considering import released_for_posts
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.queries.seeing import about, leads, of_posts
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.vacancies import (
    OUTCOMES,
    CandidateLine,
    Costs,
    Entered,
    NoSuchVacancy,
    PostVacancy,
    Source,
    Stage,
    Unfilled,
    VacancyLine,
    VacancyTerms,
)
from wraparound.people.access import Rule, allows, ensure, reach
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import with_version

SHOW = ("name", "candidate for a vacancy")


def vacancies_seen(*, viewer: Viewer, day: Day, rule: Rule = SEE_POSTS) -> QuerySet[Any]:
    """Vacancies that had been opened by the day, of posts that the rule lets the viewer see today; in no order."""
    ensure(viewer, rule)
    posts = Post.objects.as_at(day.known).filter(of_posts(reach(viewer, rule), day, viewer=viewer))
    rows: QuerySet[Any] = Vacancy.objects.as_at(day.known).filter(taken_back=False, post__in=posts.values("pk"))
    stages = _stages(day).filter(vacancy=OuterRef("pk"), on__lte=day.on)
    last = stages.order_by("-on", _place(), "-pk").values("stage")[:1]
    opened: QuerySet[Any] = rows.annotate(now=Subquery(last)).filter(now__isnull=False)
    return opened


def vacancy_row(number: int, *, viewer: Viewer, day: Day, rule: Rule = SEE_POSTS) -> Any:
    """The row of a vacancy that the rule lets the viewer see, today with its `version`; NoSuchVacancy otherwise."""
    ensure(viewer, rule)
    posts = Post.objects.as_at(day.known).filter(of_posts(reach(viewer, rule), day, viewer=viewer))
    rows: QuerySet[Any] = Vacancy.objects.as_at(day.known).filter(taken_back=False, post__in=posts.values("pk"))
    rows = rows.select_related("post__organisation__region", "controller")
    if day.known is None:
        rows = with_version(rows, Vacancy, viewer=viewer)
    found: Any = rows.filter(pk=number).first()
    if found is None:
        raise NoSuchVacancy
    return found


def vacancy_kept(number: int, *, viewer: Viewer, today: Day) -> Any:
    """The row of a vacancy that the viewer keeps; NotYours where another organisation does."""
    row = vacancy_row(number, viewer=viewer, day=today, rule=LEAD)
    ensure(viewer, LEAD, about(row.post, viewer=viewer))
    return row


def open_of(post: int, *, viewer: Viewer) -> QuerySet[Vacancy]:
    """The vacancies of a post that have no outcome, by what is known today; the caller has seen that the viewer may."""
    ended = VacancyStage.objects.filter(
        vacancy=OuterRef("pk"), stage__in=[one.value for one in OUTCOMES], taken_back=False
    )
    rows: QuerySet[Vacancy] = Vacancy.objects.filter(~Exists(ended), post=post, taken_back=False)
    return rows


def vacancy_of(number: int, *, viewer: Viewer, day: Day, today: Day) -> VacancyTerms:
    """A vacancy with its stages, its candidates as far as they are the viewer's to see, and its costs."""
    row = vacancy_row(number, viewer=viewer, day=day)
    entered = entered_of([row], viewer=viewer, day=day).get(row.pk, ())
    told = tuple(one for one in entered if one.on <= day.on)
    if not told:
        raise NoSuchVacancy
    seen = sees_candidates(row.post, viewer=viewer)
    people = candidates_of(row, viewer=viewer, day=day, today=today) if seen else ()
    still = sum(not any(each.stage in OUTCOMES for each in one.entered) for one in people)
    line = _line(row, entered, (len(people), still) if seen else None, viewer, day)
    shown_ones = tuple(one for one in people if one.called or line.leads)
    times = times_of(entered, day.on)
    return VacancyTerms(
        line=line,
        day=day.on,
        kind=row.post.organisation.kind,
        region_code=row.post.organisation.region.code,
        entered=told,
        times=times,
        in_each=days_in_each(times),
        candidates=shown_ones,
        hidden=len(people) - len(shown_ones),
        sees_counts=seen,
        costs=costs_of(row, viewer=viewer) if line.leads else None,
        version=row.version if day.known is None else 0,
    )


def stages_of_post(post: int, *, viewer: Viewer, day: Day) -> QuerySet[Any]:
    """Stages of the vacancies of a post that the viewer sees, each as `what`, `key` (of the vacancy) and `name`.

    For a page that asks for them together with others; `vacancies_in` reads them.
    """
    words = Concat(Cast("on", CharField()), Value(" "), F("stage"), Value(" "), F("unfilled"))
    rows: QuerySet[Any] = _stages(day).filter(vacancy__post=post, vacancy__taken_back=False, on__lte=day.on)
    what = Value("vacancy", output_field=CharField())
    asked: QuerySet[Any] = rows.order_by().annotate(what=what, key=Cast("vacancy_id", CharField()), name=words)
    return asked


def vacancies_in(rows: Sequence[tuple[str, str]], *, viewer: Viewer, day: Day) -> tuple[PostVacancy, ...]:
    """What `stages_of_post` found, as vacancies: those still open first, then the latest."""
    entered: dict[int, list[Entered]] = {}
    for key, words in rows:
        on, stage, unfilled = words.split(" ")
        known = Unfilled(unfilled) if unfilled else None
        one = Entered(number=0, stage=Stage(stage), on=date.fromisoformat(on), unfilled=known)
        entered.setdefault(int(key), []).append(one)
    found = [PostVacancy(number=number, **_stands(some, day)) for number, some in entered.items()]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -one.opened_on.toordinal(), one.number)))


def _stands(entered: Sequence[Entered], day: Day) -> dict[str, Any]:
    """How far a vacancy had come by the day, and for how long; it had been opened by then."""
    rows = [one for one in in_order(entered) if one.on <= day.on]
    now, opened = rows[-1], rows[0].on
    until = now.on if now.stage in OUTCOMES else day.on
    return {
        "stage": now.stage,
        "since": now.on,
        "opened_on": opened,
        "days": (until - opened).days,
        "in_stage": (until - now.on).days,
        "unfilled": now.unfilled,
    }


def vacancy_lines(rows: Sequence[Vacancy], *, viewer: Viewer, day: Day) -> tuple[VacancyLine, ...]:
    """These rows, which the viewer sees, as terms; those that had not been opened by the day are left out."""
    posts = {row.post_id: row.post for row in rows}
    entered = entered_of(rows, viewer=viewer, day=day)
    counted = {number for number, post in posts.items() if sees_candidates(post, viewer=viewer)}
    many, still = _counts([row for row in rows if row.post_id in counted], day)
    return tuple(
        _line(row, entered[row.pk], (many[row.pk], still[row.pk]) if row.post_id in counted else None, viewer, day)
        for row in rows
        if last_on(entered.get(row.pk, ()), day.on) is not None
    )


def _line(
    row: Vacancy, entered: Sequence[Entered], counts: tuple[int, int] | None, viewer: Viewer, day: Day
) -> VacancyLine:
    """A vacancy in a line; `counts`: how many had come onto its lists, and how many of them had no outcome."""
    place = row.post.organisation
    return VacancyLine(
        number=row.pk,
        post=row.post_id,
        title=row.post.title,
        role=PostRole(row.post.role),
        level=PostLevel(row.post.level),
        organisation_code=place.code,
        organisation=place.name,
        region=place.region.name,
        needed_from=row.needed_from,
        candidates=counts[1] if counts else None,
        considered=counts[0] if counts else None,
        leads=leads(row.post, viewer=viewer),
        **_stands(entered, day),
    )


def entered_of(rows: Sequence[Vacancy], *, viewer: Viewer, day: Day) -> dict[int, tuple[Entered, ...]]:
    """The stages of each of these vacancies, by number of the vacancy, in order; reasons for those who lead only."""
    led = {row.pk for row in rows if leads(row.post, viewer=viewer)}
    kept = _stages(day).filter(vacancy__in=[row.pk for row in rows]).select_related("entered_by")
    found: dict[int, list[Entered]] = {}
    for one in kept:
        tells = one.vacancy_id in led
        found.setdefault(one.vacancy_id, []).append(
            Entered(
                number=one.pk,
                stage=Stage(one.stage),
                on=one.on,
                because=one.because if tells else "",
                by=_by(one) if tells else "",
                unfilled=Unfilled(one.unfilled) if one.unfilled else None,
            )
        )
    return {number: in_order(some) for number, some in found.items()}


def candidates_of(row: Vacancy, *, viewer: Viewer, day: Day, today: Day) -> tuple[CandidateLine, ...]:
    """Those considered for it by the day, by name; whoever is not the viewer's to see by name after them.

    Reasons only for those who lead the organisation of the post; in neutral order, whatever stage they are in.
    """
    tells = leads(row.post, viewer=viewer)
    people = list(_candidacies(day).filter(vacancy=row.pk))
    entered = decided_of([one.pk for one in people], viewer=viewer, day=day, tells=tells)
    known = _named(people, viewer, today, leads=tells)
    found = []
    for one in people:
        now = last_on(entered.get(one.pk, ()), day.on)
        if now is None:
            continue
        found.append(
            CandidateLine(
                number=one.pk,
                source=Source(one.source),
                known=known.get(one.person_id or 0),
                name=one.name if tells else "",
                stage=now.stage,
                since=now.on,
                entered=tuple(each for each in entered[one.pk] if each.on <= day.on),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.called, one.called.casefold(), one.number)))


def _named(people: Sequence[Candidacy], viewer: Viewer, today: Day, *, leads: bool) -> dict[int, Known]:
    """By name whoever the viewer knows so; where they do not lead the organisation, by a release for posts only."""
    wanted = [one.person_id for one in people if one.person_id is not None]
    allowed = wanted if leads else released_for_posts(wanted, viewer=viewer, today=today)
    return names_seen(allowed, SHOW, viewer=viewer, today=today)


def sees_candidates(post: Post, *, viewer: Viewer) -> bool:
    """Whether candidates are the viewer's to count: of the organisation of the post itself, whomever it also serves."""
    return allows(viewer, SEE_COVER, about(post, viewer=viewer))


def decided_of(
    candidacies: Sequence[int], *, viewer: Viewer, day: Day, tells: bool = True
) -> dict[int, tuple[Entered, ...]]:
    """The stages of these candidacies, by number; the caller has seen that the viewer may."""
    kept = CandidacyStage.objects.as_at(day.known).filter(candidacy__in=candidacies, taken_back=False)
    found: dict[int, list[Entered]] = {}
    for one in kept.select_related("entered_by"):
        found.setdefault(one.candidacy_id, []).append(decided(one, viewer=viewer, tells=tells))
    return {number: in_order(some) for number, some in found.items()}


def decided(one: CandidacyStage, *, viewer: Viewer, tells: bool = True) -> Entered:
    """A row of a stage of a candidate, read with who entered it; who and why only where that may be told."""
    return Entered(
        number=one.pk,
        stage=Stage(one.stage),
        on=one.on,
        because=one.because if tells else "",
        by=_by(one) if tells else "",
        with_vacancy=one.with_vacancy,
    )


def costs_of(row: Vacancy, *, viewer: Viewer) -> Costs:
    """What was entered of its costs; the caller has seen that the viewer may."""
    return Costs(
        advertising=row.advertising,
        search_firm=row.search_firm,
        interim_cover=row.interim_cover,
        other=row.other,
    )


def costs_kept(number: int, *, viewer: Viewer, today: Day) -> tuple[Costs, int]:
    """What was entered of the costs of a vacancy that the viewer keeps, and what the form of an editor carries."""
    row = vacancy_kept(number, viewer=viewer, today=today)
    return costs_of(row, viewer=viewer), row.version


def _by(one: VacancyStage | CandidacyStage) -> str:
    person: Person | None = one.entered_by
    return person.name if person is not None else one.entered_by_name


def _stages(day: Day) -> QuerySet[VacancyStage]:
    rows: QuerySet[VacancyStage] = VacancyStage.objects.as_at(day.known).filter(taken_back=False)
    return rows


def _candidacies(day: Day) -> QuerySet[Candidacy]:
    rows: QuerySet[Candidacy] = Candidacy.objects.as_at(day.known).filter(taken_back=False)
    return rows


def _counts(rows: Sequence[Vacancy], day: Day) -> tuple[Counter[int], Counter[int]]:
    """By vacancy: how many had come onto its lists by the day, and how many of them had no outcome."""
    if not rows:
        return Counter(), Counter()
    stages = CandidacyStage.objects.as_at(day.known).filter(
        taken_back=False, on__lte=day.on, candidacy__vacancy__in=[row.pk for row in rows], candidacy__taken_back=False
    )
    listed: dict[int, int] = {}
    over: set[int] = set()
    for vacancy, candidacy, stage in stages.values_list("candidacy__vacancy", "candidacy", "stage"):
        listed[candidacy] = vacancy
        if stage in OUTCOMES:
            over.add(candidacy)
    return Counter(listed.values()), Counter(vacancy for one, vacancy in listed.items() if one not in over)


def _place() -> Any:
    """Of one day, the furthest stage first."""
    whens = [When(stage=stage.value, then=Value(place)) for stage, place in PLACE.items()]
    return Case(*whens, default=Value(0), output_field=IntegerField()).desc()


def day_it_ended(entered: Sequence[Entered], *, viewer: Viewer) -> date | None:
    """The day of the outcome among these stages; none while there is none."""
    return next((one.on for one in entered if one.stage in OUTCOMES), None)


def last_day_known(post: int, *, viewer: Viewer, today: Day) -> date | None:
    """The last day of whoever holds a post substantively, where it is known; none otherwise."""
    rows = today.holders().filter(post=post, kind=HolderKind.SUBSTANTIVE)
    found: date | None = rows.order_by("-ends").values_list("ends", flat=True).first()
    return found

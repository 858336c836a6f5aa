"""The bench: people whom the viewer may see by name, with what is agreed about them; and counts of the others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_OWN_NAMES, SEE_POSTS, SEE_RELEASED
from wraparound.capabilities.pipelines.calculation.cover import SEVERAL
from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.calculation.readiness import is_stale
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.queries.bench_people import (
    asked_of,
    bench_people,
    readable_then,
    released_ever,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_shown, released_to, told_of_plans
from wraparound.capabilities.pipelines.queries.remembering import until_changed
from wraparound.capabilities.pipelines.queries.seeing import of_posts, standing
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.readiness import (
    BandCounts,
    BenchLine,
    BenchPage,
    BenchQuestion,
    HeldPost,
    Place,
    ReadinessLine,
    Wrong,
)
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Membership, Person
from wraparound.people.queries.organisations import within_reach
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.people.wording.records import beside_line
from wraparound.records.queries.rights import beside

WRONG = "told_wrong"
"""The annotation of a row by which what the person says is wrong with it is read in the same statement."""
ON_A_PAGE = 40
BENCH_SHOWS = ("name", "post held", "readiness", "how many posts they are named for")


def bench(question: BenchQuestion, *, viewer: Viewer, day: Day, today: Day) -> BenchPage:
    """A page of the people of the day, by name; and, for whoever keeps a region, counts of those not released."""
    ensure(viewer, SEE_COVER)
    people = bench_people(viewer=viewer, day=day, today=today)
    found = asked_of(people, question, viewer=viewer, day=day, today=today)
    listed, matching, page, pages = _page_of(found, question.page, day, viewer)
    return BenchPage(
        on=day.on,
        people=_lines(listed, viewer, day, today),
        matching=matching,
        page=page,
        pages=pages,
        question=replace(question, page=page),
        counts=None if question.mine else counts_of_others(question, viewer=viewer, day=day, today=today),
    )


def counts_of_others(question: BenchQuestion, *, viewer: Viewer, day: Day, today: Day) -> tuple[BandCounts, ...] | None:
    """Of those not released to the viewer, by organisation: how many people, by what is agreed; primary counts.

    None for whoever sees nobody as a count only. Only role, level, kind and organisation of the question narrow it.
    """
    far, own = reach(viewer, SEE_RELEASED), reach(viewer, SEE_OWN_NAMES)
    if far.is_empty or own.nation:
        return None
    asked = (question.role, question.level, question.kind, question.organisation, day, today)
    return until_changed("others", asked, lambda: _counts(question, far, own, viewer, day, today), viewer=viewer)


def _counts(
    question: BenchQuestion, far: Reach, own: Reach, viewer: Viewer, day: Day, today: Day
) -> tuple[BandCounts, ...]:
    rows = _agreed(question, day).exclude(person__in=released_to(viewer=viewer, today=today).values("person"))
    at, on = "person__memberships__", day.on
    counts_then = Q((f"{at}starts__lte", on)) & (Q((f"{at}ends__isnull", True)) | Q((f"{at}ends__gte", on)))
    here = (_within(far, f"{at}organisation"), *_of_place(question, f"{at}organisation"))
    closed = Person.objects.filter(is_active=False)
    rows = rows.filter(counts_then, *here).exclude(person__in=closed.values("pk"))
    if own.organisations:
        theirs = today.memberships().filter(organisation__in=own.organisations)
        rows = rows.exclude(person__in=theirs.values("person"))
    fresh = Q(review_by__gte=on)
    by_place = (
        rows.order_by()
        .values_list(f"{at}organisation__code", f"{at}organisation__name")
        .annotate(
            **{one.value: Count("person", distinct=True, filter=fresh & Q(band=one)) for one in Band},
            stale=Count("person", distinct=True, filter=~fresh),
            people=Count("person", distinct=True),
        )
    )
    names = tuple(BandCounts.__dataclass_fields__)
    lines = [BandCounts(**dict(zip(names, row, strict=True))) for row in by_place]
    return tuple(sorted(lines, key=lambda one: (one.organisation.casefold(), one.code)))


def readiness_lines(
    rows: QuerySet[Readiness], *, viewer: Viewer, day: Day, may_change: bool = False
) -> dict[int, tuple[ReadinessLine, ...]]:
    """These, whose people the caller has checked, by person: in the order of role, level and kind.

    Who agreed one, on what, and why it ended is blank for whoever does not read it whole.
    """
    found: dict[int, list[ReadinessLine]] = defaultdict(list)
    for row in rows.select_related("organisation").order_by("role", "-level", "kind", "-starts", "-pk"):
        line = _readiness(row, day, may_change, viewer)
        whole = reads_whole(row, viewer=viewer)
        found[row.person_id].append(
            line if whole else replace(line, agreed_by="", evidence="", ended_because="", wrong=None)
        )
    return {person: tuple(lines) for person, lines in found.items()}


def wrong_with(row: Readiness | Successor, *, viewer: Viewer) -> Wrong | None:
    """What the person says is wrong with a row that was asked with it, for a viewer who may read that."""
    found = beside(getattr(row, WRONG, None), viewer=viewer)
    if found is None:
        return None
    line = beside_line(found, own=row.person_id == viewer.person)
    return Wrong(number=found.number, line=line, waits=found.waits)


def reads_whole(row: Readiness, *, viewer: Viewer) -> bool:
    """Whether the viewer reads who agreed it and on what: it is about them, or they lead where it was agreed."""
    place = Subject.at(row.organisation_id, row.organisation.region_id)
    return row.person_id == viewer.person or allows(viewer, LEAD, place)


def posts_held(rows: QuerySet[Holder], *, viewer: Viewer, day: Day, own: bool = False) -> dict[int, list[HeldPost]]:
    """The posts of these times that the viewer may see, or all of their `own`, by person; the latest first."""
    if not own:
        rows = rows.filter(of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer, at="post__"))
    found: dict[int, list[HeldPost]] = defaultdict(list)
    for row in rows.filter(person__isnull=False).select_related("post__organisation").order_by("-starts", "-pk"):
        found[row.person_id or 0].append(
            HeldPost(
                post=row.post_id,
                title=row.post.title,
                organisation=row.post.organisation.name,
                kind=HolderKind(row.kind),
                starts=row.starts,
                ends=row.ends,
                expected_end=row.expected_end,
            )
        )
    return found


def places_on(people: frozenset[int], *, viewer: Viewer, day: Day) -> dict[int, tuple[Place, ...]]:
    """Where these people, whom the caller has checked, belonged on the day."""
    found: dict[int, list[Place]] = defaultdict(list)
    rows = day.memberships().filter(person__among=people).select_related("organisation").order_by("starts", "pk")
    for row in rows:
        found[row.person_id].append(_place(row))
    return {person: tuple(places) for person, places in found.items()}


def places_to_ask(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations that the list can be narrowed to; none where there is one only."""
    found = within_reach(SEE_COVER, viewer=viewer)
    return found if len(found) > 1 else ()


def _lines(listed: Sequence[tuple[Known, bool]], viewer: Viewer, day: Day, today: Day) -> tuple[BenchLine, ...]:
    released = {one.number: there for one, there in listed}
    known = {one.number: one for one, _ in listed}
    people = frozenset(released)
    if not people:
        return ()
    names_shown(released, BENCH_SHOWS, viewer=viewer)
    holds = posts_held(day.holders().filter(person__among=people), viewer=viewer, day=day)
    places = places_on(people, viewer=viewer, day=day)
    rows = readable_then(day.readiness().filter(person__among=people), viewer=viewer, day=day, today=today)
    agreed = readiness_lines(rows, viewer=viewer, day=day)
    named, confirmed = _named(people, viewer, day, today)
    return tuple(
        BenchLine(
            known=known[person],
            places=places.get(person, ()),
            holds=tuple(holds.get(person, ())),
            readiness=agreed.get(person, ()),
            named_for=len(named[person]),
            confirmed_for=len(confirmed[person]),
            props_up_several=len(confirmed[person]) >= SEVERAL,
            released=released[person],
        )
        for person in released
    )


def _page_of(
    found: QuerySet[Person], page: int, day: Day, viewer: Viewer
) -> tuple[list[tuple[Known, bool]], int, int, int]:
    """Who stands on the page and whether they are released; how many there are, which page it is and of how many.

    The caller has cut them to those whom the viewer may see by name.
    """
    released = Exists(released_ever(day, viewer=viewer).filter(person=OuterRef("pk")))
    # How many there are is asked in the same statement, which reads them once.
    rows = found.annotate(released=released, total=Window(Count("pk"))).order_by("name_key", "pk")
    first = (page - 1) * ON_A_PAGE
    listed = list(rows.values_list("pk", "key", "name", "released", "total")[first : first + ON_A_PAGE])
    if not listed and page > 1:
        last = pages_of(found.count(), ON_A_PAGE)
        return _page_of(found, min(page - 1, last), day, viewer)
    matching = listed[0][4] if listed else 0
    people = [(Known(pk, str(key), name), there) for pk, key, name, there, _ in listed]
    return people, matching, page, pages_of(matching, ON_A_PAGE)


def _named(
    people: frozenset[int], viewer: Viewer, day: Day, today: Day
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """For which posts, of those whose plan the viewer may see, each is named; and for which confirmed and counted."""
    planned = of_posts(reach(viewer, SEE_COVER), day, viewer=viewer, at="post__")
    told = told_of_plans(viewer=viewer, day=day, today=today)
    rows = day.successors().filter(planned, told, person__among=people)
    named: dict[int, set[int]] = defaultdict(set)
    confirmed: dict[int, set[int]] = defaultdict(set)
    asked = rows.annotate(there=standing(day, viewer=viewer)).values_list("person", "post", "confirmed_on", "there")
    for person, post, since, there in asked:
        named[person].add(post)
        if there and since is not None and since <= day.on:
            confirmed[person].add(post)
    return named, confirmed


def _agreed(question: BenchQuestion, day: Day) -> QuerySet[Any]:
    wanted = {"role": question.role, "level": question.level, "kind": question.kind}
    return day.readiness().filter(**{name: value for name, value in wanted.items() if value})


def _of_place(question: BenchQuestion, field: str) -> tuple[Q, ...]:
    return (Q((f"{field}__code", question.organisation.upper())),) if question.organisation else ()


def _within(far: Reach, field: str) -> Q:
    if far.nation:
        return Q((f"{field}__isnull", False))
    return Q((f"{field}__in", far.organisations)) | Q((f"{field}__region__in", far.regions))


def _place(row: Membership) -> Place:
    place = row.organisation
    return Place(number=place.pk, code=place.code, organisation=place.name, job=row.job, since=row.starts)


def _readiness(row: Readiness, day: Day, may_change: bool, viewer: Viewer) -> ReadinessLine:
    return ReadinessLine(
        number=row.pk,
        role=PostRole(row.role),
        level=PostLevel(row.level),
        kind=row.kind,
        band=Band(row.band),
        agreed_on=row.starts,
        review_by=row.review_by,
        stale=is_stale(row.review_by, day.on),
        agreed_by=row.agreed_by,
        evidence=row.evidence,
        organisation=row.organisation.name,
        ends=row.ends,
        ended_because=row.ended_because,
        may_change=may_change and row.ends is None,
        wrong=wrong_with(row, viewer=viewer),
    )

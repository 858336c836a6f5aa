"""Cohorts: which somebody is in or may join, who may be wished for, and what an organiser sees, which is counts."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wraparound.capabilities.partnerships.access import ORGANISE, TAKE_PART
from wraparound.capabilities.partnerships.calculation.neutral import neutral_place
from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, Joining, PairPart
from wraparound.capabilities.partnerships.queries.pairing import (
    in_cohort,
    joined,
    open_pairs,
    own_bars,
    standing,
    topics_of,
)
from wraparound.capabilities.partnerships.terms.pairs import (
    BarLine,
    CohortCounts,
    CohortLine,
    CohortPage,
    CohortState,
    NewJoining,
    NoSuchPair,
    Often,
    OrganiserPage,
    OtherJoined,
    PairSide,
    PairSort,
    PairWhy,
    Wishes,
)
from wraparound.capabilities.pipelines.queries.reporting import reports_between
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership, Organisation, Person, Region
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.looks import note_look
from wraparound.records.queries.history import version_number

NAMED = ("name for a pair",)
"""Alone in a look, so that only the person it showed is told of it."""
Choices = tuple[tuple[str, str], ...]


def cohort_to_join(number: int, *, viewer: Viewer, on: date) -> Cohort:
    """A cohort that the viewer is in or may join; NoSuchPair for anybody else."""
    ensure(viewer, TAKE_PART)
    found = _mine(viewer, on).filter(pk=number).first()
    if found is None:
        raise NoSuchPair
    return found


def cohort_to_organise(number: int, *, viewer: Viewer) -> Cohort:
    """A cohort that the viewer organises today; NoSuchPair for anybody else, whoever opened it."""
    ensure(viewer, ORGANISE)
    found = _organised(viewer).filter(pk=number).first()
    if found is None:
        raise NoSuchPair
    return found


def cohorts_of(*, viewer: Viewer, on: date) -> tuple[CohortLine, ...]:
    """The cohorts that the viewer is in or may join, by name; of those that ended only their own."""
    ensure(viewer, TAKE_PART)
    own = set(Joining.objects.filter(person=viewer.person, left_at__isnull=True).values_list("cohort", flat=True))
    rows = _mine(viewer, on).filter(Q(ended_at__isnull=True) | Q(pk__in=own)).order_by("name", "pk")
    return tuple(line_of(row, viewer=viewer, on=on, is_in=row.pk in own) for row in rows)


def organised(*, viewer: Viewer, on: date) -> tuple[CohortLine, ...]:
    """The cohorts that the viewer organises, by name."""
    ensure(viewer, ORGANISE)
    rows = _organised(viewer).order_by(F("ended_at").asc(nulls_first=True), "name", "pk")
    return tuple(line_of(row, viewer=viewer, on=on) for row in rows)


def places_to_organise(*, viewer: Viewer) -> Choices:
    """Region or organisation over which the viewer may open a cohort: what a form carries, and its name."""
    far = reach(viewer, ORGANISE)
    regions = Region.objects.all() if far.nation else Region.objects.filter(pk__in=far.regions)
    organisations = Organisation.objects.filter(Q(pk__in=far.organisations) | Q(region__in=regions))
    return (
        *((f"region:{one.code}", one.name) for one in regions.order_by("name")),
        *((f"organisation:{one.code}", one.name) for one in organisations.order_by("name", "pk")),
    )


def cohort_page(number: int, *, viewer: Viewer, on: date) -> CohortPage:
    """A cohort for somebody who is in it or may join it.

    Others are shown to those who joined, as each agreed to be shown; the viewer's wishes first, then in an order by
    chance of the cohort's own seed, which means nothing.
    """
    row = cohort_to_join(number, viewer=viewer, on=on)
    mine = Joining.objects.filter(cohort=row, person=viewer.person, left_at__isnull=True).first()
    wishes = _wishes(mine)
    never = _never_with(row, viewer, on) if mine is not None else frozenset()
    others = [
        one
        for one in in_cohort(row, viewer=viewer).exclude(shown_as="").exclude(person=viewer.person)
        if mine is not None and one.person_id not in never
    ]
    note_look([one.person_id for one in others], NAMED, "In the same cohort, shown as they agreed", by=viewer)
    return CohortPage(
        cohort=line_of(row, viewer=viewer, on=on, is_in=mine is not None),
        mine=_said(mine, viewer) if mine is not None else None,
        wishes=wishes,
        givers=_shown(_who(others, mine, give=True), wishes.seeking, row, viewer, give=True),
        seekers=_shown(_who(others, mine, give=False), wishes.giving, row, viewer, give=False),
        why=why_of(mine, viewer=viewer),
        shown_name=_first_name_and_job(viewer, on),
        version=version_number(mine, viewer=viewer) if mine is not None else 0,
    )


def organiser_page(number: int, *, viewer: Viewer, on: date) -> OrganiserPage:
    """What an organiser sees of a cohort: counts, and names of those pairs alone of which both said that they may."""
    row = cohort_to_organise(number, viewer=viewer)
    return OrganiserPage(
        cohort=line_of(row, viewer=viewer, on=on),
        counts=counts_of(row, viewer=viewer, on=on),
        made_at=row.made_at,
        known=_known(row, viewer),
        offered=tuple((key, f"{name}, {job}") for key, name, job in chooser(viewer=viewer) if name != viewer.name),
    )


def counts_of(row: Cohort, *, viewer: Viewer, on: date) -> CohortCounts:
    """How many are in a cohort, and how many of those who seek have somebody."""
    people, stand = joined(row, viewer=viewer), standing(row, viewer=viewer)
    seeking = [one for one in people if one.seeks]
    agreed = {seeker for seeker, _ in stand.agreed}
    giving = [one for one in people if one.gives]
    return CohortCounts(
        joined=in_cohort(row, viewer=viewer).count(),
        seeking=len(seeking),
        giving=len(giving),
        places=sum(one.places for one in giving),
        agreed=len(agreed),
        waiting=len([one for one in seeking if one.number not in agreed]),
    )


def bars_of(*, viewer: Viewer) -> tuple[BarLine, ...]:
    """Those with whom the viewer said that they must not be paired, by name."""
    ensure(viewer, TAKE_PART)
    rows = Bar.objects.filter(said_by=viewer.person, cohort__isnull=True, ended_at__isnull=True)
    found = list(rows.select_related("two").order_by("two__name_key", "pk"))
    note_look([one.two_id for one in found], NAMED, "They are on the viewer's own list", by=viewer)
    return tuple(BarLine(number=one.pk, name=one.two.name) for one in found)


def people_offered(*, viewer: Viewer, on: date) -> Choices:
    """In the made-up region its people who sign in by a button: they have no address to give. Else nobody."""
    return tuple((key, f"{name}, {job}") for key, name, job in chooser(viewer=viewer) if name != viewer.name)


def line_of(row: Cohort, *, viewer: Viewer, on: date, is_in: bool = False) -> CohortLine:
    """A cohort in a list."""
    place = row.organisation or row.region
    return CohortLine(
        number=row.pk,
        name=row.name,
        sort=PairSort(row.sort),
        place=place.name if place else "",
        joins_until=row.joins_until,
        state=_state(row, on),
        joined=is_in,
    )


def why_of(row: Joining | None, *, viewer: Viewer) -> PairWhy | None:
    """Why somebody who seeks has whom they have, as the last run found it."""
    return PairWhy(**row.why) if row is not None and row.why else None


def _state(row: Cohort, on: date) -> CohortState:
    if row.ended_at is not None:
        return CohortState.ENDED
    return CohortState.JOINING if row.made_at is None and on <= row.joins_until else CohortState.PAIRING


def _mine(viewer: Viewer, on: date) -> QuerySet[Cohort]:
    """Cohorts that the viewer is in, was invited to, or whose place is where they belong."""
    here = Membership.objects.current(on).filter(person=viewer.person)
    is_in = Exists(Joining.objects.filter(cohort=OuterRef("pk"), person=viewer.person, left_at__isnull=True))
    open_to = Q(organisation__in=here.values("organisation")) | Q(region__in=here.values("organisation__region"))
    rows: QuerySet[Cohort] = Cohort.objects.filter(Q(is_in) | open_to | Q(invited__person=viewer.person)).distinct()
    return rows.select_related("organisation", "region", "controller")


def _organised(viewer: Viewer) -> QuerySet[Cohort]:
    far = reach(viewer, ORGANISE)
    rows: QuerySet[Cohort] = Cohort.objects.select_related("organisation", "region", "controller")
    if far.nation:
        return rows
    here = Q(organisation__in=far.organisations) | Q(region__in=far.regions) | Q(organisation__region__in=far.regions)
    return rows.filter(here)


def _wishes(row: Joining | None) -> Wishes:
    if row is None:
        return Wishes()
    return Wishes(seeking=tuple(row.wishes_seeking), giving=tuple(row.wishes_giving), only=row.wishes_only)


def _said(row: Joining, viewer: Viewer) -> NewJoining:
    return NewJoining(
        seeks=row.seeks,
        gives=row.gives,
        seeks_topics=topics_of(row.seeks_topics, viewer=viewer),
        gives_topics=topics_of(row.gives_topics, viewer=viewer),
        wants=row.wants,
        places=row.places,
        often=Often(row.often),
        shown_as=row.shown_as,
    )


def _never_with(row: Cohort, viewer: Viewer, on: date) -> frozenset[int]:
    """Those of a cohort with whom the viewer said they must not be, or between whom and them one reports to the other.

    Not those who said it of the viewer: whoever vanished from a list would tell by that.
    """
    people = set(in_cohort(row, viewer=viewer).values_list("person", flat=True))
    own = viewer.person or 0
    twos = own_bars(people, viewer=viewer) | reports_between(people, viewer=viewer, on=on)
    return frozenset(one for two in twos if own in two for one in two - {own})


def _who(others: list[Joining], mine: Joining | None, *, give: bool) -> list[Joining]:
    """Those on the other side of the viewer's own."""
    if mine is None or not (mine.seeks if give else mine.gives):
        return []
    return [one for one in others if (one.gives if give else one.seeks)]


def _shown(
    rows: list[Joining], wished: tuple[int, ...], cohort: Cohort, viewer: Viewer, *, give: bool
) -> tuple[OtherJoined, ...]:
    place = {number: wish for wish, number in enumerate(wished, start=1)}
    by_chance = sorted(rows, key=lambda one: (place.get(one.pk, len(wished) + 1), neutral_place(one.pk, cohort.seed)))
    return tuple(
        OtherJoined(
            number=one.pk,
            shown_as=one.shown_as,
            topics=topics_of(one.gives_topics if give else one.seeks_topics, viewer=viewer),
            wish=place.get(one.pk),
        )
        for one in by_chance
    )


def _first_name_and_job(viewer: Viewer, on: date) -> str:
    """What others who joined would see of the viewer, as it is offered to them: their first name and their job."""
    person = Person.objects.filter(pk=viewer.person or 0).first()
    if person is None:
        return ""
    here = Membership.objects.current(on).filter(person=person).select_related("organisation").order_by("-starts")
    now = here.first()
    return f"{person.name.split()[0]}, {now.job}" if now else person.name.split()[0]


def _known(row: Cohort, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Names of the pairs that are agreed and of which both said that the organiser may know: giver, then seeker."""
    parts = PairPart.objects.filter(pair__in=open_pairs(viewer=viewer).filter(cohort=row), accepted_at__isnull=False)
    two: dict[int, dict[str, Person]] = {}
    for one in parts.filter(organiser_may_know=True).select_related("person"):
        two.setdefault(one.pair_id, {})[one.side] = one.person
    whole = [each for each in two.values() if len(each) == 2]
    note_look(
        [one.pk for each in whole for one in each.values()], NAMED, "Both said that the organiser may know", by=viewer
    )
    return tuple(sorted((each[PairSide.GIVING].name, each[PairSide.SEEKING].name) for each in whole))

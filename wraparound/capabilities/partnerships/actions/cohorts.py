"""Cohorts: opening one, inviting, keeping two apart, making pairs, and ending it; by whoever organises it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from wraparound.capabilities.partnerships.access import KEEP_PAIRS, ORGANISE
from wraparound.capabilities.partnerships.actions.endings import end_pair, stir
from wraparound.capabilities.partnerships.actions.finding import person_to_ask
from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, CohortInvited, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.queries.cohorts import cohort_to_organise, places_to_organise
from wraparound.capabilities.partnerships.queries.pairing import Standing, Two, barred, in_cohort, joined, standing
from wraparound.capabilities.partnerships.terms.pairs import (
    CannotTakePart,
    Joined,
    NewCohort,
    PairingGround,
    PairingResult,
    PairSide,
    PairSort,
    Proposed,
)
from wraparound.people.access import ensure
from wraparound.people.models import Region
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

OPENED, CHANGED, MADE = "A cohort was opened", "A cohort was changed", "Pairs of a cohort were made"
LARGEST_SEED = 2**31 - 1


def open_cohort(new: NewCohort, *, seed: int, at: datetime, by: Viewer) -> int:
    """Opens a cohort over a place that its organiser keeps; its number. `seed`: by chance, for the neutral order.

    CannotTakePart for a place that is not theirs, without a name, or with a last day that has passed.
    """
    ensure(by, ORGANISE)
    name = " ".join(new.name.split())
    if not name:
        raise CannotTakePart("Give the cohort a name that people will know it by.")
    if new.over not in dict(places_to_organise(viewer=by)):
        raise CannotTakePart("Choose a region or an organisation for which you organise this.")
    if new.joins_until < at.date():
        raise CannotTakePart("Choose a last day to join that has not passed.")
    sort, _, code = new.over.partition(":")
    organisation = organisation_of(code, viewer=by) if sort == "organisation" else None
    region = None if organisation else Region.objects.select_related("controller").get(code=code)
    place = organisation or region
    assert place is not None  # one of those offered
    with changing(OPENED, at=at, by=by):
        made = Cohort.objects.create(
            controller=place.controller,
            sort=new.sort,
            name=name,
            organisation=organisation,
            region=region,
            joins_until=new.joins_until,
            opened_by_id=by.person or 0,
            opened_at=at,
            seed=seed % LARGEST_SEED,
        )
    return int(made.pk)


def invite(number: int, who: str, *, at: datetime, by: Viewer) -> None:
    """Invites somebody from anywhere, by their sign-in address; once."""
    row = _open(number, by)
    person = person_to_ask(who, by=by, rule=ORGANISE)
    with changing(CHANGED, at=at, by=by):
        CohortInvited.objects.get_or_create(
            cohort=row, person=person, defaults={"controller": person.controller, "invited_at": at}
        )


def keep_apart(number: int, one: str, two: str, *, at: datetime, by: Viewer) -> None:
    """Two people of whom the organiser says that they must not be paired in this cohort, whether they joined or not."""
    row = _open(number, by)
    first, second = (person_to_ask(who, by=by, rule=ORGANISE) for who in (one, two))
    if first.pk == second.pk:
        raise CannotTakePart("Name two different people.")
    with changing(CHANGED, at=at, by=by):
        said = Bar.objects.filter(cohort=row, ended_at__isnull=True)
        if not said.filter(Q(one=first, two=second) | Q(one=second, two=first)).exists():
            Bar.objects.create(
                controller=row.controller, said_by_id=by.person or 0, cohort=row, one=first, two=second, said_at=at
            )
        stir(row.pk, by=by)


def end_cohort(number: int, *, at: datetime, by: Viewer) -> None:
    """Ends a cohort: proposals that not both have accepted end with it. Pairs that both accepted go on."""
    row = _open(number, by)
    with changing(CHANGED, at=at, by=by):
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        stand = standing(row, viewer=by)
        for key in sorted((stand.open | stand.fixed) - stand.agreed):
            end_pair(stand.pairs[key], at=at, by=by)


def make_pairs(number: int, *, at: datetime, by: Viewer) -> tuple[int, int]:
    """Makes the pairs of a cohort anew, whole or not at all: how many are new, and how many were kept.

    Pairs that anybody accepted stay. CannotTakePart while people still join for the first time, or after its end.
    """
    row = _open(number, by)
    if at.date() <= row.joins_until:
        raise CannotTakePart("People still join. Pairs are made once the last day to join has passed.")
    return _make(row, at, by)


def make_pairs_due(*, at: datetime, by: Viewer) -> int:
    """Makes pairs in every cohort whose last day to join has passed and in which something changed since; how many."""
    ensure(by, KEEP_PAIRS)
    due = Cohort.objects.filter(ended_at__isnull=True, joins_until__lt=at.date())
    rows = list(due.filter(stirred=True).order_by("pk"))
    for row in rows:
        _make(row, at, by)
    return len(rows)


def _make(row: Cohort, at: datetime, by: Viewer) -> tuple[int, int]:
    # Pages that show pairs need no arrays; only who makes some loads them.
    from wraparound.capabilities.partnerships.calculation.pairing import pair_up, pair_up_in_groups

    with changing(MADE, at=at, by=by):
        row = Cohort.objects.select_for_update(of=("self",)).select_related("controller").get(pk=row.pk)
        if row.ended_at is not None:
            return 0, 0
        people, stand = joined(row, viewer=by), standing(row, viewer=by)
        never = barred({one.person for one in people}, cohort=row, viewer=by, on=at.date())
        stand = _without_those_barred(row, stand, people, never, at, by)
        up = pair_up_in_groups if row.sort == PairSort.PEER_GROUP else pair_up
        made = up(people, PairingGround(stand.fixed, stand.open, stand.over, never, row.seed))
        wanted = {(one.seeker, one.giver) for one in made.proposed}
        for key in sorted(stand.open - wanted):
            end_pair(stand.pairs[key], at=at, by=by, withdrawn=True)
        new = [one for one in made.proposed if not one.kept]
        _propose(row, new, at, by)
        _say_why(row, made, by)
        Cohort.objects.filter(pk=row.pk).update(made_at=at, stirred=False)
    return len(new), len(made.proposed) - len(new)


def _without_those_barred(
    row: Cohort, stand: Standing, people: Sequence[Joined], never: Collection[Two], at: datetime, by: Viewer
) -> Standing:
    """Ends what only one has accepted, and must not be by now; what stands then."""
    person = {one.number: one.person for one in people}
    must_not = [key for key in stand.fixed - stand.agreed if frozenset(person.get(one, 0) for one in key) in never]
    for key in sorted(must_not):
        # As any other pair that ends, so that nobody can tell this from a no.
        end_pair(stand.pairs[key], at=at, by=by)
    return standing(row, viewer=by) if must_not else stand


def _propose(row: Cohort, new: list[Proposed], at: datetime, by: Viewer) -> None:
    rows = in_cohort(row, viewer=by).select_related("person__controller").in_bulk()
    for one in new:
        seeker, giver = rows[one.seeker], rows[one.giver]
        made = Pair.objects.create(
            controller=row.controller, cohort=row, sort=row.sort, often=seeker.often, proposed_at=at
        )
        for joining, side, topics in (
            (seeker, PairSide.SEEKING, seeker.seeks_topics),
            (giver, PairSide.GIVING, giver.gives_topics),
        ):
            PairPart.objects.create(
                controller=joining.person.controller,
                pair=made,
                person=joining.person,
                side=side,
                joining=joining.pk,
                wants=joining.wants if side is PairSide.SEEKING else "",
                topics=topics,
            )


def _say_why(row: Cohort, made: PairingResult, by: Viewer) -> None:
    for number, why in made.why.items():
        counts = {
            "paired": why.paired,
            "possible": why.possible,
            "wish": why.wish,
            "rather_others": why.rather_others,
            "by_order": why.by_order,
        }
        Joining.objects.filter(pk=number).update(why=counts)


def _open(number: int, by: Viewer) -> Cohort:
    row = cohort_to_organise(number, viewer=by)
    if row.ended_at is not None:
        raise CannotTakePart("This cohort has ended. Open another one.")
    return row

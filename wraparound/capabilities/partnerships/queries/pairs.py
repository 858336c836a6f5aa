"""Pairs as each of the two reads them, and nobody else: the only door to them; and what of them waits for somebody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.partnerships.access import ORGANISE, TAKE_PART
from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, CohortInvited, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.queries.cohorts import NAMED, cohorts_of, why_of
from wraparound.capabilities.partnerships.queries.pairing import barred, open_pairs, topics_of
from wraparound.capabilities.partnerships.terms.pairs import (
    ANSWERED_WITHIN_DAYS,
    NoSuchPair,
    Often,
    PairSide,
    PairSort,
    PairState,
    PairTerms,
    PeoplePairs,
)
from wraparound.people.access import allows, ensure
from wraparound.people.models import Membership
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look
from wraparound.records.queries.history import version_number

SHOWN_AFTER_END = timedelta(days=60)
"""So long a pair that ended stays in the list of each of the two; its page and their note stay until it goes."""


@dataclass(frozen=True)
class PairDoor:
    """A pair that the viewer is one of: their own part, and the other's where there still is one."""

    pair: Pair
    mine: PairPart
    other: PairPart | None

    @property
    def is_over(self) -> bool:
        """Whether it has ended, by somebody or because the other has left the site."""
        return self.pair.ended_at is not None or self.other is None or not self.other.person.is_active

    @property
    def is_agreed(self) -> bool:
        """Whether both have accepted."""
        return self.mine.accepted_at is not None and self.other is not None and self.other.accepted_at is not None


def pair_door(number: int, *, viewer: Viewer) -> PairDoor:
    """The pair, for either of its two; NoSuchPair for anybody else.

    Whoever was asked directly by somebody with whom they must not be paired never learns of it.
    """
    ensure(viewer, TAKE_PART)
    rows = PairPart.objects.filter(pair=number, person=viewer.person).select_related("pair__cohort", "pair__controller")
    mine = rows.first()
    if mine is None or is_unheard(mine, viewer=viewer):
        raise NoSuchPair
    other = PairPart.objects.filter(pair=number).exclude(pk=mine.pk).select_related("person").first()
    return PairDoor(mine.pair, mine, other)


def people_pairs(*, viewer: Viewer, on: date) -> PeoplePairs:
    """Everything between people that is the viewer's: what waits first, then what is agreed, then what ended lately."""
    ensure(viewer, TAKE_PART)
    since = on - SHOWN_AFTER_END
    own = PairPart.objects.filter(person=viewer.person)
    lately = Q(pair__ended_at__isnull=True) | Q(pair__ended_at__date__gte=since, accepted_at__isnull=False)
    numbers = own.filter(lately, pair__withdrawn=False).order_by("pair").values_list("pair", flat=True)
    found = []
    for number in numbers:
        try:
            found.append(pair_terms(number, viewer=viewer, on=on))
        except NoSuchPair:
            continue
    order = list(PairState)
    return PeoplePairs(
        pairs=tuple(sorted(found, key=lambda one: (order.index(one.state), one.number))),
        cohorts=cohorts_of(viewer=viewer, on=on),
        organises=allows(viewer, ORGANISE),
    )


def pair_terms(number: int, *, viewer: Viewer, on: date) -> PairTerms:
    """One pair as the viewer reads it, who is one of its two; NoSuchPair for anybody else.

    Once it has ended, it says no name: what stays is the viewer's own note.
    """
    door = pair_door(number, viewer=viewer)
    row, cohort, over = door.pair, _cohort_of(door.pair), door.is_over
    name, job = ("", "") if over or door.other is None else _called(door.other, on)
    if door.other is not None and not over:
        note_look([door.other.person_id], NAMED, "One of the two in a pair", by=viewer)
    own = Joining.objects.filter(pk=door.mine.joining).first() if door.mine.joining else None
    is_seeking = door.mine.side == PairSide.SEEKING
    return PairTerms(
        number=row.pk,
        sort=PairSort(row.sort),
        side=PairSide(door.mine.side),
        state=_state(door),
        other=name,
        job=job,
        wants="" if over or door.other is None else (door.mine if is_seeking else door.other).wants,
        topics=() if over or door.other is None else topics_of(door.other.topics, viewer=viewer),
        cohort=cohort.name if cohort else "",
        proposed_on=row.proposed_at.date(),
        is_kept=cohort is not None and cohort.made_at is not None and row.proposed_at < cohort.made_at,
        answer_by=None if over or door.is_agreed else row.proposed_at.date() + timedelta(days=ANSWERED_WITHIN_DAYS),
        often=Often(row.often),
        first_meeting=row.first_meeting,
        next_meeting=row.next_meeting,
        ends_on=row.ends_on,
        ended_on=row.ended_at.date() if row.ended_at else on if over else None,
        own_note=door.mine.note,
        organiser_may_know=door.mine.organiser_may_know,
        group=_group(door, viewer, on) if not over else (),
        why=why_of(own, viewer=viewer) if is_seeking and not over else None,
        version=version_number(row, viewer=viewer),
    )


def needs_of_people(*, viewer: Viewer, on: date) -> tuple[Need, ...]:
    """What waits for the viewer between people: proposals to answer, cohorts they are invited to. No name, no words."""
    if viewer.person is None:
        return ()
    needs = []
    for part in waiting_for_answer(viewer=viewer).order_by("pair"):
        if not is_unheard(part, viewer=viewer):
            by = part.pair.proposed_at.date() + timedelta(days=ANSWERED_WITHIN_DAYS)
            words = "Somebody waits for your answer: a pair is proposed to you."
            needs.append(Need(words, f"/partnerships/people/pairs/{part.pair_id}/", "Read and answer", by))
    for one in invitations(viewer=viewer, on=on).select_related("cohort").order_by("cohort"):
        address = f"/partnerships/people/cohorts/{one.cohort_id}/"
        needs.append(Need(f"You are invited to “{one.cohort.name}”.", address, "See it", one.cohort.joins_until))
    return tuple(needs)


def waiting_for_answer(*, viewer: Viewer) -> QuerySet[PairPart]:
    """The viewer's parts of pairs that are proposed to them and that they have not answered."""
    mine = PairPart.objects.filter(person=viewer.person, accepted_at__isnull=True, pair__in=open_pairs(viewer=viewer))
    return mine.select_related("pair")


def invitations(*, viewer: Viewer, on: date) -> QuerySet[CohortInvited]:
    """Cohorts that people still join, to which the viewer is invited and has not come."""
    joined = Joining.objects.filter(cohort=OuterRef("cohort"), person=viewer.person)
    return CohortInvited.objects.filter(
        ~Exists(joined), person=viewer.person, cohort__ended_at__isnull=True, cohort__joins_until__gte=on
    )


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What somebody takes away of this: what they said in cohorts and wrote for themselves; nothing of anybody else."""
    if viewer.person is None:
        return ()
    found = [
        HeldElsewhere("Cohorts", f"What you said in “{one.cohort.name}”", one.said_at, "You", _said_words(one))
        for one in Joining.objects.filter(person=viewer.person).select_related("cohort").order_by("pk")
    ]
    parts = PairPart.objects.filter(person=viewer.person).exclude(note="", wants="").select_related("pair")
    found += [
        HeldElsewhere(
            "Pairs",
            "What you wrote in a pair",
            one.pair.proposed_at,
            "You",
            "\n".join(words for words in (one.wants, one.note) if words),
        )
        for one in parts.order_by("pk")
    ]
    return tuple(found)


def _said_words(row: Joining) -> str:
    sides = [words for words, there in (("seeks", row.seeks), ("gives", row.gives)) if there]
    topics = ", ".join(str(one) for one in dict.fromkeys([*row.seeks_topics, *row.gives_topics]))
    parts = (" and ".join(sides), topics, row.wants, f"shown as: {row.shown_as}" if row.shown_as else "")
    return "\n".join(one for one in parts if one)


def is_unheard(part: PairPart, *, viewer: Viewer) -> bool:
    """Whether this is a question of somebody with whom they must not be paired: they never hear of it."""
    if part.pair.cohort_id is not None or part.accepted_at is not None:
        return False
    others = PairPart.objects.filter(pair=part.pair_id).exclude(pk=part.pk).values("person")
    said = Bar.objects.filter(said_by=part.person_id, one=part.person_id, two__in=others, cohort__isnull=True)
    return said.filter(ended_at__isnull=True).exists()


def _cohort_of(row: Pair) -> Cohort | None:
    return row.cohort if row.cohort_id is not None else None


def _state(door: PairDoor) -> PairState:
    if door.is_over:
        return PairState.ENDED
    if door.mine.accepted_at is None:
        return PairState.ASKS_YOU
    return PairState.AGREED if door.is_agreed else PairState.WAITS_FOR_OTHER


def _called(part: PairPart, on: date) -> tuple[str, str]:
    """Name, and job with organisation, of the other of the two."""
    here = Membership.objects.current(on).filter(person=part.person_id).select_related("organisation")
    now = here.order_by("-starts", "-pk").first()
    return part.person.name, f"{now.job}, {now.organisation.name}" if now else ""


def _group(door: PairDoor, viewer: Viewer, on: date) -> tuple[str, ...]:
    """The others of a peer group, once the viewer and they have accepted: by name, in the order of the alphabet."""
    if door.pair.sort != PairSort.PEER_GROUP or not door.is_agreed or door.other is None:
        return ()
    convener = door.mine if door.mine.side == PairSide.GIVING else door.other
    theirs = open_pairs(viewer=viewer).filter(
        Exists(PairPart.objects.filter(pair=OuterRef("pk"), joining=convener.joining, accepted_at__isnull=False)),
        cohort=door.pair.cohort_id,
    )
    parts = PairPart.objects.filter(pair__in=theirs, side=PairSide.SEEKING, accepted_at__isnull=False)
    rows = parts.exclude(person=viewer.person).exclude(person=door.other.person_id).select_related("person")
    # Who came to be barred since they met is named to neither.
    mine = viewer.person or 0
    others = {one.person_id for one in rows}
    never = barred({mine, *others}, cohort=door.pair.cohort, viewer=viewer, on=on)
    rows = rows.exclude(person__in=[one for one in others if frozenset((mine, one)) in never])
    found = sorted(rows, key=lambda one: one.person.name_key)
    note_look([one.person_id for one in found], NAMED, "In the same peer group", by=viewer)
    return tuple(one.person.name for one in found)

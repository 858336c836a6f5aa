"""Readiness is agreed, reviewed and ended, and never moves by itself. On each day one counts for one thing at most."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.calculation.readiness import last_review, names_in
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.terms.posts import LONGEST_REASON, CannotKeep
from wraparound.capabilities.pipelines.terms.readiness import LONGEST_EVIDENCE, NoSuchReadiness
from wraparound.capabilities.pipelines.terms.succession import LONGEST_REVIEW, NewReadiness
from wraparound.people.access import Rule, allows
from wraparound.people.calculation import name_key
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.queries.people import NobodyHere, person_of, places_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ChangedMeanwhile, ensure_unchanged
from wraparound.records.calculation.reasons import name_beside

DAY = timedelta(days=1)
MOST_KINDS = 12
NOT_THEIR_OWN = (
    "Nobody agrees or ends what is said of themselves. Somebody else who leads your organisation does; on your own "
    "page you can say that something is wrong."
)


def agree(new: NewReadiness, *, at: datetime, by: Viewer, seen: int | None = None, rule: Rule = LEAD) -> int:
    """A readiness as it was agreed; its number. It replaces the one that counted for the same role, level and kind.

    `seen` is the number of the newest entry of the person that the editor had before them: ChangedMeanwhile where a
    newer one counts for the same thing. CannotKeep where days, names or evidence do not do.
    """
    (number,) = agree_for((new.kind,), new, at=at, by=by, seen=seen, rule=rule)
    return number


def agree_for(
    kinds: Sequence[str], new: NewReadiness, *, at: datetime, by: Viewer, seen: int | None = None, rule: Rule = LEAD
) -> tuple[int, ...]:
    """The same readiness for organisations of several kinds, one entry for each; their numbers."""
    wanted = tuple(dict.fromkeys(one.strip() for one in kinds))
    if not wanted or not all(wanted) or len(wanted) > MOST_KINDS or max(map(len, wanted)) > 40:
        raise CannotKeep("Say for which kinds of organisation it was agreed: a ward is not a region.")
    with changing("A readiness was agreed", at=at, by=by):
        person, place = _theirs(new, at.date(), rule, by=by)
        whole = _in_order(new, person, at.date())
        return tuple(_one(person, place, replace(whole, kind=kind), seen, by=by) for kind in wanted)


def end(number: int, because: str, *, version: int | None, at: datetime, by: Viewer, rule: Rule = LEAD) -> None:
    """Today is the last day on which a readiness counts. ChangedMeanwhile where it was changed since `version`.

    By whoever the rule lets reach an organisation where the person belongs, or where it was agreed.
    """
    if not because.strip():
        raise CannotKeep("Say why it counts no longer: the person will read it.")
    with changing("A readiness was ended", at=at, by=by):
        row = readiness_row(number, at.date(), by=by, rule=rule)
        if row.person_id == by.person:
            raise CannotKeep(NOT_THEIR_OWN)
        if version is not None:
            ensure_unchanged(row, version, by=by)
        if row.ends is not None:
            raise CannotKeep("It was replaced or ended already, and counts no longer.")
        end_counting(row, at.date(), because, by=by)


def end_counting(row: Readiness, on: date, because: str, *, by: Viewer) -> None:
    """Writes and tells the last day on which a readiness counts; inside a change."""
    row.ends, row.ended_because = max(on, row.starts), because.strip()[:LONGEST_REASON]
    row.save()
    _tell(row, "ended", row.ends, by)


def readiness_row(number: int, today: date, *, by: Viewer, rule: Rule = LEAD) -> Readiness:
    """The row of a readiness that the actor may change; NoSuchReadiness otherwise."""
    rows = Readiness.objects.select_related("person", "organisation__region", "controller")
    row = rows.filter(pk=number).first()
    if row is None:
        raise NoSuchReadiness
    here = Membership.objects.current(today).filter(person=row.person_id).select_related("organisation")
    if not any(allows(by, rule, _about(one)) for one in (row.organisation, *(each.organisation for each in here))):
        raise NoSuchReadiness
    return row


def _theirs(new: NewReadiness, today: date, rule: Rule, *, by: Viewer) -> tuple[Person, Organisation]:
    """The person, and the organisation that the actor leads and to which they belonged when it was agreed, and do."""
    person = person_of(new.person, viewer=by)
    places = [one for one in places_of(person, viewer=by) if allows(by, rule, _about(one.organisation))]
    now = [one for one in places if _covers(one, today)]
    if not now:
        raise NobodyHere
    if person.pk == by.person:
        raise CannotKeep(NOT_THEIR_OWN)
    then = {one.organisation_id for one in places if _covers(one, new.agreed_on)}
    found = next((one for one in now if one.organisation_id in then), None)
    if found is None and new.agreed_on <= today:
        first = min(one.starts for one in now)
        raise CannotKeep(f"{person.name} belongs here since {first.day} {first:%B %Y}. Give a day since then.")
    return person, (found or now[0]).organisation


def _in_order(new: NewReadiness, person: Person, today: date) -> NewReadiness:
    """What was typed, tidied; CannotKeep with what to put right."""
    if new.agreed_on > today:
        raise CannotKeep("That day has not come yet. Give the day on which it was agreed, today at the latest.")
    names, evidence = names_in(new.agreed_by), new.evidence.strip()
    if not names:
        raise CannotKeep("Say who agreed it, by name: at least one person.")
    if all(name_key(one) == person.name_key for one in names):
        raise CannotKeep(f"{person.name} alone cannot agree it. Name who agreed it with them.")
    if not evidence or len(evidence) > LONGEST_EVIDENCE:
        raise CannotKeep(f"Say what it rests on, in at most {LONGEST_EVIDENCE:,} letters: the person will read it.")
    furthest = last_review(new.agreed_on)
    if new.review_by <= new.agreed_on or new.review_by < today:
        raise CannotKeep("Give a day for its review that lies ahead.")
    if new.review_by > furthest:
        raise CannotKeep(
            f"It is reviewed after {LONGEST_REVIEW} months at the latest: by {furthest.day} {furthest:%B %Y}."
        )
    return replace(new, agreed_by=", ".join(names)[:300], evidence=evidence)


def _one(person: Person, place: Organisation, new: NewReadiness, seen: int | None, *, by: Viewer) -> int:
    _make_way(person, new, seen)
    row = Readiness.objects.create(
        controller_id=place.controller_id,
        person=person,
        organisation=place,
        role=new.role,
        level=new.level,
        kind=new.kind,
        band=new.band,
        starts=new.agreed_on,
        review_by=new.review_by,
        agreed_by=new.agreed_by,
        evidence=new.evidence,
        recorded_by_id=by.person,
        recorded_by_name=name_beside(by),
    )
    _tell(row, "agreed", new.agreed_on, by)
    return int(row.pk)


def _make_way(person: Person, new: NewReadiness, seen: int | None) -> None:
    """Ends what counted for the same thing on the day before; what was agreed on the same day is replaced on it."""
    same = Readiness.objects.filter(person=person, role=new.role, level=new.level, kind=new.kind)
    newest = same.order_by("-pk").first()
    if newest is not None and seen is not None and newest.pk > seen:
        raise ChangedMeanwhile(
            "Somebody else agreed a readiness for the same role while you were writing. Nothing of yours was lost: "
            "below is what counts now, with what you wrote. Send it again if it should replace that."
        )
    if (later := same.filter(starts__gt=new.agreed_on).order_by("starts").first()) is not None:
        raise CannotKeep(
            f"Something newer was agreed on {later.starts.day} {later.starts:%B %Y}. Give that day or a later one."
        )
    if newest is not None and newest.ends is None and (newest.band, newest.evidence) == (new.band, new.evidence):
        raise CannotKeep(
            f"That is word for word what was written on {newest.starts.day} {newest.starts:%B %Y}. "
            "Say what it rests on today."
        )
    for row in same.filter(Q(ends__isnull=True) | Q(ends__gte=new.agreed_on)):
        row.ends = max(row.starts, new.agreed_on - DAY)
        row.save()


def _covers(one: Membership, day: date) -> bool:
    return one.starts <= day and (one.ends is None or one.ends >= day)


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)


def _tell(row: Readiness, what: str, on: date, by: Viewer) -> None:
    told = {"readiness": str(row.pk), "person": str(row.person_id), "organisation": row.organisation.code}
    tell(f"pipelines.readiness_{what}", {**told, "on": on.isoformat()}, by=by, of=row)

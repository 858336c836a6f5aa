"""Where many people belong, and what they are called, changed at once: from a file of the organisation that says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from wraparound.people.access import Rule, ensure
from wraparound.people.actions.people import BELONGS
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_key, name_words
from wraparound.people.models import Membership, NameWord, Organisation, Person
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.bulk import add_many, change_many
from wraparound.records.actions.changes import changing

FEW = 500


@dataclass(frozen=True)
class Belonging:
    """A time at an organisation: person and organisation by number."""

    person: int
    organisation: int
    job: str
    starts: date
    ends: date | None

    @property
    def days(self) -> tuple[date, date | None]:
        """The first and the last."""
        return self.starts, self.ends


def add_memberships(new: Sequence[Belonging], *, rule: Rule, at: datetime, by: Viewer) -> None:
    """People belong to organisations that the rule lets the actor reach; callers have seen that none does already."""
    with changing("People belong to an organisation", at=at, by=by):
        places = _reached({one.organisation for one in new}, rule, by)
        rows = (
            (one.person, one.organisation, places[one.organisation].controller_id, clean_name(one.job), *one.days)
            for one in new
        )
        add_many(Membership, BELONGS, rows, by=by)
        hand_over({one.person for one in new}, at.date(), by=by)


def change_memberships(changes: Mapping[int, Mapping[str, object]], *, rule: Rule, at: datetime, by: Viewer) -> None:
    """Job, first and last day of memberships by number, of organisations that the rule lets the actor reach.

    No role ends by it: callers have seen that nobody who holds one there would leave.
    """
    with changing("Where people belong was changed", at=at, by=by):
        places: set[int] = set()
        people: set[int] = set()
        for some in batched(changes, FEW):
            for person, place in Membership.objects.filter(pk__in=some).values_list("person", "organisation"):
                places.add(place)
                people.add(person)
        _reached(places, rule, by)
        change_many(Membership, changes, by=by)
        if any("ends" in one or "starts" in one for one in changes.values()):
            hand_over(people, at.date(), by=by)


def rename(names: Mapping[int, str], *, at: datetime, by: Viewer) -> None:
    """What people are called, by number; callers have seen that it is theirs to say. Old names still find the past."""
    with changing("Names were corrected", at=at, by=by):
        cleaned = {person: clean_name(name) for person, name in names.items()}
        values = {
            person: {"name": name, "name_key": name_key(name)[: 2 * LONGEST_NAME]} for person, name in cleaned.items()
        }
        change_many(Person, values, by=by)
        for some in batched(cleaned, FEW):
            NameWord.objects.filter(person__in=some).update(past=True)
        words = ((person, word, False) for person, name in cleaned.items() for word in name_words(name))
        add_many(NameWord, ("person", "word", "past"), words, by=by)


def hand_over(people: Iterable[int], on: date, *, by: Viewer) -> None:
    """Passes control of names and accounts to where people belong on the day, if they left whoever was answerable."""
    for some in batched(sorted(set(people)), FEW):
        here: dict[int, list[int]] = defaultdict(list)
        rows = Membership.objects.current(on).filter(person__in=some).order_by("starts", "pk")
        for person, controller in rows.values_list("person", "controller"):
            here[person].append(controller)
        kept = Person.objects.filter(pk__in=list(here)).values_list("pk", "controller")
        moved = {
            person: {"controller": here[person][0]} for person, controller in kept if controller not in here[person]
        }
        if moved:
            change_many(Person, moved, by=by)


def _reached(numbers: Iterable[int], rule: Rule, by: Viewer) -> dict[int, Organisation]:
    found = {one.pk: one for one in Organisation.objects.filter(pk__in=list(numbers))}
    for row in found.values():
        ensure(by, rule, Subject.at(row.pk, row.region_id))
    return found

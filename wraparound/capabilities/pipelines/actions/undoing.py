"""A whole import is taken back, by its history: every record as it was before, but for those changed since."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.models.exchange import Import, OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.imports import import_row
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportState, Undoing
from wraparound.people.access import allows, ensure
from wraparound.people.calculation import name_words
from wraparound.people.models import FORGOTTEN, Membership, NameWord, Organisation, Person
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.bulk import change_many
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.removal import remove
from wraparound.records.models.keeping import FOREVER, KEPT, Record
from wraparound.records.terms import Basis

AT_ONCE = 500
TOUCHED: tuple[type[Record], ...] = (Successor, Holder, Share, OutsideNumber, Membership, Post, Person)
"""What an import writes, what refers to others first: in this order it can be removed."""
SHOWN = 50
FIELDS = ("name", "where they belong", "post held")


@dataclass
class _Back:
    """What an undo does with one sort of record: numbers to remove, values to put back, and what it must leave."""

    remove: list[int] = field(default_factory=list)
    put: dict[int, dict[str, Any]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)


def undoing(number: int, *, on: date, by: Viewer) -> Undoing:
    """What an undo would do now; it names what was changed since, which stays as it is."""
    row = import_row(number, viewer=by)
    _ensure_written(row)
    found = _backs(row.change or 0)
    return _terms(found, on, by)


def undo(number: int, *, seen: int, at: datetime, by: Viewer) -> Undoing:
    """Takes a whole import back, in one change; `seen` is how many records were said to stay.

    CannotImport where more would stay by now: whoever goes on shall know what does.
    """
    row = import_row(number, viewer=by)
    _ensure_written(row)
    with changing(f"Undone: import of {row.file}", at=at, by=by):
        row = import_row(number, viewer=by)
        _ensure_written(row)
        place = row.organisation
        ensure(by, IMPORT, Subject(organisations=frozenset({place.pk}), regions=frozenset({place.region_id})))
        found = _backs(row.change or 0)
        _ensure_theirs(found, by)
        done = _terms(found, at.date(), by)
        if len(done.left) != seen:
            raise CannotImport("Something was changed while you looked. See again what would stay as it is.")
        for record in TOUCHED:
            _put(record, found[record], by)
        for record in TOUCHED:
            if found[record].remove:
                why = f"Undone: import of {row.file}"
                remove(record._meta.label_lower, found[record].remove, basis=Basis.UNDO, why=why, at=at, by=by)
        row.state, row.told = ImportState.UNDONE, ""
        row.save()
        told = {"import": str(row.pk), "organisation": row.organisation.code}
        tell("pipelines.import_undone", told, by=by, of=row)
    return done


def _ensure_written(row: Import) -> None:
    if row.state != ImportState.WRITTEN or row.change is None:
        raise CannotImport("Only what was written can be undone, and only once.")


def _backs(change: int) -> dict[type[Record], _Back]:
    """What became of every record that the change touched, those that refer to others first."""
    found: dict[type[Record], _Back] = {}
    for record in TOUCHED:
        found[record] = _back_of(record, change)
    for record in TOUCHED:
        _leave_what_is_referred_to(record, found)
    return found


def _back_of(record: type[Record], change: int) -> _Back:
    kept = KEPT[record._meta.label_lower]
    versions = kept.versions._default_manager
    back = _Back()
    now = dict(versions.filter(v_change=change, v_carried=False).values_list("v_record", "v_until"))
    before: dict[int, Any] = {}
    for one in versions.filter(v_until_change=change, v_carried=False):
        before[one.v_record] = one
    names = [one.name for one in kept.tracked]
    for number, until in now.items():
        # A version that was carried into a later era is the same one still: only a later change closes both.
        if until < FOREVER:
            back.left.append(number)
        elif number not in before:
            back.remove.append(number)
        else:
            old = before[number]
            back.put[number] = {name: getattr(old, record._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]  # own fields
    return back


def _leave_what_is_referred_to(record: type[Record], found: dict[type[Record], _Back]) -> None:
    """What the import created stays where something that came later, or that stays itself, refers to it."""
    back = found[record]
    if not back.remove:
        return
    wanted, kept = set(back.remove), set[int]()
    for relation in record._meta.related_objects:
        other, name = relation.related_model, relation.field.attname
        if other is NameWord or (not relation.concrete and not hasattr(relation, "field")):
            continue
        going = set(found[other].remove) if other in found else set()
        for some in batched(sorted(wanted), AT_ONCE):
            rows: QuerySet[Any] = other._base_manager.filter(**{f"{name}__in": some})
            kept |= {target for pk, target in rows.values_list("pk", name) if pk not in going}
    back.remove = sorted(wanted - kept)
    back.left += sorted(kept)


def _put(record: type[Record], back: _Back, by: Viewer) -> None:
    """Every field as it was. People get back the words by which their name is found."""
    fields = {one.attname: one.name for one in record._meta.concrete_fields}
    gone = Q(name=FORGOTTEN) if record is Person else Q(pk__in=[])
    live = {
        pk
        for some in batched(back.put, AT_ONCE)
        for pk in record._base_manager.filter(pk__in=some).exclude(gone).values_list("pk", flat=True)
    }
    changes = {
        number: {fields.get(name, name): value for name, value in values.items()}
        for number, values in back.put.items()
        if number in live
    }
    change_many(record, changes, by=by)
    if record is Person and changes:
        for some in batched(changes, AT_ONCE):
            NameWord.objects.filter(person__in=some).update(past=True)
        words = [
            NameWord(person_id=pk, word=word) for pk, one in changes.items() for word in name_words(str(one["name"]))
        ]
        NameWord.objects.bulk_create(words, batch_size=AT_ONCE)


def _terms(found: dict[type[Record], _Back], on: date, by: Viewer) -> Undoing:
    """What an undo would do; of what stays, the first few in words, with names only as far as the viewer sees them."""
    rows = [
        (record, row)
        for record in TOUCHED
        for row in record._base_manager.filter(pk__in=found[record].left[:SHOWN]).order_by("pk")
    ]
    people = [row.pk if record is Person else getattr(row, "person_id", None) for record, row in rows]
    known = names_seen(people, FIELDS, viewer=by, today=Day(on))
    left = []
    for (record, row), person in zip(rows, people, strict=True):
        seen = person is None or person in known or person == by.person
        what = str(record._meta.verbose_name)
        left.append(f"{what[:1].upper()}{what[1:]}: {row if seen else 'somebody whom you do not see'}")
    left += [""] * (sum(len(one.left) for one in found.values()) - len(left))
    return Undoing(
        sum(len(one.put) for one in found.values()), sum(len(one.remove) for one in found.values()), tuple(left)
    )


def _ensure_theirs(found: dict[type[Record], _Back], by: Viewer) -> None:
    """That the actor keeps every organisation whose records are touched: an import may name several."""
    places: set[int] = set()
    for record, path in ((Post, "organisation"), (Membership, "organisation"), (Holder, "post__organisation")):
        numbers = [*found[record].put, *found[record].remove]
        for some in batched(numbers, AT_ONCE):
            places |= set(record._base_manager.filter(pk__in=some).values_list(path, flat=True))
    for place in Organisation.objects.filter(pk__in=places):
        about = Subject(organisations=frozenset({place.pk}), regions=frozenset({place.region_id}))
        if not allows(by, IMPORT, about):
            raise CannotImport("It touched organisations that you do not keep. Whoever sent it can undo it.")

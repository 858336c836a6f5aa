"""A whole import is taken back, by its history: every record as it was before, but for what stays."""

from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.actions.staying import AT_ONCE, TOUCHED, Back, Backs, backs
from wraparound.capabilities.pipelines.models.exchange import Import
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.imports import import_row
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportState, Undoing
from wraparound.people.access import allows, ensure
from wraparound.people.actions.bulk import hand_over
from wraparound.people.calculation import name_words
from wraparound.people.models import FORGOTTEN, Membership, NameWord, Organisation, Person
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.bulk import change_many
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.removal import remove
from wraparound.records.models.keeping import Record
from wraparound.records.terms import Basis

SHOWN = 50
FIELDS = ("name", "where they belong", "post held")


def undoing(number: int, *, on: date, by: Viewer) -> Undoing:
    """What an undo would do now; it names what was changed since, which stays as it is."""
    row = import_row(number, viewer=by)
    _ensure_written(row)
    found = backs(row.change or 0, on=on, by=by)
    return _terms(found, on, by)


def undo(number: int, *, seen: int, at: datetime, by: Viewer) -> Undoing:
    """Takes a whole import back, in one change; `seen` is how many records were said to stay.

    CannotImport where more would stay by now: whoever goes on shall know what does.
    """
    row = import_row(number, viewer=by)
    _ensure_written(row)
    why = f"Undone: import {row.pk} of a spreadsheet"
    with changing(why, at=at, by=by):
        row = import_row(number, viewer=by)
        _ensure_written(row)
        place = row.organisation
        ensure(by, IMPORT, Subject(organisations=frozenset({place.pk}), regions=frozenset({place.region_id})))
        found = backs(row.change or 0, on=at.date(), by=by)
        _ensure_theirs(found, by)
        done = _terms(found, at.date(), by)
        if len(done.left) != seen:
            raise CannotImport("Something was changed while you looked. See again what would stay as it is.")
        for record in TOUCHED:
            _put(record, found[record], by)
        for record in TOUCHED:
            if found[record].remove:
                remove(record._meta.label_lower, found[record].remove, basis=Basis.UNDO, why=why, at=at, by=by)
        hand_over(_staying(found), at.date(), by=by)
        row.state, row.told = ImportState.UNDONE, ""
        row.save()
        told = {"import": str(row.pk), "organisation": row.organisation.code}
        tell("pipelines.import_undone", told, by=by, of=row)
    return done


def _ensure_written(row: Import) -> None:
    if row.state != ImportState.WRITTEN or row.change is None:
        raise CannotImport("Only what was written can be undone, and only once.")


def _put(record: type[Record], back: Back, by: Viewer) -> None:
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


def _staying(found: Backs) -> set[int]:
    """People who go on belonging where the import had them belong: there, control of their names may lie by now."""
    people = {found[Membership].wrote[pk]["person_id"] for pk in found[Membership].left}
    return people - set(found[Person].remove)


def _terms(found: Backs, on: date, by: Viewer) -> Undoing:
    """What an undo would do; of what stays, the first few in words, with names only as far as the viewer sees them."""
    rows = [(record, row) for record in TOUCHED for row in _first(record, found[record])]
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


def _first(record: type[Record], back: Back) -> QuerySet[Any]:
    """The first few of those that stay, with what they are called by."""
    named = [one.name for one in record._meta.concrete_fields if one.name in ("person", "post", "organisation")]
    rows = record._base_manager.filter(pk__in=sorted(back.left)[:SHOWN]).order_by("pk")
    return rows.select_related(*named) if named else rows


def _ensure_theirs(found: Backs, by: Viewer) -> None:
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

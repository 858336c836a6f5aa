"""A whole import is taken back, by its history: every record as it was before, but for what stays."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db.models import IntegerField, Q, TextField, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.actions.imports import AT_ONCE_ROWS, forget_rows
from wraparound.capabilities.pipelines.actions.staying import AT_ONCE, TOUCHED, backs
from wraparound.capabilities.pipelines.models.exchange import Import, OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.imports import import_row, terms_of
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportState, ImportTerms, Undoing
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.wording.exchange import BEING_UNDONE
from wraparound.people.access import allows, ensure
from wraparound.people.actions.bulk import hand_over
from wraparound.people.calculation import name_words
from wraparound.people.models import FORGOTTEN, Membership, NameWord, Organisation, Person
from wraparound.people.terms.access import OPERATOR, Subject, Viewer
from wraparound.records.actions.bulk import change_many
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.removal import remove
from wraparound.records.models.keeping import Record
from wraparound.records.queries.touched import Back, Backs, Row
from wraparound.records.terms import Basis

SHOWN = 50
FIELDS = ("name", "where they belong", "post held")
WORDS: Mapping[type[Record], str] = {
    Successor: "use",
    Holder: "kind",
    OutsideNumber: "number",
    Membership: "job",
    Post: "title",
    Organisation: "name",
}
"""What each of those that stay is called by, beside the people, posts and organisations that it refers to."""


def undoing(number: int, *, on: date, by: Viewer) -> Undoing:
    """What an undo would do now; it names what was changed since, which stays as it is."""
    return to_undo(number, on=on, by=by)[1]


def to_undo(number: int, *, on: date, by: Viewer) -> tuple[ImportTerms, Undoing]:
    """An import, and that of it."""
    row = import_row(number, viewer=by)
    _ensure_can_be_undone(row)
    return terms_of(row, viewer=by), _terms(backs(row.change or 0, on=on, by=by), on, by)


def confirm_undo(number: int, *, seen: int, at: datetime, by: Viewer) -> bool:
    """Has it undone, now or off the request where it wrote many rows; whether that is done by now."""
    row = import_row(number, viewer=by)
    if terms_of(row, viewer=by).taken() <= AT_ONCE_ROWS or by == OPERATOR:
        undo(number, seen=seen, at=at, by=by)
        return True
    _as_seen(number, seen, at.date(), by)
    with changing(f"Import {number} of a spreadsheet is to be undone", at=at, by=by):
        row = import_row(number, viewer=by)
        _ensure_can_be_undone(row)
        row.state, row.told = ImportState.UNDOING, ""
        row.save()
        told = {"import": str(row.pk), "organisation": row.organisation.code, "seen": str(seen)}
        tell("pipelines.undo_confirmed", told, by=by, of=row)
    return False


def undo(number: int, *, seen: int, asked: bool = False, at: datetime, by: Viewer) -> None:
    """Takes a whole import back, in one change; `seen` is how many records were said to stay.

    CannotImport where more would stay by now: whoever goes on shall know what does. `asked`: it was confirmed before,
    and waits for this. Killed before the end, nothing is undone.
    """
    _ensure_can_be_undone(import_row(number, viewer=by), asked=asked)
    why = f"Undone: import {number} of a spreadsheet"
    with changing(why, at=at, by=by):
        row, found = _as_seen(number, seen, at.date(), by, asked=asked)
        for record in TOUCHED:
            _put(record, found[record], by)
        for record in TOUCHED:
            if found[record].remove:
                remove(record._meta.label_lower, found[record].remove, basis=Basis.UNDO, why=why, at=at, by=by)
        hand_over(_staying(found), at.date(), by=by)
        row.state, row.told = ImportState.UNDONE, ""
        forget_rows(row, by=by)
        told = {"import": str(row.pk), "organisation": row.organisation.code}
        tell("pipelines.import_undone", told, by=by, of=row)


def _as_seen(number: int, seen: int, on: date, by: Viewer, *, asked: bool = False) -> tuple[Import, Backs]:
    """The import and what would become of its records; CannotImport where these are not the actor's, or more stays."""
    row = import_row(number, viewer=by)
    _ensure_can_be_undone(row, asked=asked)
    place = row.organisation
    ensure(by, IMPORT, Subject.at(place.pk, place.region_id))
    found = backs(row.change or 0, on=on, by=by)
    _ensure_theirs(found, by)
    if _staying_of(found) != seen:
        raise CannotImport("Something was changed while you looked. See again what would stay as it is.")
    return row, found


def _ensure_can_be_undone(row: Import, *, asked: bool = False) -> None:
    if row.state == ImportState.UNDOING and not asked:
        raise CannotImport(BEING_UNDONE)
    if row.state != (ImportState.UNDOING if asked else ImportState.WRITTEN) or row.change is None:
        raise CannotImport("Only what was written can be undone, and only once.")


def _staying_of(found: Backs) -> int:
    """How many records an undo leaves as they are."""
    return sum(len(one.left) for one in found.values())


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
    first = {record: sorted(found[record].left)[:SHOWN] for record in TOUCHED}
    rows = [(record, pk, found[record].wrote[pk]) for record in TOUCHED for pk in first[record]]
    people = [pk if record is Person else row.get("person_id") for record, pk, row in rows]
    known = names_seen(people, FIELDS, viewer=by, today=Day(on))
    words = _words_of(rows)
    left = []
    for (record, pk, row), person in zip(rows, people, strict=True):
        seen = person is None or person in known
        what = str(record._meta.verbose_name)
        called = _called(record, pk, row, words, known) if seen else "somebody whom you do not see"
        left.append(f"{what[:1].upper()}{what[1:]}: {called}")
    left += [""] * (_staying_of(found) - len(left))
    return Undoing(
        sum(len(one.put) for one in found.values()), sum(len(one.remove) for one in found.values()), tuple(left)
    )


Words = Mapping[tuple[type[Record], int], str]


def _words_of(rows: Sequence[tuple[type[Record], int, Row]]) -> Words:
    """What these say by now, and the posts and organisations that they refer to: one question."""
    wanted: dict[type[Record], set[int]] = {record: set() for record in WORDS}
    for record, pk, row in rows:
        wanted.setdefault(record, set()).add(pk)
        for other, name in ((Post, "post_id"), (Organisation, "organisation_id")):
            if row.get(name):
                wanted[other].add(row[name])
    asked = list(WORDS.items())
    parts = [
        record._base_manager.filter(pk__in=sorted(wanted[record]))
        .order_by()
        .annotate(told_place=Value(place, output_field=IntegerField()), told_words=Cast(name, TextField()))
        .values_list("told_place", "pk", "told_words")
        for place, (record, name) in enumerate(asked)
        if wanted[record]
    ]
    found = parts[0].union(*parts[1:], all=True) if parts else ()
    return {(asked[place][0], pk): words for place, pk, words in found}


def _called(record: type[Record], pk: int, row: Row, words: Words, known: Mapping[int, Known]) -> str:
    """One of those that stay as it is called by now, with the names that the viewer sees."""
    made: Any = record(**row)
    if record in WORDS:
        setattr(made, WORDS[record], words.get((record, pk), ""))
    if person := row.get("person_id"):
        made.person = Person(pk=person, name=known[person].name)
    if post := row.get("post_id"):
        made.post = Post(pk=post, title=words.get((Post, post), ""))
    if record is not Post and (place := row.get("organisation_id")):
        made.organisation = Organisation(pk=place, name=words.get((Organisation, place), ""))
    return known[pk].name if record is Person else str(made)


PLACES: Mapping[type[Record], str] = {
    Successor: "post__organisation",
    Holder: "post__organisation",
    Share: "post__organisation",
    OutsideNumber: "organisation",
    Membership: "organisation",
    Post: "organisation",
}
"""Whose each of those records is that an import touches; people are those of whoever is answerable for them."""


def _ensure_theirs(found: Backs, by: Viewer) -> None:
    """That the actor keeps every organisation whose records are touched: an import may name several."""
    places: set[int] = set()
    for record, path in PLACES.items():
        numbers = [*found[record].put, *found[record].remove]
        for some in batched(numbers, AT_ONCE):
            places |= set(record._base_manager.filter(pk__in=some).values_list(path, flat=True))
    people = [*found[Person].put, *found[Person].remove]
    answerable: set[int] = set()
    for some in batched(people, AT_ONCE):
        answerable |= set(Person.objects.filter(pk__in=some).values_list("controller", flat=True))
    for place in Organisation.objects.filter(Q(pk__in=places) | Q(controller__in=answerable)):
        about = Subject.at(place.pk, place.region_id)
        if not allows(by, IMPORT, about):
            raise CannotImport("It touched organisations that you do not keep. Whoever sent it can undo it.")

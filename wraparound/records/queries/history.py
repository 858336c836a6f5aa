"""What was changed: of one record, about one person, or at all. Callers have checked who asks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from wraparound.records.calculation.several import in_words
from wraparound.records.models.keeping import FOREVER, KEPT, Kept, Record, Version
from wraparound.records.models.log import Change, Removal
from wraparound.records.terms import Basis, ChangeTerms, Did, Difference, RemovalTerms, Someone, Touched, VersionTerms

ON_A_PAGE = 50
A_FEW = 5
NEVER_TOLD = frozenset({"name_key", "about_person", "opened_by", "answered_by", "record", "last_key"})
"""What repeats another field in a form for machines, or only numbers somebody."""


def last_version(row: Record, *, viewer: Someone) -> Version:
    """The version of the record as it is today."""
    rows = KEPT[row._meta.label_lower].versions._default_manager.filter(v_record=row.pk, v_until=FOREVER)
    found: Version = rows.order_by("-v_version")[0]
    return found


def version_number(row: Record, *, viewer: Someone) -> int:
    """The number of the change by which the record came to be as it is: what the form of an editor carries."""
    return int(last_version(row, viewer=viewer).v_change)


def with_version(rows: QuerySet[Any], record: type[Record], *, viewer: Someone) -> QuerySet[Any]:
    """The same rows, each with that number as `version`, for a page that asks for them anyway."""
    versions = KEPT[record._meta.label_lower].versions._default_manager
    now = versions.filter(v_record=OuterRef("pk"), v_until=FOREVER).order_by("-v_version")
    found: QuerySet[Any] = rows.annotate(version=Subquery(now.values("v_change")[:1]))
    return found


def once_said(
    sort: type[Record], field: str, among: "QuerySet[Any] | Collection[int]", *, viewer: Someone
) -> frozenset[int]:
    """Which of these records, by number, have ever said something in this field."""
    rows = KEPT[sort._meta.label_lower].versions._default_manager.filter(v_record__in=among)
    return frozenset(rows.exclude(**{field: None}).values_list("v_record", flat=True))


def last_changes(wanted: Mapping[str, Sequence[int]], *, viewer: Someone) -> dict[tuple[str, int], ChangeTerms]:
    """The change by which each of these records, by sort and number, came to be as it is today."""
    asked = [
        KEPT[sort]
        .versions._default_manager.filter(v_record__in=records, v_until=FOREVER)
        .order_by()
        .values_list(Value(sort, output_field=CharField()), "v_record", "v_change")
        for sort, records in wanted.items()
        if records
    ]
    found = {(sort, record): change for sort, record, change in (asked[0].union(*asked[1:]) if asked else ())}
    made = Change.objects.in_bulk(set(found.values()))
    return {key: change_terms(made[change]) for key, change in found.items()}


def history_of(sort: str, record: int, *, viewer: Someone) -> tuple[VersionTerms, ...]:
    """What every change did to one record, newest first."""
    kept = KEPT[sort]
    return _told({kept: _versions(kept.versions._default_manager.filter(v_record=record))})


def history_about(
    person: int, *, viewer: Someone, most: int | None = 200, without: Collection[str] = ()
) -> tuple[VersionTerms, ...]:
    """What every change did to the records about one person, newest first, the latest at most; all where none is said.

    Sorts named in `without` are left out: what is not the viewer's to read as it is, is not as it was either.
    What may be confidential (why a hold was placed) is withheld where it is the person who reads it. What is between
    two people is told to the person alone.
    """
    told = [
        kept
        for kept in KEPT.values()
        if kept.about_in_history
        and kept.sort not in without
        and not (kept.record.between_two and viewer.person != person)
    ]
    found = {
        kept: _versions(kept.versions._default_manager.filter(**{kept.about_in_history: person}))
        for kept in _with_any_about(person, told)
    }
    return _told(found, withholding=viewer.person == person)[:most]


def held_about(person: int, *, viewer: Someone) -> list[tuple[Kept, int]]:
    """Each sort of which there are records about a person today, and how many: one question for all sorts."""
    told = [kept for kept in KEPT.values() if kept.record.person_field]
    asked = [
        kept.record._default_manager.filter(**{kept.record.person_field: person})
        .order_by()
        .annotate(told_sort=Value(sort, output_field=BigIntegerField()))
        .values_list("told_sort", flat=True)
        for sort, kept in enumerate(told)
    ]
    many = Counter(asked[0].union(*asked[1:], all=True)) if asked else {}
    return [(kept, many[sort]) for sort, kept in enumerate(told) if many.get(sort)]


def _with_any_about(person: int, told: Sequence[Kept]) -> list[Kept]:
    """Those of these sorts of which there is any version about a person: one question, however many sorts there are."""
    asked = [
        kept.versions._default_manager.filter(**{kept.about_in_history: person})
        .order_by()
        .annotate(told_sort=Value(sort, output_field=BigIntegerField()))
        .values_list("told_sort", flat=True)
        for sort, kept in enumerate(told)
    ]
    there = set(asked[0].union(*asked[1:])) if asked else set()
    return [kept for sort, kept in enumerate(told) if sort in there]


def changes(people: "QuerySet[Any] | Sequence[int] | None", *, viewer: Someone, page: int) -> tuple[Touched, ...]:
    """One page of changes that touched records about these people (all changes where none), newest first.

    With each: the sorts of records it touched and how many of them, those that it removed too; and the people they are
    about, a few at most. Changes of what is between two people are not among them.
    """
    rows = _without_what_is_between_two(Change.objects.all())
    told = [kept for kept in KEPT.values() if not kept.record.between_two]
    if people is not None:
        touching = Q(pk__in=[])
        for kept in told:
            if kept.about_in_history:
                versions = kept.versions._default_manager.filter(**{f"{kept.about_in_history}__in": people})
                touching |= Q(pk__in=versions.values("v_change")) | Q(
                    pk__in=versions.filter(v_until_change__isnull=False).values("v_until_change")
                )
        rows = rows.filter(touching)
    here = list(rows.order_by("-pk")[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    touched: dict[int, dict[str, int]] = {one.pk: {} for one in here}
    subjects: dict[int, dict[int, None]] = {one.pk: {} for one in here}
    for sort, number, person in _touched(told, list(touched), people):
        touched[number][told[sort].words] = touched[number].get(told[sort].words, 0) + 1
        if person is not None and len(subjects[number]) < A_FEW:
            subjects[number].setdefault(person)
    for mark in _marks(list(touched), people):
        words = f"{KEPT[mark.sort].words} removed" if mark.sort in KEPT else mark.sort
        touched[mark.change_id][words] = touched[mark.change_id].get(words, 0) + 1
    return tuple(
        Touched(change_terms(one), tuple(sorted(touched[one.pk].items())), tuple(subjects[one.pk])) for one in here
    )


def _touched(
    told: Sequence[Kept], changes: Sequence[int], people: "QuerySet[Any] | Sequence[int] | None"
) -> list[tuple[int, int, int | None]]:
    """The place among these sorts, the change and the person of every version by one of the changes: one question."""
    asked = []
    for sort, kept in enumerate(told):
        versions = kept.versions._default_manager.filter(v_carried=False, v_change__in=changes).order_by()
        if people is not None and kept.about_in_history:
            versions = versions.filter(**{f"{kept.about_in_history}__in": people})
        whom: Any = F(kept.about_in_history) if kept.about_in_history else Value(None)
        there = versions.annotate(
            told_sort=Value(sort, output_field=BigIntegerField()), told_of=Cast(whom, BigIntegerField())
        )
        asked.append(there.values_list("told_sort", "v_change", "told_of"))
    return sorted(asked[0].union(*asked[1:], all=True), key=lambda row: row[:2]) if changes else []


def _without_what_is_between_two(rows: QuerySet[Change]) -> QuerySet[Change]:
    for kept in KEPT.values():
        if kept.record.between_two:
            versions = kept.versions._default_manager.filter(v_carried=False)
            rows = rows.exclude(pk__in=versions.values("v_change"))
            rows = rows.exclude(pk__in=versions.filter(v_until_change__isnull=False).values("v_until_change"))
    return rows


def _marks(changes: Sequence[int], people: "QuerySet[Any] | Sequence[int] | None") -> QuerySet[Removal]:
    rows = Removal.objects.filter(change__in=changes)
    return rows if people is None else rows.filter(about__in=people)


def removals_about(person: int, *, viewer: Someone) -> tuple[RemovalTerms, ...]:
    """The marks of what was removed about one person, newest first."""
    return tuple(_mark(row) for row in Removal.objects.filter(about=person).select_related("change").order_by("-pk"))


def removed_since(sort: str, controller: str, moment: datetime, *, viewer: Someone) -> int:
    """How many records of a sort, for which an entity of this code was answerable, were removed since the moment."""
    return Removal.objects.filter(sort=sort, controller=controller, change__at__gt=moment).count()


def change_terms(row: Change, *, viewer: Someone | None = None) -> ChangeTerms:
    """The row as a term."""
    return ChangeTerms(row.pk, row.at, row.by, row.by_name, row.why)


def _mark(row: Removal) -> RemovalTerms:
    words = KEPT[row.sort].words if row.sort in KEPT else row.sort
    return RemovalTerms(row.pk, words, row.record, row.about, row.change.at, Basis(row.basis), row.change.why)


def _versions(rows: QuerySet[Version]) -> list[Version]:
    return list(rows.filter(v_carried=False).exclude(v_since=F("v_until")).order_by("v_record", "v_since"))


def _told(versions: Mapping[Kept, Sequence[Version]], *, withholding: bool = False) -> tuple[VersionTerms, ...]:
    """Each version beside the one before it, newest first; the end of a record is told too."""
    every = [one for some in versions.values() for one in some]
    made = Change.objects.in_bulk(
        {one.v_change for one in every} | {one.v_until_change for one in every if one.v_until_change}
    )
    names = _names_of_references(versions)
    found = [told for kept, some in versions.items() for told in _of_one_sort(kept, some, made, names)]
    if withholding:
        kept_back = {(kept.words, field) for kept in versions for field in kept.withheld_words}
        found = [
            replace(one, differences=tuple(part for part in one.differences if (one.sort, part.field) not in kept_back))
            for one in found
        ]
    return tuple(sorted(found, key=lambda one: (one.change.number, one.version), reverse=True))


def _of_one_sort(
    kept: Kept, versions: Sequence[Version], made: Mapping[int, Change], names: Mapping[tuple[type, int], str]
) -> Iterable[VersionTerms]:
    before: Version | None = None
    for one in versions:
        earlier = before if before is not None and before.v_record == one.v_record else None
        if earlier is None or earlier.v_until == one.v_since:
            did = Did.CHANGED if earlier is not None else Did.ENTERED
            yield _version(kept, one, did, made[one.v_change], _differences(kept, earlier, one, names))
        before = one
    for one in {one.v_record: one for one in versions}.values():
        if one.v_until < FOREVER and (change := made.get(one.v_until_change or 0)):
            yield _version(kept, one, Did.REMOVED, change, ())


def _version(kept: Kept, one: Version, did: Did, change: Change, differences: Iterable[Difference]) -> VersionTerms:
    return VersionTerms(one.v_version, one.v_record, kept.words, did, change_terms(change), tuple(differences))


def _differences(
    kept: Kept, before: Version | None, after: Version, names: Mapping[tuple[type, int], str]
) -> Iterable[Difference]:
    for field in kept.tracked:
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(after, field.attname)
        if old != new and not (before is None and field.name in kept.record.quiet) and field.name not in NEVER_TOLD:
            spoken = kept.record.spoken.get(field.name, {})
            was, now = (_text(field, value, names) for value in (old, new))
            name = kept.record.listed.get(field.name, str(field.verbose_name))
            many = isinstance(new, list | dict) or isinstance(old, list | dict)
            yield Difference(name, spoken.get(was, was), spoken.get(now, now), many)


def _names_of_references(versions: Mapping[Kept, Sequence[Version]]) -> dict[tuple[type, int], str]:
    """What is referred to, by sort and number, in words: one question for each sort, whatever refers to it."""
    wanted: dict[Any, set[int]] = {}
    for kept, some in versions.items():
        for field in kept.tracked:
            if field.is_relation:
                numbers = {getattr(one, field.attname) for one in some} - {None}
                wanted.setdefault(field.related_model, set()).update(numbers)
    return {
        (model, number): str(row)
        for model, numbers in wanted.items()
        if numbers
        for number, row in model._default_manager.in_bulk(numbers).items()
    }


def _text(field: Any, value: object, names: Mapping[tuple[type, int], str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list | dict):
        return in_words(value)
    if field.is_relation and isinstance(value, int):
        return names.get((field.related_model, value), str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%d %B %Y, %H:%M}".lstrip("0")
    return f"{value:%d %B %Y}".lstrip("0") if isinstance(value, date) else str(value)

"""What every stored record has: a controller, a history that the database writes by itself, and a state on any date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from wraparound.records.models.as_at import PAST, as_at_query

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when the version counts that has not been replaced."""


PAST_IS_READ = "The past is read, not written. Change the record as it is today."


class PastIsFinal(RuntimeError):
    """The state as at an earlier moment was about to be changed; only today's can be."""


class EndInstead(RuntimeError):
    """A record was about to be deleted; records are ended, and removed only by erasure or retention."""


class Controller(models.Model):
    """A legal entity that is answerable for records. One that has merged into another says into which."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=150)
    made_up = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    not_a_record = "Who is answerable for records; a legal entity, nobody's personal data."

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(ended_at__isnull=False),
                name="only_an_ended_controller_has_a_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def moment_after(day: date) -> datetime:
    """The first moment that no longer belongs to the day, in the site's own time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def is_of_the_past(row: object) -> datetime | None:
    """As at when a row was read; none for one of today, and for what is no row."""
    found: datetime | None = getattr(getattr(row, "_state", None), "as_at", None)
    return found


def _mark(row: object, moment: datetime) -> None:
    """Notes on a row, and on the rows that were read with it, as at when they are."""
    if isinstance(row, models.Model) and is_of_the_past(row) is None:
        row._state.as_at = moment  # type: ignore[attr-defined]  # read by is_of_the_past
        for other in row._state.fields_cache.values():
            _mark(other, moment)


class RecordRows[Row: models.Model](models.QuerySet[Row]):
    """Records, as they are or as they were. What is reached from a record of the past is of the past too."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._follow(more.get("hints") or {})

    def as_at(self, moment: datetime | None) -> Self:
        """The same rows as they stood at the moment, as this site knew it then; none is today.

        Filters and joins, also those made before, are read as at the moment. A query set used inside another says its
        own `as_at`. Rows of the past cannot be saved, changed or removed.
        """
        if moment is None and self.moment is not None:
            raise PastIsFinal("These are read as at an earlier moment already. Begin anew to read today's.")
        if moment is not None and self.query.combinator:
            raise PastIsFinal("Say as_at of each part before they are combined.")
        rows = self._chain()  # type: ignore[attr-defined]  # Django's own way to a copy
        if moment is not None:
            rows.query = as_at_query(rows.query, moment)
        return rows  # type: ignore[no-any-return]

    @property
    def moment(self) -> datetime | None:
        """As at when these are read; none is today."""
        return getattr(self.query, "moment", None)

    def update(self, **changes: Any) -> int:
        self._ensure_today()
        return super().update(**changes)

    def bulk_update(self, objs: Iterable[Row], *arguments: Any, **more: Any) -> int:
        rows = list(objs)
        if any(is_of_the_past(row) for row in rows):
            raise PastIsFinal(PAST_IS_READ)
        return super().bulk_update(rows, *arguments, **more)

    def iterator(self, *arguments: Any, **more: Any) -> Iterator[Row]:
        for row in super().iterator(*arguments, **more):
            if self.moment is not None:
                _mark(row, self.moment)
            yield row

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EndInstead("Records are ended, not deleted. What must go is removed by records.actions.removal.")

    def _fetch_all(self) -> None:
        if self.moment is not None and self._result_cache is None:
            # Marked before what is prefetched is read, which follows them.
            read: Any = self._iterable_class
            self._result_cache = list(read(self))
            for row in self._result_cache:
                _mark(row, self.moment)
        super()._fetch_all()

    def _add_hints(self, **hints: Any) -> None:
        super()._add_hints(**hints)  # type: ignore[misc]  # how Django says from which row others are reached
        self._follow(hints)

    def _follow(self, hints: Mapping[str, Any]) -> None:
        """Reached from a row of the past, these are read as at the same moment."""
        moment = is_of_the_past(hints.get("instance"))
        if moment is not None and self.moment is None:
            self.query = as_at_query(self.query, moment)

    def _ensure_today(self) -> None:
        if self.moment is not None:
            raise PastIsFinal(PAST_IS_READ)


class Record(models.Model):
    """A record with a controller and a history.

    Subclasses say to which retention class they belong (`keeping`), which field refers to the person they are about
    (`person_field`, none where they are about no one), from which day their retention counts (`counted_from`), and
    which fields history leaves out (`untracked`: secrets and marks of mere use). A record that others refer to cannot
    be removed: `forgotten` says what stands in its fields, and in all their history, once it is to be. Beside each
    stands `versions_of(it)`, which is its history. Pages of history leave out the fields that are `quiet` when a
    record is entered (numbers, and what the line says already), and say the values of others as `spoken` has them. Of
    fields that hold lists and the like they say that they changed, under the name that `listed` gives them. What
    is `withheld` is not told to the person, because the law lets it be confidential. What is `close` is read by the
    person and by those it was made between; looking after access, or checking it, is no reason to. What is
    `between_two` is read by two people and nobody else: no log of changes, count, report or mark tells others that it
    is there. A legal hold on whoever the fields `also_about` refer to keeps a record as one on its person does. What
    was written by hand in a record that stays by a number when its person, or one of those, is forgotten says in
    `forgets` what stands there from then on. Fields in `goes_with` hold the number of another record, of the sort said
    there, that goes when this one does: one kept longer would repeat what this one said. Fields in `by_number` refer to
    a record of the sort said there by its number alone, so that the store knows of no reference. Records of the sorts
    in `takes_along` that refer to this one by the field said there go when it does: a hold on whoever they are about
    keeps it.
    """

    keeping: ClassVar[str] = ""
    person_field: ClassVar[str] = ""
    counted_from: ClassVar[str] = ""
    untracked: ClassVar[frozenset[str]] = frozenset()
    forgotten: ClassVar[Mapping[str, object] | None] = None
    quiet: ClassVar[frozenset[str]] = frozenset({"controller"})
    spoken: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    listed: ClassVar[Mapping[str, str]] = {}
    withheld: ClassVar[frozenset[str]] = frozenset()
    close: ClassVar[bool] = False
    between_two: ClassVar[bool] = False
    also_about: ClassVar[tuple[str, ...]] = ()
    forgets: ClassVar[Mapping[str, object]] = {}
    goes_with: ClassVar[Mapping[str, str]] = {}
    by_number: ClassVar[Mapping[str, str]] = {}
    takes_along: ClassVar[Mapping[str, str]] = {}

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if is_of_the_past(self) is not None:
            raise PastIsFinal(PAST_IS_READ)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EndInstead("Records are ended, not deleted. What must go is removed by records.actions.removal.")

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """The records whose retention began to count on or before the day."""
        if not cls.counted_from:
            return cls._default_manager.none()
        has_time = isinstance(cls._meta.get_field(cls.counted_from), models.DateTimeField)
        before = moment_after(last) if has_time else last + timedelta(days=1)
        return cls._default_manager.filter(**{f"{cls.counted_from}__lt": before})

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Removes what hangs on these records and is no record itself; called when they are removed or forgotten."""


class Version(models.Model):
    """A record as it was from one change to the next. Written by the database; `carried` into a later era or not."""

    v_version = models.BigAutoField(primary_key=True)
    v_record = models.BigIntegerField()
    v_since = models.DateTimeField()
    v_until = models.DateTimeField(default=FOREVER)
    v_change = models.BigIntegerField()
    v_until_change = models.BigIntegerField(null=True)
    v_era = models.PositiveIntegerField()
    v_carried = models.BooleanField(default=False)

    not_a_record = "The history of a record, written by the database."

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Kept:
    """A sort of record that is kept with its history."""

    record: type[Record]
    versions: type[Version]

    @property
    def sort(self) -> str:
        """Its name: app and model, such as people.membership."""
        return self.record._meta.label_lower

    @property
    def words(self) -> str:
        """Its name as people say it."""
        return str(self.record._meta.verbose_name)

    @property
    def table(self) -> str:
        return self.record._meta.db_table

    @property
    def history(self) -> str:
        return self.versions._meta.db_table

    @property
    def key(self) -> str:
        """The column of its own number."""
        return str(self.record._meta.pk.column)

    @property
    def tracked(self) -> "tuple[models.Field[Any, Any], ...]":
        """The fields that history keeps, its own number apart."""
        return tuple(_tracked(self.record))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that history keeps, its own number apart."""
        return tuple(str(field.column) for field in self.tracked)

    @property
    def withheld_words(self) -> tuple[str, ...]:
        """What history calls the fields that are not told to the person."""
        return tuple(str(field.verbose_name) for field in self.tracked if field.name in self.record.withheld)

    @property
    def about_in_history(self) -> str:
        """The field of the history that refers to the person; empty where it is about no one."""
        field = self.record.person_field
        return "v_record" if field in ("id", self.key) else field


KEPT: dict[str, Kept] = {}
"""Every sort of record by its name."""


def versions_of(record: type[Record]) -> type[Version]:
    """The history of a sort of record: every tracked column, without its constraints, indexed era by era."""
    parts: dict[str, Any] = {field.attname: _plain(field) for field in _tracked(record)}
    name = f"{record.__name__}Version"
    meta = type(
        "Meta",
        (),
        {
            "app_label": record._meta.app_label,
            "db_table": f"{record._meta.db_table}_version",
            "indexes": _indexes(record),
        },
    )
    made = type(name, (Version,), {**parts, "__module__": record.__module__, "Meta": meta})
    kept = Kept(record, made)
    KEPT[kept.sort] = kept
    # What Django reaches from a row, one reference or many, it reads through these rows, which follow the row's moment.
    record._meta.base_manager_name = "objects"
    record._meta.__dict__.pop("base_manager", None)
    PAST[kept.table] = _selection(kept)
    return made


def let_rows_go(model: type[Record], way: str, of: Sequence[int]) -> None:
    """Takes away the rows that lead by `way` to one of these numbers, with all their history."""
    gone = list(model._default_manager.filter(**{f"{way}__in": of}).values_list("pk", flat=True))
    rows = model._default_manager.filter(pk__in=gone)
    rows._raw_delete(rows.db)
    KEPT[model._meta.label_lower].versions._default_manager.filter(v_record__in=gone).delete()


def _tracked(record: type[Record]) -> "list[models.Field[Any, Any]]":
    return [
        field for field in record._meta.concrete_fields if not field.primary_key and field.name not in record.untracked
    ]


def _plain(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    """The field as a plain column: no uniqueness, no reference that would keep what it names from going."""
    if isinstance(field, models.ForeignKey):
        return models.BigIntegerField(null=field.null, db_column=field.column)
    _, _, arguments, options = field.deconstruct()
    dropped = {"unique", "db_index", "default", "editable", "primary_key", "auto_now", "auto_now_add", "choices"}
    kept = {key: value for key, value in options.items() if key not in dropped}
    made: models.Field[Any, Any] = type(field)(*arguments, **kept)
    return made


def _indexes(record: type[Record]) -> list[models.Index]:
    """One for history, and those of today's table behind the era, with the times at their end to read nothing else."""
    own = [tuple(_in_history(record, name) for name in index.fields) for index in record._meta.indexes if index.fields]
    single = [
        (field.attname,)
        for field in _tracked(record)
        if (field.unique or getattr(field, "db_index", False)) and field.attname != "controller_id"
    ]
    wanted = dict.fromkeys([*own, *single, ("v_record",)])
    # What begins another index needs none of its own.
    alone = [names for names in wanted if not any(other != names and other[: len(names)] == names for other in wanted)]
    person = [] if record.person_field in ("", "id") else [models.Index(fields=[record.person_field])]
    return [
        models.Index(fields=["v_record", "v_until"]),
        models.Index(fields=["v_change"]),
        *person,
        *(models.Index(fields=["v_era", *names, "v_since", "v_until"]) for names in alone),
    ]


def _in_history(record: type[Record], name: str) -> str:
    field = record._meta.get_field(name)
    return "v_record" if getattr(field, "primary_key", False) else str(getattr(field, "attname", name))


def _selection(kept: Kept) -> str:
    """What stood in the table at a moment, which is given three times; columns that history leaves out are empty."""
    columns = [
        f'"v_record" AS "{field.column}"'
        if field.primary_key
        else f'"{field.column}"'
        if str(field.column) in kept.columns
        else f'{_empty(field)} AS "{field.column}"'
        for field in kept.record._meta.concrete_fields
    ]
    era = f'SELECT COALESCE(MAX("number"), 0) FROM "records_era" WHERE "table" = \'{kept.table}\' AND "began_at" <= %s'
    return (
        f'SELECT {", ".join(columns)} FROM "{kept.history}" '
        f'WHERE "v_era" = ({era}) AND "v_since" <= %s AND "v_until" > %s'
    )


def _empty(field: "models.Field[Any, Any]") -> str:
    return "''" if isinstance(field, models.CharField) and not field.null else "NULL"

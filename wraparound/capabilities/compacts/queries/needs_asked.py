"""What may be wanted of somebody, as questions: first in one statement which find anything, then what they found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from wraparound.capabilities.compacts.wording.compacts import head_of
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10
"""Of one sort; the lists, and the page of the compact, have them all."""
Told = tuple[int | None, Need]
"""What is wanted, and the leader whom it shows; none where it shows nobody, or where the look is logged by itself."""
NO_WORDS = Value("", output_field=CharField())
# Cast: PostgreSQL takes a bare NULL for text, and then will not join it to days.
NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), DateTimeField())


@dataclass(frozen=True)
class Found:
    """One thing of a compact that wants somebody; which of the last five it has depends on what was asked."""

    number: int
    compact: int
    organisation: str
    leader: int | None
    leader_name: str | None
    state: str
    words: str
    key: str
    day: date | None
    moment: datetime | None

    @property
    def head(self) -> str:
        """Which compact it is."""
        return head_of(self.organisation, self.leader_name)


@dataclass(frozen=True)
class Question:
    """Rows in which something may be wanted, and how that is said; what it reads more is its own."""

    rows: QuerySet[Any]
    tell: Callable[[QuerySet[Any]], Iterable[Told]]


@dataclass(frozen=True)
class Listing:
    """Rows of which a line each is enough: those of all listings are read together, `most` of each.

    They are told the newest `moment` first, then the earliest `day`, then by number. `way` leads to their compact.
    """

    rows: QuerySet[Any]
    tell: Callable[[Sequence[Found]], Iterable[Told]]
    way: str = "compact"
    state: str | Combinable = NO_WORDS
    words: str | Combinable = NO_WORDS
    key: str | Combinable = NO_WORDS
    day: str | Combinable = NO_DAY
    moment: str | Combinable = NO_MOMENT


def answered(asked: Mapping[str, Question | Listing], *, viewer: Viewer) -> dict[str, Iterable[Told]]:
    """What the questions that find anything for the viewer want of them, in their order: told when it is gone through.

    Two statements for all of them, and what a Question reads more.
    """
    names = present({name: one.rows for name, one in asked.items()}, viewer=viewer)
    found = listed({name: one for name in names if isinstance(one := asked[name], Listing)}, viewer=viewer)
    told: dict[str, Iterable[Told]] = {}
    for name in names:
        one = asked[name]
        told[name] = one.tell(found[name]) if isinstance(one, Listing) else one.tell(one.rows)
    return told


def present(asked: Mapping[str, QuerySet[Any]], *, viewer: Viewer) -> tuple[str, ...]:
    """The names of those that find anything for the viewer whom they are about, in the order given.

    One statement for all of them: mostly nothing is wanted of most people.
    """
    names = tuple(asked)
    found = _united([_place_of(place, rows) for place, rows in enumerate(asked.values())])
    return tuple(names[place] for (place,) in sorted(found))


def listed(asked: Mapping[str, Listing], *, viewer: Viewer) -> dict[str, list[Found]]:
    """What each of them found, in one statement; one more than MOST where there are more."""
    names = tuple(asked)
    found: dict[str, list[Found]] = {name: [] for name in names}
    for place, *line in _united([_lines(place, one) for place, one in enumerate(asked.values())]):
        found[names[place]].append(Found(*line))
    for rows in found.values():
        rows.sort(key=lambda one: (one.day or date.max, one.number))
        if rows and rows[0].moment is not None:
            rows.sort(key=lambda one: one.moment, reverse=True)  # type: ignore[arg-type,return-value]  # all have one
    return found


def _united(parts: Sequence[QuerySet[Any, Any]]) -> Iterable[Any]:
    if not parts:
        return ()
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _place_of(place: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return rows.values_list(Value(place, output_field=IntegerField())).distinct()


def _lines(place: int, one: Listing) -> QuerySet[Any, Any]:
    newest = [f"-{one.moment}"] if isinstance(one.moment, str) else []
    earliest = [one.day] if isinstance(one.day, str) else []
    # Chosen within: SQLite takes no order and no limit in a part of a union.
    first = one.rows.order_by(*newest, *earliest, "pk").values("pk")[: MOST + 1]
    chosen: QuerySet[Any] = one.rows.model._default_manager.filter(pk__in=first)
    return chosen.values_list(
        Value(place, output_field=IntegerField()),
        "pk",
        one.way,
        f"{one.way}__organisation__name",
        f"{one.way}__leader",
        f"{one.way}__leader__name",
        one.state,
        one.words,
        one.key,
        one.day,
        one.moment,
    )

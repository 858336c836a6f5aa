"""The log of looks: queries note whom they show, and the face that asked writes it before it gives the answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from wraparound.records.calculation.reasons import name_beside
from wraparound.records.models.log import Look, LookedAt
from wraparound.records.terms import Face, Someone

AT_ONCE = 5_000


@dataclass(frozen=True)
class _Noted:
    by: Someone
    about: tuple[int, ...]
    fields: tuple[str, ...]
    why: str


@dataclass
class Looking:
    """What is seen through one face while it answers one request: a place is the name of an address or a command."""

    by: Someone
    face: Face
    place: str
    noted: list[_Noted] = field(default_factory=list)

    def write(self) -> None:
        """Writes what was noted, once."""
        noted, self.noted = _merged(self.noted), []
        if noted:
            _write(noted, self)


_LOOKING: ContextVar[Looking | None] = ContextVar("looking", default=None)


@contextmanager
def looking(face: Face, place: str, *, by: Someone) -> Iterator[Looking]:
    """While `by` looks through this face; what was noted is written at its end, also where it ends badly."""
    made = Looking(by, face, place[:80])
    token = _LOOKING.set(made)
    try:
        yield made
    finally:
        _LOOKING.reset(token)
        made.write()


@contextmanager
def exporting(place: str = "", *, by: Someone) -> Iterator[None]:
    """What is seen within leaves the site as a file, from this place: the log says so."""
    now = _LOOKING.get()
    with looking(Face.EXPORT, place or (now.place if now else ""), by=by):
        yield


def note_look(about: Sequence[int], fields: Sequence[str], why: str, *, by: Someone) -> None:
    """Somebody is about to be shown these fields of these people (opaque references), for this reason.

    One's own record is not a look. Without a face, as in a notebook, it is written at once.
    """
    others = tuple(dict.fromkeys(one for one in about if one != by.person))
    if not others:
        return
    noted = _Noted(by, others, tuple(fields), why)
    now = _LOOKING.get()
    if now is not None:
        now.noted.append(noted)
        return
    alone = Looking(by, Face.LIBRARY, "")
    alone.noted.append(noted)
    alone.write()


def _merged(noted: Sequence[_Noted]) -> list[_Noted]:
    """One look for the same people by the same reason, whatever number of queries it took."""
    found: dict[tuple[Someone, tuple[int, ...], str], tuple[str, ...]] = {}
    for one in noted:
        key = (one.by, one.about, one.why)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *one.fields)))
    return [_Noted(by, about, fields, why) for (by, about, why), fields in found.items()]


def _write(noted: Sequence[_Noted], through: Looking) -> None:
    """All looks of a page in two statements, however many parts it has."""
    looks = [_look(one, through) for one in noted]
    # Who writes on SQLite keeps all others who would waiting: what can be made before is made before.
    with transaction.atomic():
        Look.objects.bulk_create(looks)
        pairs = zip(looks, noted, strict=True)
        shown = [LookedAt(look=look, about=about) for look, one in pairs for about in one.about]
        LookedAt.objects.bulk_create(shown, batch_size=AT_ONCE)


def _look(one: _Noted, through: Looking) -> Look:
    return Look(
        at=timezone.now(),
        by=one.by.person,
        by_name=name_beside(one.by),
        face=through.face,
        place=through.place,
        why=one.why[:400],
        fields=", ".join(one.fields)[:300],
        many=len(one.about),
    )

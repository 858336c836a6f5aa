"""Rows about people: who belongs to an organisation, in which job, from when to when."""

from datetime import date

from wraparound.capabilities.pipelines.calculation.importing.cells import (
    Cells,
    Refused,
    changed,
    differences,
    number_of,
)
from wraparound.capabilities.pipelines.calculation.importing.knowing import Knowing, entry_of
from wraparound.capabilities.pipelines.terms.columns import PRIMARY
from wraparound.capabilities.pipelines.terms.exchange import (
    LONGEST_NUMBER,
    Difference,
    ImportLine,
    Kept,
    Kind,
    Outcome,
    OutsideSort,
    RowIn,
    Value,
    Values,
    Why,
)
from wraparound.capabilities.pipelines.terms.posts import FIRST_DAY
from wraparound.published.cells import NO

Seen = dict[tuple[int, int], list[tuple[Values, int]]]
"""What rows so far said of each person and organisation, and in which row."""
LONGEST = 120
YEAR = 366
TOLD = ("job", "starts", "ends")
"""Of a time at an organisation, what a line says of it."""


def person_line(row: RowIn, known: Knowing, answer: str, seen: Seen) -> ImportLine:
    """What a row about somebody would do. `seen`: what rows so far said of each person and organisation."""
    cells = Cells(row, known.today.spoken)
    if cells.text(PRIMARY).casefold() in NO:
        return ImportLine(row.sheet, row.line, Outcome.LEFT, known.name_of(cells), why=Why.SECOND_ASSIGNMENT)
    entry = _entry(cells, known)
    place = number_of(entry.values["organisation"]) if entry else known.organisation(cells)
    found = known.person(cells, place, answer) if entry is None else None
    person = number_of(entry.values["person"]) if entry else found.number if found else None
    number = cells.text("number")
    if len(number) > LONGEST_NUMBER:
        raise Refused(Why.LONG, "number", str(LONGEST_NUMBER))
    by_name = found.by_name if found else False
    if person is None:
        return _new(cells, known, place, number, seen)
    before = entry or _theirs(person, place, cells, known)
    if before is None and not known.belongs_still(person, place):
        raise Refused(Why.ELSEWHERE, "name")
    after = _wanted(cells, known, before.values if before else None, person, place)
    _ensure_once(person, place, after, row.line, seen)
    renamed, why = _renamed(person, place, cells, known)
    numbered = _numbered(person, place, number, known)
    old: Values = before.values if before else {}
    changes = (*renamed, *numbered, *_told(old, after))
    if before is None:
        made = Kept(known.next(), after)
        known.write(Kind.MEMBERSHIP, made.number, dict(after))
        known.belongs(made)
    elif part := changed(old, after):
        known.write(Kind.MEMBERSHIP, before.number, part, {name: old[name] for name in part})
        known.changes_time(before, part)
    if renamed:
        known.write(
            Kind.PERSON, person, {"name": renamed[0].after}, {"name": known.today.people[person].values["name"]}
        )
    known.remember_number(OutsideSort.EMPLOYEE, place, person, number)
    outcome = Outcome.ADD if before is None else Outcome.CHANGE if changes else Outcome.SAME
    about = known.told(person)
    return ImportLine(row.sheet, row.line, outcome, about, max(person, 0), changes, why, by_name=by_name)


def _entry(cells: Cells, known: Knowing) -> Kept | None:
    found = entry_of(cells, known.today.memberships)
    if found is None:
        return None
    if number_of(found.values["person"]) not in known.people:
        raise Refused(Why.NO_ENTRY, "entry", cells.text("entry")[:20])
    if (key := cells.text("person").casefold()) and known.keys.get(key) != found.values["person"]:
        raise Refused(Why.NO_PERSON, "person")
    return found


def _theirs(person: int, place: int, cells: Cells, known: Knowing) -> Kept | None:
    """The time at the organisation that a row without an entry means: the one that began that day, else today's."""
    there = [one for one in known.of_person[person, place] if one.number > 0]
    starts = cells.day("starts", None)
    for one in there:
        if starts is not None and one.values["starts"] == starts:
            return one
    now = [one for one in there if _lasts(one.values, known.today.day)]
    if len(now) != 1:
        return None
    ends = now[0].values["ends"]
    after_it = isinstance(starts, date) and isinstance(ends, date) and starts > ends
    return None if after_it else now[0]


def _wanted(cells: Cells, known: Knowing, before: Values | None, person: int, place: int) -> dict[str, Value]:
    old: Values = before or {"job": "", "starts": known.today.default, "ends": None}
    after: dict[str, Value] = {"person": person, "organisation": place} if before is None else {}
    after["job"] = cells.words("job", old["job"], LONGEST)
    after["starts"] = cells.day("starts", old["starts"]) or old["starts"]
    after["ends"] = cells.day("ends", old["ends"])
    starts, ends = after["starts"], after["ends"]
    if before is not None and not changed(before, after):
        return after
    assert isinstance(starts, date)  # a day of the row, or the one that stood before
    if starts < FIRST_DAY or (starts - known.today.day).days > YEAR:
        raise Refused(Why.FAR, "starts")
    if isinstance(ends, date) and ends < starts:
        raise Refused(Why.DAYS, "ends")
    if (person, place) in known.today.granted:
        _ensure_keeps(old, after, known.today.day)
    others = (one for one in known.of_person[person, place] if before is None and one.number > 0)
    if any(_meet(one.values, after) for one in others):
        raise Refused(Why.TWICE, "starts", "")
    return after


def _ensure_keeps(before: Values, after: Values, today: date) -> None:
    """No role ends by a file: not today, and not on a last day that lies ahead."""
    ends = after["ends"]
    if not _lasts(after, today) or (ends is not None and ends != before["ends"]):
        raise Refused(Why.GRANTED, "ends")


def _new(cells: Cells, known: Knowing, place: int, number: str, seen: Seen) -> ImportLine:
    row = cells.row
    name = known.ensured_name(known.name_of(cells))
    person = known.next()
    after = _wanted(cells, known, None, person, place)
    known.write(
        Kind.PERSON, person, {"name": name, **{key: after[key] for key in ("organisation", "job", "starts", "ends")}}
    )
    known.add_person(person, name, place, row.line)
    known.belongs(Kept(known.next(), after))
    known.remember_number(OutsideSort.EMPLOYEE, place, person, number)
    seen.setdefault((person, place), []).append((after, row.line))
    told = _told({}, after)
    first = (Difference("number", "", number),) if number else ()
    return ImportLine(row.sheet, row.line, Outcome.ADD, name, 0, (*first, *told))


def _ensure_once(person: int, place: int, after: Values, line: int, seen: Seen) -> None:
    """A person has one row for a time at an organisation: the second would undo the first."""
    told = seen.setdefault((person, place), [])
    for earlier, where in told:
        if _meet(earlier, after):
            raise Refused(Why.TWICE, "name", str(where))
    told.append((after, line))


def _renamed(person: int, place: int, cells: Cells, known: Knowing) -> tuple[tuple[Difference, ...], Why | None]:
    """A name is corrected by who is answerable for it, and once somebody has an account by nobody but themselves.

    Half a name, such as a surname beside an employee number, corrects nothing.
    """
    name, before = known.whole_name_of(cells), known.people[person]
    if not name or name == before or person < 0:
        return (), None
    known.ensured_name(name)
    kept = known.today.people[person].values
    if kept["account"] or kept["answerable"] != place:
        return (), Why.OWN_NAME
    known.people[person] = name
    return (Difference("name", known.called(person), name),), None


def _numbered(person: int, place: int, number: str, known: Knowing) -> tuple[Difference, ...]:
    there = [str(one.values["number"]) for one in known.numbers_of[OutsideSort.EMPLOYEE, place, person]]
    if not number or number.casefold() in (one.casefold() for one in there):
        return ()
    return (Difference("number", ", ".join(there), number),)


def _told(before: Values, after: Values) -> tuple[Difference, ...]:
    told = {name: after[name] for name in TOLD if name in after and (before or after[name])}
    return differences(before, told)


def _lasts(values: Values, today: date) -> bool:
    starts, ends = values["starts"], values["ends"]
    return isinstance(starts, date) and starts <= today and (not isinstance(ends, date) or ends >= today)


def _meet(one: Values, other: Values) -> bool:
    first, second = ((a["starts"], a["ends"] if isinstance(a["ends"], date) else date.max) for a in (one, other))
    assert isinstance(first[0], date) and isinstance(second[0], date)  # noqa: PT018  # both are times
    return first[0] <= second[1] and second[0] <= first[1]

"""What is known today as rows of our workbook: each with our number, so that it comes in again as it went out."""

from collections.abc import Iterator, Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.columns import COLUMNS, NOT_OURS
from wraparound.capabilities.pipelines.terms.exchange import OutsideSort, Sheet, Today, Value, Values
from wraparound.capabilities.pipelines.terms.posts import HolderKind

Cell = str | int | None
Rows = dict[Sheet, list[dict[str, Cell]]]
Said = Mapping[str, Mapping[str, str]]
"""How each value of a column is said."""


def rows_out(today: Today, said: Said) -> Rows:
    """Every row of every sheet, by organisation and name: people who belong now or will, posts, holders, plans."""
    codes = {pk: code for code, pk in today.places.items()}
    numbers = _numbers(today)
    found: dict[Sheet, list[Values]] = {
        Sheet.PEOPLE: list(_people(today, codes, numbers)),
        Sheet.POSTS: list(_posts(today, codes, numbers)),
        Sheet.HOLDERS: list(_holders(today, codes, numbers)),
        Sheet.SUCCESSORS: list(_successors(today, codes, numbers)),
    }
    return {sheet: [_row(sheet, one, said) for one in rows] for sheet, rows in found.items()}


def _row(sheet: Sheet, values: Mapping[str, Value], said: Said) -> dict[str, Cell]:
    return {
        column.heading: _cell(values.get(name), said.get(name, {}))
        for name, column in COLUMNS[sheet].items()
        if name not in NOT_OURS
    }


def _cell(value: Value, words: Mapping[str, str]) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, int) else words.get(value, value)


def _people(today: Today, codes: Mapping[int, str], numbers: Mapping[tuple[str, int, int], str]) -> Iterator[Values]:
    rows = [(number, one.values) for number, one in today.memberships.items() if _still(one.values, today.day)]
    rows = [(number, values) for number, values in rows if values["person"] in today.people]
    for number, values in sorted(
        rows, key=lambda row: (codes[_pk(row[1]["organisation"])], _name(today, row[1]), row[0])
    ):
        place = _pk(values["organisation"])
        yield {**values, "entry": number, "organisation": codes[place], **_who(today, values["person"], place, numbers)}


def _posts(today: Today, codes: Mapping[int, str], numbers: Mapping[tuple[str, int, int], str]) -> Iterator[Values]:
    for number, one in sorted(today.posts.items(), key=lambda row: (_pk(row[1].values["organisation"]), row[0])):
        place, above = _pk(one.values["organisation"]), one.values["above"]
        position = numbers.get((OutsideSort.POSITION, place, number), "")
        higher = numbers.get((OutsideSort.POSITION, place, _pk(above)), "") if above else ""
        yield {
            **one.values,
            "post": number,
            "position": position,
            "organisation": codes[place],
            "above_position": higher,
        }


def _holders(today: Today, codes: Mapping[int, str], numbers: Mapping[tuple[str, int, int], str]) -> Iterator[Values]:
    for number, one in sorted(today.holders.items(), key=lambda row: (_pk(row[1].values["post"]), row[0])):
        post = _pk(one.values["post"])
        place = _pk(today.posts[post].values["organisation"])
        who: dict[str, Value] = {"name": "vacant"}
        if one.values["kind"] != HolderKind.VACANT:
            who = _who(today, one.values["person"], place, numbers)
        yield {**one.values, "entry": number, **_of_post(today, post, codes, numbers), **who}


def _successors(
    today: Today, codes: Mapping[int, str], numbers: Mapping[tuple[str, int, int], str]
) -> Iterator[Values]:
    def order(row: tuple[int, Values]) -> tuple[object, ...]:
        return (_pk(row[1]["post"]), str(row[1]["use"]), _name(today, row[1]), row[0])

    for number, values in sorted(((number, one.values) for number, one in today.successors.items()), key=order):
        post = _pk(values["post"])
        place = _pk(today.posts[post].values["organisation"])
        who = _who(today, values["person"], place, numbers)
        yield {**values, "entry": number, **_of_post(today, post, codes, numbers), **who}


def _of_post(
    today: Today, post: int, codes: Mapping[int, str], numbers: Mapping[tuple[str, int, int], str]
) -> dict[str, Value]:
    values = today.posts[post].values
    place = _pk(values["organisation"])
    position = numbers.get((OutsideSort.POSITION, place, post), "")
    return {"post": post, "position": position, "organisation": codes[place], "title": values["title"]}


def _who(today: Today, person: Value, place: int, numbers: Mapping[tuple[str, int, int], str]) -> dict[str, Value]:
    known = today.people.get(person) if isinstance(person, int) else None
    if known is None or not isinstance(person, int):
        return {"person": "", "number": "", "name": ""}
    number = numbers.get((OutsideSort.EMPLOYEE, place, person), "")
    return {"person": known.values["key"], "number": number, "name": known.values["name"]}


def _numbers(today: Today) -> dict[tuple[str, int, int], str]:
    """The first number of each, where another system has several."""
    found: dict[tuple[str, int, int], str] = {}
    for _, one in sorted(today.numbers.items()):
        values = one.values
        of = values["person"] if values["person"] is not None else values["post"]
        found.setdefault((str(values["sort"]), _pk(values["organisation"]), _pk(of)), str(values["number"]))
    return found


def _still(values: Values, today: date) -> bool:
    ends = values["ends"]
    return not isinstance(ends, date) or ends >= today


def _name(today: Today, values: Values) -> str:
    person = values["person"]
    known = today.people.get(person) if isinstance(person, int) else None
    return today.names.fold(str(known.values["name"])) if known else ""


def _pk(value: Value) -> int:
    assert isinstance(value, int)  # a number of a record
    return value

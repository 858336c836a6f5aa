"""Rows about posts: which there are, what each is answerable for, and to which it reports."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.calculation.importing.cells import Cells, Refused, changed, differences
from wraparound.capabilities.pipelines.calculation.importing.knowing import Knowing
from wraparound.capabilities.pipelines.calculation.titles import level_of_title, role_of_title
from wraparound.capabilities.pipelines.terms.exchange import (
    LONGEST_NUMBER,
    Difference,
    ImportLine,
    Kind,
    Outcome,
    OutsideSort,
    RowIn,
    Value,
    Values,
    Why,
)
from wraparound.capabilities.pipelines.terms.posts import (
    FIRST_DAY,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_SUCCESSORS,
    Grade,
    PostRole,
)
from wraparound.published.cells import number_in

YEAR = 366
FIELDS = (
    *("title", "role", "level", "executive", "voting", "grade", "critical", "critical_because", "shared"),
    *("least", "most", "starts", "ends", "ended_because"),
)
NOT_EXECUTIVE = frozenset({PostRole.CHAIR, PostRole.NON_EXECUTIVE})


def post_line(row: RowIn, known: Knowing, answer: str, seen: dict[int, int]) -> ImportLine:
    """What a row about a post would do, but for the post it reports to: that may stand in a later row."""
    cells = Cells(row, known.today.spoken)
    place = known.organisation(cells)
    position = cells.text("position")
    if len(position) > LONGEST_NUMBER:
        raise Refused(Why.LONG, "position", str(LONGEST_NUMBER))
    found = known.post(cells, place, answer)
    number = found.number
    if number is not None and number in seen:
        raise Refused(Why.TWICE, "title", str(seen[number]))
    if number is not None and number < 0:
        raise Refused(Why.TWICE, "title", str(known.lines[number]))
    before = known.posts[number] if number is not None else _fresh(cells, known, place)
    if (
        number is not None
        and "organisation" in row.cells
        and cells.text("organisation")
        and before["organisation"] != place
    ):
        raise Refused(Why.NO_POST, "organisation", cells.text("post"))
    after = _wanted(cells, before, known, number)
    _ensure(after, before, known, number)
    old: Values = before if number is not None else {}
    changes = tuple(one for one in differences(old, after) if old or one.after not in (None, "", False, ()))
    there = [str(one.values["number"]) for one in known.numbers_of[OutsideSort.POSITION, place, number or 0]]
    if position and position.casefold() not in (one.casefold() for one in there):
        changes = (Difference("position", ", ".join(there), position), *changes)
    made = number if number is not None else known.next()
    if number is None:
        whole = {"organisation": place, "above": None, **after}
        known.write(Kind.POST, made, {name: value for name, value in whole.items() if name != "shared"})
        if after["shared"]:
            known.write(Kind.SHARES, made, {"shared": after["shared"]})
        known.add_post(made, whole, row.line)
    else:
        _write(made, before, after, known)
    known.remember_number(OutsideSort.POSITION, place, made, position)
    seen[made] = row.line
    outcome = Outcome.ADD if number is None else Outcome.CHANGE if changes else Outcome.SAME
    return ImportLine(row.sheet, row.line, outcome, str(after["title"]), 0, changes, by_name=found.by_name)


def _write(number: int, before: dict[str, Value], after: Mapping[str, Value], known: Knowing) -> None:
    part = changed(before, after)
    if "shared" in part:
        known.write(Kind.SHARES, number, {"shared": part.pop("shared")}, {"shared": before["shared"]})
    if part:
        known.write(Kind.POST, number, part, {name: before[name] for name in part})
    known.posts[number] = {**before, **after}


def _fresh(cells: Cells, known: Knowing, place: int) -> dict[str, Value]:
    """A new post as it is taken to be where the row does not say: by its title, as posts are when they are named."""
    title = known.today.names.clean(cells.text("title"))
    role = role_of_title(title)
    return {
        "organisation": place,
        "title": title,
        "role": role.value,
        "level": level_of_title(title).value,
        "executive": None,
        "voting": False,
        "grade": Grade.UNKNOWN.value,
        "critical": False,
        "critical_because": "",
        "above": None,
        "shared": (),
        "least": None,
        "most": None,
        "starts": known.today.default,
        "ends": None,
        "ended_because": "",
    }


def _wanted(cells: Cells, before: Values, known: Knowing, number: int | None) -> dict[str, Value]:
    after: dict[str, Value] = {name: before[name] for name in FIELDS}
    after["title"] = known.today.names.clean(str(cells.words("title", before["title"], LONGEST_TITLE)))
    after["role"] = _role(cells, before)
    after["level"] = cells.word("level", before["level"])
    after["executive"] = cells.yes("executive", before["executive"])
    if after["executive"] is None:
        after["executive"] = after["role"] not in {one.value for one in NOT_EXECUTIVE}
    after["voting"] = cells.yes("voting", before["voting"])
    after["grade"] = cells.word("grade", before["grade"])
    after["critical"] = cells.yes("critical", before["critical"])
    after["critical_because"] = cells.words("critical_because", before["critical_because"], LONGEST_REASON)
    if not after["critical"]:
        after["critical_because"] = ""
    after["shared"] = _shared(cells, before, known)
    after["least"] = cells.count("least", before["least"], MOST_SUCCESSORS)
    after["most"] = cells.count("most", before["most"], MOST_SUCCESSORS)
    after["starts"] = cells.day("starts", before["starts"]) or before["starts"]
    after["ends"] = cells.day("ends", before["ends"])
    after["ended_because"] = cells.words("ended_because", before["ended_because"], LONGEST_REASON)
    return after


def _role(cells: Cells, before: Values) -> Value:
    """A word of ours; else what its words say, as of a title: a job role of ESR is such a title."""
    try:
        return cells.word("role", before["role"])
    except Refused:
        guessed = role_of_title(cells.text("role"))
        if guessed is PostRole.OTHER:
            raise
        return guessed.value


def _shared(cells: Cells, before: Values, known: Knowing) -> Value:
    if cells.silent("shared"):
        return before["shared"]
    codes = sorted({one.strip().upper() for one in cells.text("shared").replace(";", ",").split(",") if one.strip()})
    for code in codes:
        if code not in known.today.others:
            raise Refused(Why.ORGANISATION, "shared", code[:20])
    return tuple(codes)


def _ensure(after: Values, before: Values, known: Knowing, number: int | None) -> None:
    if not after["title"]:
        raise Refused(Why.TITLE, "title")
    if number is not None and not changed(before, after):
        return
    _ensure_days(after, before, known, number)
    if after["critical"] and not after["critical_because"]:
        raise Refused(Why.CRITICAL, "critical_because")
    least, most = after["least"], after["most"]
    if isinstance(least, int) and isinstance(most, int) and least > most:
        raise Refused(Why.LEAST_MOST, "least")


def _ensure_days(after: Values, before: Values, known: Knowing, number: int | None) -> None:
    starts, ends = after["starts"], after["ends"]
    assert isinstance(starts, date)  # a day of the row, or the one that stood before
    if number is not None and ends != before["ends"]:
        raise Refused(Why.CLOSE_ON_PAGE, "ends")
    if number is not None and before["ends"] is not None:
        raise Refused(Why.CLOSED, "post")
    if starts < FIRST_DAY or (starts - known.today.day).days > YEAR:
        raise Refused(Why.FAR, "starts")
    if isinstance(ends, date) and ends < starts:
        raise Refused(Why.DAYS, "ends")
    if number is not None and starts != before["starts"]:
        held = (one.values for one in known.today.holders.values() if one.values["post"] == number)
        if any(isinstance(one["starts"], date) and one["starts"] < starts for one in held):
            raise Refused(Why.BEFORE_HOLDER, "starts")


def above_line(row: RowIn, line: ImportLine, number: int, known: Knowing) -> ImportLine:
    """The same line with the post it reports to, once every row has been read; Refused where it is none or a loop."""
    cells = Cells(row, known.today.spoken)
    post = known.posts[number]
    wanted = _above(cells, post, known)
    if wanted == post["above"]:
        return line
    if isinstance(wanted, int) and _is_closed(known.posts[wanted], known.today.day):
        raise Refused(Why.ABOVE, "above", _title(wanted, known)[:60])
    upwards: Value = wanted
    for _ in range(len(known.posts)):
        if upwards == number:
            raise Refused(Why.LOOP, "above")
        if not isinstance(upwards, int) or upwards not in known.posts:
            break
        upwards = known.posts[upwards]["above"]
    if post["ends"] is not None and number > 0:
        raise Refused(Why.CLOSED, "post")
    before, post["above"] = post["above"], wanted
    known.write(Kind.POST, number, {"above": wanted}, {"above": before})
    told = Difference("above", _title(before, known), _title(wanted, known))
    outcome = Outcome.CHANGE if line.outcome is Outcome.SAME else line.outcome
    return ImportLine(
        line.sheet, line.line, outcome, line.about, 0, (*line.changes, told), line.why, by_name=line.by_name
    )


def _above(cells: Cells, post: Values, known: Knowing) -> Value:
    """By our own number where the row gives one, else by position; neither leaves it as it is."""
    place = post["organisation"]
    assert isinstance(place, int)  # a number of a record
    if own := cells.text("above").removesuffix(".0"):
        number = number_in(own)
        if number not in known.posts and number != post["above"]:
            raise Refused(Why.ABOVE, "above", own[:20])
        return number
    if position := cells.text("above_position"):
        found = known.position(place, position)
        if found is None and cells.row.passes_over:
            return post["above"]
        if found is None:
            raise Refused(Why.ABOVE, "above_position", position[:20])
        return found
    cleared = cells.row.clears and ("above" in cells.row.cells or "above_position" in cells.row.cells)
    return None if cleared else post["above"]


def _is_closed(post: Values, today: date) -> bool:
    ends = post["ends"]
    return isinstance(ends, date) and ends < today


def _title(number: Value, known: Knowing) -> str:
    return str(known.posts[number]["title"]) if isinstance(number, int) and number in known.posts else ""

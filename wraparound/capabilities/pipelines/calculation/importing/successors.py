"""Rows about who is named for a post. They add proposals; what is said of somebody is changed on the plan itself."""

from datetime import date

from wraparound.capabilities.pipelines.calculation.holding import overlaps
from wraparound.capabilities.pipelines.calculation.importing.cells import Cells, Refused, number_of
from wraparound.capabilities.pipelines.calculation.importing.holders import Entries
from wraparound.capabilities.pipelines.calculation.importing.knowing import Knowing, entry_of
from wraparound.capabilities.pipelines.terms.exchange import (
    Difference,
    ImportLine,
    Kept,
    Kind,
    Outcome,
    RowIn,
    Value,
    Why,
)
from wraparound.capabilities.pipelines.terms.posts import HolderKind, Span
from wraparound.capabilities.pipelines.terms.succession import Sort, Use

LONGEST_LABEL, LONGEST_BECAUSE = 200, 1000


def successor_line(row: RowIn, known: Knowing, answer: str, entries: Entries, seen: dict[object, int]) -> ImportLine:
    """What a row about somebody named for a post would do."""
    cells = Cells(row, known.today.spoken)
    entry = entry_of(cells, known.today.successors)
    post = number_of(entry.values["post"]) if entry else _post(cells, known)
    place = number_of(known.posts[post]["organisation"])
    title = str(known.posts[post]["title"])
    if entry is not None:
        _ensure_same(cells, entry)
        person = entry.values["person"]
        about = f"{title}: {'' if person else entry.values['label']}".removesuffix(": ")
        return ImportLine(row.sheet, row.line, Outcome.SAME, about, number_of(person or 0))
    wanted = _wanted(cells, known, place, post, answer)
    person, by_name = number_of(wanted["person"] or 0), bool(wanted.pop("by_name"))
    about = f"{title}: {known.told(person) if person else wanted['label'] or wanted['sort']}".removesuffix(": ")
    same = (post, person, wanted["use"], wanted["sort"], wanted["label"])
    if same in seen:
        raise Refused(Why.TWICE, "name", str(seen[same]))
    seen[same] = row.line
    if any(_is(one, wanted, post) for one in known.today.successors.values()):
        return ImportLine(row.sheet, row.line, Outcome.SAME, about, max(person, 0), by_name=by_name)
    _ensure(known, post, person, entries)
    known.write(Kind.SUCCESSOR, known.next(), {"post": post, **wanted})
    told = tuple(
        Difference(name, "", wanted[name]) for name in ("use", "sort", "label", "band", "because") if wanted[name]
    )
    return ImportLine(row.sheet, row.line, Outcome.ADD, about, max(person, 0), told, by_name=by_name)


def _post(cells: Cells, known: Knowing) -> int:
    found = known.post(cells, known.organisation(cells))
    if found.number is None:
        raise Refused(Why.NO_POST, "title", cells.text("title")[:60])
    return found.number


def _ensure_same(cells: Cells, entry: Kept) -> None:
    """An entry that is there says what it said; anything else is for the page on which the plan is kept."""
    old = entry.values
    said: dict[str, Value] = {name: cells.word(name, old[name]) for name in ("use", "sort", "band")}
    if any(old[name] != value for name, value in said.items()):
        raise Refused(Why.ON_THE_PLAN_PAGE, "use")
    words = {
        name: cells.words(name, old[name], most)
        for name, most in (("label", LONGEST_LABEL), ("because", LONGEST_BECAUSE))
    }
    if any(old[name] != value for name, value in words.items()):
        raise Refused(Why.ON_THE_PLAN_PAGE, "because")


def _wanted(cells: Cells, known: Knowing, place: int, post: int, answer: str) -> dict[str, Value]:
    named = any(cells.text(one) for one in ("person", "number", "name"))
    label = cells.words("label", "", LONGEST_LABEL)
    sort = cells.word("sort", Sort.NAMED.value if named else Sort.EXTERNAL.value if label else Sort.UNKNOWN.value)
    use = cells.word("use", Use.SUCCESSOR.value)
    band, because = cells.word("band", ""), cells.words("because", "", LONGEST_BECAUSE)
    wanted: dict[str, Value] = {"use": use, "sort": sort, "label": label, "because": because}
    if sort != Sort.NAMED:
        if named or (sort == Sort.EXTERNAL and not label):
            raise Refused(Why.DESCRIBED, "label")
        return {**wanted, "band": band, "person": None, "by_name": False}
    found = known.person(cells, place, answer)
    if found.number is None:
        raise Refused(Why.NOT_THERE, "name", known.name_of(cells)[:60])
    return {**wanted, "label": "", "band": "", "person": found.number, "by_name": found.by_name}


def _is(one: Kept, wanted: dict[str, Value], post: int) -> bool:
    there = one.values
    same = there["post"] == post and there["use"] == wanted["use"] and there["sort"] == wanted["sort"]
    if not same:
        return False
    return there["person"] == wanted["person"] if wanted["person"] else there["label"] == wanted["label"]


def _ensure(known: Knowing, post: int, person: int, entries: Entries) -> None:
    today, place = known.today.day, number_of(known.posts[post]["organisation"])
    if known.posts[post]["ends"] is not None:
        raise Refused(Why.CLOSED, "post")
    if not person:
        return
    if not known.may_be_considered(person, place):
        raise Refused(Why.NOT_THERE, "name", known.called(person))
    held = (one.values for one in entries.get(post, ()) if one.values["person"] == person)
    for one in held:
        starts, ends = one["starts"], one["ends"]
        assert isinstance(starts, date)  # every entry has one
        span = Span(starts, ends if isinstance(ends, date) else None)
        if one["kind"] == HolderKind.SUBSTANTIVE and overlaps(span, Span(today, today)):
            raise Refused(Why.HOLDS_IT, "name", known.called(person))

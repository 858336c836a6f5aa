"""Rows of milestones: which of the plan each is, what it becomes, and whether that can be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from wraparound.capabilities.delivery.calculation.doubting import doubts_of, said_alike
from wraparound.capabilities.delivery.calculation.ensuring import (
    FIGURE_UNKNOWN,
    PROMISE_UNKNOWN,
    ensure_milestone,
    ensure_move,
)
from wraparound.capabilities.delivery.calculation.spreadsheets.cells import Cells, Wrong
from wraparound.capabilities.delivery.calculation.waiting import loop_closed_by
from wraparound.capabilities.delivery.terms.milestones import (
    LONGEST_REASON,
    Doubt,
    Evidence,
    EvidenceSort,
    MilestoneState,
    MilestoneTerms,
    MoveReason,
    NewMilestone,
    TitledMilestone,
)
from wraparound.capabilities.delivery.terms.recommendations import (
    NO_RECOMMENDATION,
    CannotPlan,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.spreadsheets import (
    Difference,
    Ground,
    MilestoneWrite,
    Outcome,
    RowTold,
    SentRow,
)

UNKNOWN = "Number {} is no milestone of this plan. Leave the number empty to add one, or give it a name such as new 1."
TWICE = "“{}” stands in row {} already. Leave one of the two."
WHO = "Say who owns it: somebody of your organisation, by name or by the address they sign in with."
WHEN = "Say by which day it will be so."
WHAT = "Say what will be so when it is reached."
NO_SUCH_RECOMMENDATION = "There is no recommendation “{}” here, and the sheet Answers has none of that key either."
WHY_MOVED = "Its day moves from {} to {}: say why in the column “Why its day moved”."
NOT_OPEN = "It is no longer open, so its day stays. Write Open as its state first, and say why its day moved."
WHY_DROPPED = "Say in the column “Why it was dropped” why: whoever looks for it later will read it."
WHEN_ENDED = "Say on which day it was done or dropped."
ENDED_AHEAD = "It cannot have ended on a day to come."
OPEN_FIRST = "It is {} already. Write Open as its state, bring that in, and then end it otherwise."
WAITS_FOR_NONE = "It waits for “{}”, which is no milestone of this plan and none of this file."
LOOP = "It would wait in a ring. Take one of these away first."
HERE_ALREADY = "A milestone that says this is due on that day already: number {}. Give its number to change it."


class Milestones:
    """What rows of milestones would do; numbers below nought are those that the file adds, row by row."""

    def __init__(self, ground: Ground, rows: Sequence[SentRow], called: Mapping[str, RecommendationKey]) -> None:
        """`called` says which recommendation is meant by a key that stands in the file."""
        self.ground, self.called = ground, called
        self.writes: list[MilestoneWrite] = []
        given = [_plain_number(row.cells.get("number", "")) for row in rows]
        numbers = [int(one) for one in given if one.isdigit()]
        self.elsewhere = bool(numbers) and not any(one in ground.milestones for one in numbers)
        self.numbers: dict[str, int] = {}
        self.first: dict[str, int] = {}
        for place, (row, name) in enumerate(zip(rows, given, strict=True), start=1):
            known = name.isdigit() and int(name) in ground.milestones
            if name and name not in self.first:
                self.first[name] = row.line
                self.numbers[name] = int(name) if known else -place
        self.places = {row.line: -place for place, row in enumerate(rows, start=1)}
        self.waits = {number: tuple(one.waits_for) for number, one in ground.milestones.items()}
        self.titles = {number: one.title for number, one in ground.milestones.items()}
        self._here = {(one.title.casefold(), one.due): number for number, one in ground.milestones.items()}
        self._named: set[int] = set()
        self._alike: dict[str, list[TitledMilestone]] = {}
        for number, one in ground.milestones.items():
            there = TitledMilestone(number=number, title=one.title, due=one.due)
            self._alike.setdefault(said_alike(one.title), []).append(there)

    @property
    def stays(self) -> int:
        """How many milestones of the plan no row is about."""
        return len(self.ground.milestones.keys() - self._named)

    def take(self, rows: Sequence[SentRow]) -> tuple[RowTold, ...]:
        """Every row, loops last: they hang on what all rows say together."""
        made = [self._one(row) for row in rows]
        loops = self._loops({told.line: write for told, write in made if write is not None})
        found = []
        for told, write in made:
            if told.line in loops:
                titles = tuple(self.titles[number] for number in loops[told.line])
                found.append(_refused(told, LOOP, titles))
            else:
                found.append(told)
                if write is not None and told.outcome is not Outcome.SAME:
                    self.writes.append(write)
        return tuple(found)

    def _one(self, row: SentRow) -> tuple[RowTold, MilestoneWrite | None]:
        cells = Cells(row, self.ground.spoken)
        told = RowTold(sheet=row.sheet, line=row.line, title=cells.text("title"), outcome=Outcome.REFUSED)
        number = 0
        try:
            number = self._number(cells)
            before = self.ground.milestones.get(number)
            self._named.add(number)
            write = self._wanted(number, before, cells)
            told = replace(told, title=write.new.title)
            told = replace(told, differences=tuple(_differing(before, write) if before else _begun(write)))
            write = self._reasoned(before, write, cells)
            told = replace(told, differences=(*told.differences, *_why(write)))
        except (Wrong, CannotPlan) as trouble:
            stays = number in self.ground.changed
            return (
                replace(told, outcome=Outcome.MEANWHILE, trouble=str(trouble))
                if stays
                else _refused(told, str(trouble))
            ), None
        outcome = Outcome.ADD if before is None else Outcome.CHANGE if told.differences else Outcome.SAME
        if outcome is Outcome.CHANGE and number in self.ground.changed and not self.ground.takes(row):
            return replace(told, outcome=Outcome.MEANWHILE), None
        self.titles[number] = write.new.title
        return replace(told, outcome=outcome, doubts=self._doubts(before, write)), write

    def _doubts(self, before: MilestoneTerms | None, write: MilestoneWrite) -> tuple[Doubt, ...]:
        """What may not be meant of a new milestone, or of another title; rows above count as well."""
        mine = TitledMilestone(number=write.number, title=write.new.title, due=write.new.due)
        alike = self._alike.setdefault(said_alike(mine.title), [])
        if before is not None and said_alike(before.title) == said_alike(mine.title):
            return ()
        comes_late = before is None and write.state is MilestoneState.OPEN
        found = doubts_of(mine, alike, today=self.ground.today if comes_late else None)
        alike.append(mine)
        return found

    def _number(self, cells: Cells) -> int:
        name = _plain_number(cells.text("number"))
        if not name:
            return self.places[cells.row.line]
        if name.isdigit() and int(name) not in self.ground.milestones and not self.elsewhere:
            raise Wrong(UNKNOWN.format(name))
        if self.first[name] != cells.row.line:
            raise Wrong(TWICE.format(name, self.first[name]))
        return self.numbers[name]

    def _wanted(self, number: int, before: MilestoneTerms | None, cells: Cells) -> MilestoneWrite:
        new = self._new(before, cells)
        if before is None and (there := self._here.get((new.title.casefold(), new.due))):
            raise Wrong(HERE_ALREADY.format(there))
        state, ended, why = self._ended(before, cells)
        return MilestoneWrite(
            number=number,
            new=new,
            state=state,
            ended=ended,
            why_ended=why,
            moved_why="",
            moved_words="",
            waits_for=self._waits(before, cells),
        )

    def _reasoned(self, before: MilestoneTerms | None, write: MilestoneWrite, cells: Cells) -> MilestoneWrite:
        """The same with why its day moves, where it does: looked at last, so that what differs is known by then."""
        moved_why, moved_words = self._moved(before, write.new, write.state, cells)
        return replace(write, moved_why=moved_why, moved_words=moved_words)

    def _new(self, before: MilestoneTerms | None, cells: Cells) -> NewMilestone:
        due = cells.day("due", before.due if before else None)
        title = cells.words("title", before.title if before else "", needed=True)
        if not title:
            raise Wrong(WHAT)
        if due is None:
            raise Wrong(WHEN)
        new = NewMilestone(
            title=title,
            owner=self._owner(before, cells),
            due=due,
            recommendation=self._recommendation(before, cells),
            effort=cells.count("effort", before.effort if before else None),
            evidence=self._evidence(before.evidence if before else Evidence(), cells),
            shared=cells.yes("shared", before=before.shared if before else False),
        )
        ensure_milestone(new)
        return new

    def _owner(self, before: MilestoneTerms | None, cells: Cells) -> str:
        """The key of whoever is meant; whoever owns it already stays, also where they have left."""
        typed, key = cells.text("owner"), cells.text("owner_key")
        same = before is not None and (not typed or typed.split() == before.owner_name.split())
        if before is not None and same and key in ("", before.owner):
            return before.owner
        if not typed:
            raise Wrong(WHO)
        found = self.ground.owners[typed, key]
        if found.trouble:
            raise Wrong(found.trouble)
        return found.key

    def _recommendation(self, before: MilestoneTerms | None, cells: Cells) -> RecommendationKey:
        if not cells.has("recommendation"):
            return before.recommendation if before else NO_RECOMMENDATION
        given = cells.text("recommendation")
        # One that was ended meanwhile stays where it stands.
        if not given or (before and given == before.recommendation):
            return RecommendationKey(given)
        if given not in self.called:
            raise Wrong(NO_SUCH_RECOMMENDATION.format(given[:40]))
        return self.called[given]

    def _evidence(self, before: Evidence, cells: Cells) -> Evidence:
        sort = EvidenceSort(cells.word("evidence", EvidenceSort.NONE if cells.has("evidence") else before.sort))
        if sort is EvidenceSort.NONE:
            return Evidence()
        found = Evidence(
            sort=sort,
            of=cells.words("evidence_of", before.of) if sort is not EvidenceSort.WORDS else "",
            words=cells.words("evidence_words", before.words),
            link=cells.words("evidence_link", before.link),
        )
        if found.sort is EvidenceSort.FIGURE and found.of != before.of and found.of not in self.ground.figures:
            raise Wrong(FIGURE_UNKNOWN)
        if found.sort is EvidenceSort.PROMISE and found.of != before.of and found.of not in self.ground.promises:
            raise Wrong(PROMISE_UNKNOWN)
        return found

    def _ended(self, before: MilestoneTerms | None, cells: Cells) -> tuple[MilestoneState, date | None, str]:
        """Where it stands, and since when and why."""
        was = before.state if before else MilestoneState.OPEN
        state = MilestoneState(cells.word("state", was))
        if state is MilestoneState.OPEN:
            return state, None, ""
        if before and not before.is_open and state is not was:
            raise Wrong(OPEN_FIRST.format(was.value))
        ended = cells.day("ended", before.ended if before else None)
        if ended is None:
            raise Wrong(WHEN_ENDED)
        if ended > self.ground.today:
            raise Wrong(ENDED_AHEAD)
        if state is MilestoneState.DONE:
            return state, ended, ""
        why = cells.words("why_ended", before.why_ended if before else "", needed=True)
        if not why:
            raise Wrong(WHY_DROPPED)
        return state, ended, why[:LONGEST_REASON]

    def _moved(
        self, before: MilestoneTerms | None, new: NewMilestone, state: MilestoneState, cells: Cells
    ) -> tuple[str, str]:
        """Why its day moves; nothing where it stays."""
        if before is None or new.due == before.due:
            return "", ""
        if state is not MilestoneState.OPEN:
            raise Wrong(NOT_OPEN)
        reason = cells.word("moved_why", "")
        if not reason:
            raise Wrong(WHY_MOVED.format(before.due.isoformat(), new.due.isoformat()))
        ensure_move(before.due, new.due, MoveReason(reason), cells.text("moved_words"))
        return reason, cells.text("moved_words")

    def _waits(self, before: MilestoneTerms | None, cells: Cells) -> tuple[int, ...]:
        if not cells.has("waits_for"):
            return before.waits_for if before else ()
        names = [one.strip() for one in cells.text("waits_for").replace(",", ";").split(";")]
        found = []
        for name in (_plain_number(one) for one in names if one):
            known = name.isdigit() and not self.elsewhere and int(name) in self.ground.milestones
            if not known and name not in self.numbers:
                raise Wrong(WAITS_FOR_NONE.format(name[:60]))
            found.append(int(name) if known else self.numbers[name])
        return tuple(sorted(set(found)))

    def _loops(self, writes: Mapping[int, MilestoneWrite]) -> dict[int, tuple[int, ...]]:
        """For each row that would close a loop the numbers of it; told of rows that wait otherwise now first."""
        waits = {**self.waits, **{one.number: () for one in writes.values()}}
        found: dict[int, tuple[int, ...]] = {}
        for line, one in sorted(writes.items(), key=lambda each: self._waits_otherwise(each[1])):
            for other in one.waits_for:
                if loop := loop_closed_by(waits, one.number, other):
                    found[line] = loop
                    break
                waits[one.number] = (*waits[one.number], other)
        return found

    def _waits_otherwise(self, one: MilestoneWrite) -> bool:
        return tuple(sorted(self.waits.get(one.number, ()))) != one.waits_for


def _plain_number(text: str) -> str:
    """A number without the “.0” of spreadsheets; a name as it is compared."""
    plain = text.strip().removesuffix(".0")
    return str(int(plain)) if plain.isascii() and plain.isdigit() and len(plain) < 18 else text.strip().casefold()


def _refused(told: RowTold, trouble: str, loop: tuple[str, ...] = ()) -> RowTold:
    return RowTold(
        sheet=told.sheet, line=told.line, title=told.title, outcome=Outcome.REFUSED, trouble=trouble, loop=loop
    )


def _begun(new: MilestoneWrite) -> Iterator[Difference]:
    """Of a new one, by when and whose."""
    yield Difference(column="due", before="", after=new.new.due.isoformat())
    yield Difference(column="owner", before="", after=new.new.owner)


def _why(after: MilestoneWrite) -> Iterator[Difference]:
    """Why its day moves, where it does: read beside the days."""
    for column, words in (("moved_why", after.moved_why), ("moved_words", after.moved_words)):
        if words:
            yield Difference(column=column, before="", after=words)


def _differing(before: MilestoneTerms, after: MilestoneWrite) -> Iterator[Difference]:
    new, shown, shows = after.new, before.evidence, after.new.evidence
    pairs: Mapping[str, tuple[object, object]] = {
        "title": (before.title, new.title),
        "recommendation": (before.recommendation, new.recommendation),
        "owner": (before.owner, new.owner),
        "due": (before.due.isoformat(), new.due.isoformat()),
        "effort": (_said(before.effort), _said(new.effort)),
        "evidence": (shown.sort.value, shows.sort.value),
        "evidence_of": (shown.of, shows.of),
        "evidence_words": (shown.words, shows.words),
        "evidence_link": (shown.link, shows.link),
        "waits_for": (_numbers(before.waits_for), _numbers(after.waits_for)),
        "state": (before.state.value, after.state.value),
        "ended": (_said(before.ended), _said(after.ended)),
        "why_ended": (before.why_ended, after.why_ended),
        "shared": ("yes" if before.shared else "no", "yes" if new.shared else "no"),
    }
    for column, (was, now) in pairs.items():
        if was != now:
            yield Difference(column=column, before=str(was), after=str(now))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _numbers(some: Sequence[int]) -> str:
    return "; ".join(str(one) for one in sorted(some))

"""Whom and what the rows of an import mean: by key, by number of another system, by name within an organisation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wraparound.capabilities.pipelines.calculation.importing.cells import Cells, Refused, number_of
from wraparound.capabilities.pipelines.calculation.importing.near import NearNames
from wraparound.capabilities.pipelines.terms.exchange import (
    BY_NUMBER,
    Choice,
    Kept,
    Kind,
    OutsideSort,
    Today,
    Value,
    Values,
    Why,
    Write,
)
from wraparound.published.cells import number_in

LONGEST_NAME = 120
NEW = "new"
LINE = "line-"
SMALL_WORDS = frozenset({"of", "the", "and", "for", "&"})


@dataclass(frozen=True)
class Asks(Exception):
    """A row may mean several: somebody says which."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Found:
    """A person or post by number, none where the row means a new one; `by_name` where nothing but that says so."""

    number: int | None
    by_name: bool = False


class Knowing:
    """What is known today and what rows so far would add, to be asked by later rows; and what is to be written."""

    def __init__(self, today: Today) -> None:
        self.today, self.fold = today, today.names.fold
        self.people: dict[int, str] = {pk: str(one.values["name"]) for pk, one in today.people.items()}
        self.keys = {str(one.values["key"]): pk for pk, one in today.people.items()}
        self.posts: dict[int, dict[str, Value]] = {pk: dict(one.values) for pk, one in today.posts.items()}
        self.of_person: dict[tuple[int, int], list[Kept]] = defaultdict(list)
        self.here: dict[int, set[int]] = defaultdict(set)
        self.former: dict[int, set[int]] = defaultdict(set)
        self.held: set[tuple[int, int]] = set()
        self.lines: dict[int, int] = {}
        self.writes: list[Write] = []
        self._next = 0
        self._times: dict[int, Values] = {}
        self._numbers: dict[tuple[OutsideSort, int, str], list[int]] = defaultdict(list)
        self.numbers_of: dict[tuple[OutsideSort, int, int], list[Kept]] = defaultdict(list)
        for one in today.memberships.values():
            self.belongs(one)
        for held in today.holders.values():
            person, post = held.values["person"], self.posts.get(number_of(held.values["post"]))
            if person is not None and post is not None:
                place = number_of(post["organisation"])
                self.held.add((number_of(person), place))
                (self.here if self._goes_on(held.values["ends"]) else self.former)[place].add(number_of(person))
        for number in today.numbers.values():
            self.numbered(number)

    def next(self) -> int:
        """A number for something new."""
        self._next -= 1
        return self._next

    def write(self, kind: Kind, number: int, values: dict[str, Value], before: dict[str, Value] | None = None) -> None:
        """Something that the import writes."""
        self.writes.append(Write(kind, number, values, before or {}))

    def belongs(self, one: Kept) -> None:
        """Somebody belongs to an organisation, by what is known or by a row."""
        person, place, ends = number_of(one.values["person"]), number_of(one.values["organisation"]), one.values["ends"]
        self.of_person[person, place].append(one)
        (self.here if self._goes_on(ends) else self.former)[place].add(person)

    def changes_time(self, one: Kept, values: Values) -> None:
        """A row changes when somebody belongs to an organisation."""
        self._times[one.number] = {**one.values, **values}

    def belongs_still(self, person: int, place: int) -> bool:
        """Whether they belong there today or are to, as the rows so far leave it."""
        return any(self._goes_on(self._time(one)["ends"]) for one in self.of_person[person, place])

    def may_be_considered(self, person: int, place: int) -> bool:
        """Whether a plan there may name them: who belongs there today, and who is released to be considered."""
        times = (self._time(one) for one in self.of_person[person, place])
        return (person, place) in self.today.released or any(
            isinstance(one["starts"], date) and one["starts"] <= self.today.day and self._goes_on(one["ends"])
            for one in times
        )

    def may_take_up(self, person: int, place: int) -> bool:
        """Whether a row may have them hold a post there: who may be considered, who held one, and who comes by it."""
        return person < 0 or (person, place) in self.held or self.may_be_considered(person, place)

    def _time(self, one: Kept) -> Values:
        return self._times.get(one.number, one.values)

    def _goes_on(self, ends: Value) -> bool:
        return not isinstance(ends, date) or ends >= self.today.day

    def numbered(self, one: Kept) -> None:
        """Another system knows somebody, or a post, by a number."""
        sort, place = OutsideSort(str(one.values["sort"])), number_of(one.values["organisation"])
        of = one.values["person"] if sort is OutsideSort.EMPLOYEE else one.values["post"]
        if of is not None:
            self._numbers[sort, place, str(one.values["number"]).casefold()].append(number_of(of))
            self.numbers_of[sort, place, number_of(of)].append(one)

    def add_person(self, number: int, name: str, place: int, line: int) -> None:
        """A row adds somebody, whom later rows may mean."""
        self.people[number] = name
        self.lines[number] = line
        self.here[place].add(number)
        if "_by_name" in self.__dict__:
            self._by_name[place, self.fold(name)].append(number)

    def remember_number(self, sort: OutsideSort, place: int, of: int, number: str) -> None:
        """Keeps the number by which another system knows a person or a post, unless it is kept already."""
        if not number:
            return
        there = self.numbers_of[sort, place, of]
        if any(str(one.values["number"]).casefold() == number.casefold() for one in there):
            return
        field = "person" if sort is OutsideSort.EMPLOYEE else "post"
        new: dict[str, Value] = {
            "organisation": place,
            "sort": sort.value,
            "number": number,
            "person": None,
            "post": None,
        }
        new[field] = of
        made = Kept(self.next(), new)
        self.write(Kind.NUMBER, made.number, new)
        self.numbered(made)

    def called(self, person: int) -> str:
        """Whom a sentence names: by number, so that the name is looked up when it is shown."""
        return f"{BY_NUMBER}{person}" if person > 0 else self.people.get(person, "")

    def told(self, person: int) -> str:
        """What a line calls somebody whom its row adds; nothing for others, whose names are looked up when shown."""
        return "" if person > 0 else self.people.get(person, "")

    def organisation(self, cells: Cells) -> int:
        """The organisation that a row names, or the one that the import is for; Refused where it is not theirs."""
        code = cells.text("organisation").upper() or self.today.home
        place = self.today.places.get(code)
        if place is None:
            raise Refused(Why.ORGANISATION, "organisation", code[:20])
        return place

    def name_of(self, cells: Cells) -> str:
        """The name that a row gives, whole or in two parts."""
        whole = cells.text("name") or f"{cells.text('first_name')} {cells.text('last_name')}"
        return self.today.names.clean(whole)

    def whole_name_of(self, cells: Cells) -> str:
        """The same where it is a whole one; nothing where the row gives but one of two parts."""
        whole = cells.text("name") or (cells.text("first_name") and cells.text("last_name"))
        return self.name_of(cells) if whole else ""

    def ensured_name(self, name: str) -> str:
        """The name of somebody whom a row adds, or corrects; Refused where it is none, or too long."""
        if not self.today.names.words(name) or len(name) > LONGEST_NAME:
            raise Refused(Why.NAME, "name", str(LONGEST_NAME))
        return name

    def person(self, cells: Cells, place: int, answer: str) -> Found:
        """Whom a row means; Asks where it may be several, Refused where it names somebody who is not to be seen."""
        if key := cells.text("person").casefold():
            known = self.keys.get(key)
            if known is None:
                raise Refused(Why.NO_PERSON, "person")
            return Found(known)
        number, name = cells.text("number"), self.name_of(cells)
        numbered = self._numbers.get((OutsideSort.EMPLOYEE, place, number.casefold()), []) if number else []
        numbered = [one for one in dict.fromkeys(numbered) if one in self.people]
        if len(numbered) == 1:
            return Found(numbered[0])
        if not numbered and not name:
            raise Refused(Why.NEW_NUMBER, "number", number[:40]) if number else Refused(Why.WHO, "name")
        folded = self.fold(name)
        same = numbered or [one for one in self._named(place, folded) if not self._has_another(one, place, number)]
        close = [] if same else self._nearly(place, folded, number)
        if answer:
            return self._chosen(answer, [*same, *close])
        # Whoever was here once and is not may be somebody else of that name.
        if len(same) == 1 and same[0] in self.here[place]:
            return Found(same[0], by_name=same[0] > 0)
        if same or close:
            also = () if numbered else (Choice(NEW),)
            raise Asks((*(self._choice(one) for one in (same or close)), *also))
        return Found(None)

    def _chosen(self, answer: str, among: Iterable[int]) -> Found:
        if answer == NEW:
            return Found(None)
        for one in among:
            if self._choice(one).value == answer:
                return Found(one)
        raise Refused(Why.NO_PERSON, "name")

    def _choice(self, person: int) -> Choice:
        if person < 0:
            return Choice(f"{LINE}{self.lines[person]}", f"{self.people[person]}, row {self.lines[person]}")
        return Choice(str(self.today.people[person].values["key"]), person=person)

    def _has_another(self, person: int, place: int, number: str) -> bool:
        """Whether they have a number there, and not this one: two people of one name are told apart by it."""
        return bool(number) and bool(self.numbers_of[OutsideSort.EMPLOYEE, place, person])

    @cached_property
    def _by_name(self) -> dict[tuple[int, str], list[int]]:
        found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for place in {*self.here, *self.former}:
            for one in self._ever_here(place):
                if one in self.people:
                    found[place, self.fold(self.people[one])].append(one)
        return found

    def _ever_here(self, place: int) -> list[int]:
        return sorted(self.here[place] | self.former[place])

    def _named(self, place: int, folded: str) -> list[int]:
        return self._by_name.get((place, folded), []) if folded else []

    @cached_property
    def _near(self) -> dict[int, NearNames]:
        return {}

    def _nearly(self, place: int, folded: str, number: str) -> list[int]:
        if place not in self._near:
            # Only those who are here already: of two new ones in one file that are nearly alike, each row says itself.
            there = [one for one in self._ever_here(place) if one in self.today.people]
            self._near[place] = NearNames((one, self.fold(self.people[one])) for one in there)
        return [one for one in self._near[place].near(folded) if not self._has_another(one, place, number)]

    def post(self, cells: Cells, place: int, answer: str = "") -> Found:
        """Which post a row means; a new one where it gives a title that no post there has."""
        if own := cells.text("post").removesuffix(".0"):
            number = number_in(own)
            if number not in self.posts:
                raise Refused(Why.NO_POST, "post", own[:20])
            return Found(number)
        title = self.today.names.clean(cells.text("title"))
        if position := cells.text("position"):
            found = [one for one in self._positioned(place, position) if one in self.posts]
            if len(found) == 1:
                return Found(found[0])
            if not title:
                return Found(None)
        if not title:
            raise Refused(Why.WHICH_POST, "title")
        same, close = self._titled(place, title, position)
        if answer:
            return self._chosen_post(answer, [*same, *close])
        if len(same) == 1:
            return Found(same[0], by_name=same[0] > 0)
        if same or close:
            raise Asks((*(self._post_choice(one) for one in (same or close)), Choice(NEW)))
        return Found(None)

    def _positioned(self, place: int, position: str) -> list[int]:
        return self._numbers.get((OutsideSort.POSITION, place, position.casefold()), [])

    def position(self, place: int, position: str) -> int | None:
        """The post of a position number, if exactly one here has it."""
        found = self._positioned(place, position)
        return found[0] if len(found) == 1 else None

    def _titled(self, place: int, title: str, position: str) -> tuple[list[int], list[int]]:
        """Open posts of just this title; and those of the same words in another order. Another position is another."""
        folded, words = self.fold(title), _words(self.fold(title))
        same, close = [], []
        for number in self._open_posts[place]:
            if position and self.numbers_of[OutsideSort.POSITION, place, number]:
                continue
            other = self.fold(str(self.posts[number]["title"]))
            if other == folded:
                same.append(number)
            elif _words(other) == words:
                close.append(number)
        return same, close

    @cached_property
    def _open_posts(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number, values in self.posts.items():
            if values["ends"] is None:
                found[number_of(values["organisation"])].append(number)
        return found

    def add_post(self, number: int, values: dict[str, Value], line: int) -> None:
        """A row adds a post, which later rows may mean."""
        self.posts[number] = values
        self.lines[number] = line
        if values["ends"] is None:
            self._open_posts[number_of(values["organisation"])].append(number)

    def _post_choice(self, number: int) -> Choice:
        title = str(self.posts[number]["title"])
        if number < 0:
            return Choice(f"{LINE}{self.lines[number]}", f"{title}, row {self.lines[number]}")
        return Choice(str(number), f"{title}, post {number}")

    def _chosen_post(self, answer: str, among: Iterable[int]) -> Found:
        if answer == NEW:
            return Found(None)
        for one in among:
            if self._post_choice(one).value == answer:
                return Found(one)
        raise Refused(Why.NO_POST, "title", answer[:20])


def _words(folded: str) -> frozenset[str]:
    return frozenset(folded.replace(",", " ").replace("-", " ").split()) - SMALL_WORDS


def entry_of(cells: Cells, kept: Mapping[int, Kept]) -> Kept | None:
    """Which of these entries of ours a row names, if any; Refused where there is none of that number."""
    text = cells.text("entry")
    if not text:
        return None
    found = kept.get(number_in(text))
    if found is None:
        raise Refused(Why.NO_ENTRY, "entry", text.removesuffix(".0")[:20])
    return found

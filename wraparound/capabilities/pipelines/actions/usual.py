"""A usual board entered at once: its posts, who reports to whom, and who holds them."""

from collections.abc import Sequence
from datetime import datetime

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.people_called import called_exactly
from wraparound.capabilities.pipelines.terms.posts import (
    CannotKeep,
    HolderKind,
    NewHolder,
    NewPost,
    PostLevel,
    PostRole,
)
from wraparound.capabilities.pipelines.terms.usual import BoardEntered, UsualLine, UsualPost
from wraparound.people.access import ensure
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing

Place = tuple[PostRole, PostLevel]
TOP: Place = (PostRole.CHIEF_EXECUTIVE, PostLevel.BOARD)
CHAIR: Place = (PostRole.CHAIR, PostLevel.BOARD)


def enter_board(code: str, wanted: Sequence[UsualPost], *, seen: int, at: datetime, by: Viewer) -> BoardEntered:
    """All of these posts or, with CannotKeep, none; `seen` is how many posts there were when the form was made."""
    place = organisation_of(code, viewer=by)
    ensure(by, LEAD, Subject.at(place.pk, place.region_id))
    if not wanted:
        raise CannotKeep("Tick at least one post, or write who holds it.")
    with changing("The posts of a board were entered", at=at, by=by):
        there = list(Day(at.date()).posts_not_over().filter(organisation=place).order_by("starts", "pk"))
        if len(there) != seen:
            raise CannotKeep(
                "Somebody entered posts here while you were writing. Look at what is there, and send it again."
            )
        return _Board(place, there, at, by).enter(wanted)


class _Board:
    """The posts there are, the people that were named, and what has been entered so far."""

    def __init__(self, place: Organisation, there: Sequence[Post], at: datetime, by: Viewer) -> None:
        self.place, self.at, self.by = place, at, by
        self.posts: dict[Place, int] = {}
        for row in there:
            self.posts.setdefault((PostRole(row.role), PostLevel(row.level)), row.pk)
        self.keys: dict[str, str] = {}
        self.known: list[str] = []

    def enter(self, wanted: Sequence[UsualPost]) -> BoardEntered:
        holders = vacant = 0
        for one in wanted:
            number = self._post(one)
            if one.holder:
                self._hold(number, one)
                holders += 1
            elif one.vacant:
                new = NewHolder(kind=HolderKind.VACANT, starts=one.since)
                take_up(number, new, at=self.at, by=self.by)
                vacant += 1
        return BoardEntered(len(wanted), holders, vacant, tuple(self.known))

    def _post(self, one: UsualPost) -> int:
        line = one.line
        new = NewPost(
            title=one.title,
            role=line.role,
            level=line.level,
            executive=line.executive,
            voting=line.voting,
            grade=line.grade,
            reports_to=self._above(line),
            starts=one.since,
        )
        number = add_post(self.place.code, new, at=self.at, by=self.by)
        self.posts.setdefault((line.role, line.level), number)
        return number

    def _above(self, line: UsualLine) -> int | None:
        """A deputy reports to their director, a director to the chief executive, and these to the chair."""
        if line.role is PostRole.CHAIR:
            return None
        if line.level is PostLevel.DEPUTY:
            return self.posts.get((line.role, PostLevel.BOARD)) or self.posts.get(TOP)
        if line.role in (PostRole.CHIEF_EXECUTIVE, PostRole.NON_EXECUTIVE):
            return self.posts.get(CHAIR)
        return self.posts.get(TOP)

    def _hold(self, number: int, one: UsualPost) -> None:
        """Whoever is here under exactly this name takes it up, once; else somebody new is brought in."""
        key = self._key_of(one.holder)
        new = NewHolder(kind=HolderKind.SUBSTANTIVE, starts=one.since, person=key, name="" if key else one.holder)
        entry = take_up(number, new, at=self.at, by=self.by)
        if not key:
            self.keys[name_key(one.holder)] = _key_of_holder(entry)

    def _key_of(self, name: str) -> str:
        folded = name_key(name)
        if folded not in self.keys:
            found = called_exactly(name, self.place, viewer=self.by, today=Day(self.at.date()))
            if len(found) > 1:
                raise CannotKeep(
                    f"{len(found)} people here are called {name}. Leave the name out, and enter it on the page of the "
                    "post, where you can choose."
                )
            if not found:
                return ""
            self.keys[folded] = found[0].key
            self.known.append(found[0].name)
        return self.keys[folded]


def _key_of_holder(entry: int) -> str:
    """The key of whoever an entry is about."""
    person = Holder.objects.select_related("person").get(pk=entry).person
    assert person is not None  # somebody took it up just now
    return str(person.key)

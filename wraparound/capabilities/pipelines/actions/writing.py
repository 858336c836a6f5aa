"""Writes the plan of an import: everything in one change, many rows by one statement."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any, cast

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.actions.posts import share, tell_of_post
from wraparound.capabilities.pipelines.actions.settling import settle, tell_of
from wraparound.capabilities.pipelines.actions.succession import name as name_for
from wraparound.capabilities.pipelines.models.exchange import OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.exchange import Kind, Plan, Today, Values, Write
from wraparound.capabilities.pipelines.terms.posts import LONGEST_TITLE, HolderKind, Span
from wraparound.capabilities.pipelines.terms.succession import Band, NewSuccessor, Sort, Use
from wraparound.people.actions.bulk import Belonging, add_memberships, change_memberships, rename
from wraparound.people.actions.people import bring_in
from wraparound.people.calculation import name_key
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.bulk import add_many, change_many

AT_ONCE = 2_000
FEW = 500
NUMBER_FIELDS = ("controller", "organisation", "sort", "number", "person", "post")
COLUMNS = {"above": "reports_to", "least": "least_successors", "most": "most_successors"}
"""Fields of posts that the workbook calls otherwise."""


def write_plan(plan: Plan, today: Today, *, at: datetime, by: Viewer) -> None:
    """Everything that a plan would write; inside a change, which is all of it or nothing."""
    _Writer(plan, today, at, by).write()


class _Writer:
    """What is to be written by its kind, and the numbers that new records were given."""

    def __init__(self, plan: Plan, today: Today, at: datetime, by: Viewer) -> None:
        self.today, self.at, self.by = today, at, by
        self.by_kind: dict[Kind, list[Write]] = defaultdict(list)
        for one in plan.writes:
            self.by_kind[one.kind].append(one)
        numbers = set(today.places.values())
        self.places = {one.pk: one for one in Organisation.objects.filter(pk__in=numbers).select_related("controller")}
        self.people: dict[int, int] = {}
        self.posts: dict[int, int] = {}

    def write(self) -> None:
        self._people()
        self._memberships()
        self._posts()
        self._shares()
        self._numbers()
        self._holders()
        self._successors()

    def person(self, number: object) -> int | None:
        return self.people.get(number, number) if isinstance(number, int) else None

    def post(self, number: object) -> int | None:
        return self.posts.get(number, number) if isinstance(number, int) else None

    def _people(self) -> None:
        new = [one for one in self.by_kind[Kind.PERSON] if one.number < 0]
        for made_up in (False, True):
            of = [one for one in new if self._place(one.values).made_up is made_up]
            keys = bring_in(
                [self._newcomer(one.values) for one in of], at=self.at, by=self.by, made_up=made_up, rule=IMPORT
            )
            numbers = _numbers_of(keys)
            self.people |= {one.number: numbers[key] for one, key in zip(of, keys, strict=True)}
        names = {one.number: str(one.values["name"]) for one in self.by_kind[Kind.PERSON] if one.number > 0}
        if names:
            rename(names, at=self.at, by=self.by)

    def _newcomer(self, values: Values) -> NewPerson:
        starts, ends = cast(date, values["starts"]), cast("date | None", values["ends"])
        return NewPerson(str(values["name"]), None, ((self._place(values).code, str(values["job"]), starts, ends),))

    def _place(self, values: Values) -> Organisation:
        return self.places[cast(int, values["organisation"])]

    def _memberships(self) -> None:
        new, changes = _parted(self.by_kind[Kind.MEMBERSHIP])
        if new:
            wanted = [
                Belonging(**{**cast("dict[str, Any]", one.values), "person": self.person(one.values["person"])})
                for one in new
            ]
            add_memberships(wanted, rule=IMPORT, at=self.at, by=self.by)
        if changes:
            change_memberships({one.number: one.values for one in changes}, rule=IMPORT, at=self.at, by=self.by)

    def _posts(self) -> None:
        new, changes = _parted(self.by_kind[Kind.POST])
        # What a row changes of a post that another row adds comes after it.
        made = {one.number: dict(one.values) for one in new if "title" in one.values}
        for one in new:
            made[one.number] |= one.values
        rows = [self._post(values) for values in made.values()]
        Post.objects.bulk_create(rows, batch_size=AT_ONCE)
        self.posts |= {number: row.pk for number, row in zip(made, rows, strict=True)}
        above = {
            self.posts[number]: {"reports_to": self.post(values["above"])}
            for number, values in made.items()
            if values["above"]
        }
        change_many(Post, above, by=self.by)
        merged: dict[int, dict[str, Any]] = defaultdict(dict)
        for one in changes:
            merged[one.number] |= self._of_post(one.values)
        change_many(Post, merged, by=self.by)
        for row in rows:
            tell_of_post(row, "opened", self.at.date(), by=self.by)

    def _post(self, values: Values) -> Post:
        place = self._place(values)
        fields = {name: value for name, value in values.items() if name not in ("organisation", "above")}
        return Post(controller_id=place.controller_id, organisation=place, **self._of_post(fields))

    def _of_post(self, values: Values) -> dict[str, Any]:
        found: dict[str, Any] = {COLUMNS.get(name, name): value for name, value in values.items()}
        if "title" in found:
            found["title_key"] = name_key(found["title"])[: 2 * LONGEST_TITLE]
        if "reports_to" in found:
            found["reports_to"] = self.post(found["reports_to"])
        return found

    def _shares(self) -> None:
        for one in self.by_kind[Kind.SHARES]:
            row = Post.objects.get(pk=self.post(one.number) or 0)
            share(row, cast("tuple[str, ...]", one.values["shared"]), self.at.date(), by=self.by)

    def _numbers(self) -> None:
        rows = (
            (
                place.controller_id,
                place.pk,
                one.values["sort"],
                one.values["number"],
                self.person(one.values["person"]),
                self.post(one.values["post"]),
            )
            for one in self.by_kind[Kind.NUMBER]
            for place in [self._place(one.values)]
        )
        add_many(OutsideNumber, NUMBER_FIELDS, rows, by=self.by)

    def _holders(self) -> None:
        """Changes first: who leaves makes room for who comes. Then each post that was touched is settled."""
        new, changes = _parted(self.by_kind[Kind.HOLDER])
        change_many(Holder, {one.number: one.values for one in changes}, by=self.by)
        vacant = [one for one in new if one.values["person"] is None]
        held = [one for one in new if one.values["person"] is not None]
        wanted = {self.post(one.values["post"]) for one in new} | {
            self.today.holders[one.number].values["post"] for one in changes
        }
        posts = _in_bulk(Post, [cast(int, one) for one in wanted])
        rows = [self._holder(one.values, posts) for one in held]
        Holder.objects.bulk_create(rows, batch_size=AT_ONCE)
        self._join(rows)
        for one in changes:
            was = self.today.holders[one.number].values
            freed = _span(was) if was["kind"] == HolderKind.SUBSTANTIVE else None
            settle(posts[cast(int, was["post"])], by=self.by, freed=freed)
        for post in {row.post_id for row in rows if row.kind == HolderKind.SUBSTANTIVE}:
            settle(posts[post], by=self.by)
        for one in vacant:
            self._vacant(one.values, posts[cast(int, self.post(one.values["post"]))])
        for row in rows:
            tell_of(row, "took_up", row.starts, by=self.by)
        left = _in_bulk(
            Holder, [one.number for one in changes if one.values.get("ends") and one.before.get("ends") is None]
        )
        for row in left.values():
            tell_of(row, "left", row.ends, by=self.by)

    def _holder(self, values: Values, posts: dict[int, Any]) -> Holder:
        post = posts[cast(int, self.post(values["post"]))]
        fields = {name: value for name, value in values.items() if name not in ("post", "person")}
        return Holder(controller_id=post.controller_id, post=post, person_id=self.person(values["person"]), **fields)

    def _vacant(self, values: Values, post: Post) -> None:
        span = _span(values)
        settle(post, by=self.by, said=span)
        if values["cost"] is not None:
            rows = Holder.objects.counted().filter(post=post, kind=HolderKind.VACANT, starts=span.starts)
            rows.update(cost=values["cost"], cost_per=values["cost_per"])

    def _join(self, rows: Sequence[Holder]) -> None:
        """Whoever holds a post today or later belongs to its organisation, if they do not yet."""
        wanted = [row for row in rows if row.ends is None or row.ends >= self.at.date()]
        here: set[tuple[int, int]] = set()
        for some in batched({row.person_id for row in wanted}, FEW):
            current = Membership.objects.filter(person__in=some).exclude(ends__lt=self.at.date())
            here |= set(current.values_list("person", "organisation"))
        new: dict[tuple[int, int], Belonging] = {}
        for row in wanted:
            place = row.post.organisation_id
            if row.person_id is not None and (row.person_id, place) not in here:
                new.setdefault(
                    (row.person_id, place), Belonging(row.person_id, place, row.post.title, row.starts, None)
                )
        if new:
            add_memberships(list(new.values()), rule=IMPORT, at=self.at, by=self.by)

    def _successors(self) -> None:
        for one in self.by_kind[Kind.SUCCESSOR]:
            values, person = one.values, self.person(one.values["person"])
            new = NewSuccessor(
                use=Use(str(values["use"])),
                sort=Sort(str(values["sort"])),
                person=str(Person.objects.get(pk=person).key) if person else "",
                label=str(values["label"]),
                band=Band(str(values["band"])) if values["band"] else None,
                because=str(values["because"]),
            )
            name_for(cast(int, self.post(values["post"])), new, at=self.at, by=self.by)


def _parted(writes: Sequence[Write]) -> tuple[list[Write], list[Write]]:
    return [one for one in writes if one.number < 0], [one for one in writes if one.number > 0]


def _numbers_of(keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batched(keys, FEW):
        found |= {str(key): pk for pk, key in Person.objects.filter(key__in=some).values_list("pk", "key")}
    return found


def _in_bulk(model: Any, numbers: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in batched(numbers, FEW):
        rows = model.objects.select_related("organisation" if model is Post else "post__organisation", "controller")
        found |= {row.pk: row for row in rows.filter(pk__in=some)}
    return found


def _span(values: Values) -> Span:
    return Span(cast(date, values["starts"]), cast("date | None", values["ends"]))

"""What has changed on the plans of a meeting since it was opened: read from history, in two statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.models.boards import Decided
from wraparound.capabilities.pipelines.models.posts import HolderVersion, PostVersion
from wraparound.capabilities.pipelines.models.succession import ReadinessVersion, SuccessorVersion
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import leads, plans_seen
from wraparound.capabilities.pipelines.terms.boards import BoardChange
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.wording import board_changes as say
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.models.log import Change

FIELDS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "successor": (
        SuccessorVersion,
        ("use", "sort", "label", "band", "because", "ends", "ended_because", "confirmed_on", "starts"),
    ),
    "holder": (HolderVersion, ("kind", "starts", "ends", "expected_end", "left_because", "taken_back")),
    "readiness": (ReadinessVersion, ("role", "level", "kind", "band", "review_by", "ends", "ended_because")),
    "post": (
        PostVersion,
        ("title", "critical", "critical_because", "least_successors", "most_successors", "reports_to_id", "ends"),
    ),
}
"""Which columns of each history say what stood before and after."""
WIDTH = max(len(names) for _, names in FIELDS.values())
COLUMNS = ("which", "v_record", "v_version", "v_change", "v_until_change", "of_post", "of_person")
NO_CHANGE = 1 << 60


@dataclass
class Entry:
    """What one change did to one entry: what stood before and after it, as text; none where nothing did."""

    sort: str
    record: int
    change: int
    post: int | None
    person: int | None
    before: dict[str, str] | None = None
    after: dict[str, str] | None = None


@dataclass(frozen=True)
class Changed:
    """Entries with the changes that made them, by number."""

    entries: tuple[Entry, ...]
    made: Mapping[int, Any]

    @property
    def people(self) -> frozenset[int]:
        """Everybody whom they are about."""
        return frozenset(one.person for one in self.entries if one.person is not None)


NOTHING = Changed((), {})


def changed_since(row: Any, items: Sequence[Any], *, viewer: Viewer) -> Changed:
    """What changed on the plans of these items since the meeting was opened, up to its close where it is closed."""
    posts = [one.post_id for one in items if one.post_id is not None]
    people = [one.person_id for one in items if one.person_id is not None]
    if row.opened_change is None or not (posts or people):
        return NOTHING
    until = row.closed_change or NO_CHANGE
    entries = tuple(_entries(_rows(row.opened_change, until, items, posts, people), row.opened_change, until))
    return Changed(entries, _made({one.change for one in entries}))


def _rows(start: int, end: int, items: Sequence[Any], posts: Sequence[int], people: Sequence[int]) -> list[Any]:
    window = Q(v_change__gt=start, v_change__lte=end) | Q(v_until_change__gt=start, v_until_change__lte=end)
    history: Any = SuccessorVersion._default_manager
    named = history.filter(post_id__in=posts, person_id__isnull=False)
    agreed = Q(person_id__in=people)
    for role, level in sorted({(one.post.role, one.post.level) for one in items if one.post_id is not None}):
        agreed |= Q(role=role, level=level, person_id__in=named.values("person_id"))
    which = {
        "successor": Q(post_id__in=posts) | Q(person_id__in=people),
        "holder": Q(post_id__in=posts) | Q(person_id__in=people),
        "readiness": agreed,
        "post": Q(v_record__in=posts),
    }
    first, *others = [_asked(sort, which[sort] & window) for sort in FIELDS]
    return sorted(first.union(*others, all=True), key=lambda one: (one[0], one[1], one[2]))


def _asked(sort: str, wanted: Q) -> QuerySet[Any, Any]:
    versions, names = FIELDS[sort]
    rows = versions._default_manager.filter(wanted, v_carried=False).exclude(v_since=F("v_until")).order_by()
    nobody = Value(None, output_field=CharField())
    post = {"post": Cast("v_record", CharField()), "readiness": nobody}.get(sort, Cast("post_id", CharField()))
    person = nobody if sort == "post" else Cast("person_id", CharField())
    texts = {f"t{place}": Cast(name, CharField()) for place, name in enumerate(names)}
    rest = {f"t{place}": nobody for place in range(len(names), WIDTH)}
    said = rows.annotate(which=Value(sort, output_field=CharField()), of_post=post, of_person=person, **texts, **rest)
    found: QuerySet[Any, Any] = said.values_list(*COLUMNS, *(f"t{place}" for place in range(WIDTH)))
    return found


def _entries(rows: Sequence[Any], start: int, end: int) -> Iterator[Entry]:
    before = {(one[0], one[1], one[4]): one for one in rows if one[4] is not None}
    after = {(one[0], one[1], one[3]) for one in rows}
    for one in rows:
        sort, record, _, change, gone = one[:5]
        if start < change <= end:
            earlier = before.get((sort, record, change))
            yield _entry(one, change, _texts(earlier) if earlier is not None else None, _texts(one))
        if gone is not None and start < gone <= end and (sort, record, gone) not in after:
            yield _entry(one, gone, _texts(one), None)


def _entry(one: Any, change: int, before: dict[str, str] | None, after: dict[str, str] | None) -> Entry:
    return Entry(one[0], one[1], change, _number(one[5]), _number(one[6]), before, after)


def _texts(one: Any) -> dict[str, str]:
    names = FIELDS[one[0]][1]
    return {name: "" if value is None else str(value) for name, value in zip(names, one[len(COLUMNS) :], strict=False)}


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _made(numbers: Iterable[int]) -> Mapping[int, Any]:
    """The changes, each with who made it by name and whether it was made at a meeting: one statement."""
    wanted = set(numbers)
    if not wanted:
        return {}
    name = Person.objects.filter(pk=OuterRef("by")).values("name")[:1]
    rows = Change.objects.filter(pk__in=wanted).annotate(
        who=Subquery(name), at_board=Subquery(Decided.objects.filter(change=OuterRef("pk")).values("board")[:1])
    )
    return {one.pk: one for one in rows}


def change_lines(
    changed: Changed,
    row: Any,
    items: Sequence[Any],
    known: Mapping[int, Known],
    *,
    viewer: Viewer,
    today: Day,
    for_all: bool = False,
) -> tuple[BoardChange, ...]:
    """The entries in words, the first first; of people whom the viewer may not see that somebody was meant, no more.

    A readiness that was replaced by another is one line and not two. Whoever sees yes or no at most of a plan is told
    of no change of it. `for_all`: for everybody in the room, without what only those who lead read.
    """
    seen = plans_seen([one.post for one in items if one.post_id is not None], viewer=viewer, day=today)
    lines = []
    for one in _joined(changed.entries):
        item = _item_of(one, items)
        leads_it = item is not None and item.post_id is not None and leads(item.post, viewer=viewer)
        labels = leads_it and not for_all
        made, words = changed.made.get(one.change), say.entry_words(one.sort, one.before, one.after, labels=labels)
        if item is None or made is None or words is None or (item.post_id is not None and item.post_id not in seen):
            continue
        who, in_meeting = known.get(one.person or 0), made.at_board == row.pk
        if item.person_id is not None and who is None:
            continue
        readable = one.person is None or who is not None
        why = say.reason(made.why, one.before, one.after, in_meeting=in_meeting, leads=leads_it) if readable else ""
        lines.append(
            BoardChange(
                change=one.change,
                item=item.pk,
                at=made.at,
                by=say.called(made.who, made.by_name),
                why=why,
                in_meeting=in_meeting,
                what=say.what(words[0], who.name if who else None, is_person=one.person is not None),
                known=who,
                before=words[1],
                after=words[2],
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.change, line.item, line.what)))


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """A readiness that ended and the one that replaced it, in one change, as one entry."""
    found: list[Entry] = []
    begun: dict[tuple[object, ...], Entry] = {}
    for one in entries:
        if one.sort == "readiness" and one.before is None:
            begun[_same(one)] = one
    for one in entries:
        replaced = begun.get(_same(one)) if one.sort == "readiness" and one.before is not None else None
        if replaced is not None and one.after is not None and one.after["ends"]:
            replaced.before = one.before
        else:
            found.append(one)
    return found


def _same(one: Entry) -> tuple[object, ...]:
    texts = one.after or one.before or {}
    return (one.change, one.person, texts.get("role"), texts.get("level"), texts.get("kind"))


def _item_of(one: Entry, items: Sequence[Any]) -> Any:
    """The item that an entry belongs to: of a readiness, the first post it is for, else the person's own."""
    texts = one.after or one.before or {}
    for item in items:
        if one.post is not None and item.post_id == one.post:
            return item
        if one.sort == "readiness" and item.post_id is not None:
            post = item.post
            if (post.role, post.level, post.organisation.kind) == (texts["role"], texts["level"], texts["kind"]):
                return item
    return next((item for item in items if item.person_id is not None and item.person_id == one.person), None)

"""What has changed on the plans of a meeting since it was opened: read from history, in two statements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.models.boards import Decided, Invited
from wraparound.capabilities.pipelines.models.posts import HolderVersion, Post, PostVersion, ShareVersion
from wraparound.capabilities.pipelines.models.succession import ReadinessVersion, SuccessorVersion
from wraparound.capabilities.pipelines.queries.board_names import Met, Names
from wraparound.capabilities.pipelines.terms.boards import BoardChange
from wraparound.capabilities.pipelines.wording import board_changes as say
from wraparound.capabilities.pipelines.wording.post_history import TOLD_OF_A_POST
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.calculation.reasons import what_was_said, without_what_was_said
from wraparound.records.models.log import Change

FIELDS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "successor": (
        SuccessorVersion,
        ("use", "sort", "label", "band", "because", "ends", "ended_because", "confirmed_on", "starts"),
    ),
    "holder": (HolderVersion, ("kind", "starts", "ends", "expected_end", "left_because", "taken_back")),
    "readiness": (ReadinessVersion, ("role", "level", "kind", "band", "review_by", "ends", "ended_because")),
    "post": (PostVersion, TOLD_OF_A_POST),
    "share": (ShareVersion, ("organisation", "starts", "ends")),
}
"""Which columns of each history say what stood before and after; what they refer to is said by its name."""
CALLED: Mapping[str, Any] = {
    "reports_to": Post.objects.filter(pk=OuterRef("reports_to_id")).values("title")[:1],
    "organisation": Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")[:1],
}
WIDTH = max(len(names) for _, names in FIELDS.values())
COLUMNS = ("which", "v_record", "v_version", "v_change", "v_until_change", "of_post", "of_person")
MADE = ("made_at", "made_by", "made_by_name", "made_why", "made_board", "made_item", "made_at_it")
NO_CHANGE = 1 << 60
NO_POST = 0
HOLDER = "holder"


@dataclass(frozen=True)
class Made:
    """The change behind an entry: when, by whom (a person, or who it was else), why, at which item of which meeting.

    `taking_part` is the name of whoever made it, if they take part in the meeting.
    """

    at: datetime
    who: int | None
    by_name: str
    why: str
    board: int | None
    item: int | None
    taking_part: str | None


@dataclass
class Entry:
    """What one change did to one entry: what stood before and after it, as text; before it nothing where it is new."""

    sort: str
    record: int
    change: int
    post: int | None
    person: int | None
    made: Made
    after: dict[str, str]
    before: dict[str, str] | None = None


def changed_since(row: Any, items: Sequence[Any], *, viewer: Viewer) -> tuple[Entry, ...]:
    """What changed on the plans of these items since the meeting was opened, up to its close where it is closed.

    And whatever was changed at them, though it be of another post, or a readiness for another role.
    """
    posts = [one.post_id for one in items if one.post_id is not None]
    people = [one.person_id for one in items if one.person_id is not None]
    if row.opened_change is None or not (posts or people):
        return ()
    until = row.closed_change or NO_CHANGE
    return tuple(_entries(_rows(row, until, items, posts, people), row.opened_change, until))


def met_in(entries: Sequence[Entry], row: Any, items: Sequence[Any], *, viewer: Viewer) -> list[Met]:
    """Everybody whom they are about, each at the item that an entry belongs to, and whoever made one elsewhere."""
    found = ((one, _item_of(one, items, row.pk)) for one in entries if one.person is not None)
    about = [Met(one.person, item, post=_of_post(one, item), held=one.sort == HOLDER) for one, item in found]
    makers = {one.made.who for one in entries if one.made.who is not None and not one.made.taking_part}
    return [*about, *(Met(one, made=True) for one in sorted(makers))]


def changed_posts(entries: Sequence[Entry], items: Sequence[Any], *, viewer: Viewer) -> tuple[Post, ...]:
    """The posts of these items, and those that the entries are of beside; with their organisations."""
    here = {one.post_id: one.post for one in items if one.post_id is not None}
    rest = {one.post for one in entries if one.post is not None} - set(here)
    more = Post.objects.filter(pk__in=sorted(rest)).select_related("organisation") if rest else ()
    return (*here.values(), *more)


def _rows(row: Any, end: int, items: Sequence[Any], posts: Sequence[int], people: Sequence[int]) -> list[Any]:
    start = row.opened_change
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
        "share": Q(post_id__in=posts),
    }
    at_these = Decided.objects.filter(item__in=[one.pk for one in items]).values("change")
    decided = Q(v_change__in=at_these) | Q(v_until_change__in=at_these)
    takes_part = Person.objects.filter(
        pk=OuterRef("by"), pk__in=Invited.objects.filter(board=row.pk, taken_off=False).values("person")
    ).values("name")[:1]
    first, *others = [_asked(sort, (which[sort] | decided) & window, takes_part) for sort in FIELDS]
    return sorted(first.union(*others, all=True), key=lambda one: (one[0], one[1], one[2]))


def _asked(sort: str, wanted: Q, takes_part: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The versions of one sort, each with the change by which it came to be: all sorts are asked in one statement."""
    versions, names = FIELDS[sort]
    rows = versions._default_manager.filter(wanted, v_carried=False).exclude(v_since=F("v_until")).order_by()
    nobody = Value(None, output_field=CharField())
    post = {"post": Cast("v_record", CharField()), "readiness": nobody}.get(sort, Cast("post_id", CharField()))
    person = nobody if sort in ("post", "share") else Cast("person_id", CharField())
    texts = {f"t{place}": _text(name) for place, name in enumerate(names)}
    rest = {f"t{place}": nobody for place in range(len(names), WIDTH)}
    made = Change.objects.filter(pk=OuterRef("v_change"))
    said = rows.annotate(
        which=Value(sort, output_field=CharField()),
        of_post=post,
        of_person=person,
        made_at=Subquery(made.values("at")[:1]),
        made_by=Subquery(made.values("by")[:1]),
        made_by_name=Subquery(made.values("by_name")[:1]),
        made_why=Subquery(made.values("why")[:1]),
        made_board=Subquery(Decided.objects.filter(change=OuterRef("v_change")).values("board")[:1]),
        made_item=Subquery(Decided.objects.filter(change=OuterRef("v_change")).values("item")[:1]),
        made_at_it=Subquery(made.annotate(name=Subquery(takes_part)).values("name")[:1]),
        **texts,
        **rest,
    )
    found: QuerySet[Any, Any] = said.values_list(*COLUMNS, *MADE, *(f"t{place}" for place in range(WIDTH)))
    return found


def _text(name: str) -> Any:
    return Subquery(CALLED[name], output_field=CharField()) if name in CALLED else Cast(name, CharField())


def _entries(rows: Sequence[Any], start: int, end: int) -> Iterator[Entry]:
    before = {(one[0], one[1], one[4]): one for one in rows if one[4] is not None}
    for one in rows:
        sort, record, _, change, _ = one[:5]
        if start < change <= end:
            earlier = before.get((sort, record, change))
            yield Entry(
                sort=sort,
                record=record,
                change=change,
                post=int(one[5]) if one[5] else None,
                person=int(one[6]) if one[6] else None,
                made=Made(*one[len(COLUMNS) : len(COLUMNS) + len(MADE)]),
                after=_texts(one),
                before=_texts(earlier) if earlier is not None else None,
            )


def _texts(one: Any) -> dict[str, str]:
    names, values = FIELDS[one[0]][1], one[len(COLUMNS) + len(MADE) :]
    return {name: "" if value is None else str(value) for name, value in zip(names, values, strict=False)}


def change_lines(
    changed: Sequence[Entry], row: Any, items: Sequence[Any], names: Names, plans: frozenset[int], *, viewer: Viewer
) -> tuple[BoardChange, ...]:
    """The entries in words, the first first; of people who may not be named, that somebody was meant and no more.

    A readiness that was replaced by another is one line and not two. Of a post whose plan is not among `plans`, no
    change is told, whatever item it stands at.
    """
    found = ((one, _item_of(one, items, row.pk)) for one in _joined(changed))
    lines = [_line(one, item, names, row.pk) for one, item in found if _is_told(one, item, names, plans)]
    told = [line for line in lines if line is not None]
    return tuple(sorted(told, key=lambda line: (line.change, line.item, line.what)))


def _is_told(one: Entry, item: Any, names: Names, plans: frozenset[int]) -> bool:
    if item is None or not {one.post, item.post_id} - {None} <= plans:
        return False
    if item.post_id is not None:
        return True
    there = names.at(item, post=_of_post(one, item), held=one.sort == HOLDER)
    return item.person_id in names.at(item) and (one.person is None or one.person in there)


def _line(one: Entry, item: Any, names: Names, meeting: int) -> BoardChange | None:
    """One entry in words; none where nothing of it is told."""
    leads_it = names.leads(item, _of_post(one, item))
    words = say.entry_words(one.sort, one.before, one.after, labels=leads_it)
    if words is None:
        return None
    who = names.at(item, post=_of_post(one, item), held=one.sort == HOLDER).get(one.person or 0)
    in_meeting = one.made.board == meeting
    # Of somebody outside this site those who lead read it, as they read who is meant.
    readable = who is not None if one.person is not None else one.sort != "successor" or leads_it
    given = what_was_said(one.made.why) if in_meeting else without_what_was_said(one.made.why)
    why = say.reason(given, one.before, one.after, in_meeting=in_meeting, leads=leads_it) if readable else ""
    return BoardChange(
        change=one.change,
        item=item.pk,
        at=one.made.at,
        by=_maker(one.made, names),
        why=why,
        in_meeting=in_meeting,
        what=say.what(words[0], who.name if who else None, is_person=one.person is not None),
        known=who,
        before=words[1],
        after=words[2],
    )


def _maker(made: Made, names: Names) -> str:
    """Whoever made a change, by name where they take part, or where their life of today may be seen anyway."""
    if made.who is None:
        return say.called(made.by_name)
    if made.taking_part:
        return made.taking_part
    return names.now[made.who].name if made.who in names.now else say.SOMEBODY


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """A readiness that ended and the one that replaced it, in one change, as one entry."""
    begun = {_same(one): one for one in entries if one.sort == "readiness" and one.before is None}
    found: list[Entry] = []
    for one in entries:
        replaced = begun.get(_same(one)) if one.sort == "readiness" and one.before is not None else None
        if replaced is not None and one.after["ends"]:
            replaced.before = one.before
        else:
            found.append(one)
    return found


def _same(one: Entry) -> tuple[object, ...]:
    return (one.change, one.person, one.after.get("role"), one.after.get("level"), one.after.get("kind"))


def _item_of(one: Entry, items: Sequence[Any], meeting: int) -> Any:
    """The item that an entry belongs to: of a readiness, the first post it is for; else where it was changed."""
    for item in items:
        if one.post is not None and item.post_id == one.post:
            return item
        if one.sort == "readiness" and item.post_id is not None and _is_for(one.after, item.post):
            return item
    at = one.made.item if one.made.board == meeting else None
    changed_at = next((item for item in items if item.pk == at), None)
    theirs = (item for item in items if item.person_id is not None and item.person_id == one.person)
    return changed_at or next(theirs, None)


def _of_post(one: Entry, item: Any) -> int | None:
    """The post that an entry at an item is of; of a readiness for something else, one that nobody leads."""
    if one.sort != "readiness" or item is None or item.post_id is None:
        return one.post
    return int(item.post_id) if _is_for(one.after, item.post) else NO_POST


def _is_for(texts: Mapping[str, str], post: Any) -> bool:
    return (post.role, post.level, post.organisation.kind) == (texts["role"], texts["level"], texts["kind"])

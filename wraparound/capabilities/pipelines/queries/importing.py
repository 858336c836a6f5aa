"""What an importer may see of their organisations today, in plain values: the ground of a plan, and of an export."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from itertools import batched

from django.db.models import Q

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.models.exchange import OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.queries.considering import released_into
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.terms.exchange import Kept, Names, RowIn, Today, Value
from wraparound.capabilities.pipelines.wording.exchange import READ
from wraparound.people.access import allows, ensure
from wraparound.people.calculation import clean_name, name_key, name_words
from wraparound.people.models import Grant, Membership, Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer

AT_ONCE = 500
NAMES = Names(clean_name, name_key, name_words)
PERSON_FIELDS = ("pk", "key", "name", "controller_id", "email", "password")
POST_FIELDS = (
    *(
        "pk",
        "organisation_id",
        "title",
        "role",
        "level",
        "executive",
        "voting",
        "grade",
        "critical",
        "critical_because",
    ),
    *("reports_to_id", "least_successors", "most_successors", "starts", "ends", "ended_because"),
)
POST_NAMES = (
    *("organisation", "title", "role", "level", "executive", "voting", "grade", "critical", "critical_because"),
    *("above", "least", "most", "starts", "ends", "ended_because"),
)
HOLDER_NAMES = ("post", "person", "kind", "starts", "ends", "expected_end", "left_because", "cost", "cost_per")
SUCCESSOR_NAMES = ("post", "person", "use", "sort", "label", "band", "because", "starts", "confirmed_on")


def place_of(code: str, *, viewer: Viewer) -> Organisation:
    """The organisation that an import or an export is for; NotYours where the viewer does not keep its posts."""
    row = organisation_of(code, viewer=viewer)
    ensure(viewer, IMPORT, _about(row))
    return row


def today_for(home: Organisation, rows: Collection[RowIn], *, default: date, viewer: Viewer, day: Day) -> Today:
    """What is known today of the organisation, and of those others that rows name and the viewer keeps too."""
    ensure(viewer, IMPORT, _about(home))
    codes = {code for row in rows if (code := row.cells.get("organisation", "").strip().upper())}
    named = Organisation.objects.filter(code__in=sorted(codes)[:AT_ONCE]) if codes else ()
    kept = [home, *(one for one in named if allows(viewer, IMPORT, _about(one)))]
    places = {one.code: one.pk for one in kept}
    inside = sorted(places.values())
    posts = _posts(inside)
    holders = _kept(
        Holder.objects.counted().filter(post__organisation__in=inside),
        ("pk", "post_id", "person_id", *HOLDER_NAMES[2:]),
        HOLDER_NAMES,
    )
    successors = _kept(
        day.successors().filter(post__organisation__in=inside),
        ("pk", "post_id", "person_id", *SUCCESSOR_NAMES[2:]),
        SUCCESSOR_NAMES,
    )
    people = _people(inside, rows, successors, viewer, day)
    memberships = _kept(
        Membership.objects.filter(organisation__in=inside),
        ("pk", "person_id", "organisation_id", "job", "starts", "ends"),
        ("person", "organisation", "job", "starts", "ends"),
    )
    return Today(
        day=day.on,
        default=default,
        home=home.code,
        places=places,
        others=dict(Organisation.objects.values_list("code", "pk")),
        people=people,
        memberships={pk: one for pk, one in memberships.items() if one.values["person"] in people},
        posts=posts,
        holders=holders,
        successors=successors,
        numbers=_kept(
            OutsideNumber.objects.filter(organisation__in=inside),
            ("pk", "organisation_id", "sort", "number", "person_id", "post_id"),
            ("organisation", "sort", "number", "person", "post"),
        ),
        granted=_granted(inside, day.on),
        released=released_into({one.pk: one.region_id for one in kept}, people, viewer=viewer, today=day),
        spoken=READ,
        names=NAMES,
    )


def _people(
    inside: list[int], rows: Collection[RowIn], successors: dict[int, Kept], viewer: Viewer, day: Day
) -> dict[int, Kept]:
    """Those of these organisations whom the viewer may see by name, and others whom rows or plans refer to."""
    answerable = {one.controller_id: one.pk for one in Organisation.objects.filter(pk__in=inside)}
    members = Membership.objects.filter(organisation__in=inside).values("person")
    held = Holder.objects.counted().filter(post__organisation__in=inside, person__isnull=False).values("person")
    seen = may_be_named(viewer=viewer, today=day)
    found = dict(
        _person(row, answerable) for row in seen.filter(Q(pk__in=members) | Q(pk__in=held)).values_list(*PERSON_FIELDS)
    )
    known = {str(one.values["key"]) for one in found.values()}
    keys = {key for row in rows if (key := row.cells.get("person", "").strip().casefold()) and key not in known}
    held_by = (one.values["person"] for one in successors.values())
    named = {one for one in held_by if isinstance(one, int)} - set(found)
    for some in batched(sorted(key for key in keys if _is_key(key)), AT_ONCE):
        found |= dict(_person(row, answerable) for row in seen.filter(key__in=some).values_list(*PERSON_FIELDS))
    for numbers in batched(sorted(named), AT_ONCE):
        found |= dict(_person(row, answerable) for row in seen.filter(pk__in=numbers).values_list(*PERSON_FIELDS))
    return found


def _person(row: tuple[object, ...], answerable: dict[int, int]) -> tuple[int, Kept]:
    pk, key, name, controller, email, password = row
    assert isinstance(pk, int) and isinstance(controller, int)  # noqa: PT018  # numbers of records
    account = email is not None or not str(password).startswith("!")
    values: dict[str, Value] = {
        "key": str(key),
        "name": str(name),
        "answerable": answerable.get(controller, 0),
        "account": account,
    }
    return pk, Kept(pk, values)


def _posts(inside: list[int]) -> dict[int, Kept]:
    shares: dict[int, list[str]] = {}
    serving = Share.objects.filter(post__organisation__in=inside, ends__isnull=True)
    for post, code in serving.values_list("post_id", "organisation__code"):
        shares.setdefault(post, []).append(code)
    found = _kept(Post.objects.filter(organisation__in=inside), POST_FIELDS, POST_NAMES)
    return {pk: Kept(pk, {**one.values, "shared": tuple(sorted(shares.get(pk, ())))}) for pk, one in found.items()}


def _kept(rows: "Iterable[object]", fields: tuple[str, ...], names: tuple[str, ...]) -> dict[int, Kept]:
    listed = rows.values_list(*fields)  # type: ignore[attr-defined]  # any query set
    return {row[0]: Kept(row[0], dict(zip(names, row[1:], strict=True))) for row in listed}


def _granted(inside: list[int], on: date) -> frozenset[tuple[int, int]]:
    """Who holds a role over these organisations, today or later: their belonging there carries it."""
    open_ones = Grant.objects.filter(organisation__in=inside, ended_at__isnull=True)
    lasting = open_ones.filter(Q(ends__isnull=True) | Q(ends__gte=on))
    return frozenset(lasting.values_list("person_id", "organisation_id"))


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _about(row: Organisation) -> Subject:
    return Subject.at(row.pk, row.region_id)

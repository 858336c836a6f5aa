"""Writing a compact together: begun by one side, drafted in private, shared, answered with another version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, Max, OuterRef

from wraparound.capabilities.compacts.access import CHAIR, CHIEF, REGIONAL, START
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.leading import leader_called
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, written
from wraparound.capabilities.compacts.calculation.drafting import (
    is_of_our_time,
    items_of,
    next_key,
    used_keys,
    with_item,
    with_names,
    without_item,
)
from wraparound.capabilities.compacts.models.agreed import Comment, Compact, Text
from wraparound.capabilities.compacts.queries.posts import post_meant
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, compact_of, may_comment, sides_of, text_of
from wraparound.capabilities.compacts.queries.realism import starting_point
from wraparound.capabilities.compacts.terms.agreement import (
    FIRST_DAY,
    FURTHEST_DAY,
    LONGEST_MONTHS,
    MOST_ITEMS,
    Agreement,
    CannotAgree,
    Item,
    Part,
    Party,
)
from wraparound.capabilities.compacts.terms.compacts import NewCompact, TextState
from wraparound.capabilities.compacts.terms.prospectuses import LONGEST_ROLE
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.access import Rule, allows, ensure
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.measure_files import measure_cards
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.models.keeping import Controller

STATE = TextState


def begin(new: NewCompact, *, at: datetime, by: Viewer) -> Compact:
    """Begins a compact with a first private draft; CannotAgree where it does not fit, NotYours beyond one's reach.

    It points at the post that was chosen, else at the only one that is called as was typed.
    """
    place = organisation_of(new.organisation, viewer=by)
    ensure(by, START, _about(place))
    if not 1 <= new.months <= LONGEST_MONTHS:
        raise CannotAgree(f"A compact lasts 1 to {LONGEST_MONTHS} months, not {new.months}.")
    _ensure_of_our_time(Agreement(starts=new.starts, months=new.months))
    leader = leader_called(new.leader, place, day_of(at), by=by)
    side = _side(place, leader, by)
    if side is Party.LEADER and leader is None:
        leader = Person.objects.get(pk=by.person or 0)
    post = post_meant(place, new.post, new.role, START, viewer=by, on=day_of(at))
    role = post.title if post is not None and new.post is not None else new.role
    if not 0 < len(role) <= LONGEST_ROLE:
        raise CannotAgree(f"Say which post it is for, in up to {LONGEST_ROLE} letters, such as chief executive.")
    with changing("A compact was begun", at=at, by=by):
        _ensure_there_is_none(place, role, leader)
        made = Compact.objects.create(
            controller=place.controller,
            organisation=place,
            leader=leader,
            role=role,
            post=post.number if post is not None else None,
            asks_region=new.asks_region or side is Party.REGION,
            asks_centre=new.asks_centre,
            opened_at=at,
            opened_by_id=by.person,
            opened_by_name="" if by.person else by.name[:60],
        )
        first = Agreement(starts=new.starts, months=new.months, starting_point=starting_point(place, viewer=by))
        add_text(made, side, first, at=at, by=by)
    return made


def set_parties(
    number: int, *, leader: str, asks_region: bool, asks_centre: bool, version: int, at: datetime, by: Viewer
) -> None:
    """Names the leader, and who else is asked to sign; CannotAgree once a version has been offered or signed.

    Those who are dropped are told too. A region that has written a version stays.
    """
    with changing("Who takes part in the compact", at=at, by=by):
        row = held(number, by=by)
        sides = _ensure_side(row, by)
        ensure_unchanged(row, version, by=by)
        if Text.objects.filter(compact=row, state__in=(STATE.OFFERED, STATE.IN_FORCE)).exists():
            raise CannotAgree(
                "A version is being signed or in force, so its parties stay. Take it back, or begin another compact."
            )
        named = leader_called(leader, row.organisation, day_of(at), by=by, now=row.leader)
        if named is None and row.leader_id and Text.objects.filter(compact=row, shared_at__isnull=False).exists():
            raise CannotAgree("The leader has been shown a version already. Name somebody else, or leave it as it is.")
        wrote = Text.objects.filter(compact=row, side=Party.REGION).exists()
        if not asks_region and (wrote or (Party.REGION in sides and Party.BOARD not in sides)):
            raise CannotAgree("The region has written a version of this compact, so it stays asked to sign.")
        if named != row.leader:
            _ensure_there_is_none(row.organisation, row.role, named, but=row.pk)
        tell_sides("compacts.parties", row, at=at, by=by)
        row.leader, row.asks_region, row.asks_centre = named, asks_region, asks_centre
        row.save(update_fields=["leader", "asks_region", "asks_centre"])
        tell_sides("compacts.taking_part", row, at=at, by=by)


def set_basics(number: int, text: int, basics: Agreement, *, version: int, at: datetime, by: Viewer) -> None:
    """First day, length, starting point, what happens afterwards and the reason of an amendment; items stay."""
    if not 1 <= basics.months <= LONGEST_MONTHS:
        raise CannotAgree(f"A compact lasts 1 to {LONGEST_MONTHS} months, not {basics.months}.")

    def change(old: Agreement) -> Agreement:
        return replace(
            old,
            starts=basics.starts,
            months=basics.months,
            starting_point=basics.starting_point,
            afterwards=basics.afterwards,
            reason=basics.reason or old.reason,
        )

    _rewrite(number, text, change, "The text of a compact was changed", version=version, at=at, by=by)


def set_text(number: int, text: int, agreement: Agreement, *, version: int, at: datetime, by: Viewer) -> None:
    """The whole text of a draft at once, as a library or a made-up region writes it."""
    _rewrite(number, text, lambda _: agreement, "The text of a compact was written", version=version, at=at, by=by)


def put_item(number: int, text: int, part: Part, item: Item, *, version: int, at: datetime, by: Viewer) -> str:
    """Adds an item, or puts it in place of the one with its key; the key it has. An empty key is a new item."""
    row = compact_of(number, viewer=by)
    given = item.key

    def change(old: Agreement) -> Agreement:
        nonlocal given
        if not given:
            if len(items_of(old, part)) >= MOST_ITEMS:
                raise CannotAgree(f"It has {MOST_ITEMS} of this sort already, and nobody can hold to more.")
            every = [agreement_in(one) for one in Text.objects.filter(compact=row).values_list("content", flat=True)]
            given = next_key(old, part, used_keys(every))
        return with_item(old, part, replace(item, key=given))

    _rewrite(number, text, change, "The text of a compact was changed", version=version, at=at, by=by)
    return given


def take_item(number: int, text: int, part: Part, key: str, *, version: int, at: datetime, by: Viewer) -> Item:
    """Takes an item out of a draft; what it was, so that it can be put back."""
    row = compact_of(number, viewer=by)
    known = agreement_in(text_of(row, text, viewer=by).content)
    gone = next((one for one in getattr(known, part.value) if one.key == key), None)
    if gone is None:
        raise CannotAgree("That is no longer part of it: somebody else took it out.")
    _rewrite(
        number, text, lambda old: without_item(old, part, key), "Something was taken out", version=version, at=at, by=by
    )
    found: Item = gone
    return found


def share(number: int, text: int, *, at: datetime, by: Viewer) -> None:
    """Shows a draft to every side; it is not changed any more, but answered with another version."""
    with changing("A version of a compact was shared", at=at, by=by):
        row, draft = _draft(number, text, by)
        if Text.objects.filter(compact=row, state=STATE.IN_FORCE).exists() and not agreement_in(draft.content).reason:
            raise CannotAgree("It amends what is in force: say why first, under time and starting point.")
        if row.leader_id is None:
            raise CannotAgree(
                "Nobody is named as the leader yet, so there is nobody to share it with. Name them first."
            )
        draft.state, draft.shared_at = STATE.SHARED, at
        draft.save(update_fields=["state", "shared_at"])
        tell_sides("compacts.shared", row, at=at, by=by)


def answer(number: int, text: int, *, reason: str = "", at: datetime, by: Viewer) -> int:
    """A draft of one's own side that begins as a copy of this version; its number. An amendment needs its reason.

    Where the side has a draft already, that one is gone on with, for the reason given now.
    """
    with changing("Another version of a compact was begun", at=at, by=by):
        row = held(number, by=by)
        side = _ensure_side(row, by)[0]
        source = text_of(row, text, viewer=by)
        amends = Text.objects.filter(compact=row, state=STATE.IN_FORCE).exists()
        if amends and not reason.strip():
            raise CannotAgree("Say why it is amended: everybody who signs again will read it.")
        said = reason.strip() if amends else ""
        drafts = Text.objects.filter(compact=row, state=STATE.PRIVATE, side=side).order_by("-number")
        mine = drafts.filter(written_by=by.person).first() if side is Party.LEADER else drafts.first()
        if mine is None:
            content = replace(agreement_in(source.content), reason=said)
            return int(add_text(row, side, content, at=at, by=by).number)
        if said:
            mine.content = written(replace(agreement_in(mine.content), reason=said))
            mine.save(update_fields=["content"])
        return int(mine.number)


def leave(number: int, text: int, *, at: datetime, by: Viewer) -> None:
    """Puts a draft or a shared version aside; it stays readable to those who could read it."""
    with changing("A version of a compact was put aside", at=at, by=by):
        row = held(number, by=by)
        sides = _ensure_side(row, by)
        one = Text.objects.select_for_update(of=("self",)).get(pk=text_of(row, text, viewer=by).pk)
        if one.state not in (STATE.PRIVATE, STATE.SHARED) or Party(one.side) not in sides:
            raise CannotAgree("Only the side that wrote a version can put it aside, and only before it is offered.")
        one.state, one.ended_at = STATE.LEFT, at
        one.save(update_fields=["state", "ended_at"])


def put_aside(number: int, *, at: datetime, by: Viewer) -> None:
    """Puts a whole compact aside that nobody is to sign; every side is told.

    CannotAgree while a version is being signed, and once one is in force, which is amended or comes to its last day.
    """
    with changing("The compact was put aside", at=at, by=by):
        row = held(number, by=by)
        _ensure_side(row, by)
        if Text.objects.filter(compact=row, state=STATE.IN_FORCE).exists():
            raise CannotAgree("This compact is in force. It is amended, or runs to its last day; it is not put aside.")
        if Text.objects.filter(compact=row, state=STATE.OFFERED).exists():
            raise CannotAgree("A version is being signed. Take that back first.")
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        tell_sides("compacts.put_aside", row, at=at, by=by)


def take_up_again(number: int, *, at: datetime, by: Viewer) -> None:
    """Undoes putting it aside; every side is told."""
    with changing("The compact was taken up again", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        _ensure_side(row, by)
        if Text.objects.filter(compact=row, state=STATE.IN_FORCE).exists():
            raise CannotAgree("This compact came to its last day, or was ended. Begin another one.")
        if row.ended_at is None:
            return
        _ensure_there_is_none(row.organisation, row.role, row.leader, but=row.pk)
        row.ended_at = None
        row.save(update_fields=["ended_at"])
        tell_sides("compacts.taken_up", row, at=at, by=by)


def comment(number: int, text: int, key: str, words: str, *, at: datetime, by: Viewer) -> None:
    """Says something of a version or of one item of it; everybody who reads the version reads it."""
    if not words.strip():
        raise CannotAgree("Say what you think of it; there was nothing to send.")
    with changing("A comment on a compact", at=at, by=by):
        row = held(number, by=by)
        about = text_of(row, text, viewer=by)
        sides = sides_of(row, viewer=by)
        if not may_comment(row, viewer=by):
            raise CannotAgree("You may read this compact, and not comment on it.")
        if about.state == STATE.LEFT:
            raise CannotAgree("This version was put aside. Comment on the one that is read now.")
        if about.state == STATE.PRIVATE:
            raise CannotAgree(
                "A draft is written, not commented on: once it is shared, everybody would read what was said."
            )
        Comment.objects.create(
            controller=row.controller,
            text=about,
            key=key[:12],
            words=words.strip()[:2000],
            said_by_id=by.person or 0,
            party=sides[0].value if sides else "",
            said_at=at,
        )
        tell_sides("compacts.commented", row, at=at, by=by)


def take_back_comment(number: int, comment: int, *, at: datetime, by: Viewer) -> None:
    """Takes back what one said oneself."""
    row = compact_of(number, viewer=by)
    with changing("A comment was taken back", at=at, by=by):
        rows = Comment.objects.filter(pk=comment, text__compact=row, said_by=by.person, taken_back_at__isnull=True)
        if not rows.update(taken_back_at=at):
            raise CannotAgree("That is not yours to take back, or you have taken it back already.")


def add_text(
    row: Compact, side: Party, agreement: Agreement, *, at: datetime, by: Viewer, written_by: str = ""
) -> Text:
    """A private draft of a side, within a change; `written_by` says who wrote it where that is nobody here."""
    last = Text.objects.filter(compact=row).aggregate(last=Max("number"))["last"] or 0
    controller: Controller = row.controller
    return Text.objects.create(
        controller=controller,
        compact=row,
        number=last + 1,
        side=side,
        content=written(agreement),
        written_by_id=by.person,
        written_by_name="" if by.person else (written_by or by.name)[:60],
        begun_at=at,
    )


def _rewrite(
    number: int,
    text: int,
    change: Callable[[Agreement], Agreement],
    why: str,
    *,
    version: int,
    at: datetime,
    by: Viewer,
) -> None:
    """Changes a draft of one's own side; ChangedMeanwhile, with nothing written, where somebody was faster."""
    with changing(why, at=at, by=by):
        _, draft = _draft(number, text, by)
        ensure_unchanged(draft, version, by=by)
        changed = with_names(change(agreement_in(draft.content)), measure_cards())
        _ensure_of_our_time(changed)
        draft.content = written(changed)
        draft.written_by_id, draft.written_by_name = by.person, "" if by.person else by.name[:60]
        draft.save(update_fields=["content", "written_by", "written_by_name"])


def _draft(number: int, text: int, by: Viewer) -> tuple[Compact, Text]:
    """A private draft of a side for which the viewer acts, held until the change ends."""
    row = held(number, by=by)
    sides = sides_of(row, viewer=by)
    found = Text.objects.select_for_update(of=("self",)).filter(pk=text_of(row, text, viewer=by).pk).first()
    if found is None:
        raise NoSuchCompact
    if found.state != STATE.PRIVATE:
        raise CannotAgree("This version has been shared and is not changed any more. Answer it with another version.")
    if Party(found.side) not in sides:
        raise CannotAgree(f"This draft belongs to {PARTIES[Party(found.side)]}.")
    return row, found


def _ensure_side(row: Compact, by: Viewer) -> tuple[Party, ...]:
    sides = tuple(one for one in sides_of(row, viewer=by) if one is not Party.CENTRE)
    if not sides:
        raise CannotAgree("Only the leader, the board and a region that is asked to sign can do this.")
    return sides


def _ensure_of_our_time(agreement: Agreement) -> None:
    if not is_of_our_time(agreement):
        raise CannotAgree(
            f"Every day lies between {FIRST_DAY.year} and {FURTHEST_DAY.year}, and one that was typed does not: look "
            "at the year."
        )


def _ensure_there_is_none(place: Organisation, role: str, leader: Person | None, *, but: int | None = None) -> None:
    """CannotAgree where a compact about the same post is being written already, so that none is begun twice."""
    writing = Compact.objects.filter(organisation=place, role__iexact=role, leader=leader, ended_at__isnull=True)
    writing = writing if but is None else writing.exclude(pk=but)
    agreed = Text.objects.filter(compact=OuterRef("pk"), state=STATE.IN_FORCE)
    if (there := writing.filter(~Exists(agreed)).first()) is not None:
        raise CannotAgree(
            f"A compact about this post is being written already: number {there.pk} in your list. Go on with that one, "
            "or put it aside first."
        )


def _side(place: Organisation, leader: Person | None, by: Viewer) -> Party:
    """For which side the first draft is: the board's or the region's, else one's own as the leader."""
    about = _about(place)
    for to, side in ((CHAIR, Party.BOARD), (REGIONAL, Party.REGION)):
        if allows(by, Rule(because=START.because, to=(to,), operator=False), about):
            return side
    ensure(by, Rule(because=START.because, to=(CHIEF,), operator=False), about)
    if leader is not None and leader.pk != by.person:
        raise CannotAgree("You can begin a compact about your own post. For somebody else's, ask the chair.")
    return Party.LEADER


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)

"""Ending a compact before its last day: declared by one side, or agreed by both, and taken back before its day."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from wraparound.capabilities.compacts.access import START
from wraparound.capabilities.compacts.actions.clock import end_if_due, follow_in
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.actions.texts import begin, set_text
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.calculation.endings import ensure_day, for_successor
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.endings import Ending
from wraparound.capabilities.compacts.queries.endings import (
    agreeing_side,
    goes_to,
    standing_ending,
    text_that_ends,
    ways_of,
)
from wraparound.capabilities.compacts.queries.merging import merged
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party, TextAltered
from wraparound.capabilities.compacts.terms.compacts import NewCompact
from wraparound.capabilities.compacts.terms.endings import EndingHow, EndingState, NewEnding
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.queries.leaders import could_lead
from wraparound.people.queries.organisations import NoSuchOrganisation, organisation_of
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.queries.history import version_number

STATE = EndingState
SPEAKS = (Party.LEADER, Party.BOARD, Party.REGION)
CHANGED = "Somebody else has declared, agreed or taken back an ending since you opened this page. Read it again first."


def declare(number: int, new: NewEnding, *, seen: int, at: datetime, by: Viewer) -> bool:
    """Declares that the compact ends on a day, or proposes it where the other side must agree; whether it has ended.

    `seen` is the number of the ending that stood when the page was opened, 0 for none. CannotAgree in every other case,
    with why. Whoever calls has made sure that they proved who they are a few minutes ago. Nothing about pay or
    employment follows.
    """
    with changing("An ending of the compact was declared", at=at, by=by):
        row = held(number, by=by)
        sides = sides_of(row, viewer=by)
        if new.how not in ways_of(sides, viewer=by):
            raise CannotAgree(_not_theirs(sides))
        text = text_that_ends(row, viewer=by)
        there = standing_ending(row, viewer=by)
        if (there.pk if there is not None else 0) != seen:
            raise CannotAgree(CHANGED)
        if there is not None:
            raise CannotAgree("An ending stands already. It is agreed, or taken back, before another one is declared.")
        if not new.reason.strip():
            raise CannotAgree("Say why, in your own words: the other side reads it.")
        starts = agreement_in(text.content).starts
        ensure_day(new.ends_on, starts, row.last_day or new.ends_on, day_of(at))
        party = _speaks_for(new.how, sides)
        Ending.objects.create(
            controller=row.controller,
            compact=row,
            how=new.how,
            state=STATE.PROPOSED if _waits(row, new.how, party, at, by) else STATE.DECLARED,
            ends_on=new.ends_on,
            party=party,
            said_by_id=by.person,
            reason=new.reason.strip()[:1000],
            next_steps=new.next_steps.strip()[:1000],
            successor=new.successor.strip()[:150] if new.how is EndingHow.MERGER else "",
            declared_at=at,
        )
        tell_sides("compacts.ending", row, at=at, by=by)
        return _ended_now(row, at)


def agree(number: int, ending: int, *, at: datetime, by: Viewer) -> bool:
    """The other side agrees to an ending that was proposed; whether the compact has ended by it at once."""
    with changing("An ending of the compact was agreed to", at=at, by=by):
        row = held(number, by=by)
        found = _standing(row, ending, by)
        side = agreeing_side(found, sides_of(row, viewer=by), viewer=by)
        if side is None:
            raise CannotAgree("An ending is agreed to by the other side than the one that proposed it, while it waits.")
        text = text_that_ends(row, viewer=by)
        ensure_day(found.ends_on, agreement_in(text.content).starts, row.last_day or found.ends_on, day_of(at))
        found.state, found.agreed_by_id, found.agreed_party, found.agreed_at = STATE.DECLARED, by.person, side, at
        found.save(update_fields=["state", "agreed_by", "agreed_party", "agreed_at"])
        tell_sides("compacts.ending", row, at=at, by=by)
        return _ended_now(row, at)


def take_back(number: int, ending: int, *, at: datetime, by: Viewer) -> None:
    """Before its day, a side that declared or agreed to an ending takes it back, or the other says no to a proposal."""
    with changing("An ending of the compact was taken back", at=at, by=by):
        row = held(number, by=by)
        found = _standing(row, ending, by)
        sides = sides_of(row, viewer=by)
        says_no = agreeing_side(found, sides, viewer=by) is not None
        if not says_no and not {found.party, found.agreed_party} & {one.value for one in sides}:
            raise CannotAgree("An ending is taken back by the side that declared it.")
        found.state, found.closed_at = STATE.TAKEN_BACK, at
        found.save(update_fields=["state", "closed_at"])
        tell_sides("compacts.ending", row, at=at, by=by)


def begin_with_successor(number: int, code: str, *, at: datetime, by: Viewer) -> Compact:
    """A private draft of one's own side with the organisation that followed, from the text of this compact.

    What it expects and promises is copied as it stands; days that have passed are to be changed before it is offered.
    This compact is left as it is: it ends when a side ends it, or with its last day.
    """
    with changing("A compact was begun with the organisation that followed", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        if not [one for one in sides_of(row, viewer=by) if one in SPEAKS]:
            raise CannotAgree("Only the leader, the board and a region that is asked to sign can do this.")
        if code not in dict(goes_to(row, START, viewer=by).into):
            raise CannotAgree("That organisation did not follow the one of this compact.")
        try:
            place = organisation_of(code, viewer=by)
        except NoSuchOrganisation as trouble:
            raise CannotAgree(f"{trouble} Once it does, a compact can be begun with it.") from trouble
        agreement = for_successor(agreement_in(text_that_ends(row, viewer=by).content), day_of(at))
        leader = str(row.leader.key) if row.leader else ""
        known = {key for key, _ in could_lead(place.pk, START, viewer=by, on=day_of(at))}
        new = NewCompact(
            organisation=place.code,
            role=row.role,
            leader=leader if leader in known else "",
            starts=agreement.starts,
            months=agreement.months,
            asks_region=row.asks_region,
            asks_centre=row.asks_centre,
        )
        made = begin(new, at=at, by=by)
        draft = Text.objects.get(compact=made)
        whole = replace(agreement, starting_point=agreement_in(draft.content).starting_point)
        set_text(made.pk, draft.number, whole, version=version_number(draft, viewer=by), at=at, by=by)
        return made


def _ended_now(row: Compact, at: datetime) -> bool:
    """Ends it at once where its day is there; what was late by then follows first, as it does every day."""
    # A text that cannot be read keeps nobody from ending what was agreed in it.
    with suppress(TextAltered):
        follow_in(row.pk, at, by=OPERATOR)
    return end_if_due(row, at=at, by=OPERATOR)


def _standing(row: Compact, ending: int, by: Viewer) -> Ending:
    """The ending that the page showed, held; CannotAgree where it is another one by now, or has taken effect."""
    rows = Ending.objects.select_for_update(of=("self",)).filter(compact=row, pk=ending)
    found = rows.filter(state__in=(STATE.PROPOSED, STATE.DECLARED)).first()
    if found is None:
        raise CannotAgree(CHANGED)
    return found


def _speaks_for(how: EndingHow, sides: tuple[Party, ...]) -> Party:
    own = {EndingHow.LEADER: Party.LEADER, EndingHow.BOARD: Party.BOARD}
    return own.get(how) or next(one for one in sides if one in SPEAKS)


def _waits(row: Compact, how: EndingHow, party: Party, at: datetime, by: Viewer) -> bool:
    """Whether the other side must agree: to an ending together, and to what a region says is a merger.

    What is published, or stands in the register of controllers, a region can record without.
    """
    if how is EndingHow.TOGETHER:
        return True
    if party is not Party.REGION:
        return False
    known = merged(row, viewer=by)
    return known is None or known.on is None or known.on > day_of(at)


def _not_theirs(sides: tuple[Party, ...]) -> str:
    if not sides:
        return (
            "You do not act for a side of this compact today: your role may have ended. Nothing was declared. Whoever "
            "looks after access can say more."
        )
    mine = " and ".join(PARTIES[one] for one in sides)
    return f"You act for {mine}. A compact is not ended in that way by that side; nothing was declared."

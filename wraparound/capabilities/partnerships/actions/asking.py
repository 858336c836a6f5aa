"""How a partnership begins: one board proposes it, or a region suggests it; and how the other answers."""

from datetime import datetime

from wraparound.capabilities.partnerships.access import SPEAK, SUGGEST
from wraparound.capabilities.partnerships.actions.moving import WHY, acting_side, held, move
from wraparound.capabilities.partnerships.actions.telling import tell_boards
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.queries.closing import gone
from wraparound.capabilities.partnerships.queries.reading import standing_of
from wraparound.capabilities.partnerships.terms.agreements import (
    LONGEST_REASON,
    OPEN,
    AgreementState,
    Begun,
    Move,
    NewProposal,
    NewSuggestion,
    Side,
)
from wraparound.capabilities.partnerships.terms.own_words import LONGEST_WORDS, CannotPartner, Topic
from wraparound.capabilities.partnerships.wording.agreements import SPEAKS_FOR_BOTH, gone_words
from wraparound.capabilities.partnerships.wording.plain import TOPICS
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing

STATE = AgreementState


def propose(new: NewProposal, *, at: datetime, by: Viewer) -> Begun:
    """Proposes a partnership for one's own board; where the other board had proposed the same, the two are joined.

    CannotPartner where it cannot be proposed, NotYours for whoever does not speak for the organisation.
    """
    mine, theirs = organisation_of(new.mine, viewer=by), organisation_of(new.theirs, viewer=by)
    ensure(by, SPEAK, _about(mine))
    if allows(by, SPEAK, _about(theirs)):
        raise CannotPartner(SPEAKS_FOR_BOTH)
    helper, helped = (mine, theirs) if new.side is Side.HELPER else (theirs, mine)
    words = _ensure_fit(helper, helped, new.words, by)
    with changing(WHY, at=at, by=by):
        there = _open_one(helper, helped)
        if there is not None:
            return _go_on_with(there, new, at, by)
        made = _made(helper, helped, new.topic, words, at, by, state=STATE.PROPOSED, proposed_by=new.side)
        tell_boards(made, at=at, by=by)
        return Begun(made.pk, joined=False)


def suggest(new: NewSuggestion, *, at: datetime, by: Viewer) -> int:
    """A regional director suggests it to both boards, for one organisation of their region at least; its number."""
    helper, helped = organisation_of(new.helper, viewer=by), organisation_of(new.helped, viewer=by)
    here = Subject(None, frozenset({helper.pk, helped.pk}), frozenset({helper.region_id, helped.region_id}))
    ensure(by, SUGGEST, here)
    words = _ensure_fit(helper, helped, new.words, by)
    with changing("A partnership was suggested", at=at, by=by):
        state, more = STATE.SUGGESTED, {}
        if _open_one(helper, helped) is not None:
            # Whether the two talk already is theirs: whoever suggests it is told the same either way.
            state, more = STATE.TAKEN_BACK, {"ended_at": at}
        made = _made(helper, helped, new.topic, words, at, by, state=state, suggested_by_id=by.person, **more)
        tell_boards(made, at=at, by=by)
    return int(made.pk)


def answer(number: int, step: Move, *, why: str = "", at: datetime, by: Viewer) -> None:
    """Makes a suggestion one's own proposal, takes a proposal up, declines it, or takes one's own back.

    `why` is read by the other board alone, and need not be given.
    """
    if step not in (Move.PROPOSE, Move.TAKE_UP, Move.DECLINE, Move.TAKE_BACK):
        raise CannotPartner("That is no answer to a proposal.")
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        move(row, step, side, at=at, by=by)
        if step is Move.DECLINE and why.strip():
            row.ended_why = why.strip()[:LONGEST_REASON]
            row.save(update_fields=["ended_why"])
        tell_boards(row, at=at, by=by)


def _go_on_with(there: Agreement, new: NewProposal, at: datetime, by: Viewer) -> Begun:
    """What is open between the two already, if it is about the same: taken up, or made one's own proposal.

    About something else it is not: nobody takes up what they have not read, and nothing that was typed is lost.
    """
    row, side = held(there.pk, by=by), new.side
    if row.topic != new.topic and row.state in (STATE.SUGGESTED, STATE.PROPOSED):
        raise CannotPartner(
            f"A partnership of your two boards about {TOPICS[Topic(row.topic)]} is proposed already: answer that "
            "first, in your list. What you typed stands below."
        )
    standing = standing_of(row, viewer=by)
    if standing.state is STATE.SUGGESTED:
        move(row, Move.PROPOSE, side, at=at, by=by)
        tell_boards(row, at=at, by=by)
        return Begun(row.pk, joined=False)
    if standing.state is STATE.PROPOSED and standing.proposed_by is side.other:
        move(row, Move.TAKE_UP, side, at=at, by=by)
        tell_boards(row, at=at, by=by)
        return Begun(row.pk, joined=True)
    raise CannotPartner(
        f"A partnership of your two boards is under way already, about {TOPICS[Topic(row.topic)]}: go on with it in "
        "your list. There is one at a time each way."
    )


def _open_one(helper: Organisation, helped: Organisation) -> Agreement | None:
    found: Agreement | None = Agreement.objects.filter(helper=helper, helped=helped, state__in=OPEN).first()
    return found


def _made(
    helper: Organisation, helped: Organisation, topic: Topic, words: str, at: datetime, by: Viewer, **more: object
) -> Agreement:
    return Agreement.objects.create(
        controller=helped.controller,
        helper=helper,
        helped=helped,
        topic=topic,
        words=words,
        opened_by_id=by.person or 0,
        opened_at=at,
        moved_at=at,
        **more,
    )


def _ensure_fit(helper: Organisation, helped: Organisation, words: str, by: Viewer) -> str:
    """The words as they are kept; CannotPartner where these two cannot partner."""
    if helper.pk == helped.pk:
        raise CannotPartner("Choose another organisation: nobody partners with itself.")
    if helper.made_up != helped.made_up:
        raise CannotPartner("One of the two is made up and the other is real. They never stand side by side.")
    for place, side in ((helper, Side.HELPER), (helped, Side.HELPED)):
        if (over := gone(place, side, viewer=by)) is not None:
            raise CannotPartner(gone_words(over, over=False))
    if not words.strip() or len(words) > LONGEST_WORDS:
        raise CannotPartner(f"Say in a sentence or two what it is about, in at most {LONGEST_WORDS} letters.")
    return words.strip()


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)

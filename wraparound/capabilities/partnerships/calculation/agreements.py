"""What may be done to a partnership, by which side, and what it then is. Pure; docs/methods/partnerships.md."""

from collections.abc import Callable
from dataclasses import replace

from wraparound.capabilities.partnerships.terms.agreements import BOTH, OPEN, AgreementState, Move, Side, Standing
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner

STATE = AgreementState
OVER = "This partnership is over: it was ended, declined or taken back. Propose another one if both boards want it."
THEIRS = "That is for the other board to do: you proposed it yourselves."
YOURS = "That is for the board that proposed it."
NOT_NOW = "That cannot be done now: look at how it stands, which may have changed since you opened the page."
DIAGNOSIS_FIRST = (
    "First both boards agree what is wrong. Terms come after that: help that rests on two views of the trouble has "
    "done harm elsewhere."
)
EACH_FIRST = "Each board first says for itself what it thinks is wrong. The shared text is written once both have."
OTHER_TERMS = (
    "These are not the terms that stand now: the other board has written others since you opened the page. Read them "
    "first."
)


def after(now: Standing, move: Move, side: Side | None, *, digest: str = "") -> Standing:
    """How it stands after the side has done this; CannotPartner, with why, where it may not.

    `digest` is the fingerprint of the terms that are written or accepted. `side` is none only where an organisation
    closes or the last day has passed.
    """
    if now.state not in OPEN:
        raise CannotPartner(OVER)
    if side is None and move is not Move.CLOSE:
        raise CannotPartner(NOT_NOW)
    return _MOVES[move](now, side or Side.HELPER, digest)


def possible(now: Standing, side: Side) -> tuple[Move, ...]:
    """What the side may do now, in the order of moves."""
    return tuple(move for move in Move if move is not Move.CLOSE and _allowed(now, move, side))


def waits_for(now: Standing) -> frozenset[Side]:
    """The boards that are waited for; none while it is in force or over.

    >>> sorted(waits_for(Standing(state=AgreementState.PROPOSED, proposed_by=Side.HELPED)))
    [<Side.HELPER: 'helper'>]
    """
    if now.state is STATE.PROPOSED:
        return BOTH - {now.proposed_by} if now.proposed_by else BOTH
    if now.state is STATE.SUGGESTED:
        return BOTH
    if now.state is STATE.DIAGNOSIS:
        return (BOTH - now.told) or (BOTH - {now.diagnosis_by} if now.diagnosis_by else BOTH)
    if now.state is STATE.TERMS:
        return BOTH - now.accepted if now.terms else BOTH
    return frozenset()


def _allowed(now: Standing, move: Move, side: Side) -> bool:
    try:
        after(now, move, side, digest=now.terms)
    except CannotPartner:
        return False
    return True


def _propose(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.SUGGESTED)
    return replace(now, state=STATE.PROPOSED, proposed_by=side)


def _take_up(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.PROPOSED)
    if now.proposed_by is side:
        raise CannotPartner(THEIRS)
    return replace(now, state=STATE.DIAGNOSIS)


def _decline(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.SUGGESTED, STATE.PROPOSED, STATE.DIAGNOSIS, STATE.TERMS)
    if now.state is STATE.PROPOSED and now.proposed_by is side:
        raise CannotPartner(THEIRS)
    return replace(now, state=STATE.DECLINED)


def _take_back(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.PROPOSED)
    if now.proposed_by is not side:
        raise CannotPartner(YOURS)
    return replace(now, state=STATE.TAKEN_BACK)


def _tell(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.DIAGNOSIS)
    if now.told == BOTH:
        raise CannotPartner("Both boards have written and read each other. Now write the shared text.")
    return replace(now, told=now.told | {side})


def _write_diagnosis(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.DIAGNOSIS)
    if now.told != BOTH:
        raise CannotPartner(EACH_FIRST)
    return replace(now, diagnosis_by=side)


def _agree_diagnosis(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.DIAGNOSIS)
    if now.told != BOTH:
        raise CannotPartner(EACH_FIRST)
    if now.diagnosis_by is not side.other:
        raise CannotPartner("There is no shared text of the other board to agree to.")
    return replace(now, state=STATE.TERMS)


def _write_terms(now: Standing, side: Side, digest: str) -> Standing:
    if now.state in (STATE.SUGGESTED, STATE.PROPOSED, STATE.DIAGNOSIS):
        raise CannotPartner(DIAGNOSIS_FIRST)
    _ensure(now, STATE.TERMS)
    return replace(now, terms=digest, accepted=frozenset())


def _accept(now: Standing, side: Side, digest: str) -> Standing:
    if now.state in (STATE.SUGGESTED, STATE.PROPOSED, STATE.DIAGNOSIS):
        raise CannotPartner(DIAGNOSIS_FIRST)
    _ensure(now, STATE.TERMS)
    if not now.terms:
        raise CannotPartner("Nobody has written terms yet.")
    if digest != now.terms:
        raise CannotPartner(OTHER_TERMS)
    if side in now.accepted:
        raise CannotPartner("Your board has accepted these terms already. The other board is waited for.")
    accepted = now.accepted | {side}
    return replace(now, accepted=accepted, state=STATE.IN_FORCE if accepted == BOTH else STATE.TERMS)


def _end(now: Standing, side: Side, digest: str) -> Standing:
    _ensure(now, STATE.IN_FORCE)
    return replace(now, state=STATE.ENDED)


def _close(now: Standing, side: Side, digest: str) -> Standing:
    return replace(now, state=STATE.ENDED)


def _ensure(now: Standing, *states: AgreementState) -> None:
    if now.state not in states:
        raise CannotPartner(NOT_NOW)


_MOVES: dict[Move, Callable[[Standing, Side, str], Standing]] = {
    Move.PROPOSE: _propose,
    Move.TAKE_UP: _take_up,
    Move.DECLINE: _decline,
    Move.TAKE_BACK: _take_back,
    Move.TELL: _tell,
    Move.WRITE_DIAGNOSIS: _write_diagnosis,
    Move.AGREE_DIAGNOSIS: _agree_diagnosis,
    Move.WRITE_TERMS: _write_terms,
    Move.ACCEPT: _accept,
    Move.END: _end,
    Move.CLOSE: _close,
}

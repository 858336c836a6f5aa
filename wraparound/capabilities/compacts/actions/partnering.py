"""A partnership that comes into force is proposed as an amendment of the compact of whoever is helped.

A private draft of the board's, which it may change, share and sign, or leave. Where the board has a draft open, the
promise waits beside it, so that nothing of theirs is written over and nothing is lost.
"""

import json
from dataclasses import replace
from datetime import datetime

from wraparound.capabilities.compacts.access import ACTS_FOR, RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.texts import add_text, answer, put_item
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, item_in, plain_of
from wraparound.capabilities.compacts.calculation.drafting import next_key, used_keys, with_item
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.partnering import PartnerPromise
from wraparound.capabilities.compacts.queries.partnering import compacts_in_force
from wraparound.capabilities.compacts.queries.reading import sides_of, subject_of
from wraparound.capabilities.compacts.terms.agreement import MOST_ITEMS, CannotAgree, Follows, Part, Party, Promise
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.partnering import Partnered, PartneredState
from wraparound.capabilities.compacts.wording.partnering import REASON, WRITER, promise_words
from wraparound.people.access import ensure
from wraparound.people.queries.leaders import holders_of
from wraparound.people.queries.organisations import NoSuchOrganisation, organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.queries.history import version_number

WHY = "A partnership came into force"
COMPONENT = "buddy_trust"
PAYERS = {"helped": Party.BOARD, "region": Party.REGION, "centre": Party.CENTRE}
"""Who pays, as partnerships say it and as compacts do; nobody pays what costs nothing."""
NOT_THERE = "That no longer waits: a colleague of yours has added or left it."


def propose_amendment(heard: Partnered, *, at: datetime, by: Viewer) -> int:
    """For each compact in force of whoever is helped, once: a draft, or a promise that waits. How many."""
    ensure(by, RUN_THE_CLOCK)
    return sum(_for_one(number, heard, at, by) for number in compacts_in_force(heard.organisation, viewer=by))


def add_waiting(number: int, which: int, *, at: datetime, by: Viewer) -> int:
    """Puts a promise that waits into the board's draft, or into a new one; which version that is."""
    with changing(WHY, at=at, by=by):
        compact = held(number, by=by)
        row = _waiting(compact, which, by)
        promise = item_in(Part.PROMISES, json.loads(row.promise))
        assert isinstance(promise, Promise)  # nothing else is kept there
        source = _in_force(compact)
        reason = _reason(promise.giver_name)
        draft = _draft(compact)
        # A draft that is open keeps its own reason.
        version = draft.number if draft else answer(number, source.number, reason=reason, at=at, by=by)
        text = Text.objects.get(compact=compact, number=version)
        put_item(number, version, Part.PROMISES, promise, version=version_number(text, viewer=by), at=at, by=by)
        row.state, row.version = PartneredState.TAKEN, version
        row.save(update_fields=["state", "version"])
        return int(version)


def leave_waiting(number: int, which: int, *, at: datetime, by: Viewer) -> None:
    """The board leaves the promise out; the partnership itself goes on."""
    with changing(WHY, at=at, by=by):
        row = _waiting(held(number, by=by), which, by)
        row.state = PartneredState.LEFT
        row.save(update_fields=["state"])


def leave_promises_of(agreement: int, *, at: datetime, by: Viewer) -> int:
    """Leaves out what waits because of a partnership that is over; what a draft holds is its board's. How many."""
    ensure(by, RUN_THE_CLOCK)
    with changing("A partnership is over", at=at, by=by):
        rows = list(PartnerPromise.objects.filter(agreement=agreement, state=PartneredState.WAITING).order_by("pk"))
        for row in rows:
            row.state = PartneredState.LEFT
            row.save(update_fields=["state"])
        return len(rows)


def _for_one(number: int, heard: Partnered, at: datetime, by: Viewer) -> int:
    with changing(WHY, at=at, by=by):
        compact = held(number, by=by)
        if PartnerPromise.objects.filter(compact=compact, agreement=heard.agreement).exists():
            return 0
        promise = _promise(heard, by)
        known = agreement_in(_in_force(compact).content)
        waits = _draft(compact) is not None or len(known.promises) >= MOST_ITEMS
        version = None if waits else _begin(compact, promise, at, by)
        PartnerPromise.objects.create(
            controller=compact.controller,
            compact=compact,
            agreement=heard.agreement,
            promise=json.dumps(plain_of(promise), ensure_ascii=False, sort_keys=True),
            state=PartneredState.WAITING if waits else PartneredState.DRAFTED,
            version=version,
            heard_at=at,
        )
        _tell_the_board(compact, at, by)
        return 1


def _begin(compact: Compact, promise: Promise, at: datetime, by: Viewer) -> int:
    """A private draft of the board's: what is in force, with this promise."""
    known = agreement_in(_in_force(compact).content)
    every = [agreement_in(one) for one in Text.objects.filter(compact=compact).values_list("content", flat=True)]
    key = next_key(known, Part.PROMISES, used_keys(every))
    changed = with_item(known, Part.PROMISES, replace(promise, key=key))
    made = add_text(
        compact, Party.BOARD, replace(changed, reason=_reason(promise.giver_name)), at=at, by=by, written_by=WRITER
    )
    return int(made.number)


def _promise(heard: Partnered, by: Viewer) -> Promise:
    helper = _name_of(heard.helper, by)
    return Promise(
        key="",
        component=COMPONENT,
        words=promise_words(helper, heard.topic),
        giver=Party.OTHER,
        giver_name=helper,
        receiver=Party.BOARD,
        days=heard.days,
        cost=heard.money or None,
        paid_by=PAYERS.get(heard.paid_by, Party.OTHER),
        starts=heard.starts,
        review=heard.review,
        due=heard.ends,
        follows=Follows.NOTHING,
    )


def _name_of(code: str, by: Viewer) -> str:
    try:
        return str(organisation_of(code, viewer=by).name)
    except NoSuchOrganisation:
        return code


def _reason(helper: str) -> str:
    return REASON.format(helper=helper)


def _in_force(compact: Compact) -> Text:
    return Text.objects.get(compact=compact, state=TextState.IN_FORCE)


def _draft(compact: Compact) -> Text | None:
    rows = Text.objects.filter(compact=compact, state=TextState.PRIVATE, side=Party.BOARD)
    found: Text | None = rows.order_by("-number").first()
    return found


def _waiting(compact: Compact, which: int, by: Viewer) -> PartnerPromise:
    if Party.BOARD not in sides_of(compact, viewer=by):
        raise CannotAgree("That is for the chair, who acts for the board.")
    rows = PartnerPromise.objects.select_for_update(of=("self",)).filter(compact=compact, pk=which)
    found: PartnerPromise | None = rows.filter(state=PartneredState.WAITING).first()
    if found is None:
        raise CannotAgree(NOT_THERE)
    return found


def _tell_the_board(compact: Compact, at: datetime, by: Viewer) -> None:
    """Mail to the board alone: the draft is private to it."""
    board = holders_of(subject_of(compact, viewer=by), ACTS_FOR[Party.BOARD], viewer=by, on=day_of(at))
    people = ",".join(str(one) for one in board)
    tell("compacts.partnered", {"compact": str(compact.pk), "people": people}, by=by, of=compact)

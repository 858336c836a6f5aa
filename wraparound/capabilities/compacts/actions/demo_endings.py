"""Endings of the made-up region: a compact that ended early, with a statement that waits for the board."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from wraparound.capabilities.compacts.actions import endings, signing, statements, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.actions.clock import apply_what_follows
from wraparound.capabilities.compacts.calculation.documents import agreement_in, digest_of
from wraparound.capabilities.compacts.models.agreed import Compact, Text, Undertaking
from wraparound.capabilities.compacts.models.endings import EndStatement
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import (
    Agreement,
    Concern,
    Condition,
    ConditionSort,
    Follows,
    NotYet,
    Party,
    Promise,
    Result,
    ResultSort,
)
from wraparound.capabilities.compacts.terms.compacts import NewCompact
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after
from wraparound.records.queries.history import version_number

POST = "Programme director, urgent care"
MONTHS = 24
BOTH = (
    "We began with more than one team could carry. The flow work held, and the wards that took part want to go on with "
    "it.\n\nWe would both ask for the second half of the money before the first bed is promised."
)
LEADERS_WORDS = (
    "I would take this on again. What I lacked was the money for the beds, and a deputy from the first month."
)
WHY = (
    "The urgent care programme is joined with the planned care programme from this day on, under one director. This "
    "post is not filled again."
)
NEXT = "The team stays as it is. The leader goes on half a day a week until the new programme has its plan."


def end_one(organisation: str, leader_key: str, chair: Viewer, leader: Viewer, *, at: datetime, by: Viewer) -> Compact:
    """A made-up compact of the organisation that began eleven months ago and ended early, with its statement.

    The leader has written and agreed to it; it waits for the board.
    """
    begun, over = at - timedelta(days=330), at - timedelta(days=25)
    made = _signed(organisation, leader_key, chair, leader, begun)
    known = {one.key: one for one in Undertaking.objects.filter(compact=made)}
    _report(known["p1"], begun + timedelta(days=55), "The post was filled by an interim first", leader)
    apply_what_follows(at=begun + timedelta(days=200), by=by)
    _report(known["c1"], begun + timedelta(days=130), "Minuted by the board on that day", leader)
    _give_up(known["p2"], over - timedelta(days=30), "The capital was given to another scheme this year", chair)
    _report(known["p3"], over - timedelta(days=10), "Diary of visits, 48 in all", leader)
    new = NewEnding(how=EndingHow.BOARD, ends_on=over.date(), reason=WHY, next_steps=NEXT)
    endings.declare(made.pk, new, seen=0, at=over, by=chair)
    written = over + timedelta(days=6)
    statements.write(made.pk, Party.LEADER, BOTH, LEADERS_WORDS, seen=0, at=written, by=leader)
    digest = digest_of(EndStatement.objects.get(compact=made).content)
    statements.agree(made.pk, Party.LEADER, leader.name, digest=digest, at=written, by=leader)
    return made


def _signed(organisation: str, leader_key: str, chair: Viewer, leader: Viewer, at: datetime) -> Compact:
    new = NewCompact(
        organisation=organisation,
        role=POST,
        leader=leader_key,
        starts=at.date(),
        months=MONTHS,
        asks_region=False,
        asks_centre=False,
    )
    made = texts.begin(new, at=at, by=chair)
    draft = Text.objects.get(compact=made)
    whole = _agreement(agreement_in(draft.content), at.date())
    texts.set_text(made.pk, 1, whole, version=version_number(draft, viewer=chair), at=at, by=chair)
    texts.share(made.pk, 1, at=at, by=chair)
    signing.offer(made.pk, 1, at=at, by=chair)
    digest = digest_to_sign(made.pk, 1, viewer=chair)
    for party, viewer in ((Party.LEADER, leader), (Party.BOARD, chair)):
        signing.sign(made.pk, 1, party, viewer.name, digest=digest, at=at, by=viewer)
    return made


def _agreement(begun: Agreement, starts: date) -> Agreement:
    heard = "Staff of the emergency department say that their ideas are tried"
    return replace(
        begun,
        results=(
            Result(key="r1", sort=ResultSort.TYPED, concern=Concern.HOW, by=months_after(starts, 9), words=heard),
            Result(
                key="r2",
                sort=ResultSort.MEASURE,
                concern=Concern.WHAT,
                by=months_after(starts, 18),
                measure="ae_4hour_major",
                level=65.0,
            ),
        ),
        conditions=(
            Condition(
                key="c1",
                sort=ConditionSort.TEAM,
                words="A deputy for the programme is in post",
                owner=Party.BOARD,
                due=starts + timedelta(days=100),
                follows=Follows.PAUSE,
                bears_on=("r2",),
            ),
        ),
        promises=(
            Promise(
                key="p1",
                component="improvement_director",
                words="Somebody who plans the beds, two days a week",
                giver=Party.BOARD,
                days=80,
                cost=36_000,
                paid_by=Party.BOARD,
                starts=starts,
                due=starts + timedelta(days=60),
            ),
            Promise(
                key="p2",
                component="improvement_money",
                words="Money for six more beds",
                giver=Party.BOARD,
                receiver=Party.LEADER,
                cost=900_000,
                paid_by=Party.BOARD,
                starts=starts,
                due=starts + timedelta(days=270),
            ),
            Promise(
                key="p3",
                words="Half a day a week on the wards",
                giver=Party.LEADER,
                receiver=Party.BOARD,
                days=50,
                paid_by=Party.BOARD,
                starts=starts,
                due=starts + timedelta(days=300),
            ),
            Promise(
                key="p4",
                component="return_ticket",
                words="Larkmoor Hospitals (made up) holds a post of the same grade open",
                giver=Party.OTHER,
                giver_name="Larkmoor Hospitals (made up)",
                paid_by=Party.OTHER,
                starts=starts,
                due=months_after(starts, MONTHS),
            ),
        ),
        not_yet=(NotYet(key="n1", words="The contract for agency staff", until=months_after(starts, 9)),),
        afterwards="The leader can go back to Larkmoor, or is heard first for posts of the same grade.",
    )


def _report(row: Undertaking, at: datetime, evidence: str, by: Viewer) -> None:
    version = version_number(row, viewer=by)
    kept.report(row.pk, delivered_on=at.date(), days_given=None, evidence=evidence, version=version, at=at, by=by)


def _give_up(row: Undertaking, at: datetime, why: str, by: Viewer) -> None:
    kept.give_up(row.pk, why, version=version_number(row, viewer=by), at=at, by=by)

"""Compacts of the made-up region: one in force with a promise that was not kept, one still being written."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from wraparound.capabilities.compacts.actions import prospectuses, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.actions.clock import apply_what_follows
from wraparound.capabilities.compacts.actions.demo_check_ins import seed_check_ins
from wraparound.capabilities.compacts.actions.demo_endings import end_one
from wraparound.capabilities.compacts.actions.demo_recognition import seed_recognitions
from wraparound.capabilities.compacts.actions.demo_reviews import next_review, review_at_100_days
from wraparound.capabilities.compacts.actions.patience import look_at_figures
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.evidence import made_up_figures
from wraparound.capabilities.compacts.models.agreed import Compact, Text, Undertaking
from wraparound.capabilities.compacts.queries.realism import measures_of, range_of, standing_of
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import (
    Agreement,
    Concern,
    Condition,
    ConditionSort,
    Follows,
    NotYet,
    Party,
    Patience,
    Promise,
    Result,
    ResultSort,
)
from wraparound.capabilities.compacts.terms.compacts import NewCompact, UndertakingState
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after, months_before
from wraparound.records.queries.history import version_number

LEADERS = (
    ("ZZ01", "Cressida Quillfeather", "Idris Copperthorpe"),
    ("ZZ02", "Orla Inklewick", "Suresh Marrowpool"),
    ("ZZ03", "Winifred Gandercote", "Jabari Junipermere"),
)
"""Organisation, chair and chief executive of those that have a compact."""
REGION = "Rhodri Lanternmere"
PARTNER = "Fennwick Hospitals (made up)"
MONTHS_FOLLOWED = 18
"""From the first day of the compact that slides to the newest of its made-up figures."""


def seed(*, at: datetime, by: Viewer) -> int:
    """Makes the compacts and the prospectus of the made-up region, once; how many compacts there are then."""
    if Compact.objects.exists():
        return Compact.objects.count()
    _in_force(at, by)
    _being_written(at, by)
    _ended(at, by)
    _prospectus(at, by)
    _long_in_force(at, by)
    return Compact.objects.count()


def sign_between(
    place: Organisation,
    chair: Viewer,
    leader: Viewer,
    region: Viewer | None,
    *,
    starts: date,
    at: datetime,
    by: Viewer,
    results: tuple[Result, ...] = (),
) -> Compact:
    """A whole made-up compact, written by the board, shared, offered and signed by each side at the moment."""
    role = NewCompact(
        organisation=place.code,
        role="Chief executive",
        leader=_key(leader),
        starts=starts,
        months=36,
        asks_region=region is not None,
        asks_centre=True,
    )
    made = texts.begin(role, at=at, by=chair)
    _write(made, place, chair, at, results)
    texts.share(made.pk, 1, at=at, by=chair)
    signing.offer(made.pk, 1, at=at, by=chair)
    digest = digest_to_sign(made.pk, 1, viewer=chair)
    for party, viewer in ((Party.LEADER, leader), (Party.BOARD, chair), (Party.REGION, region)):
        if viewer is not None:
            signing.sign(made.pk, 1, party, viewer.name, digest=digest, at=at, by=viewer)
    return made


def agreement_for(place: Organisation, begun: Agreement, *, by: Viewer) -> Agreement:
    """A made-up text for an organisation: results that evidence can range, promises by every side, conditions."""
    starts = begun.starts
    results = _results(place, starts, by)
    # Of an organisation without evidence only what is typed by hand is expected.
    first_two = tuple(one.key for one in results[:2])
    return replace(
        begun,
        results=results,
        conditions=(
            Condition(
                key="c1",
                sort=ConditionSort.TEAM,
                words="A director of finance and a chief operating officer are in post, neither of them interim",
                owner=Party.BOARD,
                due=months_after(starts, 6),
                follows=Follows.PAUSE,
                grace=30,
                bears_on=("r1",),
            ),
            Condition(
                key="c2",
                sort=ConditionSort.DIAGNOSIS,
                words="Board, region and leader have agreed one diagnosis in writing",
                owner=Party.LEADER,
                due=starts + timedelta(days=100),
                follows=Follows.REVIEW,
            ),
        ),
        promises=(
            Promise(
                key="p1",
                component="improvement_director",
                words="An improvement director, two days a week for a year",
                giver=Party.REGION,
                receiver=Party.LEADER,
                days=90,
                cost=72_000,
                paid_by=Party.REGION,
                starts=starts,
                due=starts + timedelta(days=60),
                follows=Follows.PAUSE,
                bears_on=first_two,
            ),
            Promise(
                key="p2",
                component="buddy_trust",
                words="A flow team that works beside ours in the emergency department",
                giver=Party.OTHER,
                giver_name=PARTNER,
                receiver=Party.BOARD,
                days=40,
                cost=24_000,
                paid_by=Party.BOARD,
                starts=starts,
                review=months_after(starts, 4),
                due=months_after(starts, 8),
                follows=Follows.RERANGE,
                bears_on=("r1",),
            ),
            Promise(
                key="p3",
                component="reduced_reporting",
                words="One monthly report instead of three weekly ones",
                giver=Party.REGION,
                receiver=Party.BOARD,
                paid_by=Party.REGION,
                starts=starts,
                due=starts + timedelta(days=45),
            ),
            Promise(
                key="p4",
                component="improvement_money",
                words="Money for twelve more beds, as the capital plan has it",
                giver=Party.CENTRE,
                receiver=Party.BOARD,
                cost=1_900_000,
                paid_by=Party.CENTRE,
                starts=starts,
                due=months_after(starts, 12),
                follows=Follows.REVIEW,
                grace=30,
            ),
            Promise(
                key="p5",
                component="return_ticket",
                words="Thistleford Hospitals (made up) holds a secondment right of two years",
                giver=Party.OTHER,
                giver_name="Thistleford Hospitals (made up)",
                receiver=Party.LEADER,
                paid_by=Party.OTHER,
                starts=starts,
                due=starts + timedelta(days=30),
            ),
            Promise(
                key="p6",
                words="Half a day a week with staff who speak up, whatever else happens",
                giver=Party.LEADER,
                receiver=Party.BOARD,
                days=70,
                paid_by=Party.BOARD,
                starts=starts,
                due=months_after(starts, 36),
            ),
        ),
        not_yet=(
            NotYet(
                key="n1",
                words="The financial plan that was agreed before this post began",
                until=months_after(starts, 12),
            ),
            NotYet(
                key="n2", words="Waits over 52 weeks that were there on the first day", until=months_after(starts, 18)
            ),
        ),
        afterwards=("At the end both sides write one statement together. The secondment right gives a way back."),
    )


def _results(
    place: Organisation, starts: date, by: Viewer, months: tuple[int, ...] = (12, 6, 12, 6)
) -> tuple[Result, ...]:
    """A level that half reach for each measure with a range by then, and one in words, with nothing published."""
    standing = standing_of(place, viewer=by)
    found: list[Result] = []
    for place_in_list, measure in enumerate(measures_of(standing, viewer=by)[:4]):
        asked = Result(
            key="r0",
            sort=ResultSort.MEASURE,
            concern=Concern.HOW if measure.startswith("staff") else Concern.WHAT,
            by=months_after(starts, months[place_in_list]),
            measure=measure,
            level=50.0,
            patience="" if measure.startswith("staff") else Patience.USUAL,
        )
        known = range_of(asked, standing, today=starts, viewer=by)
        if known.half is not None:
            found.append(replace(asked, key=f"r{len(found) + 1}", level=float(round(known.half))))
    words = "Nine in ten complaints are answered within the time that was promised"
    by_hand = Result(
        key=f"r{len(found) + 1}",
        sort=ResultSort.TYPED,
        concern=Concern.HOW,
        by=months_after(starts, 12),
        words=words,
    )
    return (*found, by_hand)


def _write(made: Compact, place: Organisation, chair: Viewer, at: datetime, results: tuple[Result, ...] = ()) -> None:
    draft = Text.objects.get(compact=made, number=1)
    whole = agreement_for(place, agreement_in(draft.content), by=chair)
    whole = replace(whole, results=results) if results else whole
    texts.set_text(made.pk, 1, whole, version=version_number(draft, viewer=chair), at=at, by=chair)


def _long_in_force(at: datetime, by: Viewer) -> None:
    """The compact of ZZ03, between board and leader alone: its figures slide, and ask for a talk.

    Its first day goes by its made-up figures, which stand still, and not by today: a day later a quarter less would
    count, and nothing be asked.
    """
    code, chair_name, leader_name = LEADERS[2]
    newest = max(one.period for one in made_up_figures(code))
    starts = months_before(newest, MONTHS_FOLLOWED)
    begun = datetime.combine(starts - timedelta(days=1), at.timetz())
    place = Organisation.objects.get(code=code)
    chair, leader = (_viewer(name, begun.date(), by) for name in (chair_name, leader_name))
    # Its measures are expected at its very end, so that evidence of today still reaches that far.
    results = _results(place, starts, by, months=(36, 36, 34, 34))
    made = sign_between(place, chair, leader, None, starts=starts, at=begun, by=by, results=results)
    for row in Undertaking.objects.filter(compact=made, due_on__lt=at.date()).order_by("due_on", "pk"):
        said_by, other = (leader, chair) if row.giver == Party.LEADER else (chair, leader)
        _settle(row, datetime.combine(row.due_on, begun.timetz()), "Recorded at the review", said_by, other)
    look_at_figures(at=min(begun + timedelta(days=760), at), by=by)


def _in_force(at: datetime, by: Viewer) -> None:
    """The compact of ZZ01, five months old: some promises kept, one said to be, one late, so that the clock stands."""
    code, chair_name, leader_name = LEADERS[0]
    begun = at - timedelta(days=150)
    place = Organisation.objects.get(code=code)
    chair, leader, region = (_viewer(name, begun.date(), by) for name in (chair_name, leader_name, REGION))
    made = sign_between(place, chair, leader, region, starts=begun.date() + timedelta(days=1), at=begun, by=by)
    known = {one.key: one for one in Undertaking.objects.filter(compact=made)}
    _settle(known["p3"], begun + timedelta(days=20), "The new report was sent for the first time", region, leader)
    _settle(known["p5"], begun + timedelta(days=14), "Letter of the chair of Thistleford", leader, None)
    _settle(known["c2"], begun + timedelta(days=90), "Minuted by the board on that day", chair, None)
    apply_what_follows(at=begun + timedelta(days=62), by=by)
    after_100_days = begun + timedelta(days=104)
    review_at_100_days(made, chair=chair, leader=leader, region=region, at=after_100_days, by=by)
    partly = known["p2"]
    kept.report(
        partly.pk,
        delivered_on=(at - timedelta(days=4)).date(),
        days_given=22,
        evidence="Timesheets to date; the rest is booked",
        version=version_number(partly, viewer=by),
        at=at - timedelta(days=3),
        by=chair,
    )
    kept.open_again(partly.pk, version=version_number(partly, viewer=by), at=at - timedelta(days=2), by=chair)
    apply_what_follows(at=at, by=by)
    seed_recognitions(made, chair=chair, leader=leader, region=region, at=at, by=by)
    next_review(made, chair=chair, region=region, at=at - timedelta(days=1), by=by)
    peer = _viewer(LEADERS[1][2], at.date(), by)
    seed_check_ins(made, leader, peer, region, at=at, by=by)


def _settle(row: Undertaking, at: datetime, evidence: str, said_by: Viewer, confirmed_by: Viewer | None) -> None:
    kept.report(
        row.pk,
        delivered_on=at.date(),
        days_given=None,
        evidence=evidence,
        version=version_number(row, viewer=said_by),
        at=at,
        by=said_by,
    )
    row.refresh_from_db()
    if confirmed_by is not None and row.state == UndertakingState.REPORTED:
        kept.confirm(row.pk, version=version_number(row, viewer=said_by), at=at, by=confirmed_by)


def _being_written(at: datetime, by: Viewer) -> None:
    """The compact of ZZ02: the board's version was shared, and the leader has commented on it."""
    code, chair_name, leader_name = LEADERS[1]
    begun = at - timedelta(days=12)
    place = Organisation.objects.get(code=code)
    chair, leader = (_viewer(name, begun.date(), by) for name in (chair_name, leader_name))
    new = NewCompact(
        organisation=code,
        role="Chief executive",
        leader=_key(leader),
        starts=(at + timedelta(days=40)).date(),
        months=24,
        asks_region=True,
        asks_centre=False,
    )
    made = texts.begin(new, at=begun, by=chair)
    _write(made, place, chair, begun)
    draft = Text.objects.get(compact=made, number=1)
    whole = agreement_in(draft.content)
    shorter = replace(whole, promises=whole.promises[:3], results=whole.results[:3])
    texts.set_text(made.pk, 1, shorter, version=version_number(draft, viewer=chair), at=begun, by=chair)
    texts.share(made.pk, 1, at=begun + timedelta(days=1), by=chair)
    words = "I can work to this if the team is in post first. May we make that a condition with a pause?"
    texts.comment(made.pk, 1, "r1", words, at=begun + timedelta(days=3), by=leader)


def _ended(at: datetime, by: Viewer) -> None:
    """A compact of ZZ02 about an earlier post, which ended early; its statement waits for the board."""
    code, chair_name, leader_name = LEADERS[1]
    chair, leader = (_viewer(name, at.date(), by) for name in (chair_name, leader_name))
    end_one(code, _key(leader), chair, leader, at=at, by=by)


def _prospectus(at: datetime, by: Viewer) -> None:
    """The post of ZZ01's next director of nursing, published."""
    chair = _viewer(LEADERS[0][1], at.date(), by)
    prospect = Prospect(
        title="Director of nursing",
        closes=(at + timedelta(days=45)).date(),
        summary="A trust with long waits, a settled board and a plan that its staff helped to write.",
        history=(
            "Four directors of nursing in six years, two of them interim. The chief executive came five months ago; "
            "the chair has been here for two years."
        ),
        offers=(
            Offer(
                component="peer_mentoring", words="A director of nursing of another trust, two hours a month for a year"
            ),
            Offer(component="protected_time", words="One day a fortnight away from operations in the first six months"),
        ),
        not_judged=(
            "Vacancy rates inherited on the first day, for eighteen months",
            "The four-hour figure, which the whole system decides",
        ),
        afterwards="A review of the post after three years; a statement that both sides write whenever it ends.",
        contact="The chair's office, Larkmoor Hospitals (made up)",
    )
    made = prospectuses.begin(LEADERS[0][0], "Director of nursing", prospect, at=at - timedelta(days=10), by=chair)
    prospectuses.publish(made.pk, nobody_else_read_it=True, at=at - timedelta(days=9), by=chair)


def _viewer(name: str, on: date, by: Viewer) -> Viewer:
    row = Person.objects.get(name=name, in_chooser=True)
    return viewer_for(row.pk, row.name, on=on, viewer=by)


def _key(viewer: Viewer) -> str:
    return str(Person.objects.values_list("key", flat=True).get(pk=viewer.person or 0))

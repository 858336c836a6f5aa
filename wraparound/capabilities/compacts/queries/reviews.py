"""Reviews of a compact: the list with what is still to be done, and one of them, before and after it is held."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wraparound.capabilities.compacts.access import ACTS_FOR
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, known_in
from wraparound.capabilities.compacts.calculation.reviews import changed_since, points_to_review, revised, sees_to
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.reviews import (
    Review,
    ReviewAddition,
    ReviewSide,
    ReviewStep,
    ReviewVersion,
)
from wraparound.capabilities.compacts.queries.criteria import criteria_in_terms, rows_of
from wraparound.capabilities.compacts.queries.known import figures_by_period, known_of, text_in_force
from wraparound.capabilities.compacts.queries.reading import (
    NoSuchCompact,
    compact_of,
    may_comment,
    rule_for,
    sides_of,
    subject_of,
)
from wraparound.capabilities.compacts.terms.agreement import Party, Point, Result, ResultSort
from wraparound.capabilities.compacts.terms.criteria import CriterionState
from wraparound.capabilities.compacts.terms.reviews import (
    WRITING_SIDES,
    AddedWords,
    Known,
    ReviewLine,
    ReviewList,
    ReviewState,
    ReviewTerms,
    Revised,
    SideAnswer,
    SideWords,
    StepState,
    StepTerms,
)
from wraparound.people.queries.grants import seers_of
from wraparound.people.queries.leaders import held_once
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.models.keeping import FOREVER
from wraparound.records.queries.history import version_number

SHOWN = ("name", "review")
STATE = ReviewState
SETTLED = (STATE.AGREED, STATE.APART)


def reviews(number: int, *, viewer: Viewer, on: date) -> ReviewList:
    """Every review of a compact by its day, points that are still to come, and steps that are still to be done."""
    row = compact_of(number, viewer=viewer)
    _noted(row, viewer)
    text = text_in_force(row, viewer=viewer)
    listed = list(Review.objects.filter(compact=row.pk))
    sides = writing_sides(row, viewer=viewer)
    mine = sides_of(row, viewer=viewer)
    lines = [review_line(one, on, viewer=viewer) for one in listed]
    regimes: tuple[Result, ...] = ()
    if text is not None and text.in_force_at is not None:
        agreement = agreement_in(text.content)
        regimes = tuple(one for one in agreement.results if one.sort is ResultSort.REGIME)
        known = {one.point for one in listed}
        if row.ended_at is None:
            ahead = points_to_review(agreement, day_of(text.in_force_at))
            lines += [_to_come(point, day) for point, day in ahead if point.value not in known and day > on]
    steps = ReviewStep.objects.filter(
        review__compact=row.pk, counts=True, state=StepState.OPEN, taken_out_at__isnull=True
    )
    return ReviewList(
        compact=row.pk,
        organisation=row.organisation.name,
        code=row.organisation.code,
        leader=row.leader.name if row.leader else "",
        role=row.role,
        made_up=row.organisation.made_up,
        lines=tuple(sorted(lines, key=lambda one: (one.held_on or one.day or one.due, one.number or 0))),
        steps=_steps(steps, row, mine, on),
        criteria=criteria_in_terms(rows_of(row, viewer=viewer), row, viewer=viewer),
        regimes=regimes,
        sides=sides,
        may_call=bool(sides) and row.ended_at is None and text is not None,
        has_force=text is not None,
        today=on,
    )


def review_row(number: int, review: int, *, viewer: Viewer) -> Review:
    """The row of a review of this compact, with the compact; NoSuchCompact where it is not the viewer's to see."""
    row = compact_of(number, viewer=viewer)
    people = ("written_by", "held_by", "effect")
    found = Review.objects.filter(pk=review, compact=row.pk).select_related(*people).first()
    if found is None:
        raise NoSuchCompact
    found.compact = row
    return found


def review(number: int, review: int, *, viewer: Viewer, on: date) -> ReviewTerms:
    """One review: what is known today while it is to be held, and what was known then once it was.

    NoSuchCompact where there is none for this viewer. Everybody who sees it is logged as having looked at the leader.
    """
    compact = compact_of(number, viewer=viewer)
    row, before = _with_the_one_before(compact, review)
    _noted(compact, viewer)
    text = text_in_force(compact, viewer=viewer)
    if text is None:
        raise NoSuchCompact
    criteria = rows_of(compact, viewer=viewer)
    known = known_in(row.known) if row.known else known_of(compact, text, criteria, viewer=viewer, on=on)
    last = known_in(before.known) if before is not None and before.known else None
    mine = sides_of(compact, viewer=viewer)
    sides = tuple(one for one in mine if one in WRITING_SIDES)
    theirs = Q(review=row.pk) | (Q(review=before.pk, counts=True) if before is not None else Q(pk__in=[]))
    steps = _steps(ReviewStep.objects.filter(theirs, taken_out_at__isnull=True), compact, mine, on)
    words, added = _what_was_said(row)
    return ReviewTerms(
        number=row.pk,
        compact=compact.pk,
        organisation=compact.organisation.name,
        organisation_code=compact.organisation.code,
        made_up=compact.organisation.made_up,
        leader=compact.leader.name if compact.leader else "",
        role=compact.role,
        starts=agreement_in(text.content).starts,
        line=review_line(row, on, viewer=viewer),
        took_part=row.took_part,
        day_for=_party(row.day_for),
        day_agreed_for=_party(row.day_agreed_for),
        known=known,
        known_at=_local(row.held_at),
        last_number=before.pk if before is not None else None,
        last_on=before.held_on if before is not None else None,
        since=changed_since(last, known) if last is not None else None,
        last_steps=tuple(one for one in steps if one.review != row.pk),
        words=_words(words, compact.asks_region),
        added=tuple(_added(one) for one in added),
        agreed=tuple(row.agreed.splitlines()),
        steps=tuple(one for one in steps if one.review == row.pk),
        written_for=_party(row.written_for),
        written_by=row.written_by.name if row.written_by else "",
        written_at=_local(row.written_at),
        revised=_revised(row, known, viewer),
        criteria=criteria_in_terms(
            [one for one in criteria if one.state != CriterionState.TAKEN_OUT], compact, viewer=viewer
        ),
        sides=sides,
        asks_region=compact.asks_region,
        may_answer=_may_answer(row, words, sides, viewer),
        may_add=row.state != STATE.PLANNED and may_comment(compact, viewer=viewer) and _may_write(mine),
        version=_version_of(row),
        today=on,
    )


def own_words(number: int, review: int, party: Party, *, viewer: Viewer) -> tuple[str, int]:
    """What the viewer's side has said of a review so far, and the version that a form about it carries (0: none)."""
    row = review_row(number, review, viewer=viewer)
    if party not in writing_sides(row.compact, viewer=viewer):
        return "", 0
    found = ReviewSide.objects.filter(review=row.pk, party=party).first()
    return (found.words, version_number(found, viewer=viewer)) if found is not None and found.words else ("", 0)


def step_row(number: int, step: int, *, viewer: Viewer) -> ReviewStep:
    """A step of a review of this compact; NoSuchCompact where it is not the viewer's to see."""
    row = compact_of(number, viewer=viewer)
    found = ReviewStep.objects.filter(pk=step, review__compact=row.pk).select_related("review").first()
    if found is None:
        raise NoSuchCompact
    found.review.compact = row
    return found


def step(number: int, step: int, *, viewer: Viewer, on: date) -> StepTerms:
    """One step, with the version that a form about it carries."""
    row = step_row(number, step, viewer=viewer)
    compact = row.review.compact
    _noted(compact, viewer)
    mine = sides_of(compact, viewer=viewer)
    return _step(row, compact, mine, on, version=version_number(row, viewer=viewer))


def writing_sides(row: Compact, *, viewer: Viewer) -> tuple[Party, ...]:
    """The sides for which the viewer records reviews and exit criteria."""
    return tuple(one for one in sides_of(row, viewer=viewer) if one in WRITING_SIDES)


def who_records_now(number: int, *, viewer: Viewer, on: date) -> tuple[Party | None, tuple[str, ...]] | None:
    """For one who acted for a side while it was in force: which, and who acts for it today. None for others.

    It answers also where the compact is no longer theirs to see: they know of it, and are told nothing else of it. Of
    one that was never in force, or only before or after their time, they do not, and it is not there.
    """
    row = Compact.objects.filter(pk=number).select_related("organisation__region", "leader", "controller").first()
    if row is None or viewer.person is None:
        return None
    texts = Text.objects.filter(compact=row.pk, in_force_at__isnull=False)
    since = texts.order_by("in_force_at").values_list("in_force_at", flat=True).first()
    if since is None:
        return None
    life = {"since": day_of(since), "until": day_of(row.ended_at) if row.ended_at is not None else on}
    about = subject_of(row, viewer=viewer)
    asked = {Party.REGION: row.asks_region}
    for party in (Party.BOARD, Party.REGION):
        if asked.get(party, True) and held_once(about, ACTS_FOR[party], viewer=viewer, on=on, **life):
            seers = seers_of(about, ACTS_FOR[party], viewer=OPERATOR, on=on)
            return party, tuple(dict.fromkeys(one.person for one in seers))
    return None


def review_line(row: Review, on: date, *, viewer: Viewer) -> ReviewLine:
    """A review in a list."""
    state = STATE(row.state)
    by = row.day or row.due_on
    return ReviewLine(
        number=row.pk,
        point=Point(row.point) if row.point else None,
        because=row.because,
        called_for=_party(row.called_for),
        due=row.due_on,
        day=row.day,
        day_agreed=bool(row.day_agreed_for),
        held_on=row.held_on,
        state=state,
        overdue=state is STATE.PLANNED and max(by, row.due_on) < on,
    )


def _noted(row: Compact, viewer: Viewer) -> None:
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], SHOWN, rule_for(row, viewer=viewer), viewer=viewer, about=about)


def _to_come(point: Point, day: date) -> ReviewLine:
    return ReviewLine(
        number=None,
        point=point,
        because="",
        called_for=None,
        due=day,
        day=None,
        day_agreed=False,
        held_on=None,
        state=STATE.PLANNED,
        overdue=False,
    )


def _with_the_one_before(compact: Compact, number: int) -> tuple[Review, Review | None]:
    """The review, and the one that was held last before it: what has changed since then is told."""
    now = ReviewVersion._default_manager.filter(v_record=OuterRef("pk"), v_until=FOREVER).order_by("-v_version")
    rows = Review.objects.filter(Q(pk=number) | Q(held_on__isnull=False), compact=compact.pk)
    listed = list(rows.select_related("written_by").annotate(at_version=Subquery(now.values("v_change")[:1])))
    row = next((one for one in listed if one.pk == number), None)
    if row is None:
        raise NoSuchCompact
    row.compact = compact
    this = (row.held_on or date.max, row.pk)
    held = [one for one in listed if one.held_on is not None and (one.held_on, one.pk) < this and one is not row]
    return row, max(held, key=lambda one: (one.held_on, one.pk), default=None)


def _version_of(row: Review) -> int:
    counted: Any = row
    return int(counted.at_version)


def _what_was_said(row: Review) -> tuple[list[ReviewSide], list[ReviewAddition]]:
    """What each side says and what was added; nothing before the review is held."""
    if row.held_on is None:
        return [], []
    added = ReviewAddition.objects.filter(review=row.pk).select_related("said_by").order_by("said_at", "pk")
    return list(ReviewSide.objects.filter(review=row.pk).select_related("said_by", "answered_by")), list(added)


def _steps(rows: QuerySet[ReviewStep], compact: Compact, mine: Sequence[Party], on: date) -> tuple[StepTerms, ...]:
    found = rows.select_related("settled_by").order_by("due_on", "place", "pk")
    return tuple(_step(one, compact, mine, on) for one in found)


def _step(row: ReviewStep, compact: Compact, mine: Sequence[Party], on: date, *, version: int = 0) -> StepTerms:
    state, who = StepState(row.state), Party(row.party)
    return StepTerms(
        number=row.pk,
        compact=compact.pk,
        review=row.review_id,
        words=row.words,
        party=who,
        name=row.name,
        due=row.due_on,
        state=state,
        said=row.said,
        settled_on=row.settled_on,
        settled_by=row.settled_by.name if row.settled_by else "",
        counts=row.counts,
        overdue=row.counts and state is StepState.OPEN and row.due_on < on,
        may_settle=row.counts and sees_to(who, mine),
        version=version,
    )


def _words(rows: Iterable[ReviewSide], asks_region: bool) -> tuple[SideWords, ...]:
    """What each side that takes part says, those too that have said nothing yet."""
    found = {one.party: one for one in rows}
    parties = [one for one in WRITING_SIDES if one is not Party.REGION or asks_region]
    return tuple(_side(one, found.get(one.value)) for one in parties)


def _side(party: Party, row: ReviewSide | None) -> SideWords:
    if row is None:
        return SideWords(
            party=party, words="", by="", at=None, answer=SideAnswer.NONE, answered_by="", answered_at=None
        )
    return SideWords(
        party=party,
        words=row.words,
        by=row.said_by.name if row.said_by else "",
        at=_local(row.said_at),
        answer=SideAnswer(row.answer),
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_at=_local(row.answered_at),
    )


def _added(row: ReviewAddition) -> AddedWords:
    at = _local(row.said_at)
    assert at is not None  # every addition has its moment
    return AddedWords(party=_party(row.party), words=row.words, by=row.said_by.name, at=at)


def _revised(row: Review, known: Known, viewer: Viewer) -> tuple[Revised, ...]:
    if not row.known:
        return ()
    figures = figures_by_period([one.result for one in known.results], row.compact, viewer=viewer)
    return revised(known, figures)


def _may_answer(row: Review, words: Iterable[ReviewSide], sides: Iterable[Party], viewer: Viewer) -> tuple[Party, ...]:
    """The sides for which the viewer can answer the record that another side, and another person, wrote."""
    if row.state != STATE.HELD or not row.written_for or row.written_by_id == viewer.person:
        return ()
    answered = {one.party for one in words if one.answer}
    return tuple(one for one in sides if one.value not in answered and one.value != row.written_for)


def _may_write(mine: Sequence[Party]) -> bool:
    """The centre reads; improvement directors, who act for no side, add what was said for nobody."""
    return not mine or any(one in WRITING_SIDES for one in mine)


def _party(value: str) -> Party | None:
    return Party(value) if value else None


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment is not None else None
